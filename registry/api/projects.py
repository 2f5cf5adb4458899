"""`/api/v1/projects`: where runs log."""

from ninja import Query, Router
from pydantic import Field

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, project_of, viewer
from registry.keyset import newest_by
from registry.models import Project
from registry.schemas.pages import AskedByText, Page
from registry.schemas.problems import PROBLEMS
from registry.schemas.projects import ProjectOut

router = Router(tags=["projects"])
LAST_CHANGED = newest_by("updated_at")


class AskedProjects(AskedByText):
    entity: str = Field("", description="Of this user or team only.")
    name: str = Field("", description="Of this exact name only.")


@router.get("", response={200: Page[ProjectOut], **PROBLEMS}, summary="Projects")
def list_projects(request: ApiRequest, asked: Query[AskedProjects]) -> Rows:
    """Those you may see, the last changed first."""
    rows = Project.objects.visible_to(viewer(request)).matching(asked.q).select_related("entity")
    if asked.entity:
        rows = rows.filter(entity__name__iexact=asked.entity)
    if asked.name:
        rows = rows.filter(name=asked.name)
    return page_of(request, rows, LAST_CHANGED, asked)


@router.get("/{project_id}", response={200: ProjectOut, **PROBLEMS}, summary="A project")
def get_project(request: ApiRequest, project_id: Pk) -> Project:
    return project_of(request, project_id)

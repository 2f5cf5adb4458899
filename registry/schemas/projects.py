"""Projects, where runs log."""

from datetime import datetime

from ninja import Schema

from registry.models import Project


class ProjectOut(Schema):
    id: int
    entity: str
    name: str
    description: str
    run_count: int
    created_at: datetime
    updated_at: datetime
    url: str

    @staticmethod
    def resolve_entity(project: Project) -> str:
        return project.entity.name

    @staticmethod
    def resolve_url(project: Project) -> str:
        return project.get_absolute_url()

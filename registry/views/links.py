"""Where a version is linked, and where it came from, as far as the viewer may see."""

from dataclasses import dataclass

from registry.models import LinkedVersion, Project, User
from registry.views.rows import VersionRow


@dataclass(frozen=True, slots=True)
class Links:
    """`others` are the links beside the one on the page; `hidden` counts those out of sight."""

    others: list[LinkedVersion]
    hidden: int
    is_source_visible: bool


def links_of(user: User, row: VersionRow) -> Links:
    found = LinkedVersion.objects.visible_to(user).filter(version=row.version)
    visible = list(found.with_place().order_by("-pk"))
    others = [link for link in visible if link.pk != (row.link and row.link.pk)]
    project = Project.objects.visible_to(user).filter(collections=row.version.collection_id)
    return Links(others, max(row.version.link_count - len(visible), 0), project.exists())

"""Where a version is linked, and where it came from, as far as the viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Exists

from registry.models import LinkedVersion, Project, User
from registry.presentation.rows import VersionRow

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


SHOWN = 50


class Sight(TypedDict):
    sees_source: bool


@dataclass(frozen=True, slots=True)
class Links:
    """`others` are the links beside the one on the page; `hidden` counts those out of sight. Of
    very many only the newest are shown: `more` counts the others, seen or not."""

    others: Sequence[LinkedVersion]
    hidden: int
    more: int
    is_source_visible: bool


def links_of(user: User, row: VersionRow) -> Links:
    visible = _visible_links(user, row)
    is_cut, beyond = len(visible) > SHOWN, max(row.version.link_count - len(visible), 0)
    return Links(
        others=[link for link in visible if row.link is None or link.pk != row.link.pk],
        hidden=0 if is_cut else beyond,
        more=beyond if is_cut else 0,
        is_source_visible=row.link is None or any(link.sees_source for link in visible),
    )


def _visible_links(user: User, row: VersionRow) -> list[WithAnnotations[LinkedVersion, Sight]]:
    """All share one source: asking for it with them saves a statement."""
    source = Project.objects.visible_to(user).filter(collections=row.version.collection_id)
    found = LinkedVersion.objects.visible_to(user).filter(version=row.version).with_place()
    links = found.order_by("-pk").annotate(sees_source=Exists(source))
    return cast("list[WithAnnotations[LinkedVersion, Sight]]", list(links[: SHOWN + 1]))

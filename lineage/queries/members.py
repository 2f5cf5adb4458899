"""The members of a group, page by page: a card shows only the newest of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from lineage.graph import Node
from lineage.queries.answers import describe_cards, describe_members
from lineage.queries.drawn import MapView
from lineage.queries.graphs import read_nodes
from lineage.queries.keys import Key
from lineage.queries.neighbours import members_of
from lineage.queries.sight import Sight
from lineage.queries.versions import Described
from registry.errors import InvalidValue
from registry.models import User
from registry.sentences import marked as _

MAX_CURSOR = 64


@dataclass(frozen=True, slots=True)
class MemberPage:
    count: int
    """In the group."""
    found: int
    """Of those, what the search finds."""
    members: list[Described]
    cursor: str | None
    """For the next page; None on the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    text: str = ""
    """A part of a name with its version, of an alias, or the whole id of a run."""
    states: Sequence[str] = ()
    cursor: str = ""
    limit: int = 50


def member_page(
    card: str, view: MapView | None, search: Search, *, viewer: User
) -> MemberPage | None:
    """The newest first. None when the viewer may see no such card."""
    after = _read(search.cursor)
    keys = members_of(card, view, viewer)
    if not keys:
        return None
    nodes, sight = _nodes_of(keys, viewer)
    found = _matching(nodes, search, sight)
    rest = [node for node in found if after is None or (node.newness, node.id) < after]
    page = rest[: search.limit]
    return MemberPage(
        count=len(nodes),
        found=len(found),
        members=describe_members([node.id for node in page], sight),
        cursor=f"{page[-1].newness!r}_{page[-1].id}" if len(rest) > len(page) else None,
    )


def _nodes_of(keys: Iterable[Key], viewer: User) -> tuple[list[Node], Sight]:
    listed = list(keys)
    runs = [key.pk for key in listed if key.kind == "run"]
    versions = [key.pk for key in listed if key.kind == "artifact"]
    nodes, sight = read_nodes(runs, versions, viewer)
    visible = [node for node in nodes.all if not node.locked]
    return sorted(visible, key=lambda node: (node.newness, node.id), reverse=True), sight


def _matching(nodes: list[Node], search: Search, sight: Sight) -> list[Node]:
    if search.states:
        nodes = [node for node in nodes if node.state in search.states]
    text = search.text.strip().casefold()
    if not text:
        return nodes
    # Matched here, not in the database: only the names and aliases that the viewer may know count,
    # and both databases fold all letters alike.
    cards = describe_cards([node.id for node in nodes], sight)
    hits = {card["id"] for card in cards if _has(card, text)}
    return [node for node in nodes if node.id in hits]


def _has(card: Described, text: str) -> bool:
    if card["kind"] == "run":
        return text in card["name"].casefold() or text == card["run_id"].casefold()
    aliases = [card["aliases"], *(link["aliases"] for link in card["links"])]
    names = [f"{card['name']}:{card['version']}", *(it["name"] for it in chain(*aliases))]
    return any(text in name.casefold() for name in names)


def _read(cursor: str) -> tuple[float, str] | None:
    if not cursor:
        return None
    newness, _sign, key = cursor.partition("_")
    try:
        if len(cursor) <= MAX_CURSOR and Key.parse(key):
            return float(newness), key
    except ValueError:
        pass
    raise InvalidValue(_("This cursor is not one of a list of members."), field="cursor")

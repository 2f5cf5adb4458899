"""The map that an address asks for. One typed by hand still shows a map: what makes no sense in it
is passed over."""

from django.http import QueryDict

from lineage.folding import Hidden
from lineage.graph import Direction
from lineage.queries import Key, MapView

MAX_DIGITS = 9
MAX_DEPTH = 1_000
MOST_CARDS = 200
MOST_NAMES = 200


def map_view(root: Key, query: QueryDict) -> MapView:
    return MapView(
        root=root,
        direction=_direction(query.get("dir", "")),
        depth=_depth(query.get("depth", "")),
        unfold=_cards(query.get("unfold", "")),
        apart=_cards(query.get("apart", "")),
        hidden=Hidden(
            types=query.getlist("hide_type")[:MOST_NAMES],
            jobs=query.getlist("hide_job")[:MOST_NAMES],
            states=query.getlist("hide_state")[:MOST_NAMES],
            generated=bool(query.get("hide_generated")),
        ),
    )


def _direction(asked: str) -> Direction:
    return Direction(asked) if asked in set(Direction) else Direction.BOTH


def _depth(asked: str) -> int | None:
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= MAX_DIGITS
    return min(int(asked), MAX_DEPTH) or None if is_number else None


def _cards(asked: str) -> frozenset[str]:
    return frozenset(asked.split(",")[:MOST_CARDS]) if asked else frozenset()

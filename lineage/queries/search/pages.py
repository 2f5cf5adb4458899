"""The search itself: from one source to the next, each newest first."""

from collections.abc import Collection
from dataclasses import dataclass

from lineage.queries.search import names, versions
from lineage.queries.search.hits import Hit, SearchKind
from lineage.queries.search.scope import scope_of
from lineage.queries.search.source import Place, Source
from registry import plain
from registry.errors import InvalidValue
from registry.models import User
from registry.models.trigrams import LEAST
from registry.sentences import marked as _

MAX_TEXT = 128
PAGE = 20
MAX_CURSOR = 20

COLLECTION = ("artifact_type", "project__entity", "registry__organization")
OF_COLLECTION = tuple(f"collection__{name}" for name in COLLECTION)
OF_VERSION = ("version__collection__artifact_type", "version__collection__project__entity")
RUN = ("project__entity",)

SOURCES: tuple[Place, ...] = (
    Source(SearchKind.REGISTRY, "name", names.registries, names.show_registries, ("organization",)),
    Source(SearchKind.COLLECTION, "name", names.collections, names.show_collections, COLLECTION),
    Source(
        SearchKind.COLLECTION,
        "name",
        names.collection_tags,
        names.show_collection_tags,
        OF_COLLECTION,
        besides="collection__name",
    ),
    Source(
        SearchKind.VERSION,
        "name",
        versions.aliases,
        versions.show_aliases,
        ("version", *OF_COLLECTION),
    ),
    Source(SearchKind.VERSION, "name", versions.tags, versions.show_tags, OF_VERSION),
    # Ids of runs are pasted whole.
    Source(
        SearchKind.RUN,
        "run_id",
        names.runs,
        names.show_runs_by_id,
        RUN,
        besides="display_name",
        whole=True,
    ),
    Source(SearchKind.RUN, "display_name", names.runs, names.show_runs, RUN),
)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`cursor` leads to the next page; None on the last one. `is_partial`: the text is too short
    for the index, so only the newest names were looked through."""

    hits: list[Hit]
    cursor: str | None
    is_partial: bool


def search(
    user: User,
    text: str,
    kinds: Collection[SearchKind] = tuple(SearchKind),
    cursor: str = "",
    *,
    limit: int = PAGE,
) -> SearchPage:
    """What is named so and may be seen by the user. Raises InvalidValue."""
    text = checked(text)
    number, before = _read(cursor)
    scope = scope_of(user)
    hits: list[Hit] = []
    for place, source in enumerate(SOURCES):
        if place < number or source.kind not in kinds:
            continue
        if len(hits) == limit:
            if source.has_any(scope, text):
                return _page(text, hits, f"{place}-0")
            continue
        start = before if place == number else None
        taken = source.take(scope, text, before=start, limit=limit - len(hits))
        hits += taken.hits
        if taken.last is not None:
            return _page(text, hits, f"{place}-{taken.last}")
    return _page(text, hits, None)


def _page(text: str, hits: list[Hit], cursor: str | None) -> SearchPage:
    return SearchPage(hits, cursor, is_partial=len(text) < LEAST)


def checked(text: str) -> str:
    text = plain.text(text.strip())
    if not text:
        raise InvalidValue(_("Say what to search for."), field="q")
    if len(text) > MAX_TEXT:
        raise InvalidValue(
            _("Search for at most %(max_text)s characters.", {"max_text": MAX_TEXT}), field="q"
        )
    return text


def _read(cursor: str) -> tuple[int, int | None]:
    """The source to go on with, and the row in it to go on after."""
    number, _dash, last = cursor.partition("-")
    if not cursor:
        return 0, None
    if not (number.isdecimal() and last.isdecimal() and len(cursor) < MAX_CURSOR):
        raise InvalidValue(_("This cursor is not one of a search."), field="cursor")
    return int(number), int(last) or None

"""The chapters in their order."""

from collections.abc import Iterator
from typing import Protocol

from django.db import transaction

from lineage.demo import (
    chain,
    curation,
    edge_cases,
    globex,
    hub,
    people,
    pipeline,
    registries,
    scripts,
    shelf,
    sweep,
    zoo_checks,
    zoo_data,
    zoo_models,
)
from lineage.demo.telling import Telling


class Chapter(Protocol):
    """A module of the story."""

    __name__: str

    def told(self) -> bool:
        """Whether it is in the database already; one look-up."""

    def tell(self, telling: Telling) -> None: ...


CHAPTERS: tuple[Chapter, ...] = (
    people,
    registries,
    zoo_data,
    zoo_models,
    zoo_checks,
    sweep,
    shelf,
    chain,
    pipeline,
    hub,
    edge_cases,
    curation,
    globex,
)


def untold() -> Iterator[Chapter]:
    """What the database does not have yet; each is looked for when its turn comes."""
    return (chapter for chapter in CHAPTERS if not chapter.told())


def title(chapter: Chapter) -> str:
    return chapter.__name__.rpartition(".")[2].replace("_", " ")


def tell(chapter: Chapter, telling: Telling) -> None:
    """It is there as a whole or not at all."""
    with transaction.atomic():
        chapter.tell(telling)
        scripts.crash_silent(telling.now)

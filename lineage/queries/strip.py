"""One step of the lineage each way, for the strips on the pages of versions and runs.

A column shows at most three cards and says how many more there are. Stored counters give the
totals, so a hub with thousands of consumers costs what a lonely version costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Count, QuerySet

from lineage.models import Logged, Run, Used
from registry.models import Alias, ArtifactVersion, User
from registry.naming import LATEST

Shown = TypeVar("Shown")
CARDS = 3
STATES_COUNTED_TO = 500


@dataclass(frozen=True, slots=True)
class Column(Generic[Shown]):
    """Cards, then `locked` ones that the viewer may not see, then a pile of the `more` others.

    `states` says for a pile of runs how many are in each state, when they are not too many.
    """

    shown: list[Shown]
    locked: int = 0
    more: int = 0
    states: dict[str, int] = field(default_factory=dict)

    @property
    def height(self) -> int:
        return len(self.shown) + self.locked + (self.more > 0)


@dataclass(frozen=True, slots=True)
class Card:
    """An artifact with the alias that says most about it."""

    version: ArtifactVersion
    alias: str
    more_aliases: int


@dataclass(frozen=True, slots=True)
class Origin:
    """How a version came to be and what became of it; `run` is the newest that logged it."""

    runs: Column[Run]
    inputs: Column[Card]
    consumers: Column[Run]

    @property
    def run(self) -> Run | None:
        return next(iter(self.runs.shown), None)


def origin_of(version: ArtifactVersion, user: User) -> Origin:
    logged = Logged.objects.filter(version=version)
    used = Used.objects.filter(version=version)
    runs = _runs(logged, version.logged_by_count, user)
    return Origin(
        runs=runs,
        inputs=inputs_of(runs.shown[0], user) if runs.shown else Column([]),
        consumers=_runs(used, version.used_by_count, user),
    )


def inputs_of(run: Run, user: User) -> Column[Card]:
    return _artifacts(Used.objects.filter(run=run), run.used_count, user)


def outputs_of(run: Run, user: User) -> Column[Card]:
    return _artifacts(Logged.objects.filter(run=run), run.logged_count, user)


def _room(total: int) -> int:
    """How many single cards fit: a pile takes the place of one."""
    return CARDS if total <= CARDS else CARDS - 1


def _runs(edges: QuerySet[Used] | QuerySet[Logged], total: int, user: User) -> Column[Run]:
    newest = edges.order_by("-run_id").values_list("run_id", flat=True)[: _room(total)]
    pks = list(newest)
    visible = Run.objects.visible_to(user).with_place()
    shown = list(visible.filter(pk__in=pks).order_by("-pk"))
    more = max(total - len(pks), 0)
    states: dict[str, int] = {}
    if 0 < more <= STATES_COUNTED_TO:
        everyone = edges.values_list("run_id", flat=True)
        rest = visible.filter(pk__in=list(everyone)).exclude(pk__in=pks)
        counted = rest.order_by("state").values_list("state").annotate(Count("pk"))
        states = dict(counted)
    return Column(shown, len(pks) - len(shown), more, states)


def _artifacts(edges: QuerySet[Used] | QuerySet[Logged], total: int, user: User) -> Column[Card]:
    newest = edges.order_by("-version_id").values_list("version_id", flat=True)[: _room(total)]
    pks = list(newest)
    visible = ArtifactVersion.objects.visible_to(user).with_place()
    shown = list(visible.filter(pk__in=pks).order_by("-pk"))
    return Column(_cards(shown), len(pks) - len(shown), max(total - len(pks), 0))


def _cards(versions: list[ArtifactVersion]) -> list[Card]:
    """With the aliases of the version's own collection, `latest` after those somebody chose."""
    sources = [version.collection_id for version in versions]
    names: dict[int, list[str]] = {version.pk: [] for version in versions}
    held = Alias.objects.filter(version__in=versions, collection__in=sources).order_by("name")
    for alias in sorted(held, key=lambda it: (it.name == LATEST, it.name)):
        names[alias.version_id].append(alias.name)
    return [
        Card(one, next(iter(names[one.pk]), ""), max(len(names[one.pk]) - 1, 0)) for one in versions
    ]

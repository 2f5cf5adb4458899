"""One step of the lineage each way, for the strips on the pages of versions and runs.

A column shows at most three cards and says how many more there are. Stored counters give the
totals, so a hub with thousands of consumers costs what a lonely version costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Count, QuerySet

from lineage.models import Logged, Run, Used
from lineage.queries.places import Place, places_of
from registry.models import Alias, ArtifactVersion, User
from registry.naming import LATEST

Shown = TypeVar("Shown")
# A subquery of ids, greatest first: the newest edges.
Keys = QuerySet[Any, Any]
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
    """An artifact under the name that the viewer may know, with the alias that says most."""

    version: ArtifactVersion
    place: Place
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
    visible = Run.objects.visible_to(user).with_place()
    logged = Logged.objects.filter(version=version).order_by("-run_id")
    used = Used.objects.filter(version=version).order_by("-run_id")
    runs = _runs(visible, logged.values("run_id"), version.logged_by_count)
    return Origin(
        runs=runs,
        inputs=inputs_of(runs.shown[0], user) if runs.shown else Column([]),
        consumers=_runs(visible, used.values("run_id"), version.used_by_count),
    )


def inputs_of(run: Run, user: User) -> Column[Card]:
    used = Used.objects.filter(run=run).order_by("-version_id")
    return _artifacts(used.values("version_id"), run.used_count, user)


def outputs_of(run: Run, user: User) -> Column[Card]:
    logged = Logged.objects.filter(run=run).order_by("-version_id")
    return _artifacts(logged.values("version_id"), run.logged_count, user)


def _room(total: int) -> int:
    """How many single cards fit: a pile takes the place of one."""
    return total if total <= CARDS else CARDS - 1


def _runs(visible: QuerySet[Run], newest: Keys, total: int) -> Column[Run]:
    room = _room(total)
    shown = list(visible.filter(pk__in=newest[:room]).order_by("-pk"))
    states: dict[str, int] = {}
    if room < total <= STATES_COUNTED_TO:
        rest = visible.filter(pk__in=newest).exclude(pk__in=[run.pk for run in shown])
        states = dict(rest.order_by("state").values_list("state").annotate(Count("pk")))
    return Column(shown, locked=room - len(shown), more=total - room, states=states)


def _artifacts(newest: Keys, total: int, user: User) -> Column[Card]:
    room = _room(total)
    visible = ArtifactVersion.objects.visible_to(user).with_sight(user)
    shown = list(visible.filter(pk__in=newest[:room]).order_by("-pk"))
    return Column(_cards(shown, user), locked=room - len(shown), more=total - room)


def _cards(versions: list[ArtifactVersion], user: User) -> list[Card]:
    """With the aliases of the collection that is named, `latest` after those somebody chose."""
    places = places_of(versions, user)
    named_in = [place.collection_id for place in places.values()]
    names: dict[int, list[str]] = {version.pk: [] for version in versions}
    held = Alias.objects.filter(version__in=versions, collection__in=named_in).order_by("name")
    for alias in sorted(held, key=lambda it: (it.name == LATEST, it.name)):
        names[alias.version_id].append(alias.name)
    return [
        Card(one, places[one.pk], next(iter(names[one.pk]), ""), max(len(names[one.pk]) - 1, 0))
        for one in versions
    ]

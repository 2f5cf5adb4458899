"""The steps that lead to the version to link: each a list with a search, each a plain GET."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.keyset import alphabetical_by, highest_by, newest_by
from registry.naming import LATEST
from registry.presentation import candidates
from registry.presentation.rows import version_rows
from registry.presentation.versions import by_text, logged_versions
from registry.views.paging import page_of
from registry.views.places import viewer

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from registry.models import Collection, Entity, Project, Registry
    from registry.models.collections import CollectionQuerySet
    from registry.models.people import EntityQuerySet
    from registry.models.spaces import ProjectQuerySet
    from registry.presentation.rows import MarkedAlias
    from registry.views.paging import Page

SIZE = 25
NAMES = ("team", "project", "artifact", "version")


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a step, and the address that takes it."""

    name: str
    url: str
    since: datetime | None = None
    note: str = ""
    aliases: Sequence[MarkedAlias] = ()


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    hint: str
    noun: str
    one: str
    order: str
    page: Page[Any]
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Way:
    """What is chosen so far."""

    team: str = ""
    project: str = ""
    artifact: str = ""
    version: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Way:
        """From the fields of the steps, or from a full name that was pasted: `a/b/c:v3`."""
        pasted = request.GET.get("path", "").strip()
        if pasted.count("/") == 2:
            team, project, name = pasted.split("/")
            artifact, _colon, version = name.partition(":")
            return cls(team, project, artifact, version or LATEST)
        return cls(*(request.GET.get(name, "").strip() for name in NAMES))

    @property
    def full_name(self) -> str:
        return f"{self.team}/{self.project}/{self.artifact}:{self.version}"

    @property
    def fields(self) -> list[tuple[str, str]]:
        values = zip(NAMES, (self.team, self.project, self.artifact, self.version), strict=True)
        return [(name, value) for name, value in values if value]

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    @property
    def taken(self) -> list[tuple[str, str]]:
        """What is chosen, each with the address that goes back to that choice."""
        chosen = self.fields
        return [(value, f"?{urlencode(chosen[:at])}") for at, (_name, value) in enumerate(chosen)]

    def plus(self, **choice: str) -> str:
        return f"?{urlencode([*self.fields, *choice.items()])}"


def next_step(request: HttpRequest, way: Way, collection: Collection, registry: Registry) -> Step:
    """The list to choose from next."""
    user, text = viewer(request), request.GET.get("q", "").strip()
    teams = candidates.teams(user, collection, registry)
    if not way.team:
        return _teams(request, way, teams.filter(name__icontains=text))
    team = get_object_or_404(teams, name__iexact=way.team)
    projects = candidates.projects(user, collection, team)
    if not way.project:
        return _projects(request, way, projects.filter(name__icontains=text))
    project = get_object_or_404(projects, name=way.project)
    artifacts = candidates.artifacts(user, collection, project)
    if not way.artifact:
        return _artifacts(request, way, artifacts.matching(text))
    return _versions(request, way, get_object_or_404(artifacts.with_place(), name=way.artifact))


def _teams(request: HttpRequest, way: Way, found: EntityQuerySet) -> Step:
    page: Page[Entity] = page_of(found, request, alphabetical_by("name"), size=SIZE)
    choices = [Choice(row.name, way.plus(team=row.name)) for row in page.rows]
    return Step(
        _("Which team logged it?"), _("Team"), _("teams"), _("team"), _("by name"), page, choices
    )


def _projects(request: HttpRequest, way: Way, found: ProjectQuerySet) -> Step:
    page: Page[Project] = page_of(found, request, newest_by("updated_at"), size=SIZE)
    choices = [
        Choice(row.name, way.plus(project=row.name), row.updated_at, _runs(row.run_count))
        for row in page.rows
    ]
    return Step(
        _("From which project?"),
        _("Project"),
        _("projects"),
        _("project"),
        _("newest change first"),
        page,
        choices,
    )


def _artifacts(request: HttpRequest, way: Way, found: CollectionQuerySet) -> Step:
    page: Page[Collection] = page_of(found, request, newest_by("updated_at"), size=SIZE)
    choices = [
        Choice(row.name, way.plus(artifact=row.name), row.updated_at, _kept(row.version_count))
        for row in page.rows
    ]
    return Step(
        _("Which artifact?"),
        _("Name, tag or alias"),
        _("artifacts"),
        _("artifact"),
        _("newest change first"),
        page,
        choices,
    )


def _versions(request: HttpRequest, way: Way, source: Collection) -> Step:
    text, found = request.GET.get("q", "").strip(), logged_versions(viewer(request), source)
    found = found.filter(by_text(source, text))
    page = page_of(found, request, highest_by("index"), size=SIZE)
    choices = [
        Choice(row.name, way.plus(version=row.name), row.since, aliases=row.aliases)
        for row in version_rows(source, page.rows)
    ]
    return Step(
        _("Which version?"),
        _("Version, alias or tag"),
        _("versions"),
        _("version"),
        _("newest first"),
        page,
        choices,
    )


def _runs(number: int) -> str:
    return ngettext("%s run", "%s runs", number) % _grouped(number)


def _kept(number: int) -> str:
    return ngettext("%s version", "%s versions", number) % _grouped(number)


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)

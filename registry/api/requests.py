"""Who asks, and the things that an address names, if the caller may see them."""

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Path

from registry.errors import NotFound
from registry.models import (
    ArtifactVersion,
    Collection,
    Entity,
    EntityKind,
    Organization,
    Project,
    Registry,
    User,
)
from registry.permissions import Actor

Thing = TypeVar("Thing", bound=Model)
Pk = Annotated[int, Path(ge=1, lt=2**63)]


class ApiRequest(HttpRequest):
    """A request whose caller is known."""

    auth: Actor


def viewer(request: ApiRequest) -> User:
    assert request.auth.user is not None
    return request.auth.user


def found(rows: QuerySet[Thing], what: str) -> Thing:
    """The one row. Raises NotFound, which is also the answer for what is hidden."""
    row = rows.first()
    if row is None:
        raise NotFound(f"There is no {what} that you may see.")
    return row


def organization_of(request: ApiRequest, pk: int) -> Organization:
    rows = Organization.objects.visible_to(viewer(request))
    return found(rows.filter(pk=pk), f"organization {pk}")


def team_of(request: ApiRequest, pk: int) -> Entity:
    rows = Entity.objects.visible_to(viewer(request)).filter(kind=EntityKind.TEAM)
    return found(rows.select_related("organization").filter(pk=pk), f"team {pk}")


def registry_of(request: ApiRequest, pk: int) -> Registry:
    rows = Registry.objects.visible_to(viewer(request)).select_related("organization")
    return found(rows.filter(pk=pk), f"registry {pk}")


def project_of(request: ApiRequest, pk: int) -> Project:
    rows = Project.objects.visible_to(viewer(request)).select_related("entity")
    return found(rows.filter(pk=pk), f"project {pk}")


def collection_of(request: ApiRequest, pk: int) -> Collection:
    rows = Collection.objects.visible_to(viewer(request)).with_place()
    return found(rows.filter(pk=pk), f"collection {pk}")


def version_of(request: ApiRequest, pk: int) -> ArtifactVersion:
    user = viewer(request)
    rows = ArtifactVersion.objects.visible_to(user).with_sight(user)
    return found(rows.select_related("created_by").filter(pk=pk), f"version {pk}")

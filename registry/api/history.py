"""What happened in a registry, in a collection, to a version."""

from ninja import Query, Router
from pydantic import Field

from registry.api.paging import Rows, page_of
from registry.api.requests import (
    ApiRequest,
    Pk,
    collection_of,
    organization_of,
    registry_of,
    version_of,
    viewer,
)
from registry.keyset import highest_by
from registry.models import AuditEvent
from registry.models.audit import AuditEventQuerySet
from registry.schemas.history import EventOut
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import PROBLEMS

router = Router(tags=["history"])
NEWEST = highest_by("pk")
ANSWER = {200: Page[EventOut], **PROBLEMS}


class AskedEvents(Asked):
    verb: str = Field("", description="Only what was done so: `moved alias`.")
    person: str = Field("", description="Only what this user did.")


@router.get(
    "/registries/{registry_id}/history", response=ANSWER, summary="What happened in a registry"
)
def of_registry(request: ApiRequest, registry_id: Pk, asked: Query[AskedEvents]) -> Rows:
    """The newest first."""
    registry = registry_of(request, registry_id)
    return _feed(request, _visible(request).filter(registry=registry), asked)


@router.get(
    "/collections/{collection_id}/history",
    response=ANSWER,
    summary="What happened in a collection",
)
def of_collection(request: ApiRequest, collection_id: Pk, asked: Query[AskedEvents]) -> Rows:
    """The newest first."""
    collection = collection_of(request, collection_id)
    return _feed(request, _visible(request).filter(collection=collection), asked)


@router.get("/versions/{version_id}/history", response=ANSWER, summary="What happened to a version")
def of_version(request: ApiRequest, version_id: Pk, asked: Query[AskedEvents]) -> Rows:
    """Where you may look; the newest first."""
    return _feed(request, _visible(request).filter(version=version_of(request, version_id)), asked)


@router.get(
    "/organizations/{organization_id}/history",
    response=ANSWER,
    summary="What happened in an organization",
)
def of_organization(request: ApiRequest, organization_id: Pk, asked: Query[AskedEvents]) -> Rows:
    """Where you may look; the newest first."""
    organization = organization_of(request, organization_id)
    return _feed(request, _visible(request).filter(organization=organization), asked)


def _visible(request: ApiRequest) -> AuditEventQuerySet:
    return AuditEvent.objects.visible_to(viewer(request))


def _feed(request: ApiRequest, events: AuditEventQuerySet, asked: AskedEvents) -> Rows:
    if asked.verb:
        events = events.filter(verb=asked.verb)
    if asked.person:
        events = events.filter(actor__username__iexact=asked.person)
    return page_of(request, events.select_related("actor"), NEWEST, asked)

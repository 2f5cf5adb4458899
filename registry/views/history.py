"""What happened to a registry, a collection or a version: who, what, when, through which door."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.keyset import highest_by
from registry.models import AuditEvent, Verb
from registry.models.audit import AuditEventQuerySet
from registry.models.verbs import OF_COLLECTIONS, OF_REGISTRIES, OF_VERSIONS
from registry.presentation.events import event_rows
from registry.presentation.rows import alias_board
from registry.views.paging import page_of
from registry.views.places import Place, collection_at, registry_at, viewer
from registry.views.registry_header import registry_header
from registry.views.version_page import version_page

NEWEST = highest_by("pk")


@login_required
def of_registry(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    events = _visible(request).filter(registry=found)
    header = registry_header(viewer(request), found, "history")
    context = header | _feed(request, events, OF_REGISTRIES)
    return render(request, "registry/registry_history.html", context)


@login_required
def of_collection(request: HttpRequest, **place: str) -> HttpResponse:
    found = collection_at(viewer(request), Place(**place))
    events = _visible(request).filter(collection=found)
    context = {"collection": found, "tab": "history", "board": alias_board(found)}
    context |= _feed(request, events, OF_COLLECTIONS)
    return render(request, "registry/collection_history.html", context)


@login_required
def of_version(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """In all collections that the viewer may see it in."""
    page = version_page(viewer(request), Place(**place), version)
    events = _visible(request).of_version(page.version, page.collection, page.name)
    context = {"page": page, "tab": "history", **_feed(request, events, OF_VERSIONS)}
    return render(request, "registry/version_history.html", context)


def _visible(request: HttpRequest) -> AuditEventQuerySet:
    return AuditEvent.objects.visible_to(viewer(request))


def _feed(
    request: HttpRequest, events: AuditEventQuerySet, verbs: Sequence[Verb]
) -> dict[str, object]:
    """A page of the events that the address asks for, and the choices there are."""
    verb, person = request.GET.get("verb", ""), request.GET.get("person", "").strip()
    if verb in verbs:
        events = events.filter(verb=verb)
    if person:
        events = events.filter(actor__username__iexact=person)
    feed = page_of(events.told(), request, NEWEST, name="before")
    return {
        "feed": feed,
        "rows": event_rows(feed.rows),
        "verb": verb,
        "person": person,
        "verbs": [(each.value, each.label) for each in verbs],
    }

"""What happened in a registry: who, what, when, through which door."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.keyset import highest_by
from registry.models import AuditEvent, Verb
from registry.models.audit import AuditEventQuerySet
from registry.presentation.events import event_rows
from registry.views.paging import page_of
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

NEWEST = highest_by("pk")


@login_required
def of_registry(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    events = AuditEvent.objects.visible_to(viewer(request)).filter(registry=found)
    context = registry_header(viewer(request), found, "history") | _feed(request, events)
    return render(request, "registry/registry_history.html", context)


def _feed(request: HttpRequest, events: AuditEventQuerySet) -> dict[str, object]:
    """A page of the events that the address asks for, and the choices there are."""
    verb, person = request.GET.get("verb", ""), request.GET.get("person", "").strip()
    if verb in Verb.values:
        events = events.filter(verb=verb)
    if person:
        events = events.filter(actor__username__iexact=person)
    page = page_of(events.told(), request, NEWEST)
    return {
        "page": page,
        "rows": event_rows(page.rows),
        "verb": verb,
        "person": person,
        "verbs": Verb.choices,
    }

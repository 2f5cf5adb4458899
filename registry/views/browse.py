"""Home, with all registries and what changed last in them, and the page of one registry."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from registry.keyset import newest_by
from registry.models import Collection, Organization, Registry, User
from registry.permissions import covers, registry_roles
from registry.presentation.events import last_changes
from registry.presentation.rows import CollectionRow, VersionRow, collection_rows, newest_rows
from registry.views import snippets
from registry.views.paging import page_of
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

NEWEST_CHANGE = newest_by("updated_at")
CHANGES_SHOWN = 8
STARRED_SHOWN = 50
VERSIONS_SHOWN = 3
OFFERED = 100


@login_required
def home(request: HttpRequest) -> HttpResponse:
    if "q" in request.GET:
        return redirect(f"{reverse('search')}?{urlencode({'q': request.GET['q']})}")
    user = viewer(request)
    registries = Registry.objects.visible_to(user).with_star_of(user)
    registries = registries.select_related("organization").prefetch_related("accepted_types")
    page = page_of(registries, request, NEWEST_CHANGE)
    starred = list(registries.starred_by(user).order_by("name", "pk")[:STARRED_SHOWN])
    shown = [*page.rows, *starred]
    context = {
        "page": page,
        "roles": registry_roles(user, shown),
        "several": len({registry.organization_id for registry in shown}) > 1,
        "hidden": Registry.objects.hidden_from(user).count(),
        "first_code": snippets.join_organization(user.username),
        "own_organizations": Organization.objects.joined_by(user).order_by("name")[:OFFERED],
        "changes": last_changes(user, limit=CHANGES_SHOWN),
        "starred_registries": starred,
        "starred_collections": _starred_collections(user),
    }
    return render(request, "registry/home.html", context)


def _starred_collections(user: User) -> list[CollectionRow]:
    starred = Collection.objects.visible_to(user).starred_by(user).with_place()
    return collection_rows(list(starred.order_by("name", "pk")[:STARRED_SHOWN]))


@login_required
def registry(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    user, text = viewer(request), request.GET.get("q", "").strip()
    found = registry_at(user, organization, registry)
    if "selectionPath" in request.GET:
        return _selected(request, found)
    collections = Collection.objects.visible_to(user).filter(registry=found)
    collections = collections.with_place().with_star_of(user)
    total = None if text else found.collection_count
    page = page_of(collections.matching(text), request, NEWEST_CHANGE, total=total)
    rows = collection_rows(page.rows)
    header = registry_header(user, found, "collections")
    context = header | {"page": page, "q": text, "rows": rows, **_about(found, header["types"])}
    context["opened"] = _opened(request, user, rows)
    context["may_create"] = covers(header["role"], "create a collection")
    return render(request, "registry/registry.html", context)


def _about(registry: Registry, types: list[str]) -> dict[str, object]:
    """Whether rows have to say their type, and the lines of code that fill the registry."""
    path = f"{registry.organization.entity_name}/{registry.project_name}"
    first = snippets.first_link(path, types[0] if types else "model")
    return {
        "is_mixed": len(types) != 1,
        "link_line": snippets.link_line(path),
        "first_link": first,
    }


def _selected(request: HttpRequest, registry: Registry) -> HttpResponse:
    """The SDK prints the address of a linked version as a selection on the registry's page."""
    collection = request.GET["selectionPath"].rpartition("/")[2]
    place = (registry.organization.name, registry.name, collection)
    version = request.GET.get("version")
    try:
        return redirect("version", *place, version) if version else redirect("collection", *place)
    except NoReverseMatch as error:
        raise Http404 from error  # an empty word, or one with a slash: nothing has such a name


def _opened(request: HttpRequest, user: User, rows: list[CollectionRow]) -> list[VersionRow]:
    """The newest versions of the collection whose row is open."""
    name = request.GET.get("open")
    row = next((row for row in rows if row.collection.name == name), None)
    return newest_rows(user, row.collection, VERSIONS_SHOWN) if row else []

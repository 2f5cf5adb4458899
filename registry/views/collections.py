"""The page of a collection, in a registry and in a project."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from registry.keyset import highest_by
from registry.models import ArtifactVersion, Collection, LinkedVersion, User
from registry.naming import LATEST, asked_index
from registry.offers import rights_in_collection
from registry.presentation.rows import CollectionRow, alias_board, version_rows
from registry.presentation.versions import by_text, linked_versions, logged_versions
from registry.views import snippets
from registry.views.cards import render_markdown
from registry.views.changes import actor
from registry.views.paging import Page, page_of
from registry.views.places import Place, collection_at, member_of, viewer
from registry.views.version_page import SIBLINGS_SHOWN, TABS

NEWEST = highest_by("index")


@login_required
def collection(request: HttpRequest, **place: str) -> HttpResponse:
    user, text = viewer(request), request.GET.get("q", "").strip()
    found = collection_at(user, Place(**place))
    if request.GET.get("go"):
        return _gone_to(request, user, found)
    page, board = page_of_versions(request, user, found, text), alias_board(found)
    context = {
        "collection": found,
        "tab": "versions",
        "page": page,
        "q": text,
        "is_long": found.version_count > SIBLINGS_SHOWN,
        "rows": version_rows(found, page.rows),
        "board": board,
        "rights": rights_in_collection(actor(request), found) if found.registry else (),
        "card": render_markdown(found.description),
        "use_code": use_code(found, board),
        "first_code": snippets.first_version(found.full_name, found.artifact_type.name),
    }
    return render(request, "registry/collection.html", context)


def _gone_to(request: HttpRequest, user: User, collection: Collection) -> HttpResponse:
    """To the tab of the version that was typed; to the list of those like it when there is none."""
    text, tab = request.GET["go"].strip(), request.GET.get("tab", "")
    index = asked_index(text)
    found = member_of(user, collection, text if index is None else f"v{index}")
    url = collection.get_absolute_url()
    if found is None:
        return redirect(f"{url}?{urlencode({'q': text})}")
    return redirect(f"{url}/{found.name}/{tab}" if tab in TABS else f"{url}/{found.name}")


def page_of_versions(
    request: HttpRequest, user: User, collection: Collection, text: str
) -> Page[ArtifactVersion] | Page[LinkedVersion]:
    like, total = by_text(collection, text), None if text else collection.version_count
    if collection.is_source:
        versions = logged_versions(user, collection).filter(like)
        return page_of(versions, request, NEWEST, total=total)
    return page_of(linked_versions(user, collection).filter(like), request, NEWEST, total=total)


def use_code(collection: Collection, board: CollectionRow) -> str:
    """By the alias that is hardest to move: the one that is meant to be followed."""
    alias = board.aliases[0].name if board.aliases else LATEST
    return snippets.use_lines(f"{collection.full_name}:{alias}")

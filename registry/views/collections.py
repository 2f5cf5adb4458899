"""The page of a collection, in a registry and in a project."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from registry.keyset import highest_by
from registry.models import ArtifactVersion, Collection, LinkedVersion, User
from registry.naming import LATEST
from registry.offers import rights_in_collection
from registry.presentation.rows import CollectionRow, alias_board, version_rows
from registry.presentation.versions import linked_versions, logged_versions
from registry.views import snippets
from registry.views.cards import render_markdown
from registry.views.changes import actor
from registry.views.paging import Page, page_of
from registry.views.places import Place, collection_at, viewer

NEWEST = highest_by("index")


@login_required
def collection(request: HttpRequest, **place: str) -> HttpResponse:
    user = viewer(request)
    found = collection_at(user, Place(**place))
    page, board = page_of_versions(request, user, found), alias_board(found)
    context = {
        "collection": found,
        "tab": "versions",
        "page": page,
        "rows": version_rows(found, page.rows),
        "board": board,
        "rights": rights_in_collection(actor(request), found) if found.registry else (),
        "card": render_markdown(found.description),
        "use_code": use_code(found, board),
        "first_code": snippets.first_version(found.full_name, found.artifact_type.name),
    }
    return render(request, "registry/collection.html", context)


def page_of_versions(
    request: HttpRequest, user: User, collection: Collection
) -> Page[ArtifactVersion] | Page[LinkedVersion]:
    total = collection.version_count
    if collection.is_source:
        return page_of(logged_versions(user, collection), request, NEWEST, total=total)
    return page_of(linked_versions(user, collection), request, NEWEST, total=total)


def use_code(collection: Collection, board: CollectionRow) -> str:
    """By the alias that is hardest to move: the one that is meant to be followed."""
    alias = board.aliases[0].name if board.aliases else LATEST
    return snippets.use_lines(f"{collection.full_name}:{alias}")

"""The search page: the first hits of each kind, or page by page those of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lineage.queries.search import SearchKind, Section, overview, search
from registry.errors import InvalidValue
from registry.presentation.sentences import translated
from registry.views.places import viewer

FEW, MANY = 8, 50
TITLES = {
    SearchKind.REGISTRY: _("Registries"),
    SearchKind.COLLECTION: _("Collections"),
    SearchKind.VERSION: _("Versions"),
    SearchKind.RUN: _("Runs"),
}


@login_required
def page(request: HttpRequest) -> HttpResponse:
    text, kind = request.GET.get("q", "").strip(), _kind(request)
    context: dict[str, object] = {"q": text, "kind": kind or "", "titles": TITLES}
    try:
        if text and kind:
            context |= _of_one_kind(request, text, kind)
        elif text:
            found = overview(viewer(request), text, limit=FEW)
            context |= {"sections": found.sections, "is_partial": found.is_partial}
    except InvalidValue as error:
        context["wrong"] = translated(error.message)
    return render(request, "lineage/search.html", context)


def _kind(request: HttpRequest) -> SearchKind | None:
    asked = request.GET.get("kind", "")
    return SearchKind(asked) if asked in set(SearchKind) else None


def _of_one_kind(request: HttpRequest, text: str, kind: SearchKind) -> dict[str, object]:
    cursor = request.GET.get("cursor", "")
    found = search(viewer(request), text, [kind], cursor, limit=MANY)
    return {
        "sections": [Section(kind, found.hits, has_more=False)],
        "is_partial": found.is_partial,
        "next": found.cursor,
        "is_first": not cursor,
    }

"""A version's page: its tabs Version, Metadata and Files, and its downloads."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from registry.downloads import attachment
from registry.keyset import alphabetical_by
from registry.models import ArtifactVersion, AuditEvent, ManifestEntry
from registry.offers import linkable
from registry.permissions import require_files
from registry.presentation.events import event_rows
from registry.presentation.filetree import first_to_show, tree_of
from registry.presentation.keytree import key_tree
from registry.presentation.version_links import links_of
from registry.views import snippets
from registry.views.cards import render_markdown
from registry.views.changes import actor
from registry.views.gates import gated
from registry.views.paging import page_of
from registry.views.places import Place, viewer
from registry.views.previews import LIMIT, preview_of
from registry.views.version_page import VersionPage, version_page

BY_PATH = alphabetical_by("path")
FILES_SHOWN = 500
OPEN_TO = 100
EVENTS_SHOWN = 5


@login_required
def version(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    user = viewer(request)
    page = version_page(user, Place(**place), version)
    events = AuditEvent.objects.visible_to(user).told()
    here = events.filter(version=page.version, collection=page.collection)
    context = {
        "page": page,
        "tab": "version",
        "links": links_of(user, page.here),
        "description": render_markdown(page.version.description),
        "events": event_rows(here.order_by("-pk")[:EVENTS_SHOWN]),
        "may_link": linkable(actor(request), page.version).exists(),
    }
    return render(request, "registry/version.html", context)


@login_required
def metadata(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    page = version_page(viewer(request), Place(**place), version)
    context = {"page": page, "tab": "metadata", "nodes": key_tree(page.version.metadata)}
    context["metadata_code"] = snippets.with_metadata(page.collection.name, page.type)
    return render(request, "registry/version_metadata.html", context)


@login_required
def files(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    page = version_page(viewer(request), Place(**place), version)
    text = request.GET.get("q", "").strip()
    entries = page.version.entries.select_related("blob").filter(path__icontains=text)
    total = None if text else page.version.file_count
    listed = page_of(entries, request, BY_PATH, total=total, size=FILES_SHOWN)
    context = {"page": page, "tab": "files", "q": text, "listed": listed}
    context |= {"tree": tree_of(listed.rows), **_picked(request, page, listed.rows)}
    context["is_open"] = bool(text) or len(listed.rows) <= OPEN_TO
    context["is_whole"] = not (listed.back or listed.next)
    return render(request, "registry/version_files.html", context)


@gated
def download(request: HttpRequest, version: str, **place: str) -> HttpResponseBase:
    page = version_page(viewer(request), Place(**place), version)
    if page.version.is_committed:
        require_files(actor(request), page.version)
    entries = ManifestEntry.objects.filter(version__in=_downloadable(request, page))
    found = entries.filter(blob__isnull=False).select_related("blob")
    entry = get_object_or_404(found, path=request.GET.get("path", ""))
    assert entry.blob is not None
    return attachment(request, entry.blob, entry.path)


def _picked(
    request: HttpRequest, page: VersionPage, listed: list[ManifestEntry]
) -> dict[str, object]:
    """The file that the address names, or the one that a person would open first."""
    path = request.GET.get("path")
    entries = page.version.entries.select_related("blob")
    entry = entries.filter(path=path).first() if path else first_to_show(listed, LIMIT)
    may_read = _downloadable(request, page).exists()
    preview = preview_of(entry.blob) if entry and entry.blob and may_read else None
    return {"entry": entry, "may_read": may_read, "preview": preview}


def _downloadable(request: HttpRequest, page: VersionPage) -> QuerySet[ArtifactVersion]:
    return ArtifactVersion.objects.downloadable_by(viewer(request)).filter(pk=page.version.pk)

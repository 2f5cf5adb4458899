"""Bytes in and out by signed address, and out by key: always as a stream, never in memory."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from lineage.actions.files import receive_run_file
from lineage.models import Run
from lineal.auth import actor_of_address
from lineal.sdk import ids, lookup, tokens
from lineal.sdk.answers import refuse
from lineal.sdk.call import Call
from lineal.sdk.doors import plainly, with_key
from lineal.sdk.errors import BadRequest, LengthRequired
from registry.actions.manifests import project_of, receive_manifest
from registry.actions.uploads import store_blob, store_part
from registry.downloads import attachment
from registry.manifest import hex_md5
from registry.models import ArtifactVersion, Blob, Manifest, ManifestEntry, Project
from registry.permissions import Actor, may_have_files, require_project_write
from registry.storage import CHUNK

EXPIRED = "This address is not valid, or no longer. Ask for a new one."


@plainly
@require_http_methods(["PUT"])
def upload(request: HttpRequest, token: str) -> HttpResponseBase:
    """The MD5 is checked while the bytes pass."""
    target = tokens.read_upload(token)
    actor = _actor(target)
    if target is None or actor is None:
        return refuse(403, EXPIRED)
    digest = _receive(actor, target, _announced_md5(request, target), _chunks(request))
    if digest is None:
        return refuse(404, "What this upload was for is gone.")
    return HttpResponse(status=200, headers={"ETag": f'"{digest}"'})


@plainly
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    target = tokens.read_download(token)
    actor = _actor(target)
    if target is None or actor is None or not _may_have(actor, target):
        return refuse(403, EXPIRED)
    blob = Blob.objects.filter(entity=target["entity"], digest=target["md5"]).first()
    if blob is None:
        return refuse(404, "This file is gone.")
    return attachment(request, blob, target["name"])


@require_safe
@with_key
def artifact_file(
    request: HttpRequest, actor: Actor, /, digest: str, name: str, **place: str
) -> HttpResponseBase:
    """One file of a version in a collection, by its digest: how the SDK fetches single entries."""
    call = Call(request, actor)
    space = lookup.space(call, place["entity"], place["project"])
    named = lookup.collections_of(space).filter(name=place["collection"]) if space else None
    collection = named.first() if named else None
    if collection is None:
        return refuse(404, "There is no such collection, or you may not see it.")
    versions = ArtifactVersion.objects.downloadable_by(call.user).in_collection(collection)
    if "artifact" in place:
        versions = versions.filter(pk=ids.decode(place["artifact"], "Artifact") or 0)
    entry = _entry_of(versions, digest)
    if entry is None or entry.blob is None:
        return refuse(404, "There is no such file in this collection.")
    return attachment(request, entry.blob, name)


def _entry_of(versions: QuerySet[ArtifactVersion], digest: str) -> ManifestEntry | None:
    """By MD5 first: files can be made whose XXH128 is the MD5 of another file."""
    entries = ManifestEntry.objects.filter(version__in=versions.values("pk")).order_by("pk")
    for named in (Q(digest=digest), Q(xxh128=digest)):
        blobs = Blob.objects.filter(named).values("pk")
        if entry := entries.filter(blob__in=blobs).select_related("blob").first():
            return entry
    return None


def _actor(target: tokens.Upload | tokens.Download | None) -> Actor | None:
    """Whom the address was given to: their key and their rights may have ended since."""
    return actor_of_address(target["key"]) if target else None


def _receive(
    actor: Actor, target: tokens.Upload, md5: str | None, chunks: Iterator[bytes]
) -> str | None:
    """The MD5 of what has been stored; None when there is no place for it any more."""
    if "manifest" in target:
        rows = Manifest.objects.select_related("version__collection__project__entity")
        if manifest := rows.filter(pk=target["manifest"]).first():
            require_project_write(actor, project_of(manifest.version))
            return receive_manifest(manifest=manifest, digest=md5, chunks=chunks).digest
    elif "run" in target:
        if run := Run.objects.with_place().filter(pk=target["run"]).first():
            require_project_write(actor, run.project)
            file = receive_run_file(run=run, name=target["name"], md5=md5, chunks=chunks)
            return file.blob.digest if file.blob else None
    elif project := Project.objects.select_related("entity").filter(pk=target["project"]).first():
        require_project_write(actor, project)
        return _receive_file(project, target, md5, chunks)
    return None


def _receive_file(
    project: Project, target: tokens.Upload, md5: str | None, chunks: Iterator[bytes]
) -> str:
    if "part" not in target:
        xxh128 = target.get("xxh128", "")
        return store_blob(entity=project.entity, digest=md5, chunks=chunks, xxh128=xxh128).digest
    parts, number, part_md5 = target["parts"], target["part"], target["md5"]
    store_part(parts=parts, number=number, digest=part_md5, chunks=chunks)
    return part_md5


def _may_have(actor: Actor, target: tokens.Download) -> bool:
    assert actor.user is not None
    if "run" in target:
        return Run.objects.visible_to(actor.user).filter(pk=target["run"]).exists()
    return may_have_files(actor.user, ArtifactVersion(pk=target["version"]))


def _announced_md5(request: HttpRequest, target: tokens.Upload) -> str | None:
    """By the one who asked for the address; else by whoever sends."""
    if "md5" in target:
        return target["md5"]
    header = request.headers.get("Content-MD5")
    return hex_md5(header) if header else None


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    """All the bytes announced, or an error: a connection may break without saying so."""
    announced = request.headers.get("Content-Length", "")
    if not announced.isdecimal():
        raise LengthRequired("Send the file with its Content-Length.")
    left = int(announced)
    while left > 0:
        chunk = request.read(min(CHUNK, left))
        if not chunk:
            raise BadRequest(f"The upload broke off; {left} bytes are missing. Send it again.")
        left -= len(chunk)
        yield chunk

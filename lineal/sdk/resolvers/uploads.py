"""Logging and using artifacts: the SDK's steps from an announcement to a committed version."""

from collections.abc import Iterable
from typing import TypedDict, Unpack

from lineage.actions import edges
from lineage.models import Run
from lineal.sdk import files, ids, jsontext, lookup
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import WireError
from lineal.sdk.files import File, ManifestSlot
from lineal.sdk.paging import Connection, of_list
from lineal.sdk.resolvers.parts import PartInput
from registry.actions.manifests import reserve_manifest
from registry.actions.projects import ensure_project
from registry.actions.uploads import FileSpec, request_uploads
from registry.actions.versions import VersionSpec
from registry.errors import InvalidValue
from registry.manifest import hex_md5
from registry.models import (
    ArtifactVersion,
    LinkedVersion,
    Manifest,
    ManifestKind,
    Project,
)

# The wire has no null here: this stands for "as the team says", which here says nothing.
TTL_INHERITED = -1
# How the SDK calls the place of all files in addresses when it was not told of another.
REGION = "default"


class AliasInput(TypedDict):
    artifact_collection_name: str
    alias: str


class TagInput(TypedDict):
    tag_name: str


class CreateArtifact(TypedDict, total=False):
    entity_name: str
    project_name: str
    run_name: str | None
    artifact_type_name: str
    artifact_collection_name: str | None
    artifact_collection_names: list[str] | None
    digest: str
    digest_algorithm: str | None
    description: str | None
    metadata: str | None
    aliases: list[AliasInput] | None
    tags: list[TagInput] | None
    ttl_duration_seconds: int | None
    history_step: int | None
    enable_digest_deduplication: bool | None
    distributed_id: str | None
    client_id: str | None
    storage_region: str | None


class FileInput(TypedDict, total=False):
    artifact_id: str
    name: str
    md5: str | None
    digest: str | None
    upload_parts_input: list[PartInput] | None


manifest_payload = Type("ManifestPayload", keys=("artifact_manifest",))
files_payload = Type("FilesPayload", keys=("files",))


@mutation.field
def create_artifact(call: Call, **given: Unpack[CreateArtifact]) -> dict[str, ArtifactVersion]:
    _require_region(given.get("storage_region"))
    project = project_to_log_to(call, given["entity_name"], given["project_name"])
    run_name = given.get("run_name")
    version = edges.log_artifact(
        actor=call.actor,
        project=project,
        spec=_spec(given),
        run=_run(call, project, run_name) if run_name else None,
    )
    return {"artifact": version}


@mutation.field
def create_artifact_manifest(
    call: Call,
    artifact_id: str,
    digest: str,
    type: str | None = None,
    base_artifact_id: str | None = None,
    **_: object,
) -> dict[str, ManifestSlot]:
    md5 = hex_md5(digest) if digest else None
    base = lookup.version_by_id(call, base_artifact_id) if base_artifact_id else None
    reserved = reserve_manifest(
        actor=call.actor,
        version=lookup.required(lookup.version_by_id(call, artifact_id), "artifact"),
        kind=ManifestKind(type or ManifestKind.FULL),
        base=base,
    )
    return {"artifact_manifest": ManifestSlot(reserved, md5)}


@mutation.field
def update_artifact_manifest(
    call: Call, artifact_manifest_id: str, digest: str | None = None, **_: object
) -> dict[str, ManifestSlot]:
    """Changes nothing yet: it says where to send the manifest that was reserved."""
    pk = ids.decode(artifact_manifest_id, "ArtifactManifest")
    mine = ArtifactVersion.objects.writable_by(call.user)
    found = Manifest.objects.filter(pk=pk or 0, version__in=mine).select_related("version")
    reserved = lookup.required(found.first(), "manifest")
    return {"artifact_manifest": ManifestSlot(reserved, hex_md5(digest) if digest else None)}


@mutation.field
def create_artifact_files(
    call: Call, artifact_files: list[FileInput], storage_region: str | None = None, **_: object
) -> dict[str, Connection]:
    """The answers stand in the order of the questions."""
    _require_region(storage_region)
    slots: dict[int, File] = {}
    for artifact_id in dict.fromkeys(one["artifact_id"] for one in artifact_files):
        version = lookup.required(lookup.version_by_id(call, artifact_id), "artifact")
        places = [n for n, one in enumerate(artifact_files) if one["artifact_id"] == artifact_id]
        asked = [_file_spec(artifact_files[place]) for place in places]
        answers = request_uploads(actor=call.actor, version=version, files=asked)
        for place, slot in zip(places, answers, strict=True):
            slots[place] = files.of_slot(call, version, slot, _parts(artifact_files[place]))
    return {"files": of_list([slots[place] for place in sorted(slots)])}


@mutation.field
def commit_artifact(call: Call, artifact_id: str) -> dict[str, ArtifactVersion]:
    version = lookup.required(lookup.version_by_id(call, artifact_id), "artifact")
    committed = edges.commit_artifact(actor=call.actor, version=version)
    return {"artifact": committed}


@mutation.field
def use_artifact(
    call: Call,
    artifact_id: str,
    entity_name: str,
    project_name: str,
    run_name: str,
    artifact_entity_name: str | None = None,
    artifact_project_name: str | None = None,
    **_: object,
) -> dict[str, ArtifactVersion]:
    run = lookup.run(call, entity_name, project_name, run_name)
    version = lookup.required(lookup.version_by_id(call, artifact_id), "artifact")
    place = (artifact_entity_name or "", artifact_project_name or "")
    edges.use_artifact(
        actor=call.actor,
        run=lookup.required(run, "run"),
        version=version,
        used_as=_used_as(call, version, *place),
    )
    return {"artifact": version}


def project_to_log_to(call: Call, entity_name: str | None, project_name: str) -> Project:
    """The project, made when it is new: logging needs no setting up."""
    found = lookup.space(call, entity_name, project_name)
    if isinstance(found, Project):
        return found
    owner = lookup.entity_to_log_to(call, entity_name)
    return ensure_project(actor=call.actor, entity=owner, name=project_name)


def _require_region(name: str | None) -> None:
    """Else somebody would believe their files to be where they are not."""
    if name and name != REGION:
        raise InvalidValue(
            f"There is no storage region {name[:80]!r} here. All files are kept in one place: "
            f"leave storage_region out, or say {REGION!r}.",
            field="storage region",
        )


def _run(call: Call, project: Project, run_id: str) -> Run:
    return lookup.required(lookup.run_of_project(project, run_id), f"run as {run_id!r}")


def _spec(given: CreateArtifact) -> VersionSpec:
    names = given.get("artifact_collection_names") or [""]
    return VersionSpec(
        collection=given.get("artifact_collection_name") or names[0],
        artifact_type=given["artifact_type_name"],
        digest=given["digest"],
        digest_algorithm=given.get("digest_algorithm") or "MANIFEST_MD5",
        description=given.get("description"),
        metadata=jsontext.read_object(given.get("metadata"), "metadata") or {},
        aliases=tuple(one["alias"] for one in given.get("aliases") or ()),
        tags=tag_names(given.get("tags")),
        client_id=given.get("client_id") or "",
        distributed_id=given.get("distributed_id") or "",
        ttl_seconds=stored_ttl(given.get("ttl_duration_seconds")),
        history_step=given.get("history_step"),
        deduplicate=given.get("enable_digest_deduplication") is not False,
    )


def stored_ttl(seconds: int | None) -> int | None:
    return None if seconds == TTL_INHERITED else seconds


def tag_names(tags: Iterable[TagInput] | None) -> tuple[str, ...]:
    return tuple(one["tag_name"] for one in tags or ())


def _file_spec(one: FileInput) -> FileSpec:
    """Where the SDK gives two digests that differ, the second one is the XXH128.

    Of a file in parts it then gives the MD5 as "", for it has not read the file for it.
    """
    md5, digest = one.get("md5"), one.get("digest")
    if not md5 and not digest:
        raise WireError(f"The file {one['name'][:80]!r} needs its MD5.")
    parts = _parts(one)
    if md5 is None or digest is None or md5 == digest:
        return FileSpec(path=one["name"], md5=md5 or digest or "", parts=parts)
    return FileSpec(path=one["name"], md5=md5, parts=parts, xxh128=digest)


def _parts(one: FileInput) -> tuple[str, ...]:
    """The MD5s of a large file's parts, in their order."""
    given = one.get("upload_parts_input") or []
    if [part["part_number"] for part in given] != list(range(1, len(given) + 1)):
        raise WireError(f"The parts of {one['name'][:80]!r} must be numbered from 1 on.")
    return tuple(part["hex_md5"] for part in given)


def _used_as(call: Call, version: ArtifactVersion, entity: str, project: str) -> str:
    """The full name under which the run took the version: its own, or a registry's."""
    space = lookup.space(call, entity, project) if entity and project else None
    if space is None or space == version.collection.project:
        return str(version)
    links = LinkedVersion.objects.filter(version=version, collection__in=space.collections.live())
    link = links.with_place().order_by("-pk").first()
    return str(link or version)

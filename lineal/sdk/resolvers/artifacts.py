"""Artifact versions: what they are, where they stand, what is in them, who made and used them."""

import json

from django.db.models import F

from lineage.models import Run
from lineal.sdk import files, ids, lookup, paging
from lineal.sdk.binding import Type, query
from lineal.sdk.call import Call
from lineal.sdk.files import File, ManifestSlot
from lineal.sdk.limits import MAX_PAGE
from lineal.sdk.members import (
    Membership,
    linked,
    met,
    met_places,
    prepare_links,
    prepare_versions,
)
from lineal.sdk.paging import Connection, Order
from lineal.sdk.parts import PartAddresses
from lineal.sdk.resolvers.collections import default_artifact_type
from lineal.sdk.resolvers.uploads import TTL_INHERITED
from lineal.sdk.types import TypeInPlace
from registry.models import (
    Alias,
    ArtifactVersion,
    LinkedVersion,
    ManifestKind,
    User,
    VersionTag,
)
from registry.permissions import require_files

artifact = Type(
    "Artifact",
    of=(ArtifactVersion,),
    commit_hash="digest",
    artifact_sequence="collection",
    version_index="index",
)
membership = Type(
    "ArtifactCollectionMembership",
    of=(Membership,),
    artifact_collection="collection",
    version_index="index",
)
manifest = Type("ArtifactManifest", of=(ManifestSlot,))
file = Type("File", of=(File,))
client_id_mapping = Type("ClientIDMapping", keys=("server_id",))

PATH_ORDER = Order(F("path"))


@query.named("artifact")
def find_artifact(call: Call, id: str) -> ArtifactVersion | None:
    found = lookup.version_by_id(call, id)
    if found:
        prepare_versions(call, [found])
    return found


@query.named("client_id_mapping")
def find_by_client_id(call: Call, client_id: str) -> dict[str, str] | None:
    found = lookup.version_by_client_id(call, client_id)
    return {"server_id": ids.encode("Artifact", found.pk)} if found else None


@artifact.named("id")
def artifact_id(version: ArtifactVersion, call: Call) -> str:
    return ids.encode("Artifact", version.pk)


@artifact.named("artifact_type")
def artifact_type_of(version: ArtifactVersion, call: Call) -> TypeInPlace:
    return default_artifact_type(version.collection, call)


@artifact.field
def metadata(version: ArtifactVersion, call: Call) -> str:
    return json.dumps(version.metadata)


@artifact.field
def ttl_duration_seconds(version: ArtifactVersion, call: Call) -> int:
    return TTL_INHERITED if version.ttl_seconds is None else version.ttl_seconds


@artifact.field
def ttl_is_inherited(version: ArtifactVersion, call: Call) -> bool:
    return version.ttl_seconds is None


@artifact.named("state")
def artifact_state(version: ArtifactVersion, call: Call) -> str:
    return version.state.upper()


@artifact.named("tags")
def artifact_tags(version: ArtifactVersion, call: Call) -> list[VersionTag]:
    return list(version.tags.all())


@artifact.named("aliases")
def artifact_aliases(version: ArtifactVersion, call: Call) -> list[Alias]:
    """Of every collection that shows the version to the caller, and its number where it was met.

    SDKs before 0.28 know the number in a registry from nothing else.
    """
    if "aliases" not in getattr(version, "_prefetched_objects_cache", {}):
        prepare_versions(call, [version])
    given = [alias for alias in version.aliases.all() if call.sees(alias.collection)]
    return [*given, *(place.number_alias for place in met_places(call, version).values())]


@artifact.field
def current_manifest(version: ArtifactVersion, call: Call) -> ManifestSlot | None:
    stored = version.manifests.filter(kind=ManifestKind.FULL, blob__isnull=False)
    found = stored.select_related("blob", "version").first()
    return ManifestSlot(found) if found else None


@manifest.named("id")
def manifest_id(slot: ManifestSlot, call: Call) -> str:
    return ids.encode("ArtifactManifest", slot.manifest.pk)


@manifest.named("digest")
def manifest_digest(slot: ManifestSlot, call: Call) -> str:
    return slot.manifest.version.digest


@manifest.named("type")
def manifest_type(slot: ManifestSlot, call: Call) -> str:
    return slot.manifest.kind


@manifest.named("file")
def manifest_file(slot: ManifestSlot, call: Call) -> File:
    return files.of_manifest(call, slot)


@artifact.field
def used_by(
    version: ArtifactVersion, call: Call, first: int | None = None, after: str | None = None
) -> Connection:
    """The runs that took it as an input, under any of its names; all unless asked for fewer."""
    runs = Run.objects.visible_to(call.user).filter(used__version=version).with_place()
    return paging.page(runs, after=after, first=paging.clamp(first, MAX_PAGE))


@artifact.named("created_by")
def artifact_creator(version: ArtifactVersion, call: Call) -> Run | User | None:
    """The run that logged it first, or the person who did without one."""
    runs = Run.objects.filter(logged__version=version).order_by("logged__pk")
    if not runs.exists():
        return version.created_by
    return runs.filter(pk__in=Run.objects.visible_to(call.user)).with_place().first()


@artifact.field
def artifact_memberships(
    version: ArtifactVersion, call: Call, first: int | None = None, after: str | None = None
) -> Connection:
    """Its own collection, if the caller may read it, then every link that they may see."""
    links = LinkedVersion.objects.visible_to(call.user).filter(version=version).order_by("pk")
    rows = list(linked(links))
    prepare_links(call, rows)
    places = [Membership.of_link(row) for row in rows]
    assert version.collection.project_id is not None
    if version.index is not None and call.may_read(version.collection.project_id):
        prepare_versions(call, [version])
        places.insert(0, Membership.of_source(version))
    return paging.of_list(places)


@artifact.named("files")
def artifact_files(
    version: ArtifactVersion,
    call: Call,
    names: list[str] | None = None,
    after: str | None = None,
    first: int | None = None,
) -> Connection:
    require_files(call.actor, version)
    entries = version.entries.select_related("blob")
    return paging.page(
        entries.filter(path__in=names) if names else entries,
        after=after,
        first=first,
        order=PATH_ORDER,
        node=lambda entry: files.of_entry(call, entry, version),
    )


@artifact.named("files_by_manifest_entries")
def artifact_files_by_entries(
    version: ArtifactVersion,
    call: Call,
    entries: list[dict[str, str]] | None = None,
    after: str | None = None,
    first: int | None = None,
    **_: object,
) -> Connection:
    """How older SDKs ask for addresses: by the entries of a manifest that they have."""
    names = [entry["name"] for entry in entries or ()]
    return artifact_files(version, call, names, after, first)


@membership.named("files")
def membership_files(
    place: Membership,
    call: Call,
    names: list[str] | None = None,
    after: str | None = None,
    first: int | None = None,
) -> Connection:
    return artifact_files(place.version, call, names, after, first)


@membership.named("artifact")
def membership_artifact(place: Membership, call: Call) -> ArtifactVersion:
    met(call, place)
    return place.version


@membership.named("aliases")
def membership_aliases(place: Membership, call: Call) -> list[Alias]:
    met(call, place)
    held = artifact_aliases(place.version, call)
    return [one for one in held if one.collection_id == place.collection.pk]


@file.named("url")
def file_url(one: File, call: Call, upload: bool | None = None) -> str | None:
    return one.send() if upload else one.fetch()


@file.field
def direct_url(one: File, call: Call) -> str | None:
    return one.fetch()


@file.field
def upload_url(one: File, call: Call) -> str | None:
    return one.send()


@file.named("upload_multipart_urls")
def file_upload_multipart_urls(one: File, call: Call) -> PartAddresses | None:
    return one.send_parts()

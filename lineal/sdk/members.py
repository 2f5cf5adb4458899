"""A version's place in a collection, its own or one it is linked into, and pages of places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from lineal.sdk import ids, lookup
from lineal.sdk.call import Call
from lineal.sdk.filters import AnyOf, BadFilter, Column, Field, Json, moment
from registry.models import Alias, ArtifactVersion, Collection, LinkedVersion, VersionTag
from registry.models.prepared import Prepared
from registry.naming import version_index

_ALIASED = Prepared(
    lambda collection, alias: lookup.versions(
        ArtifactVersion.objects.aliased(Collection(pk=collection, kind="source"), alias)
    )
)
_NUMBERED = Prepared(
    lambda collection, index: lookup.versions(
        ArtifactVersion.objects.numbered(Collection(pk=collection, kind="source"), index)
    )
)


@dataclass(frozen=True, slots=True)
class Membership:
    version: ArtifactVersion
    collection: Collection
    index: int
    created_at: datetime

    @property
    def id(self) -> str:
        return ids.encode("ArtifactCollectionMembership", self.collection.pk, self.version.pk)

    @property
    def number_alias(self) -> Alias:
        """`vN` as an alias: the wire knows no other number of a version in a collection."""
        return Alias(collection=self.collection, version=self.version, name=f"v{self.index}")

    @classmethod
    def of_link(cls, link: LinkedVersion) -> "Membership":
        return cls(link.version, link.collection, link.index, link.created_at)

    @classmethod
    def of_source(cls, version: ArtifactVersion) -> "Membership":
        assert version.index is not None
        return cls(
            version, version.collection, version.index, version.committed_at or version.created_at
        )


def member_named(call: Call, collection: Collection, name: str) -> Membership | None:
    """What `vN` or an alias stands for in a collection, if the caller may look into that."""
    if not call.may_open(collection):
        return None
    found = _named(collection, name)
    if found is None:
        return None
    prepare_versions(call, [found])
    place = vars(found)  # annotated by `named`
    return Membership(found, collection, place["member_index"], place["member_since"])


def _named(collection: Collection, name: str) -> ArtifactVersion | None:
    if not collection.is_source:
        return lookup.versions(ArtifactVersion.objects.named(collection, name)).first()
    index = version_index(name)
    if index is None:
        return _ALIASED.first(collection=collection.pk, alias=name)
    return _NUMBERED.first(collection=collection.pk, index=index)


def met(call: Call, place: Membership) -> ArtifactVersion:
    """The version, which the request has now met in this place."""
    met_places(call, place.version)[place.collection.pk] = place
    return place.version


def met_places(call: Call, version: ArtifactVersion) -> dict[int, Membership]:
    """Where the request has met the version, by collection."""
    places: dict[int, Membership] = call.once(("met", version.pk), dict)
    return places


def linked(rows: QuerySet[LinkedVersion]) -> QuerySet[LinkedVersion]:
    """Links with all that their memberships show."""
    return rows.filter(version__state="committed").select_related(
        "version__collection__artifact_type",
        "version__collection__project__entity",
        "collection__artifact_type",
        "collection__registry__organization",
        "collection__project__entity",
    )


def prepare_versions(call: Call, versions: Sequence[ArtifactVersion]) -> None:
    """Fetch for a whole page at once what each version of it shows."""
    prefetch_related_objects(
        versions,
        Prefetch("aliases", Alias.objects.order_by("name", "pk")),
        Prefetch("tags", VersionTag.objects.order_by("pk")),
    )
    aliases = [alias for version in versions for alias in version.aliases.all()]
    places = {version.collection_id: version.collection for version in versions}
    if far := {alias.collection_id for alias in aliases} - places.keys():
        places |= Collection.objects.with_place().in_bulk(far)
    for alias in aliases:
        alias.collection = places[alias.collection_id]
    call.learn_readable(place.project_id for place in places.values())
    call.learn_shown(place.registry_id for place in places.values())


def prepare_links(call: Call, links: Sequence[LinkedVersion]) -> None:
    prepare_versions(call, [link.version for link in links])


def _fields(version: str, index: str, since: str, holder: str) -> dict[str, Field]:
    """What versions are filtered by; the arguments say where the row has it."""
    own = {"collection": OuterRef("collection"), "version": OuterRef(holder)}
    number = Column(index, _index)
    created = Column(since, moment)
    updated = Column(f"{version}updated_at", moment)
    return {
        "id": Column(f"{version}pk"),
        "version": number,
        "versionIndex": number,
        "version_index": number,
        "state": Column(f"{version}state", lambda value: str(value).lower()),
        "digest": Column(f"{version}digest"),
        "size": Column(f"{version}size"),
        "createdAt": created,
        "created_at": created,
        "updatedAt": updated,
        "updated_at": updated,
        "tag": AnyOf(lambda q: Q(Exists(VersionTag.objects.filter(q, version=OuterRef(holder))))),
        "alias": AnyOf(lambda q: Q(Exists(Alias.objects.filter(q, **own)))),
        "metadata": Json(f"{version}metadata"),
    }


def _index(value: object) -> int:
    found = value if isinstance(value, int) else version_index(str(value))
    if found is None:
        raise BadFilter(f"{value!r} is not a version such as v3.")
    return found


SOURCE_FIELDS = _fields("", "index", "committed_at", "pk")
LINK_FIELDS = _fields("version__", "index", "created_at", "version")

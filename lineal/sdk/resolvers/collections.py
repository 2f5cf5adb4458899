"""Collections, their types and tags, and what stands in them."""

from django.db.models import Prefetch, Q, QuerySet

from lineal.sdk import ids, lookup, paging
from lineal.sdk.binding import Type, query
from lineal.sdk.call import Call
from lineal.sdk.filters import AnyOf, Column, Field, moment, narrow, sorted_by
from lineal.sdk.lookup import Space
from lineal.sdk.members import (
    LINK_FIELDS,
    SOURCE_FIELDS,
    Membership,
    linked,
    member_named,
    met,
    prepare_links,
    prepare_versions,
)
from lineal.sdk.paging import NEWEST, Connection, Edge
from lineal.sdk.resolvers.projects import project
from lineal.sdk.types import TypeInPlace
from registry import naming
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    CollectionTag,
    LinkedVersion,
    VersionTag,
)

collection = Type(
    "ArtifactSequence",
    "ArtifactPortfolio",
    of=(Collection,),
)
tag = Type(
    "Tag",
    of=(VersionTag, CollectionTag),
    constants={"tag_category_name": None, "attributes": "{}"},
)
alias = Type("ArtifactAlias", of=(Alias,), alias="name", artifact_collection="collection")
versioned_edge = Type("VersionedArtifactEdge", of=(Edge,))

_CREATED = Column("created_at", moment)
_UPDATED = Column("updated_at", moment)
COLLECTION_FIELDS: dict[str, Field] = {
    "artifact_collection_id": Column("pk"),
    "id": Column("pk"),
    "name": Column("name"),
    "description": Column("description"),
    "type": Column("artifact_type__name"),
    "created_at": _CREATED,
    "createdAt": _CREATED,
    "updated_at": _UPDATED,
    "updatedAt": _UPDATED,
    "tag": AnyOf(lambda q: Q(pk__in=CollectionTag.objects.filter(q).values("collection"))),
}


def collection_page(
    rows: QuerySet[Collection],
    after: str | None,
    first: int | None,
    filters: str | None,
    order: str | None,
) -> Connection:
    tags = Prefetch("tags", CollectionTag.objects.order_by("pk"))
    return paging.page(
        narrow(rows, filters, COLLECTION_FIELDS).prefetch_related(tags),
        after=after,
        first=first,
        order=sorted_by(order, COLLECTION_FIELDS) if order else NEWEST,
    )


@query.named("artifact_collection")
def find_collection(call: Call, id: str) -> Collection | None:
    return lookup.collection_by_id(call, id)


@project.named("artifact_collection")
def collection_of_project(space: Space, call: Call, name: str) -> Collection | None:
    return lookup.collection_named(space, name)


@project.named("artifact_collections")
def collections_of_project(
    space: Space,
    call: Call,
    after: str | None = None,
    first: int | None = None,
    filters: str | None = None,
    order: str | None = None,
) -> Connection:
    return collection_page(lookup.collections_of(space), after, first, filters, order)


@project.named("artifact_collection_membership")
def membership_of_project(space: Space, call: Call, name: str) -> Membership | None:
    """`collection:alias`, `collection:vN`, or a bare `collection` for its latest."""
    asked = naming.split_version(name)
    found = lookup.collection_named(space, asked.collection)
    return member_named(call, found, asked.version) if found else None


@project.named("artifact")
def version_of_project(
    space: Space, call: Call, name: str, enable_tracking: bool | None = None
) -> ArtifactVersion | None:
    found = membership_of_project(space, call, name)
    return met(call, found) if found else None


@collection.named("id")
def collection_id(one: Collection, call: Call) -> str:
    return ids.encode("ArtifactSequence" if one.is_source else "ArtifactPortfolio", one.pk)


@collection.named("project")
def collection_project(one: Collection, call: Call) -> Space | None:
    """Hidden from those who reach a version only through a registry."""
    if one.registry:
        return one.registry
    assert one.project is not None
    return one.project if call.may_read(one.project.pk) else None


@collection.named("state")
def collection_state(one: Collection, call: Call) -> str:
    return "DELETED" if one.deleted_at else "READY"


@collection.field
def default_artifact_type(one: Collection, call: Call) -> TypeInPlace:
    space = one.registry or one.project
    assert space is not None
    return TypeInPlace(one.artifact_type, space)


@collection.named("tags")
def collection_tags(
    one: Collection, call: Call, first: int | None = None, after: str | None = None
) -> Connection:
    return paging.of_list(list(one.tags.all()) if call.may_open(one) else [])


@collection.field
def description(one: Collection, call: Call) -> str | None:
    return one.description if call.may_open(one) else None


@collection.named("aliases")
def collection_aliases(
    one: Collection, call: Call, after: str | None = None, first: int | None = None
) -> Connection:
    held = Alias.objects.filter(collection=one) if call.may_open(one) else Alias.objects.none()
    return paging.page(held, after=after, first=first)


@collection.named("artifacts")
def collection_versions(
    one: Collection,
    call: Call,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
    filters: str | None = None,
) -> Connection:
    """The newest first, as the SDK says of its own default. Of a hidden collection those versions
    that links show to the caller."""
    if one.is_source:
        mine = ArtifactVersion.objects.filter(collection=one).committed()
        versions = lookup.versions(mine if call.may_open(one) else mine.visible_to(call.user))
        return paging.page(
            narrow(versions, filters, SOURCE_FIELDS),
            after=after,
            first=first,
            order=sorted_by(order or "-version_index", SOURCE_FIELDS),
            node=Membership.of_source,
            prepare=lambda rows: prepare_versions(call, rows),
        )
    rows = LinkedVersion.objects.filter(collection=one)
    links = linked(rows if call.may_open(one) else rows.none())
    return paging.page(
        narrow(links, filters, LINK_FIELDS),
        after=after,
        first=first,
        order=sorted_by(order or "-version_index", LINK_FIELDS),
        node=Membership.of_link,
        prepare=lambda rows: prepare_links(call, rows),
    )


@versioned_edge.named("node")
def versioned_node(edge: Edge, call: Call) -> ArtifactVersion:
    assert isinstance(edge.node, Membership)
    return edge.node.version


@versioned_edge.field
def version(edge: Edge, call: Call) -> str:
    assert isinstance(edge.node, Membership)
    return f"v{edge.node.index}"


@collection.named("artifact_membership")
def collection_member(one: Collection, call: Call, alias_name: str) -> Membership | None:
    return member_named(call, one, alias_name)


@collection.field
def latest_artifact(one: Collection, call: Call) -> ArtifactVersion | None:
    found = member_named(call, one, naming.LATEST)
    return met(call, found) if found else None


@tag.named("id")
def tag_id(one: VersionTag | CollectionTag, call: Call) -> str:
    return ids.encode(type(one).__name__, one.pk)


@alias.named("id")
def alias_id(one: Alias, call: Call) -> str:
    if one.pk is None:
        return ids.encode("NumberAlias", one.collection.pk, one.version.pk)
    return ids.encode("ArtifactAlias", one.pk)


@alias.field
def artifact_collection_name(one: Alias, call: Call) -> str:
    return one.collection.name


@collection.field
def digest_algorithm(one: Collection, call: Call) -> str | None:
    """That of its first version. The SDK keeps to it, so that the same content is found again."""
    numbered = ArtifactVersion.objects.filter(collection=one, index__isnull=False)
    return numbered.order_by("index").values_list("digest_algorithm", flat=True).first()

"""Collections come into being and are described."""

from django.db.models import F, Max
from django.utils import timezone

from registry import naming, plain
from registry.actions import audit
from registry.actions.locks import lock_collection, require_unchanged
from registry.actions.registries import artifact_type
from registry.actions.transactions import action
from registry.errors import InUse, NameTaken, WrongType
from registry.models import ArtifactType, Collection, CollectionKind, Project, Registry, Verb
from registry.permissions import Actor, require, require_in_collection
from registry.sentences import marked as _


@action
def create_collection(
    *, actor: Actor, registry: Registry, name: str, type_name: str, description: str | None = None
) -> Collection:
    """Make an empty registry collection. Raises NameTaken, WrongType, InvalidName, NotAllowed."""
    require(actor, "create a collection", registry)
    naming.check_collection(name)
    _require_free(registry, name)
    return make_collection(actor, registry, name, type_name, plain.description(description))


def make_collection(
    actor: Actor, registry: Registry, name: str, type_name: str, description: str | None = None
) -> Collection:
    """The making itself, for actions that have checked the rights and the name."""
    require_accepted(registry, type_name)
    collection = Collection.objects.create(
        kind=CollectionKind.REGISTRY,
        registry=registry,
        name=name,
        artifact_type=artifact_type(type_name),
        description=description,
        next_index=_first_index(registry, name),
        created_by=actor.user,
    )
    Registry.objects.filter(pk=registry.pk).update(
        collection_count=F("collection_count") + 1, updated_at=timezone.now()
    )
    _record_creation(actor, collection)
    return collection


@action
def describe_collection(
    *,
    actor: Actor,
    collection: Collection,
    description: str | None,
    revision: str | None = None,
) -> Collection:
    """Replace the collection's card, which is Markdown. None: it has never had one.

    `revision`: what the writer has read. Raises Stale when somebody else has edited it since.
    """
    require_in_collection(actor, "edit a collection", collection)
    collection, after = lock_collection(collection), plain.description(description)
    require_unchanged(collection, revision)
    before, collection.description = collection.description, after
    if before != after:
        _save_edit(actor, collection, "description", Verb.EDITED_CARD, before, after)
    return collection


@action
def rename_collection(*, actor: Actor, collection: Collection, name: str) -> Collection:
    """Give the collection another name. Its old paths lead nowhere from then on."""
    require_in_collection(actor, "edit a collection", collection)
    naming.check_collection(name)
    collection = lock_collection(collection)
    if collection.name == name:
        return collection
    _require_free(collection.registry or collection.project, name)
    before, collection.name = collection.name, name
    _save_edit(actor, collection, "name", Verb.RENAMED_COLLECTION, before, name)
    return collection


@action
def retype_collection(*, actor: Actor, collection: Collection, type_name: str) -> Collection:
    """Give a source collection another type. Raises WrongType for one of a registry, InUse when a
    link shows one of its versions among others of the present type."""
    require_in_collection(actor, "edit a collection", collection)
    if not collection.is_source:
        raise WrongType(_("A collection of links keeps its type. Make another one."), field="type")
    wanted = artifact_type(type_name)
    collection = lock_collection(collection)
    if collection.artifact_type == wanted:
        return collection
    _require_unlinked(collection, wanted)
    before, collection.artifact_type = collection.artifact_type.name, wanted
    _save_edit(actor, collection, "artifact_type", Verb.RETYPED_COLLECTION, before, wanted.name)
    return collection


def ensure_source(*, actor: Actor, project: Project, name: str, type_name: str) -> Collection:
    """The project's source collection of that name, locked; made when it is new.

    For actions that have checked the rights. Raises WrongType when it holds another type.
    """
    return _ensure_in_project(actor, project, name, type_name, CollectionKind.SOURCE)


def ensure_portfolio(*, actor: Actor, project: Project, name: str, type_name: str) -> Collection:
    """The project's collection for links of that name, as the SDK's old model registry used it.

    For actions that have checked the rights.
    """
    return _ensure_in_project(actor, project, name, type_name, CollectionKind.REGISTRY)


def require_accepted(registry: Registry, type_name: str) -> None:
    """Raise WrongType unless the registry takes artifacts of this type."""
    if registry.accepts_all_types:
        return
    accepted = sorted(registry.accepted_types.values_list("name", flat=True))
    if type_name not in accepted:
        raise WrongType(
            _(
                "Registry %(registry)r accepts %(accepted)s artifacts; this one has type "
                "%(type_name)r.",
                {
                    "registry": registry.name,
                    "accepted": " and ".join(accepted),
                    "type_name": type_name,
                },
            ),
            field="type",
        )


def require_type(collection: Collection, type_name: str) -> None:
    if collection.artifact_type.name != type_name:
        raise WrongType(
            _(
                "Collection %(collection)r holds %(artifact_type)s artifacts; this one has "
                "type %(type_name)r. Use another name or the same type.",
                {
                    "collection": collection.name,
                    "artifact_type": collection.artifact_type.name,
                    "type_name": type_name,
                },
            ),
            field="type",
        )


def _ensure_in_project(
    actor: Actor, project: Project, name: str, type_name: str, kind: CollectionKind
) -> Collection:
    naming.check_collection(name)
    found = Collection.objects.live().locked().filter(project=project, name=name).first()
    collection = found or _make_in_project(actor, project, name, type_name, kind)
    if collection.kind != kind:
        raise NameTaken(
            _(
                "Project %(project)r has another kind of collection named %(name)r. Choose "
                "another name.",
                {"project": project.name, "name": name},
            ),
            field="name",
        )
    require_type(collection, type_name)
    return collection


def _make_in_project(
    actor: Actor, project: Project, name: str, type_name: str, kind: CollectionKind
) -> Collection:
    collection = Collection.objects.create(
        kind=kind,
        project=project,
        name=name,
        artifact_type=artifact_type(type_name),
        next_index=_first_index(project, name),
        created_by=actor.user,
    )
    _record_creation(actor, collection)
    return collection


def _record_creation(actor: Actor, collection: Collection) -> None:
    audit.record(
        actor=actor,
        verb=Verb.CREATED_COLLECTION,
        subject=collection.name,
        after={"type": collection.artifact_type.name},
        **audit.of_collection(collection),
    )


def _first_index(place: Registry | Project, name: str) -> int:
    """A version number is never given twice, not even by a collection made in place of another."""
    gone = place.collections.filter(name=name, deleted_at__isnull=False)
    return gone.aggregate(last=Max("next_index"))["last"] or 0


def _require_free(place: Registry | Project | None, name: str) -> None:
    assert place is not None
    if place.collections.live().filter(name=name).exists():
        kind = _("Registry") if isinstance(place, Registry) else _("Project")
        raise NameTaken(
            _(
                "%(kind)s %(place)r has a collection %(name)r already.",
                {"kind": kind, "place": place.name, "name": name},
            ),
            field="name",
        )


def _require_unlinked(collection: Collection, wanted: ArtifactType) -> None:
    showing = Collection.objects.live().filter(links__version__collection=collection)
    if showing.exclude(artifact_type=wanted).exists():
        raise InUse(
            _(
                "Versions of %(collection)r are linked as %(artifact_type)s artifacts. Unlink "
                "them first.",
                {"collection": collection.name, "artifact_type": collection.artifact_type.name},
            ),
            field="type",
        )


def _save_edit(
    actor: Actor, collection: Collection, field: str, verb: Verb, before: object, after: object
) -> None:
    collection.updated_at = timezone.now()
    collection.save(update_fields=[field, "updated_at"])
    audit.record(
        actor=actor,
        verb=verb,
        subject=collection.name,
        before=before,
        after=after,
        **audit.of_collection(collection),
    )

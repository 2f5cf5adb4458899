"""Collections come into being and are described."""

from django.db.models import F
from django.utils import timezone

from registry import naming, plain
from registry.actions import audit
from registry.actions.locks import lock_collection
from registry.actions.registries import artifact_type
from registry.actions.transactions import action
from registry.errors import NameTaken, WrongType
from registry.models import Collection, CollectionKind, Project, Registry, Verb
from registry.permissions import Actor, require, require_in_collection


@action
def create_collection(
    *, actor: Actor, registry: Registry, name: str, type_name: str, description: str | None = None
) -> Collection:
    """Make an empty registry collection. Raises NameTaken, WrongType, InvalidName, NotAllowed."""
    require(actor, "create a collection", registry)
    naming.check_collection(name)
    if Collection.objects.live().filter(registry=registry, name=name).exists():
        raise NameTaken(
            f"Registry {registry.name!r} has a collection {name!r} already.", field="name"
        )
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
        created_by=actor.user,
    )
    Registry.objects.filter(pk=registry.pk).update(
        collection_count=F("collection_count") + 1, updated_at=timezone.now()
    )
    _record_creation(actor, collection)
    return collection


@action
def describe_collection(
    *, actor: Actor, collection: Collection, description: str | None
) -> Collection:
    """Replace the collection's card, which is Markdown. None: it has never had one."""
    require_in_collection(actor, "edit a collection", collection)
    collection, after = lock_collection(collection), plain.description(description)
    before, collection.description = collection.description, after
    if before != after:
        collection.updated_at = timezone.now()
        collection.save(update_fields=["description", "updated_at"])
        audit.record(
            actor=actor,
            verb=Verb.EDITED_CARD,
            subject=collection.name,
            before=before,
            after=after,
            **audit.of_collection(collection),
        )
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
            f"Registry {registry.name!r} accepts {' and '.join(accepted)} artifacts; "
            f"this one has type {type_name!r}.",
            field="type",
        )


def require_type(collection: Collection, type_name: str) -> None:
    if collection.artifact_type.name != type_name:
        raise WrongType(
            f"Collection {collection.name!r} holds {collection.artifact_type.name} artifacts; "
            f"this one has type {type_name!r}. Use another name or the same type.",
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
            f"Project {project.name!r} has another kind of collection named {name!r}. "
            "Choose another name.",
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

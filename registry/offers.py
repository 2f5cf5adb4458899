"""What somebody may do: pages offer only what would be done, by the rules that refuse the rest."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.errors import NotAllowed
from registry.models import (
    ArtifactType,
    ArtifactVersion,
    Collection,
    Entity,
    Registry,
    RegistryRole,
    User,
)
from registry.models.spaces import RegistryQuerySet
from registry.permissions import (
    REGISTRY_RIGHTS,
    Actor,
    covers,
    may_log_to,
    registry_role,
    require,
    require_files,
)
from registry.sentences import marked as _

USUAL_TYPES = ("dataset", "model")


def rights_in(actor: Actor, registry: Registry) -> frozenset[str]:
    """The keys of REGISTRY_RIGHTS that the actor's role covers."""
    role = registry_role(actor.user, registry) if actor.user else RegistryRole.ADMIN
    return frozenset(verb for verb in REGISTRY_RIGHTS if actor.can_write and covers(role, verb))


def rights_in_collection(actor: Actor, collection: Collection) -> frozenset[str]:
    """In a project whoever may log there may do everything."""
    if collection.registry:
        return rights_in(actor, collection.registry)
    assert collection.project is not None
    may_log = may_log_to(actor, collection.project.entity_id)
    return frozenset(REGISTRY_RIGHTS) if may_log else frozenset()


def offered_types(user: User, registry: Registry) -> QuerySet[ArtifactType]:
    """For a new collection: those that the registry names, or the usual and all in sight."""
    if not registry.accepts_all_types:
        return registry.accepted_types.all()
    seen = Collection.objects.visible_to(user).filter(artifact_type=OuterRef("pk"))
    return ArtifactType.objects.filter(Q(name__in=USUAL_TYPES) | Exists(seen))


def is_new_type(user: User, registry: Registry, name: str) -> bool:
    """Whether a collection of it would make the type: a typo does so as well."""
    if name in USUAL_TYPES or not registry.accepts_all_types:
        return False
    return not offered_types(user, registry).filter(name=name).exists()


def administers_team(actor: Actor, team: Entity) -> bool:
    """The organization's admins are admins of its teams."""
    if actor.user is None:
        return True
    mine = Entity.objects.administered_by(actor.user)
    return actor.can_write and mine.filter(pk=team.pk).exists()


def linkable(actor: Actor, version: ArtifactVersion) -> RegistryQuerySet:
    """The registries into which the actor may link the version."""
    takers = _takers(version)
    if actor.user is None:
        return takers
    roles = [role for role in RegistryRole if covers(role, "link a version")]
    has_files = Exists(ArtifactVersion.objects.downloadable_by(actor.user).filter(pk=version.pk))
    return takers.with_role(actor.user, roles).filter(has_files)


def require_linkable(actor: Actor, version: ArtifactVersion) -> None:
    """Raise NotAllowed, NotFound or NotCommitted unless there is a registry to link it into."""
    require_files(actor, version)
    if actor.user is None or linkable(actor, version).exists():
        return
    found = _takers(version).visible_to(actor.user).order_by("name").first()
    if found:
        require(actor, "link a version", found)
    type_name = version.collection.artifact_type.name
    raise NotAllowed(
        _(
            "No registry that you may see takes %(type_name)s artifacts of this project. "
            "Create one, or ask an admin of the organization.",
            {"type_name": type_name},
        )
    )


def _takers(version: ArtifactVersion) -> RegistryQuerySet:
    source = version.collection
    assert source.project is not None
    return Registry.objects.accepting(source.artifact_type.name).near(source.project.entity)

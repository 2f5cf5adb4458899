"""From the wire's paths and ids to rows the caller may see, or None, which the SDK explains."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from lineage.models import Run
from lineal.sdk import ids
from lineal.sdk.call import Call
from lineal.sdk.errors import NotThere
from registry import naming
from registry.models import (
    ArtifactVersion,
    ClientArtifact,
    Collection,
    Entity,
    Organization,
    Project,
    Registry,
    User,
)
from registry.models.artifacts import ArtifactVersionQuerySet
from registry.models.prepared import Prepared

Row = TypeVar("Row", bound=Model)
Space = Project | Registry

# Before registries, each entity had one place for models, which was a project of this name.
OLD_MODEL_REGISTRY = "model-registry"
MODELS = "model"
NAMED = 10

# What most requests ask first: see may_log.
_PROJECT_OF_TEAM = Prepared(
    lambda user, entity, name: (
        Project.objects.by_path(entity, name).of_own_team(User(pk=user)).select_related("entity")
    )
)
_VERSION_OF_TEAM = Prepared(
    lambda user, pk: versions(ArtifactVersion.objects.filter(pk=pk)).of_own_team(User(pk=user))
)
_RUN_OF_TEAM = Prepared(
    lambda user, entity, project, run: (
        Run.objects.with_place().by_path(entity, project, run).of_own_team(User(pk=user))
    )
)
_RUN_OF_PROJECT = Prepared(lambda project, run: Run.objects.filter(project=project, run_id=run))
_COLLECTION_OF_PROJECT = Prepared(
    lambda project, name: Collection.objects.live().with_place().filter(project=project, name=name)
)


def entity(call: Call, name: str | None) -> Entity | None:
    """No name means the caller's default entity, as the SDK expects of the server."""
    if not name:
        return call.user.default_entity
    found = Entity.objects.visible_to(call.user).named(name)
    return found.select_related("organization", "user").first()


def entity_to_log_to(call: Call, name: str | None) -> Entity:
    """Raises NotThere, which names those that the caller could have meant."""
    if found := entity(call, name):
        return found
    own = Entity.objects.writable_by(call.user).order_by("name").values_list("name", flat=True)
    names = ", ".join(own[:NAMED])
    raise NotThere(
        f"There is no such entity as {name!r}, or you may not see it. "
        + (f"You can log to: {names}." if names else "Ask an admin of a team to add you to it.")
    )


def organization(call: Call, name: str) -> Organization | None:
    return Organization.objects.visible_to(call.user).named(name).first()


def space(call: Call, entity_name: str | None, name: str | None) -> Space | None:
    """A project, or the registry behind a name such as `wandb-registry-model`."""
    owner = entity_name or (call.user.default_entity and call.user.default_entity.name)
    if not owner or not name:
        return None
    if naming.is_registry_project(name):
        registries = Registry.objects.visible_to(call.user).select_related("organization")
        return registries.by_path(owner, naming.registry_of_project(name)).first()
    if found := _PROJECT_OF_TEAM.first(user=call.user.pk, entity=owner, name=name):
        call.note_own(found)
        return found
    projects = Project.objects.select_related("entity").by_path(owner, name)
    found = _learnt(call, projects.visible_to(call.user).first())
    return found or (_model_registry(call, owner) if name == OLD_MODEL_REGISTRY else None)


def _model_registry(call: Call, owner: str) -> Registry | None:
    """Where `run.link_model` means to link: the SDK knows that the old place has moved."""
    organizations = Organization.objects.filter(entities__in=Entity.objects.named(owner))
    registries = Registry.objects.visible_to(call.user).select_related("organization")
    return registries.filter(organization__in=organizations, name=MODELS).first()


def space_by_id(call: Call, text: str) -> Space | None:
    if pk := ids.decode(text, "Project"):
        projects = Project.objects.visible_to(call.user).select_related("entity")
        return _learnt(call, projects.filter(pk=pk).first())
    pk = ids.decode(text, "Registry")
    registries = Registry.objects.visible_to(call.user).select_related("organization")
    return registries.filter(pk=pk).first() if pk else None


def _learnt(call: Call, project: Project | None) -> Project | None:
    if project:
        call.learn_found(project.pk)
    return project


def collections_of(place: Space) -> QuerySet[Collection]:
    """Those of a space that was itself found among what the caller may see."""
    return place.collections.live().with_place()


def collection_named(place: Space, name: str) -> Collection | None:
    if isinstance(place, Project):
        return _COLLECTION_OF_PROJECT.first(project=place.pk, name=name)
    return collections_of(place).filter(name=name).first()


def collection_by_id(call: Call, text: str, *kinds: str) -> Collection | None:
    pk = ids.decode(text, *(kinds or ("ArtifactSequence", "ArtifactPortfolio")))
    found = Collection.objects.visible_to(call.user).with_place()
    return found.filter(pk=pk).first() if pk else None


def version_by_id(call: Call, text: str) -> ArtifactVersion | None:
    """Pending ones too, for those who may log into their project."""
    pk = ids.decode(text, "Artifact")
    if pk is None:
        return None
    if found := _VERSION_OF_TEAM.first(user=call.user.pk, pk=pk):
        assert found.collection.project is not None
        call.note_own(found.collection.project)
        return found
    rows = versions(ArtifactVersion.objects.filter(pk=pk))
    return rows.visible_to(call.user).first() or rows.writable_by(call.user).first()


def run(call: Call, entity_name: str, project_name: str, run_id: str) -> Run | None:
    path = {"entity": entity_name, "project": project_name, "run": run_id}
    rows = Run.objects.with_place().by_path(*path.values())
    return _RUN_OF_TEAM.first(user=call.user.pk, **path) or rows.visible_to(call.user).first()


def run_of_project(project: Project, run_id: str) -> Run | None:
    run = _RUN_OF_PROJECT.first(project=project.pk, run=run_id)
    if run:
        run.project = project
    return run


def version_by_client_id(call: Call, client_id: str) -> ArtifactVersion | None:
    """By the id that the SDK gave the artifact itself. The newest: contents may be shared."""
    named = ClientArtifact.objects.filter(client_id=client_id).values("version")
    rows = ArtifactVersion.objects.writable_by(call.user).filter(pk__in=named)
    return versions(rows).order_by("-pk").first()


def versions(rows: ArtifactVersionQuerySet) -> ArtifactVersionQuerySet:
    return rows.select_related("collection__artifact_type", "collection__project__entity")


def required(found: Row | None, what: str) -> Row:
    """For changes, which have nobody to word a message for them."""
    if found is None:
        raise NotThere(f"There is no such {what}, or you may not see it.")
    return found

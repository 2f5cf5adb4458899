"""What may be linked into a collection, step by step: team, project, artifact, version."""

from django.db.models import Exists, OuterRef, Q

from registry.models import (
    Collection,
    CollectionKind,
    Entity,
    OrganizationMember,
    Project,
    Registry,
    User,
)
from registry.models.collections import CollectionQuerySet
from registry.models.people import EntityQuerySet
from registry.models.spaces import ProjectQuerySet


def teams(user: User, collection: Collection, registry: Registry) -> EntityQuerySet:
    """Those of the registry's organization, and the own personal entity of its members."""
    inside = OrganizationMember.objects.filter(organization=registry.organization_id, user=user)
    near = Q(organization=registry.organization_id) | Q(user__in=inside.values("user"))
    logged = Exists(_sources(user, collection).filter(project__entity=OuterRef("pk")))
    return Entity.objects.readable_by(user).filter(near).filter(logged)


def projects(user: User, collection: Collection, team: Entity) -> ProjectQuerySet:
    logged = Exists(_sources(user, collection).filter(project=OuterRef("pk")))
    return Project.objects.visible_to(user).filter(entity=team).filter(logged)


def artifacts(user: User, collection: Collection, project: Project) -> CollectionQuerySet:
    return _sources(user, collection).filter(project=project)


def _sources(user: User, collection: Collection) -> CollectionQuerySet:
    """Of the collection's type, and with versions: others could not be linked into it."""
    logged = Collection.objects.visible_to(user).filter(kind=CollectionKind.SOURCE)
    return logged.filter(artifact_type=collection.artifact_type_id, version_count__gt=0)

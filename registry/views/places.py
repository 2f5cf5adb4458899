"""From the words of a path to the thing they name. What the user may not see is not there: 404."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from registry.models import (
    ArtifactVersion,
    Collection,
    Entity,
    EntityKind,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    User,
    VersionState,
)
from registry.naming import version_index
from registry.presentation.versions import VersionOrLink, newest_versions


class NoSuchVersion(Http404):
    """Of a collection that the viewer may see: `newest` is where to go instead, if anywhere."""

    def __init__(self, collection: Collection, name: str, newest: VersionOrLink | None) -> None:
        super().__init__(f"{collection} has no {name}")
        self.collection, self.name, self.newest = collection, name, newest


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection is: in a registry of an organization, or in a project of an entity."""

    collection: str
    organization: str = ""
    registry: str = ""
    entity: str = ""
    project: str = ""
    artifact_type: str = ""


def viewer(request: HttpRequest) -> User:
    """Who looks. Pages are behind login_required."""
    assert isinstance(request.user, User)
    return request.user


def base_url(request: HttpRequest) -> str:
    """What people set as WANDB_BASE_URL."""
    return settings.BASE_URL or request.build_absolute_uri("/").rstrip("/")


def registry_at(user: User, organization: str, registry: str) -> Registry:
    found = Registry.objects.visible_to(user).by_path(organization, registry)
    return get_object_or_404(found.with_star_of(user).select_related("organization"))


def organization_at(user: User, name: str) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(user).named(name))


def team_at(user: User, organization: str, name: str) -> Entity:
    teams = Entity.objects.visible_to(user).named(name).filter(kind=EntityKind.TEAM)
    owners = Organization.objects.named(organization)
    return get_object_or_404(teams.filter(organization__in=owners).select_related("organization"))


def project_at(user: User, entity: str, project: str) -> Project:
    found = Project.objects.visible_to(user).by_path(entity, project)
    return get_object_or_404(found.select_related("entity"))


def collection_at(user: User, place: Place) -> Collection:
    visible = Collection.objects.visible_to(user).with_star_of(user).with_place()
    visible = visible.select_related("created_by")
    if place.registry:
        registries = Registry.objects.by_path(place.organization, place.registry)
        return get_object_or_404(visible, registry__in=registries, name=place.collection)
    return get_object_or_404(
        visible,
        project__in=Project.objects.by_path(place.entity, place.project),
        artifact_type__name=place.artifact_type,
        name=place.collection,
    )


def version_at(user: User, collection: Collection, name: str) -> VersionOrLink:
    """What `vN` or an alias stands for in the collection; by its number also a deleted version."""
    found = member_of(user, collection, name)
    if found is None:
        newest = next(iter(newest_versions(user, collection, 1)), None)
        raise NoSuchVersion(collection, name, newest)
    return found


def member_of(user: User, collection: Collection, name: str) -> VersionOrLink | None:
    return (_logged if collection.is_source else _linked)(user, collection, name)


def _logged(user: User, collection: Collection, name: str) -> ArtifactVersion | None:
    versions = ArtifactVersion.objects.visible_to(user).with_place()
    versions = versions.filter(collection=collection).select_related("created_by", "deleted_by")
    index = version_index(name)
    if index is not None:
        return versions.filter(index=index).first()
    return versions.filter(aliases__collection=collection, aliases__name=name).first()


def _linked(user: User, collection: Collection, name: str) -> LinkedVersion | None:
    links = LinkedVersion.objects.visible_to(user).filter(collection=collection)
    links = links.select_related(
        "linked_by",
        "version__created_by",
        "version__collection__artifact_type",
        "version__collection__project__entity",
    ).filter(version__state=VersionState.COMMITTED)
    index = version_index(name)
    if index is not None:
        return links.filter(index=index).first()
    aliases = collection.aliases.filter(name=name)
    return links.filter(version__in=aliases.values("version")).first()

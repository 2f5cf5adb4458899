"""Things that earlier chapters have made, by the paths that people use for them."""

from registry.models import (
    ArtifactVersion,
    Collection,
    Door,
    Project,
    Registry,
    User,
)
from registry.naming import split_version
from registry.permissions import Actor

ORGANIZATION = "acme"
TEAM = "zoo-team"


def by_script(username: str) -> Actor:
    """The person's script, through the SDK."""
    return Actor(user=User.objects.get(username=username), door=Door.SDK)


def by_hand(username: str) -> Actor:
    """The person, in the browser."""
    return Actor(user=User.objects.get(username=username), door=Door.WEB)


def project(path: str) -> Project:
    entity, name = path.split("/")
    return Project.objects.select_related("entity").get(entity__name=entity, name=name)


def has_project(path: str) -> bool:
    return Project.objects.by_path(*path.split("/")).exists()


def registry(name: str) -> Registry:
    return Registry.objects.select_related("organization").get(
        organization__name=ORGANIZATION, name=name
    )


def registry_collection(path: str) -> Collection:
    """`registry/collection`, of the demo's first organization."""
    registry_name, name = path.split("/")
    return Collection.objects.live().with_place().get(registry=registry(registry_name), name=name)


def version(path: str) -> ArtifactVersion:
    """`entity/project/collection:vN`."""
    place, _, name = path.rpartition("/")
    named = split_version(name)
    collection = Collection.objects.live().get(project=project(place), name=named.collection)
    return ArtifactVersion.objects.with_place().named(collection, named.version).get()

"""What people do in registries, as steps of a timeline."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lineage.demo import find
from registry.actions import collections, deletions, labels, links, tags
from registry.models import LinkedVersion
from registry.permissions import Actor

Step = Callable[[Actor], None]
CARDS = Path(__file__).parent / "cards"


@dataclass(frozen=True, slots=True)
class Moment:
    days_ago: int
    clock: str
    by: str
    step: Step


def link(source: str, place: str, *aliases: str) -> Step:
    """`link("team/project/name:v0", "registry/collection", "staging")`."""
    registry, collection = place.split("/")

    def step(actor: Actor) -> None:
        links.link_version(
            actor=actor,
            version=find.version(source),
            target=find.registry(registry),
            collection_name=collection,
            aliases=aliases,
        )

    return step


def unlink(place: str, index: int) -> Step:
    def step(actor: Actor) -> None:
        found = LinkedVersion.objects.filter(collection=find.registry_collection(place))
        links.unlink_version(actor=actor, link=found.select_related("version").get(index=index))

    return step


def alias(place: str, index: int, name: str, reason: str = "") -> Step:
    """Put or move an alias of a registry collection."""

    def step(actor: Actor) -> None:
        collection = find.registry_collection(place)
        found = LinkedVersion.objects.filter(collection=collection).select_related("version")
        labels.add_aliases(
            actor=actor,
            collection=collection,
            version=found.get(index=index).version,
            names=[name],
            reason=reason,
        )

    return step


def tag_collection(place: str, *names: str) -> Step:
    def step(actor: Actor) -> None:
        tags.add_collection_tags(
            actor=actor, collection=find.registry_collection(place), names=names
        )

    return step


def tag_version(source: str, *names: str) -> Step:
    def step(actor: Actor) -> None:
        tags.add_version_tags(actor=actor, version=find.version(source), names=names)

    return step


def create(place: str, type_name: str) -> Step:
    registry, name = place.split("/")

    def step(actor: Actor) -> None:
        collections.create_collection(
            actor=actor, registry=find.registry(registry), name=name, type_name=type_name
        )

    return step


def card(place: str, text_file: str) -> Step:
    def step(actor: Actor) -> None:
        collections.describe_collection(
            actor=actor,
            collection=find.registry_collection(place),
            description=(CARDS / text_file).read_text(),
        )

    return step


def delete(source: str) -> Step:
    def step(actor: Actor) -> None:
        deletions.delete_version(actor=actor, version=find.version(source))

    return step

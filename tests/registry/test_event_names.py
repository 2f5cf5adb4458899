"""An event says what it is about: an alias, a tag or a version of the collection."""

import pytest

from registry.actions.labels import remove_aliases
from registry.actions.links import unlink_version
from registry.actions.protected_aliases import protect_alias
from registry.actions.tags import add_version_tags
from registry.actions.version_details import describe_version
from registry.models import AuditEvent, Verb
from tests import make

pytestmark = pytest.mark.django_db


def names(verb: Verb) -> set[str]:
    return set(AuditEvent.objects.filter(verb=verb).values_list("name", flat=True))


def test_of_versions_and_aliases(models, project):
    make.make_version(project, "net")
    link = make.link(make.make_version(project, "net"), models, "zoo", aliases=["a"])
    remove_aliases(
        actor=make.actor(), collection=link.collection, version=link.version, names=["a"]
    )
    unlink_version(actor=make.actor(), link=link)

    assert names(Verb.LOGGED_VERSION) == {"v0", "v1"}
    assert names(Verb.LINKED_VERSION) == names(Verb.UNLINKED_VERSION) == {"v0"}
    assert names(Verb.ADDED_ALIAS) == {"latest", "a"}
    assert names(Verb.REMOVED_ALIAS) == {"a"}


def test_of_texts_tags_and_protection(models, linked):
    who = make.actor()
    describe_version(actor=who, version=linked.version, description="Better.")
    add_version_tags(actor=who, version=linked.version, names=["edge"])
    protect_alias(actor=who, registry=models, name="production")

    assert names(Verb.DESCRIBED_VERSION) == {"v0"}
    assert names(Verb.ADDED_TAG) == {"edge"}
    assert names(Verb.PROTECTED_ALIAS) == {"production"}


def test_of_a_registry_are_empty(models):
    assert names(Verb.CREATED_REGISTRY) == {""}

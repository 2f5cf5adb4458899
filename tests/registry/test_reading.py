"""Who sees what: each kind of row against each kind of person."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db.models import QuerySet

from lineage.models import Run
from registry.actions.protected_aliases import protect_alias
from registry.models import (
    ApiKey,
    ArtifactVersion,
    AuditEvent,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from tests import make

pytestmark = pytest.mark.django_db

# olivia runs acme; mika works in its team, vic looks there; kim is in acme and in no team. The
# others are in acme and have a role in its restricted registry "vault". bert is there by his team.
# sam runs globex; pat is in no organization.
INSIDE = ("olivia", "mika", "vic", "kim", "rita", "vera", "mona", "ada", "bert")
PEOPLE = (*INSIDE, "sam", "pat")
VAULT = {
    "rita": RegistryRole.RESTRICTED_VIEWER,
    "vera": RegistryRole.VIEWER,
    "mona": RegistryRole.MEMBER,
    "ada": RegistryRole.ADMIN,
}


@dataclass(frozen=True)
class World:
    people: dict[str, User]
    versions: dict[str, ArtifactVersion]

    def seen(self, rows: Callable[[User], QuerySet], name: str = "name") -> dict[str, set[str]]:
        """The names that each person gets, without those who get none."""
        found = {
            who: {str(value) for value in rows(user).values_list(name, flat=True)}
            for who, user in self.people.items()
        }
        return {who: names for who, names in found.items() if names}

    def versions_seen(self, rows: Callable[[User], QuerySet]) -> dict[str, set[str]]:
        labels = {str(version.pk): label for label, version in self.versions.items()}
        seen = self.seen(rows, "pk")
        return {who: {labels[key] for key in keys} for who, keys in seen.items()}


@pytest.fixture
def world() -> World:
    people = {name: make.make_user(name) for name in PEOPLE}
    acme = make.make_organization("acme", admin=people["olivia"])
    team = make.make_team(acme, "zoo-team", mika=Role.MEMBER, vic=Role.VIEWER)
    birds = make.make_team(acme, "birds", bert=Role.MEMBER)
    for name in ("kim", *VAULT):
        make.join_organization(acme, people[name])
    shop = make.make_registry(acme, "shop")
    vault = make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)
    for name, role in VAULT.items():
        make.give(vault, people[name], role)
    make.give_team(vault, birds, RegistryRole.MEMBER)
    globex = make.make_organization("globex", admin=people["sam"])
    make.make_registry(globex, "foreign")
    return World(people, make_versions(team, shop, vault))


def make_versions(team: Entity, shop: Registry, vault: Registry) -> dict[str, ArtifactVersion]:
    project = make.make_project(team, "animals")
    make.make_run(project, "r1")
    names = ("plain", "shown", "locked", "deleted")
    versions = {name: make.make_version(project, name) for name in names}
    versions["pending"] = make.begin(project, "pending")
    make.link(versions["shown"], shop, "on-sale")
    make.link(versions["locked"], vault, "gold")
    make.delete(versions["deleted"])
    return versions


def everybody(*names: str, **others: set[str]) -> dict[str, set[str]]:
    return {who: set(names) for who in INSIDE} | others


def test_versions(world: World) -> None:
    all_but_pending = {"plain", "shown", "locked", "deleted"}

    seen = world.versions_seen(ArtifactVersion.objects.visible_to)

    assert seen == everybody("shown", "locked") | {
        "olivia": all_but_pending,
        "mika": all_but_pending,
        "vic": all_but_pending,
        "kim": {"shown"},
    }


def test_files_of_versions(world: World) -> None:
    whole = {"plain", "shown", "locked"}

    seen = world.versions_seen(ArtifactVersion.objects.downloadable_by)

    assert seen == everybody("shown", "locked") | {
        "olivia": whole,
        "mika": whole,
        "vic": whole,
        "kim": {"shown"},
        "rita": {"shown"},
    }


def test_versions_to_write(world: World) -> None:
    seen = world.versions_seen(ArtifactVersion.objects.writable_by)

    assert seen == {"olivia": set(world.versions), "mika": set(world.versions)}


def test_links(world: World) -> None:
    seen = world.seen(LinkedVersion.objects.visible_to, "collection__name")

    everything = everybody("on-sale", "gold")
    assert seen == everything | {who: {"on-sale"} for who in ("mika", "vic", "kim")}


def test_collections(world: World) -> None:
    sources = {"plain", "shown", "locked", "deleted", "pending"}

    seen = world.seen(Collection.objects.visible_to)

    assert seen == everybody("on-sale", "gold") | {
        "olivia": {*sources, "on-sale", "gold"},
        "mika": {*sources, "on-sale"},
        "vic": {*sources, "on-sale"},
        "kim": {"on-sale"},
    }


def test_deleted_collections_are_seen_by_nobody(world: World) -> None:
    Collection.objects.update(deleted_at="2026-01-01T00:00Z")

    assert world.seen(Collection.objects.visible_to) == {}


def test_registries(world: World) -> None:
    seen = world.seen(Registry.objects.visible_to)

    open_only = {who: {"shop"} for who in ("mika", "vic", "kim")}
    assert seen == everybody("shop", "vault") | open_only | {"sam": {"foreign"}}


def test_registries_to_take_files_from(world: World) -> None:
    seen = world.seen(Registry.objects.consumable_by)

    open_only = {who: {"shop"} for who in ("mika", "vic", "kim", "rita")}
    assert seen == everybody("shop", "vault") | open_only | {"sam": {"foreign"}}


def test_projects(world: World) -> None:
    seen = world.seen(Project.objects.visible_to)

    assert seen == {who: {"animals"} for who in ("olivia", "mika", "vic")}


def test_projects_to_write(world: World) -> None:
    assert set(world.seen(Project.objects.writable_by)) == {"olivia", "mika"}


def test_runs(world: World) -> None:
    assert set(world.seen(Run.objects.visible_to, "run_id")) == {"olivia", "mika", "vic"}
    assert set(world.seen(Run.objects.writable_by, "run_id")) == {"olivia", "mika"}


def test_entities(world: World) -> None:
    seen = world.seen(Entity.objects.visible_to)

    teams = {"acme-org", "zoo-team", "birds"}
    assert seen == {who: {who, *teams} for who in INSIDE} | {
        "sam": {"sam", "globex-org"},
        "pat": {"pat"},
    }


def test_entities_to_log_to(world: World) -> None:
    seen = world.seen(Entity.objects.writable_by)

    assert seen == {who: {who} for who in PEOPLE} | {
        "olivia": {"olivia", "zoo-team", "birds"},
        "mika": {"mika", "zoo-team"},
        "bert": {"bert", "birds"},
    }


def test_organizations(world: World) -> None:
    seen = world.seen(Organization.objects.visible_to)

    assert seen == everybody("acme", sam={"globex"})


def test_history_of_a_restricted_registry(world: World) -> None:
    seen = world.seen(AuditEvent.objects.filter(registry__name="vault").visible_to, "verb")

    assert set(seen) == {"olivia", *VAULT, "bert"}


def test_history_of_a_project(world: World) -> None:
    events = AuditEvent.objects.filter(verb="logged version")

    assert set(world.seen(events.visible_to, "verb")) == {"olivia", "mika", "vic"}


def test_history_of_an_organization_is_for_its_admins(world: World) -> None:
    events = AuditEvent.objects.filter(verb="created team")

    assert set(world.seen(events.visible_to, "verb")) == {"olivia"}


def test_keys_are_ones_own(world: World) -> None:
    make.make_key(world.people["mika"])

    assert set(world.seen(ApiKey.objects.visible_to)) == {"mika"}


def test_who_leaves_the_team_loses_what_came_through_it(world: World) -> None:
    bert = world.people["bert"]

    bert.team_memberships.all().delete()

    assert not Registry.objects.visible_to(bert).filter(name="vault").exists()
    assert not Entity.objects.writable_by(bert).filter(name="birds").exists()


def test_protection_hides_nothing(world: World) -> None:
    vault = Registry.objects.get(name="vault")
    protect_alias(actor=make.actor(), registry=vault, name="production")

    assert LinkedVersion.objects.visible_to(world.people["rita"]).count() == 2

"""A registry is opened to its organization or restricted; the question names whom it hits."""

import pytest

from registry.actions.people import add_organization_member
from registry.actions.visibility import preview_visibility, set_visibility
from registry.errors import NotAllowed
from registry.models import Entity, Organization, Registry, RegistryRole, Role, User, Visibility
from tests import expect, make

pytestmark = pytest.mark.django_db

RESTRICTED, OPEN = Visibility.RESTRICTED, Visibility.ORGANIZATION


@pytest.fixture
def registry(acme: Organization, olivia: User, mika: User, vic: User) -> Registry:
    return make.make_registry(acme, "model")


def test_restricting(registry: Registry, olivia: User, mika: User, vic: User) -> None:
    make.give(registry, vic, RegistryRole.MEMBER)

    with expect.events() as events:
        set_visibility(actor=make.actor(olivia), registry=registry, visibility=RESTRICTED)

    visible = [user for user in (mika, vic) if Registry.objects.visible_to(user).exists()]
    assert visible == [vic]
    assert events == [
        (
            "changed visibility",
            "model",
            {"visibility": "organization"},
            {"visibility": "restricted", "lost": 1},
        )
    ]


def test_opening_again(registry: Registry, mika: User) -> None:
    set_visibility(actor=make.actor(), registry=registry, visibility=RESTRICTED)

    with expect.events() as events:
        set_visibility(actor=make.actor(), registry=registry, visibility=OPEN)

    assert Registry.objects.visible_to(mika).exists()
    assert events[0][3] == {"visibility": "organization", "gained": 2}


def test_same_visibility_is_no_change(registry: Registry) -> None:
    with expect.nothing_changes():
        set_visibility(actor=make.actor(), registry=registry, visibility=OPEN)


def test_members_may_not(registry: Registry, mika: User) -> None:
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(NotAllowed, "you need the role admin"):
        set_visibility(actor=make.actor(mika), registry=registry, visibility=RESTRICTED)
    with expect.refused(NotAllowed, "you need the role admin"):
        preview_visibility(actor=make.actor(mika), registry=registry, visibility=RESTRICTED)


def test_preview_names_who_loses_sight(registry: Registry, olivia: User, mika: User) -> None:
    make.give(registry, mika, RegistryRole.VIEWER)

    change = preview_visibility(actor=make.actor(olivia), registry=registry, visibility=RESTRICTED)

    assert not change.is_gain
    assert (change.sight.count, change.sight.names) == (1, ["vic"])
    assert change.files.count == 0


def test_preview_names_who_loses_files(registry: Registry, mika: User) -> None:
    make.give(registry, mika, RegistryRole.RESTRICTED_VIEWER)

    change = preview_visibility(actor=make.actor(), registry=registry, visibility=RESTRICTED)

    assert change.sight.names == ["vic"]
    assert change.files.names == ["mika"]


def test_preview_counts_teams(registry: Registry, zoo_team: Entity) -> None:
    make.give_team(registry, zoo_team, RegistryRole.VIEWER)

    change = preview_visibility(actor=make.actor(), registry=registry, visibility=RESTRICTED)

    assert change.sight.count == 0


def test_preview_leaves_admins_of_the_organization_out(
    registry: Registry, acme: Organization, mika: User, vic: User
) -> None:
    for user in (mika, vic):
        add_organization_member(actor=make.actor(), organization=acme, user=user, role=Role.ADMIN)

    change = preview_visibility(actor=make.actor(), registry=registry, visibility=RESTRICTED)

    assert change.sight.count == 0


def test_preview_of_the_present_state(registry: Registry) -> None:
    change = preview_visibility(actor=make.actor(), registry=registry, visibility=OPEN)

    assert (change.sight.count, change.files.count) == (0, 0)

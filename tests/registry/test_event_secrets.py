"""An event is read by people who may not see the source of what they see linked."""

import json

import pytest

from registry.actions import links
from registry.models import (
    ArtifactVersion,
    AuditEvent,
    Entity,
    Organization,
    Registry,
    RegistryRole,
    User,
)
from tests import make


def told(user: User) -> str:
    """All that the user may read of events, in whatever door."""
    rows = AuditEvent.objects.visible_to(user).order_by("pk")
    return json.dumps(list(rows.values("subject", "name", "before", "after", "reason")))


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


@pytest.fixture
def guest(registry: Registry) -> User:
    guest = make.make_user("guest")
    make.join_registry(registry, guest, RegistryRole.VIEWER)
    return guest


@pytest.fixture
def hidden(zoo_team: Entity) -> ArtifactVersion:
    return make.make_version(make.make_project(zoo_team, "hush"), "whisper")


def test_links_do_not_name_their_source(
    registry: Registry, guest: User, hidden: ArtifactVersion
) -> None:
    make.link(hidden, registry, "shown", aliases=["staging"])

    assert "shown:v0" in told(guest)
    assert hidden.digest in told(guest)
    require_secrecy(guest)


def test_nor_when_they_end(registry: Registry, guest: User, hidden: ArtifactVersion) -> None:
    link = make.link(hidden, registry, "shown")

    links.unlink_version(actor=make.actor(), link=link)

    require_secrecy(guest)


def test_nor_with_their_source(registry: Registry, guest: User, hidden: ArtifactVersion) -> None:
    make.link(hidden, registry, "shown")

    make.delete(hidden)

    require_secrecy(guest)


def require_secrecy(user: User) -> None:
    assert not [word for word in ("zoo-team", "hush", "whisper") if word in told(user)]

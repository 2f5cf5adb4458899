from pathlib import Path

import pytest

from registry.models import Entity, Organization, Registry, RegistryRole, User
from tests import make
from tests.sdk import versions
from tests.sdk.real import Sdk
from tests.server import Server


@pytest.fixture
def sdk(server: Server, zoo_team: Entity, mika: User, tmp_path: Path) -> Sdk:
    """Mika's machine; mika is a member of zoo-team."""
    return Sdk(server, mika, "zoo-team", tmp_path)


@pytest.fixture
def model_registry(acme: Organization, mika: User) -> Registry:
    """Accepts models; mika may link into it."""
    registry = make.make_registry(acme, "model", accepted_types=["model"])
    make.join_registry(registry, mika, RegistryRole.MEMBER)
    return registry


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the chosen wandb package does not have yet."""
    mine = versions.number(versions.chosen())
    late = [item for item in items if _since(item) > mine]
    items[:] = [item for item in items if item not in late]
    config.hook.pytest_deselected(items=late)


def _since(item: pytest.Item) -> tuple[int, ...]:
    marker = item.get_closest_marker("since")
    return versions.number(marker.args[0]) if marker else ()

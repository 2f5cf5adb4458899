"""The rules compiled for the hot path give the same answers as the rules themselves."""

import pytest

from lineage.models import Run
from lineage.queries.graphs import is_visible
from lineage.queries.keys import Key
from lineage.queries.visible import visible_places
from registry.models import ArtifactVersion, Project, Registry, RegistryMember, Role, Visibility
from tests import make


@pytest.fixture
def world(acme, zoo_team, olivia, mika, vic, sam):
    """Projects and registries of every kind, and people in every position."""
    other = make.make_team(acme, "other-team")
    mine = make.make_project(mika.personal_entity)
    places = [make.make_project(zoo_team), make.make_project(other), mine]
    open_registry = make.make_registry(acme, "open")
    closed = make.make_registry(acme, "closed", visibility=Visibility.RESTRICTED)
    RegistryMember.objects.create(registry=closed, team=zoo_team, role="viewer")
    make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)
    for place in places:
        run = make.make_run(place)
        make.make_version(place, run=run)
        make.link(make.make_version(place), open_registry)
        make.link(make.make_version(place), closed)
    make.people.add_organization_member(
        actor=make.actor(), organization=acme, user=vic, role=Role.VIEWER
    )
    return [olivia, mika, vic, sam, make.make_user("nobody")]


def test_places_are_those_of_the_rules(world):
    projects = set(Project.objects.values_list("pk", flat=True))
    registries = set(Registry.objects.values_list("pk", flat=True))

    for user in world:
        assert visible_places(user, projects, registries) == (
            set(Project.objects.visible_to(user).values_list("pk", flat=True)),
            set(Registry.objects.visible_to(user).values_list("pk", flat=True)),
        )


@pytest.mark.parametrize(("kind", "model"), [("run", Run), ("artifact", ArtifactVersion)])
def test_nodes_are_those_of_the_rules(world, kind, model):
    for user in world:
        visible = set(model.objects.visible_to(user).values_list("pk", flat=True))
        for pk in model.objects.values_list("pk", flat=True):
            assert is_visible(Key(kind, pk), user) == (pk in visible)

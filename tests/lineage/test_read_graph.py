"""The walk, on either database, against a breadth-first search in plain Python."""

from collections import deque

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineage.graph import Direction, Graph, Limits, hops
from lineage.queries import Key
from lineage.queries.graphs import read_graph as read_graph_and_sight
from registry.models import ProtectedAlias, Role, User
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import SHAPES, Sketch, braid, chain, hub, tangle

pytestmark = pytest.mark.django_db


def read_graph(root: Key, **options) -> Graph:
    graph, _ = read_graph_and_sight(root, **options)
    return graph


def search(graph: Graph, root: str, direction: Direction) -> set[str]:
    found = {root}
    for looks, neighbours in (
        (direction.looks_up, graph.inputs),
        (direction.looks_down, graph.outputs),
    ):
        waiting, seen = deque([root] if looks else []), {root}
        while waiting:
            for neighbour in neighbours[waiting.popleft()]:
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)
        found |= seen
    return found


@pytest.fixture
def mika() -> User:
    return make.make_user("mika")


@pytest.fixture
def organization():
    return make.make_organization("acme")


@pytest.fixture
def project(organization, mika):
    return make.make_project(make.make_team(organization, mika=Role.MEMBER))


def random_graph(seed: int) -> tuple[Graph, str]:
    """Cycles, islands, several producers of one version."""
    sketch = Sketch(seed)
    artifacts = [sketch.artifact("dataset") for _ in range(30)]
    runs = [sketch.run("train") for _ in range(30)]
    pick = sketch.random.choice
    sketch.edges = list(
        dict.fromkeys(
            pick([(pick(artifacts), pick(runs)), (pick(runs), pick(artifacts))]) for _ in range(60)
        )
    )
    return sketch.graph(), pick([*artifacts, *runs])


def compare(graph: Graph, root: str, project, viewer: User, direction=Direction.BOTH) -> None:
    ids = Store(graph, project).ids
    found = read_graph(Key.parse(ids[root]), viewer=viewer, direction=direction)

    expected = search(graph, root, direction)
    assert set(found.nodes) == {ids[key] for key in expected}
    assert sorted(found.edges) == sorted(
        (ids[source], ids[target])
        for source, target in graph.edges
        if source in expected and target in expected
    )
    assert not found.truncated
    assert set(hops(found, ids[root], direction)) == set(found.nodes)
    for key in expected:
        node = found.nodes[ids[key]]
        assert (node.kind, node.label) == (graph.nodes[key].kind, graph.nodes[key].label)
        assert node.up_count == len(graph.inputs[key])
        assert node.down_count == len(graph.outputs[key])


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("seed", range(8))
def test_random_graphs_are_read_whole(seed, direction, project, mika):
    graph, root = random_graph(seed)

    compare(graph, root, project, mika, direction)


@pytest.mark.parametrize("shape", SHAPES)
def test_known_shapes_are_read_whole(shape, project, mika):
    graph, root = SHAPES[shape](300)

    compare(graph, root, project, mika)


def test_a_chain_of_a_thousand_steps(project, mika):
    compare(*chain(1_001), project, mika)


def test_a_braid_from_its_end(project, mika):
    graph, _ = braid(400)

    compare(graph, list(graph.nodes)[-1], project, mika)


def test_a_run_may_be_the_root(project, mika):
    graph, _ = tangle(60)

    compare(graph, "r1", project, mika)


def test_the_number_of_statements_does_not_grow_with_depth(project, mika):
    graph, root = chain(400)
    key = Key.parse(Store(graph, project).ids[root])

    with CaptureQueriesContext(connection) as statements:
        read_graph(key, viewer=mika)

    assert len(statements) == 4


def test_newer_nodes_have_a_higher_newness(project, mika):
    graph, root = chain(10)
    ids = Store(graph, project).ids
    found = read_graph(Key.parse(ids[root]), viewer=mika)

    by_newness = sorted(found.nodes.values(), key=lambda node: node.newness)

    assert [node.id for node in by_newness] == [ids[key] for key in graph.nodes]


class TestLimits:
    def read(self, graph, root, project, viewer, **limits) -> tuple[Graph, str]:
        root_id = Store(graph, project).ids[root]
        return read_graph(Key.parse(root_id), viewer=viewer, limits=Limits(**limits)), root_id

    def test_a_walk_ends_at_the_limit_and_says_so(self, project, mika):
        found, root = self.read(*chain(200), project, mika, nodes=50)

        assert found.truncated
        assert len(found.nodes) == 50
        assert set(hops(found, root)) == set(found.nodes)

    def test_both_sides_get_room(self, project, mika):
        found, root = self.read(*chain(200), project, mika, nodes=50)

        distances = hops(found, root).values()
        assert (min(distances), max(distances)) == (-24, 25)

    def test_a_side_may_have_the_room_that_the_other_leaves(self, project, mika):
        graph, _ = chain(200)
        found, root = self.read(graph, "a2", project, mika, nodes=50)

        distances = hops(found, root).values()
        assert (min(distances), max(distances)) == (-2, 47)

    def test_a_lineage_of_exactly_the_limit_is_whole(self, project, mika):
        found, _ = self.read(*chain(51), project, mika, nodes=51)

        assert not found.truncated
        assert len(found.nodes) == 51

    def test_a_hub_leaves_room_for_what_lies_behind_it(self, project, mika):
        found, root = self.read(*hub(400), project, mika, nodes=100, fan=30)

        labels = [node.label for node in found.nodes.values()]
        assert found.truncated
        assert len(found.nodes) == 100
        assert labels.count("model") > 10
        assert found.nodes[root].down_count > 200

    def test_of_a_hub_the_newest_are_taken(self, project, mika):
        sketch = Sketch()
        root = sketch.artifact("dataset")
        names = [sketch.run(uses=[root]) for _ in range(60)]
        store = Store(sketch.graph(), project)

        found = read_graph(Key.parse(store.ids[root]), viewer=mika, limits=Limits(nodes=21, fan=20))

        assert set(found.nodes) == {store.ids[root], *(store.ids[name] for name in names[-20:])}


class TestSight:
    """The zoo: a dataset and a run of a team that mika is not in, and mika's own model."""

    @pytest.fixture
    def hidden(self, organization):
        return make.make_project(make.make_team(organization))

    @pytest.fixture
    def dataset(self, hidden):
        return make.make_version(hidden, "animals", "dataset", run=make.make_run(hidden))

    @pytest.fixture
    def model(self, project, dataset):
        run = make.make_run(project, job_type="train")
        make.use(run, dataset)
        return make.make_version(project, "zoo", run=run)

    def test_what_is_hidden_is_locked_and_counted(self, model, mika):
        graph = read_graph(Key("artifact", model.pk), viewer=mika)

        locked = [node for node in graph.nodes.values() if node.locked]
        assert len(graph.nodes) == 4
        assert {node.kind for node in locked} == {"run", "artifact"}
        assert {(node.label, node.state, node.up_count, node.down_count) for node in locked} == {
            ("", "", 0, 0)
        }

    def test_the_id_of_a_locked_node_says_nothing_and_stays(self, model, dataset, mika):
        first, again = (read_graph(Key("artifact", model.pk), viewer=mika) for _ in range(2))

        assert f"a{dataset.pk}" not in first.nodes
        assert [key for key in first.nodes if key.startswith("x")] == [
            key for key in again.nodes if key.startswith("x")
        ]

    def test_a_member_sees_all(self, model, dataset, hidden, mika):
        olivia = make.make_user("olivia")
        for team in (hidden.entity, model.collection.project.entity):
            make.people.add_team_member(
                actor=make.actor(), team=team, user=olivia, role=Role.VIEWER
            )

        graph = read_graph(Key("artifact", model.pk), viewer=olivia)

        assert f"a{dataset.pk}" in graph.nodes
        assert not any(node.locked for node in graph.nodes.values())

    def test_a_link_in_a_visible_registry_unlocks_the_version_alone(
        self, model, dataset, organization, mika
    ):
        make.people.add_organization_member(
            actor=make.actor(), organization=organization, user=mika, role=Role.MEMBER
        )
        make.link(dataset, make.make_registry(organization, "datasets"))

        graph = read_graph(Key("artifact", model.pk), viewer=mika)

        assert not graph.nodes[f"a{dataset.pk}"].locked
        assert [node.kind for node in graph.nodes.values() if node.locked] == ["run"]

    def test_a_protected_alias_marks_the_version(self, model, organization, mika):
        make.people.add_organization_member(
            actor=make.actor(), organization=organization, user=mika, role=Role.MEMBER
        )
        registry = make.make_registry(organization, "models")
        make.link(model, registry, "Zoo", aliases=["production"])
        before = read_graph(Key("artifact", model.pk), viewer=mika)
        ProtectedAlias.objects.create(registry=registry, name="production")

        after = read_graph(Key("artifact", model.pk), viewer=mika)

        assert not before.nodes[f"a{model.pk}"].protected
        assert after.nodes[f"a{model.pk}"].protected

    def test_a_tombstone_keeps_its_place(self, model, mika):
        type(model).objects.filter(pk=model.pk).update(state="deleted")

        graph = read_graph(Key("artifact", model.pk), viewer=mika)

        assert graph.nodes[f"a{model.pk}"].state == "deleted"
        assert len(graph.nodes) == 4

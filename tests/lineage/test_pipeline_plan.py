"""The plan of the demo's pipeline: exact in size, in one piece, with a few very popular inputs."""

from collections import Counter

import pytest

from lineage.demo.pipeline_plan import plan


@pytest.mark.parametrize("nodes", [60, 2_000])
def test_it_has_the_size_asked_for(nodes):
    steps = plan(nodes)

    assert len(steps) + sum(step.logs for step in steps) == nodes


def test_every_input_has_been_logged_before():
    steps = plan(2_000)

    for step in steps:
        assert all(steps[maker].logs and maker < step.number for maker in step.inputs)
        assert bool(step.inputs) == (step.number > 0)


def test_few_artifacts_have_most_of_the_users():
    uses = Counter(maker for step in plan(2_000) for maker in step.inputs)

    assert uses.most_common(1)[0][1] > 100
    assert sorted(uses.values())[len(uses) // 2] < 4

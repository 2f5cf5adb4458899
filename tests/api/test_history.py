"""Reading back what a run streamed: all of it, samples, and no more than one request may read."""

import json

import pytest

from lineage.models import Run, RunLine, Stream
from lineal.sdk import limits
from registry.models import Entity, User
from tests import make
from tests.api.wire import Wire

LINES = 10_000
ASK = """{ project(name: "zoo", entityName: "zoo-team") { run(name: "r1") { %s } } }"""


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    run = make.make_run(make.make_project(zoo_team, "zoo"), "r1", user=mika)
    RunLine.objects.bulk_create(
        RunLine(
            run=run,
            stream=Stream.HISTORY,
            number=n,
            step=n,
            content=json.dumps({"_step": n, "loss": n} | ({"val": n} if n % 100 == 0 else {})),
        )
        for n in range(LINES)
    )
    Run.objects.filter(pk=run.pk).update(history_line_count=LINES)
    return Wire(mika)


def specs(*asked: dict[str, object]) -> str:
    return json.dumps([json.dumps(spec) for spec in asked])


def read(wire: Wire, fields: str) -> dict[str, object]:
    return wire.data(ASK % fields)["project"]["run"]


def test_a_sample_is_spread_and_ends_with_the_last_line(wire: Wire) -> None:
    lines = read(wire, "history(samples: 100)")["history"]

    steps = [json.loads(line)["_step"] for line in lines]
    assert len(steps) == 100
    assert (steps[1] - steps[0], steps[-1]) == (100, LINES - 1)


def test_a_window_is_read_whole(wire: Wire) -> None:
    lines = read(wire, "history(minStep: 500, maxStep: 700, samples: 1000)")["history"]

    assert [json.loads(line)["_step"] for line in lines] == list(range(500, 700))


def test_keys_lead_into_maps(wire: Wire) -> None:
    RunLine.objects.filter(number=7).update(content='{"_step": 7, "train": {"loss": 3}}')
    asked = specs({"keys": ["_step", "train.loss"], "samples": 10})

    assert read(wire, f"sampledHistory(specs: {asked})")["sampledHistory"] == [
        [{"_step": 7, "train.loss": 3}]
    ]


def test_rows_that_have_all_keys_are_found_in_between(wire: Wire) -> None:
    asked = specs({"keys": ["_step", "val"], "samples": 1000})

    (rows,) = read(wire, f"sampledHistory(specs: {asked})")["sampledHistory"]

    assert rows == [{"_step": n, "val": n} for n in range(0, LINES, 100)]


@pytest.mark.parametrize(("last", "samples"), [(100, 100), (99, 100)])
def test_windows_of_rows_do_not_overlap(wire: Wire, last: int, samples: int) -> None:
    """As SDKs before 0.28 and since then say it."""
    asked = specs(
        {"keys": ["_step", "loss"], "minStep": 0, "maxStep": last, "samples": samples},
        {"keys": ["_step", "loss"], "minStep": 100, "maxStep": last + 100, "samples": samples},
    )

    first, second = read(wire, f"sampledHistory(specs: {asked})")["sampledHistory"]

    assert [row["_step"] for row in first + second] == list(range(200))


def test_a_very_long_run_is_sampled_before_it_is_searched(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineal.sdk.resolvers.history.MAX_SCAN", LINES // 10)

    (rows,) = read(wire, f"sampledHistory(specs: {specs({'keys': ['loss'], 'samples': 9999})})")[
        "sampledHistory"
    ]

    assert [row["loss"] for row in rows] == list(range(9, LINES, 10))


@pytest.mark.slow
def test_scans_are_counted_over_all_aliases(wire: Wire) -> None:
    asked = specs(*[{"keys": ["loss"], "samples": 1}] * 20)
    three = " ".join(f"{name}: sampledHistory(specs: {asked})" for name in "abc")

    error = wire.error(ASK % three)

    assert error["extensions"]["code"] == "OVER_LIMIT"
    assert f"more than {limits.MAX_LINES} lines" in error["message"]


@pytest.mark.slow
def test_lines_read_are_counted_over_all_aliases(wire: Wire) -> None:
    Run.objects.update(history_line_count=LINES * 2)
    many = " ".join(f"a{n}: history(samples: 100000)" for n in range(26))

    assert wire.error(ASK % many)["extensions"]["code"] == "OVER_LIMIT"

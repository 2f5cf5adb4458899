"""The table of metrics on a run's page."""

import json

import pytest

from lineage import metrics
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, Stream
from registry.models import Entity, User
from tests import make

PAGE = "/zoo-team/zoo/runs/r1"


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    return make.make_run(make.make_project(zoo_team, "zoo"), "r1")


def log(run: Run, *rows: dict[str, object]) -> None:
    lines = Lines(0, [json.dumps(row) for row in rows])
    chunk = StreamChunk(lines={Stream.HISTORY: lines})
    record_stream(actor=make.actor(), run=run, chunk=chunk)


def table(user: User):
    return make.browse(user).get(PAGE).context["metrics"]


def test_shows_last_least_and_greatest_with_a_curve(run: Run, vic: User) -> None:
    log(run, *({"_step": n, "loss": value} for n, value in enumerate((4, 1, 2))))

    page = make.browse(vic).get(PAGE)

    (row,) = page.context["metrics"].rows
    assert (row.name, row.last, row.low, row.high) == ("loss", 2, 1.0, 4.0)
    assert row.curve == "0.0,1.0 50.0,23.0 100.0,15.7"
    assert b"Over its steps" in page.content


def test_metrics_within_a_map_have_rows_of_their_own(run: Run, vic: User) -> None:
    log(run, {"train": {"loss": 4}}, {"train": {"loss": 2}})

    (row,) = table(vic).rows
    assert (row.name, row.low, row.curve) == ("train.loss", 2.0, "0.0,1.0 100.0,23.0")


def test_a_long_run_is_drawn_by_a_sample(run: Run, vic: User) -> None:
    log(run, *({"loss": n} for n in range(1_000)))

    (row,) = table(vic).rows
    points = row.curve.split()
    assert 100 < len(points) <= 120
    assert points[-1] == "100.0,1.0"


def test_of_many_the_first_are_shown(run: Run, vic: User) -> None:
    log(run, {f"m{n:03}": n for n in range(80)})

    page = make.browse(vic).get(PAGE)

    assert len(page.context["metrics"].rows) == 50
    assert "first 50 of 80 by name" in page.content.decode()


def test_one_value_and_what_is_no_number_have_no_curve(run: Run, vic: User) -> None:
    log(run, {"once": 1, "note": "words", "flag": True, "picture": {"_type": "image"}})

    (row,) = table(vic).rows
    assert (row.name, row.curve) == ("once", "")


def test_numbers_that_json_has_not_are_passed_over(run: Run, vic: User) -> None:
    log(run, {"x": 1}, {"x": float("inf")}, {"x": 3}, {"x": float("nan")})

    page = make.browse(vic).get(PAGE)

    (row,) = page.context["metrics"].rows
    assert (row.last, row.low, row.high, len(row.curve.split())) == ("NaN", 1.0, 3.0, 2)
    assert ">NaN<" in page.content.decode()


def test_a_run_without_metrics_has_no_table(run: Run, vic: User) -> None:
    assert b"Over its steps" not in make.browse(vic).get(PAGE).content


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([], ""),
        ([5], ""),
        ([5, 5], "0.0,23.0 100.0,23.0"),
        ([-1e308, 1e308], "0.0,23.0 100.0,1.0"),
        ([0, 1, 0.5], "0.0,23.0 50.0,1.0 100.0,12.0"),
    ],
)
def test_curve(values: list[float], points: str) -> None:
    assert metrics.curve(values) == points

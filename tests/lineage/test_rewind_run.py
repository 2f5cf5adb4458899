"""A run goes back to a step; what came after it is kept as files."""

import json

import pytest

from lineage.actions.rewinding import rewind_run
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, RunFile, RunLine, Stream
from registry.errors import InvalidValue, NotAllowed
from registry.models import Blob, Entity, User
from registry.storage import blob_key, store
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    """Three steps, of two lines each, the loss of which falls from 6 to 1."""
    run = make.make_run(make.make_project(zoo_team), run_id="r1")
    rows = [json.dumps({"loss": 6 - number, "_step": number // 2}) for number in range(6)]
    lines = {
        Stream.HISTORY: Lines(0, rows),
        Stream.EVENTS: Lines(0, ['{"cpu": 1}']),
        Stream.OUTPUT: Lines(0, ["one\n", "two"]),
    }
    return record_stream(actor=make.actor(), run=run, chunk=StreamChunk(lines=lines))


def rewind(run: Run, step: int, by: User | None = None) -> Run:
    return rewind_run(actor=make.actor(by), run=run, step=step)


def kept(run: Run) -> dict[str, bytes]:
    found = RunFile.objects.filter(run=run).select_related("blob")
    return {file.name.rpartition("/")[2]: read(file.blob) for file in found if file.blob}


def read(blob: Blob) -> bytes:
    with store().open(blob_key(blob.entity_id, blob.digest)) as file:
        return file.read()


def test_keeps_the_history_up_to_the_step(run: Run, mika: User) -> None:
    run = rewind(run, 1, by=mika)

    run.refresh_from_db()
    assert (run.history_line_count, run.last_step) == (4, 1)
    assert run.lines.filter(stream=Stream.HISTORY).count() == 4
    assert run.summary == {"loss": 3, "_step": 1}
    assert (run.metrics["loss"]["count"], run.metrics["loss"]["low"]) == (4, 3.0)


def test_the_summary_keeps_maps_as_they_are(zoo_team: Entity) -> None:
    run = make.make_run(make.make_project(zoo_team))
    lines = Lines(0, ['{"_step": 0, "train": {"loss": 2}}', '{"_step": 1, "train": {"loss": 1}}'])
    record_stream(actor=make.actor(), run=run, chunk=StreamChunk(lines={Stream.HISTORY: lines}))

    assert rewind(run, 0).summary == {"_step": 0, "train": {"loss": 2}}


def test_the_console_and_the_events_begin_anew(run: Run) -> None:
    run = rewind(run, 1)

    assert (run.event_line_count, run.output_line_count) == (0, 0)
    assert not RunLine.objects.exclude(stream=Stream.HISTORY).exists()


def test_what_was_taken_away_is_in_files(run: Run) -> None:
    rewind(run, 1)

    assert kept(run) == {
        "wandb-history.jsonl": b'{"loss": 2, "_step": 2}\n{"loss": 1, "_step": 2}\n',
        "wandb-events.jsonl": b'{"cpu": 1}\n',
        "output.log": b"one\ntwo\n",
    }
    assert RunFile.objects.filter(name__startswith="rewound/").count() == 3


def test_a_second_time_keeps_the_files_of_the_first(run: Run) -> None:
    rewind(run, 1)
    rewind(run, 0)

    assert RunFile.objects.filter(name__endswith="/wandb-history.jsonl").count() == 2


def test_back_to_the_last_step_leaves_the_history(run: Run) -> None:
    run = rewind(run, 2)

    assert (run.history_line_count, run.last_step) == (6, 2)
    assert "wandb-history.jsonl" not in kept(run)


def test_the_same_again_changes_nothing(run: Run) -> None:
    rewind(run, 1)

    with expect.nothing_changes():
        rewind(run, 1)


def test_a_step_between_those_that_were_logged(zoo_team: Entity) -> None:
    run = make.make_run(make.make_project(zoo_team))
    lines = Lines(0, [f'{{"_step": {step}}}' for step in (0, 10, 20)])
    record_stream(actor=make.actor(), run=run, chunk=StreamChunk(lines={Stream.HISTORY: lines}))

    for _ in range(2):
        run = rewind(run, 15)

    assert (run.history_line_count, run.last_step) == (2, 15)


def test_is_one_event(run: Run) -> None:
    with expect.events() as events:
        rewind(run, 1)

    assert events == [("rewound run", "r1", 2, 1)]


@pytest.mark.parametrize("step", [3, -1])
def test_a_step_that_the_run_has_not(run: Run, step: int) -> None:
    with expect.nothing_changes(), pytest.raises(InvalidValue, match=f"no step {step}"):
        rewind(run, step)


def test_a_run_without_steps(zoo_team: Entity) -> None:
    with pytest.raises(InvalidValue, match="has no steps yet"):
        rewind(make.make_run(make.make_project(zoo_team)), 0)


def test_viewers_may_not(run: Run, vic: User) -> None:
    with expect.nothing_changes(), pytest.raises(NotAllowed):
        rewind(run, 1, by=vic)

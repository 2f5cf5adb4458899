"""What a running script streams is kept by offset, so that a repeated message is harmless."""

import json
import math
from datetime import timedelta

import pytest
from django.utils import timezone

from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, RunLine, RunState, Stream
from registry.errors import InvalidValue, NotAllowed, NotFound
from registry.models import Entity, User
from tests import content, expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    return make.make_run(make.make_project(zoo_team))


def send(run: Run, by: User | None = None, **chunk: object) -> Run:
    return record_stream(actor=make.actor(by), run=run, chunk=StreamChunk(**chunk))


def history(first: int, *rows: object) -> dict[Stream, Lines]:
    return {Stream.HISTORY: Lines(first, [json.dumps(row) for row in rows])}


def output(first: int, *lines: str) -> dict[Stream, Lines]:
    return {Stream.OUTPUT: Lines(first, lines)}


def lines(run: Run, stream: Stream) -> list[tuple[int, str]]:
    found = RunLine.objects.filter(run=run, stream=stream).order_by("number")
    return list(found.values_list("number", "content"))


def test_a_run_that_was_deleted_meanwhile(run: Run, mika: User) -> None:
    Run.objects.filter(pk=run.pk).delete()

    with expect.refused(NotFound, "has been deleted"):
        send(run, by=mika)


def test_history(run: Run, mika: User) -> None:
    run = send(run, by=mika, lines=history(0, {"loss": 2, "_step": 0}, {"loss": 1, "_step": 1}))

    run.refresh_from_db()
    assert lines(run, Stream.HISTORY) == [
        (0, '{"loss": 2, "_step": 0}'),
        (1, '{"loss": 1, "_step": 1}'),
    ]
    assert (run.history_line_count, run.last_step) == (2, 1)
    assert (run.metrics["loss"]["count"], run.metrics["loss"]["low"]) == (2, 1.0)


def test_streams_are_counted_apart(run: Run) -> None:
    run = send(run, lines={**output(0, "one", "two"), Stream.EVENTS: Lines(0, ["{}"])})

    counts = (run.history_line_count, run.event_line_count, run.output_line_count)
    assert counts == (0, 1, 2)
    assert lines(run, Stream.OUTPUT) == [(0, "one"), (1, "two")]


def test_repeated_message_counts_once(run: Run) -> None:
    message = history(0, {"loss": 2, "_step": 0}, {"loss": 1, "_step": 1})
    first = send(run, lines=message)

    again = send(run, lines=message)

    assert again.metrics == first.metrics
    assert again.history_line_count == RunLine.objects.count() == 2


def test_overlapping_message_counts_what_is_new(run: Run) -> None:
    send(run, lines=history(0, {"a": 1}, {"a": 2}))

    run = send(run, lines=history(1, {"a": 2}, {"a": 3}))

    assert (run.history_line_count, run.metrics["a"]["count"]) == (3, 3)


def test_line_may_be_corrected(run: Run) -> None:
    send(run, lines=output(0, "loading 10 %"))

    run = send(run, lines=output(0, "loading 99 %"))

    assert lines(run, Stream.OUTPUT) == [(0, "loading 99 %")]
    assert run.output_line_count == 1


def test_lines_out_of_order_find_their_place(run: Run) -> None:
    send(run, lines=output(2, "c"))

    run = send(run, lines=output(0, "a", "b"))

    assert lines(run, Stream.OUTPUT) == [(0, "a"), (1, "b"), (2, "c")]
    assert run.output_line_count == 3


def test_resumed_run_goes_on_at_its_offset(run: Run) -> None:
    send(run, lines=history(0, {"a": 1, "_step": 0}), complete=True)
    again = make.make_run(run.project, run.run_id)

    run = send(again, lines=history(again.history_line_count, {"a": 2, "_step": 1}))

    assert (run.history_line_count, run.last_step, run.state) == (2, 1, RunState.RUNNING)


def test_numbers_that_json_does_not_have(run: Run) -> None:
    run = send(run, lines=history(0, {"a": math.nan, "b": math.inf}), summary={"a": math.nan})

    run.refresh_from_db()
    assert lines(run, Stream.HISTORY) == [(0, '{"a": NaN, "b": Infinity}')]
    assert run.metrics["a"]["last"] == "NaN"
    assert run.summary == {"a": "NaN"}


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not json",
        "[1]",
        "\0",
        "\ud800",
        '{"a": "\\u0000\\ud800"}',
        '{"_step": "x"}',
        '{"_step": true}',
        '{"_step": 1e400}',
        '{"_step": 99999999999999999999}',
        '{"a": ' + "[" * 500 + "]" * 500 + "}",
        '{"' + "k" * 5000 + '": 1}',
    ],
    ids=lambda line: repr(line)[:30],
)
def test_strange_lines_are_kept_and_break_nothing(run: Run, line: str) -> None:
    run = send(run, lines={Stream.HISTORY: Lines(0, [line])})

    run.refresh_from_db()
    assert (run.history_line_count, run.last_step) == (1, None)
    kept = line.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert lines(run, Stream.HISTORY) == [(0, kept)]


def test_last_step_never_falls(run: Run) -> None:
    send(run, lines=history(0, {"_step": 7}))

    assert send(run, lines=history(1, {"_step": 3}, {})).last_step == 7


@pytest.mark.parametrize("first", [-1, 2**31 - 1, 2**31, 2**70])
def test_offset_out_of_range(run: Run, first: int) -> None:
    with expect.refused(InvalidValue, f"line offset {first} is out of range"):
        send(run, lines=output(first, "x"))


def test_summary_that_is_too_deep(run: Run) -> None:
    with expect.refused(InvalidValue, "100 levels"):
        send(run, summary=content.nested(900))


# --- State


@pytest.mark.parametrize(
    ("code", "state"), [(0, "finished"), (3, "failed"), (3221225477, "failed")]
)
def test_end(run: Run, code: int, state: str) -> None:
    run = send(run, complete=True, exit_code=code)

    run.refresh_from_db()
    assert (run.state, run.exit_code) == (state, code)
    assert run.finished_at is not None


def test_end_said_twice_counts_once(run: Run) -> None:
    ended = send(run, complete=True)

    assert send(run, complete=True).finished_at == ended.finished_at


def test_lines_after_the_end_do_not_revive(run: Run) -> None:
    send(run, complete=True)

    assert send(run, lines=output(0, "bye")).state == RunState.FINISHED


def test_nothing_at_all_is_a_sign_of_life(run: Run) -> None:
    past = timezone.now() - timedelta(hours=1)
    Run.objects.update(heartbeat_at=past)

    assert send(run).heartbeat_at > past


@pytest.mark.parametrize("state", ["crashed", "preempted", "pending"])
def test_sign_of_life_revives(run: Run, state: str) -> None:
    Run.objects.update(state=state, finished_at=timezone.now())

    revived = send(run)

    assert (revived.state, revived.finished_at) == (RunState.RUNNING, None)


def test_preempting(run: Run) -> None:
    assert send(run, preempting=True).state == RunState.PREEMPTING
    assert send(run, complete=True, preempting=True).state == RunState.FINISHED


def test_answer_tells_of_a_request_to_stop(run: Run) -> None:
    Run.objects.update(stop_requested=True)

    assert send(run).stop_requested
    assert not send(run, complete=True).stop_requested


def test_streams_are_no_events(run: Run) -> None:
    with expect.events() as events:
        send(run, lines=output(0, "x"), complete=True)

    assert events == []


def test_viewers_and_outsiders_may_not(run: Run, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        send(run, by=vic)
    with expect.refused(NotFound, "no entity"):
        send(run, by=sam)

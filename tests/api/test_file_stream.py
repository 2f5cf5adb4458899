"""POST /files/<entity>/<project>/<run>/file_stream: what a script streams, by offset."""

import gzip
import json

import pytest

from lineage.models import Run, RunLine, Stream
from registry.models import Entity, User
from tests import make
from tests.api.logging import stream
from tests.api.wire import Wire

RUN = "zoo-team/zoo/r1"
MEBI = 1024 * 1024


@pytest.fixture
def run(zoo_team: Entity, mika: User) -> Run:
    return make.make_run(make.make_project(zoo_team, "zoo"), "r1", user=mika)


@pytest.fixture
def wire(mika: User) -> Wire:
    return Wire(mika)


def history(first: int, *rows: dict[str, object]) -> dict[str, object]:
    content = [json.dumps(row) for row in rows]
    return {"wandb-history.jsonl": {"offset": first, "content": content}}


def contents(run: Run, kind: Stream) -> list[str]:
    lines = RunLine.objects.filter(run=run, stream=kind).order_by("number")
    return list(lines.values_list("content", flat=True))


def test_lines_are_kept_in_their_order(wire: Wire, run: Run) -> None:
    assert stream(wire, RUN, files=history(0, {"_step": 0}, {"_step": 1})) == 200
    assert stream(wire, RUN, files=history(2, {"_step": 2})) == 200

    assert contents(run, Stream.HISTORY) == [f'{{"_step": {n}}}' for n in range(3)]


def test_a_repeated_message_changes_nothing(wire: Wire, run: Run) -> None:
    for _ in range(3):
        stream(wire, RUN, files=history(0, {"_step": 0, "x": 1}, {"_step": 1, "x": 2}))

    run.refresh_from_db()
    assert run.history_line_count == len(contents(run, Stream.HISTORY)) == 2
    assert run.metrics["x"]["count"] == 2


def test_a_progress_bar_overwrites_its_line(wire: Wire, run: Run) -> None:
    for text in ("10%", "20%"):
        stream(wire, RUN, files={"output.log": {"offset": 0, "content": [text]}})

    assert contents(run, Stream.OUTPUT) == ["20%"]


def test_the_last_summary_counts(wire: Wire, run: Run) -> None:
    content = ['{"x": 1}', '{"x": NaN, "y": "z"}']

    stream(wire, RUN, files={"wandb-summary.json": {"offset": 0, "content": content}})

    run.refresh_from_db()
    assert run.summary == {"x": "NaN", "y": "z"}


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_a_summary_that_is_no_object(wire: Wire, run: Run, text: str) -> None:
    assert stream(wire, RUN, files={"wandb-summary.json": {"offset": 0, "content": [text]}}) == 400


@pytest.mark.parametrize(("code", "state"), [(0, "finished"), (1, "failed"), (None, "finished")])
def test_the_end(wire: Wire, run: Run, code: int | None, state: str) -> None:
    stream(wire, RUN, complete=True, exitcode=code)

    run.refresh_from_db()
    assert run.state == state


def test_nothing_at_all_is_a_heartbeat(wire: Wire, run: Run) -> None:
    before = run.heartbeat_at

    assert stream(wire, RUN) == 200

    run.refresh_from_db()
    assert run.heartbeat_at > before


def test_a_script_learns_that_it_is_to_stop(wire: Wire, run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(stop_requested=True)

    answer = wire.post(f"/files/{RUN}/file_stream", {})

    assert answer.json() == {"stopped": True}


def test_packed_messages_are_unpacked(wire: Wire, run: Run) -> None:
    body = gzip.compress(json.dumps({"files": history(0, {"_step": 0})}).encode())

    answer = wire.post(f"/files/{RUN}/file_stream", body, **{"Content-Encoding": "gzip"})

    assert answer.status_code == 200
    assert len(contents(run, Stream.HISTORY)) == 1


def test_packed_messages_have_a_limit(wire: Wire, run: Run) -> None:
    bomb = gzip.compress(json.dumps({"x": "0" * 70 * MEBI}).encode())

    answer = wire.post(f"/files/{RUN}/file_stream", bomb, **{"Content-Encoding": "gzip"})

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "message",
    [
        b"nonsense",
        [],
        {"files": []},
        {"files": {"output.log": 1}},
        {"files": {"output.log": {"offset": "x", "content": []}}},
        {"files": {"output.log": {"offset": -1, "content": ["a"]}}},
        {"files": {"output.log": {"offset": 2**63, "content": ["a"]}}},
        {"files": {"output.log": {"offset": 0, "content": [1]}}},
        {"files": {"output.log": {"offset": 0, "content": "a"}}},
    ],
    ids=str,
)
def test_what_is_no_message_is_refused(wire: Wire, run: Run, message: object) -> None:
    answer = wire.post(f"/files/{RUN}/file_stream", message)

    assert answer.status_code == 400
    assert not RunLine.objects.exists()


def test_odd_text_is_kept(wire: Wire, run: Run) -> None:
    lines = ["a\0b", "\u202eright to left", "emoji \U0001f981", '{"_step": 1e400}', "x" * 100_000]

    stream(wire, RUN, files={"output.log": {"offset": 0, "content": lines}})

    assert contents(run, Stream.OUTPUT)[1:] == lines[1:]


def test_only_those_who_may_log_there(run: Run, vic: User, sam: User) -> None:
    assert stream(Wire(vic), RUN) == 403
    assert stream(Wire(sam), RUN) == 404
    assert stream(Wire(), RUN) == 401


def test_a_run_that_is_gone_is_not_there(wire: Wire, run: Run) -> None:
    assert stream(wire, "zoo-team/zoo/r2") == 404
    assert stream(wire, "zoo-team/zoo%00/r1") in {400, 404}

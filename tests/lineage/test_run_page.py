"""A run's page with its tabs."""

from http import HTTPStatus

import pytest

from lineage.actions.files import receive_run_file
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, Stream
from registry.models import ArtifactVersion, Project, User
from registry.storage import blob_key, store
from tests import make

PAGE = "/zoo-team/zoo-classifier/runs/9846f2d7"


def print_lines(run: Run, count: int) -> None:
    lines = {Stream.OUTPUT: Lines(0, [f"epoch {number}" for number in range(count)])}
    record_stream(actor=make.actor(), run=run, chunk=StreamChunk(lines=lines))


def test_shows_what_the_run_is(vic: User, train: Run) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    for text in ("rural-feather-20", "9846f2d7", "gpu-box-3", "smoothing", "Second try."):
        assert text in page
    assert 'data-key="optim.lr 0.0003"' in page
    assert "<code>0.9431</code>" in page
    assert "wandb 0.31.0" in page
    assert "_step" not in page
    assert "_wandb" not in page


def test_shows_inputs_and_outputs(vic: User, train: Run, net: ArtifactVersion) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert 'href="/zoo-team/zoo-classifier/artifacts/dataset/frames/v0"' in page
    assert 'href="/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0"' in page


def test_locks_an_input_out_of_sight(vic: User, olivia: User, train: Run) -> None:
    secret = make.make_team(train.project.entity.organization, "other-team", olivia="admin")
    make.use(train, make.make_version(make.make_project(secret), "secret-data"))

    page = make.browse(vic).get(PAGE).content.decode()

    assert "node--locked" in page
    assert "secret-data" not in page


def test_a_run_without_artifacts_says_how_to_declare_them(vic: User, project: Project) -> None:
    make.make_run(project, "lonely")

    page = make.browse(vic).get("/zoo-team/zoo-classifier/runs/lonely").content.decode()

    assert "The run declared none" in page
    assert "run.use_artifact(" in page


def test_shows_the_last_lines_of_the_console(vic: User, train: Run) -> None:
    print_lines(train, 250)

    page = make.browse(vic).get(PAGE).content.decode()

    assert "last 200 of 250 lines" in page
    assert '<span data-number="250">epoch 249</span>' in page
    assert "epoch 49<" not in page


def test_the_logs_tab_has_all_lines_in_order(vic: User, train: Run) -> None:
    print_lines(train, 3)

    page = make.browse(vic).get(f"{PAGE}/logs").content.decode()

    assert page.index("epoch 0") < page.index("epoch 1") < page.index("epoch 2")


def test_lists_artifacts(vic: User, train: Run, net: ArtifactVersion) -> None:
    page = make.browse(vic).get(f"{PAGE}/artifacts").content.decode()

    assert ">frames:v0</a>" in page
    assert ">zoo-net:v0</a>" in page


def test_shows_and_hands_out_files(vic: User, train: Run) -> None:
    receive_run_file(run=train, name="media/notes.txt", chunks=[b"hello"])
    client = make.browse(vic)

    page = client.get(f"{PAGE}/files").content.decode()
    answer = client.get(f"{PAGE}/download", {"path": "media/notes.txt"})

    assert "<span>hello</span>" in page
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content) == b"hello"  # type: ignore[attr-defined]


def test_lost_bytes_of_a_file_are_said(vic: User, train: Run) -> None:
    blob = receive_run_file(run=train, name="notes.txt", chunks=[b"hello"]).blob
    assert blob is not None
    store().delete(blob_key(blob.entity_id, blob.digest))
    client = make.browse(vic)

    page = client.get(f"{PAGE}/files").content.decode()
    answer = client.get(f"{PAGE}/download", {"path": "notes.txt"})

    assert "The server has lost the bytes of this file" in page
    assert answer.status_code == 404


@pytest.mark.parametrize("tab", ["/artifacts", "/logs", "/files"])
def test_tabs_without_content_say_so(vic: User, project: Project, tab: str) -> None:
    make.make_run(project, "lonely")

    page = make.browse(vic).get(f"/zoo-team/zoo-classifier/runs/lonely{tab}").content.decode()

    assert "no artifacts" in page or "No console output" in page or "No files" in page


@pytest.mark.parametrize("tab", ["", "/artifacts", "/logs", "/files", "/download?path=x"])
def test_hides_every_tab(sam: User, train: Run, tab: str) -> None:
    assert make.browse(sam).get(f"{PAGE}{tab}").status_code == HTTPStatus.NOT_FOUND


def test_an_ugly_name_is_shown_whole_and_as_text(vic: User, project: Project) -> None:
    name = "<b>" + "長い" * 60
    make.make_run(project, "ugly", display_name=name)

    page = make.browse(vic).get("/zoo-team/zoo-classifier/runs/ugly").content.decode()

    assert f"<h1>&lt;b&gt;{'長い' * 60}</h1>" in page

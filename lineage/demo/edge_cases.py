"""Chapter: what real data looks like at its edges: long, foreign, empty, unlinked, unnamed."""

import math

from lineage.actions.runs import RunChanges
from lineage.demo import contents, dates, find
from lineage.demo.contents import Output
from lineage.demo.scripts import Script, log_version, open_project, play
from lineage.demo.telling import Telling
from registry.models import Project
from registry.naming import MAX_NAME

PROJECT = "zoo-team/edge-cases"
LONG = "every_camera_of_the_northern_reserves_in_all_weathers_with_corrected_timestamps_"
LONG_NAME = (LONG * 2)[: MAX_NAME - 3] + "end"
JAPANESE = "動物分類モデル"
NOT_LINKED = "scratch-model"


def told() -> bool:
    return find.has_project(PROJECT)


def tell(telling: Telling) -> None:
    project = open_project(PROJECT, by="mika")
    _tell_long_names(telling, project)
    _tell_japanese(telling, project)
    _tell_bare_run(telling, project)
    _tell_files(telling, project)
    dates.settle(project)


def _tell_long_names(telling: Telling, project: Project) -> None:
    script = Script(
        run_id="long" + "0" * 60,
        by="mika",
        start=telling.on(30, "10:00"),
        minutes=2,
        about=RunChanges(
            display_name=LONG_NAME,
            job_type="publish " + "very " * 12 + "carefully",
            tags=[f"tag {number}" for number in range(24)],
            notes="One line.\n\n" + "A paragraph that goes on. " * 40,
            config={"deep": {"er": {"still": {"more": [1, [2, [3, {"end": None}]]]}}}},
        ),
    )
    with play(project, script) as playing:
        playing.log(
            Output(
                collection=LONG_NAME,
                artifact_type="dataset",
                files={f"{LONG}/{LONG}.csv": b"frame\n"},
                description="# A long name\n\nNothing may run out of its column.",
                metadata={f"key_{number}": "value " * number for number in range(40)},
                aliases=tuple(f"alias-{number}" for number in range(12)),
            )
        )


def _tell_japanese(telling: Telling, project: Project) -> None:
    script = Script(
        run_id="jp01haru",
        by="mai",
        start=telling.on(26, "04:00"),
        minutes=75,
        about=RunChanges(
            display_name="春の雨-2", job_type="学習", tags=["実験", "雨"], config={"学習率": 0.001}
        ),
        summary={"正解率": 0.912, "loss": math.nan},
        history=[{"_step": 0, "loss": math.nan}, {"_step": 1, "loss": 0.41, "正解率": 0.912}],
    )
    with play(project, script) as playing:
        playing.log(
            Output(
                collection=JAPANESE,
                artifact_type="model",
                files={"重み.bin": contents.weights(JAPANESE, kibibytes=16)},
                description="カメラ画像に写った動物を分類します。",
                metadata={"正解率": 0.912},
                aliases=("検証済み",),
            )
        )


def _tell_bare_run(telling: Telling, project: Project) -> None:
    """No job type, no config, nothing streamed; its output is in no registry and used by nobody."""
    script = Script(run_id="bare0001", by="mika", start=telling.on(22, "17:00"), minutes=0.05)
    with play(project, script) as playing:
        playing.log(
            Output(
                collection=NOT_LINKED,
                artifact_type="model",
                files={"model.bin": contents.weights(NOT_LINKED, kibibytes=4)},
            )
        )


def _tell_files(telling: Telling, project: Project) -> None:
    """Versions that no run logged: one of no files, one of three hundred."""
    many = {f"shard-{n // 25:02}/part-{n:04}.txt": b"same bytes\n" for n in range(300)}
    for number, files in enumerate(({}, many)):
        log_version(
            find.by_script("mika"),
            project,
            Output(collection="odd-files", artifact_type="dataset", files=files),
            run=None,
            at=telling.on(20 - number, "09:00"),
        )

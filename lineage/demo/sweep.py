"""Chapter: 37 evaluations of the zoo model under other conditions, most of them done."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output
from lineage.demo.curves import Curve
from lineage.demo.scripts import ALWAYS_RUNNING, Script, play
from lineage.demo.telling import Telling
from lineage.demo.zoo_checks import LINKED, MODEL
from lineage.demo.zoo_data import CLASSIFIER
from lineage.models import Run, RunState

SIZE = 37
FIRST_NUMBER = 40
GROUP = "weather-sweep"
WEATHER = ("clear", "fog", "rain", "snow", "dusk")
WORDS = "azure brisk ember frosty gentle hazy ivory jolly lucky misty noble solar"
OUTCOMES = {7: RunState.CRASHED, 8: RunState.FAILED, 19: RunState.CRASHED, 26: RunState.FAILED}
FIRST_RUNNING = 31


@dataclass(frozen=True, slots=True)
class Trial:
    number: int
    state: RunState

    @property
    def name(self) -> str:
        word = WORDS.split()[self.number * 5 % 12]
        return f"sweep-{word}-{FIRST_NUMBER + self.number}"

    @property
    def run_id(self) -> str:
        return f"sw{FIRST_NUMBER + self.number}zoo"

    @property
    def has_table(self) -> bool:
        """The newest of the running ones has just begun."""
        started_well = self.state in (RunState.FINISHED, RunState.RUNNING)
        return started_well and self.number != SIZE - 1


def told() -> bool:
    return Run.objects.filter(project=find.project(CLASSIFIER), group=GROUP).exists()


def tell(telling: Telling) -> None:
    for trial in trials():
        _try(telling, trial)
    dates.settle(find.project(CLASSIFIER))


def trials() -> Iterator[Trial]:
    for number in range(SIZE):
        usual = RunState.RUNNING if number >= FIRST_RUNNING else RunState.FINISHED
        yield Trial(number, OUTCOMES.get(number, usual))


def _try(telling: Telling, trial: Trial) -> None:
    script = _script(telling, trial)
    with play(find.project(CLASSIFIER), script) as playing:
        playing.use(find.version(MODEL), f"{LINKED}:latest")
        if trial.has_table:
            playing.log(_table(trial, _top1(trial)))


def _script(telling: Telling, trial: Trial) -> Script:
    running = trial.state == RunState.RUNNING
    start = telling.on(13, "12:00") + timedelta(minutes=6 * trial.number)
    start = telling.ago(minutes=4 + 3 * (SIZE - trial.number)) if running else start
    minutes = (telling.now - start).total_seconds() / 60 if running else _minutes(trial)
    span = curves.Span(start, start + timedelta(minutes=minutes), 24)
    top1 = _top1(trial)
    finished = trial.state == RunState.FINISHED
    return Script(
        run_id=trial.run_id,
        by="lena-ci",
        start=start,
        minutes=minutes,
        state=trial.state,
        about=_about(trial),
        summary={"top1": top1} if finished else None,
        history=curves.history(
            trial.run_id, span, {"top1": Curve(0.55, top1)}, until=1.0 if finished else 0.4
        ),
        console=curves.console(
            start,
            span.end,
            [f"weather {WEATHER[trial.number % 5]}"],
            "RuntimeError: cannot read 4128 frames" if trial.state == RunState.FAILED else "",
        ),
    )


def _about(trial: Trial) -> RunChanges:
    return RunChanges(
        display_name=trial.name,
        job_type="evaluate",
        group=GROUP,
        sweep="zoo7weather",
        host=f"gpu-box-{1 + trial.number % 4}",
        program="sweep.py",
        notes=ALWAYS_RUNNING if trial.state == RunState.RUNNING else "",
        config={
            "weather": WEATHER[trial.number % 5],
            "blur": round(trial.number % 7 * 0.15, 2),
            "seed": trial.number,
        },
    )


def _minutes(trial: Trial) -> float:
    chance = random.Random(trial.number)
    return chance.uniform(3.6, 4.4) if trial.state == RunState.FINISHED else chance.uniform(0.1, 1)


def _top1(trial: Trial) -> float:
    return round(0.943 - 0.0011 * (trial.number * 7 % SIZE), 4)


def _table(trial: Trial, top1: float) -> Output:
    rows = [(f"cam-{camera:02}", round(top1 - camera * 0.0007, 4)) for camera in range(32, 37)]
    return Output(
        collection=f"eval-table-{FIRST_NUMBER + trial.number}",
        artifact_type="table",
        files={"by_camera.table.json": contents.table(("camera", "top1"), rows)},
        metadata={"top1": top1, "weather": WEATHER[trial.number % 5]},
    )

"""Who uses what in the pipeline: drawn by lot, always the same."""

import random
from dataclasses import dataclass

from lineage.models import RunState

WORDS = "amber brisk clean dandy fresh golden icy misty royal rural solar wild"
THINGS = "cloud dust feather field flower glade haze moon pond star thunder tree"


@dataclass(frozen=True, slots=True)
class Stage:
    job_type: str
    artifact_type: str
    share: float
    """Of the runs."""
    series: int
    """Versions that go into one collection."""


INGEST = Stage("ingest", "dataset", 0, 1)
STAGES = (
    Stage("preprocess", "dataset", 0.10, 8),
    Stage("train", "model", 0.52, 6),
    Stage("eval", "table", 0.30, 12),
    Stage("report", "report", 0.08, 9),
)
OUTCOMES = (RunState.FINISHED, RunState.FAILED, RunState.CRASHED)
WEIGHTS = (92, 6, 2)
STILL_RUNNING = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One run and what it logs. Artifacts are known by the number of the run that made them."""

    number: int
    job_type: str
    artifact_type: str
    inputs: tuple[int, ...]
    collection: str
    state: RunState
    logs: bool
    aliases: tuple[str, ...] = ()


def plan(nodes: int) -> list[Step]:
    """Steps, inputs first, that make exactly so many runs and artifacts, all connected."""
    chance = random.Random(f"forest {nodes}")
    steps = [_step(0, INGEST, (), RunState.FINISHED)]
    made: list[list[Step]] = [[steps[0]]]
    left = nodes - 2
    for stage in STAGES:
        stop = left - int((nodes - 2) * stage.share) if stage is not STAGES[-1] else 0
        made.append([])
        while left > stop:
            step = _draw(len(steps), stage, made, chance, left)
            steps.append(step)
            made[-1] += [step] if step.logs else []
            left -= 2 if step.logs else 1
    return steps


def _draw(
    number: int, stage: Stage, made: list[list[Step]], chance: random.Random, left: int
) -> Step:
    """The first run of a stage always logs, so that the next stage has something to use."""
    source = _popular(made[-2], chance)
    inputs = [source.number]
    if stage.job_type == "eval" and chance.random() < 0.5:
        inputs += source.inputs[:1]
    state = chance.choices(OUTCOMES, WEIGHTS)[0] if made[-1] else RunState.FINISHED
    if left <= STILL_RUNNING:
        state = RunState.RUNNING
    return _step(number, stage, tuple(inputs), state)


def _popular(steps: list[Step], chance: random.Random) -> Step:
    """Few are used by very many, most by hardly anybody."""
    return chance.choices(steps, [1 / (rank + 1) ** 1.1 for rank in range(len(steps))])[0]


def _step(number: int, stage: Stage, inputs: tuple[int, ...], state: RunState) -> Step:
    series = number // stage.series
    word, thing = WORDS.split()[series % 12], THINGS.split()[series // 12 % 12]
    return Step(
        number=number,
        job_type=stage.job_type,
        artifact_type=stage.artifact_type,
        inputs=inputs,
        collection=f"{word}_{thing}_{stage.artifact_type}",
        state=state,
        logs=state == RunState.FINISHED,
        aliases=("staging",) if series % 7 == 3 else (),
    )

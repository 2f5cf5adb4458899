"""Chapter: a benchmark that everybody runs against: one dataset with five thousand consumers."""

import random
from datetime import timedelta

from lineage.actions.runs import RunChanges
from lineage.demo import contents, dates, find
from lineage.demo.contents import Output
from lineage.demo.scripts import Crew, Script, open_project, play
from lineage.demo.telling import Telling
from lineage.models import RunState
from registry.models import ArtifactVersion, Project

PROJECT = "zoo-team/benchmark"
DAYS = 80
JOB_TYPES = ("evaluate", "train", "profile")
OUTCOMES = (RunState.FINISHED, RunState.FAILED, RunState.CRASHED)
EVERY_LOGS = 100


def told() -> bool:
    return find.has_project(PROJECT)


def tell(telling: Telling) -> None:
    project = open_project(PROJECT, by="lena-ci")
    crew = Crew.for_many("lena-ci")
    benchmark = _publish(telling, project)
    chance = random.Random("benchmark")
    for number in range(telling.scale.consumers):
        with play(project, _script(telling, number, chance), crew) as playing:
            playing.use(benchmark)
            if number % EVERY_LOGS == 0:
                playing.log(_scores(number))
    dates.settle(project)


def _publish(telling: Telling, project: Project) -> ArtifactVersion:
    script = Script(
        run_id="bench000",
        by="mika",
        start=telling.on(DAYS + 1, "11:00"),
        minutes=8,
        about=RunChanges(job_type="publish", host="ingest-1"),
    )
    frames = contents.csv(("frame",), [(f"{number:05}.jpg",) for number in range(500)])
    with play(project, script) as playing:
        return playing.log(
            Output(
                collection="wildlife_benchmark",
                artifact_type="dataset",
                files={"frames.csv": frames},
                description="500 frames that no model has been trained on.",
                aliases=("frozen",),
            )
        )


def _script(telling: Telling, number: int, chance: random.Random) -> Script:
    job_type = chance.choices(JOB_TYPES, (80, 15, 5))[0]
    start = telling.ago(days=DAYS) + timedelta(days=DAYS) * (number / telling.scale.consumers)
    state = chance.choices(OUTCOMES, (95, 4, 1))[0]
    return Script(
        run_id=f"bench{number + 1:04}",
        by="lena-ci",
        start=start,
        minutes=chance.uniform(0.5, 2),
        state=state,
        about=RunChanges(job_type=job_type, host=f"worker-{number % 12}"),
        summary={"score": round(chance.gauss(0.81, 0.04), 4)} if not number % 10 else None,
    )


def _scores(number: int) -> Output:
    chance = random.Random(number)
    rows = [(f"{frame:05}.jpg", chance.random() < 0.81) for frame in range(20)]
    return Output(
        collection="benchmark-scores",
        artifact_type="table",
        files={"scores.table.json": contents.table(("frame", "correct"), rows)},
        metadata={"run": number},
    )

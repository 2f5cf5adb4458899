"""Chapter: a nightly pipeline of two thousand runs and artifacts, some with a great many users."""

from datetime import timedelta

from lineage.actions.runs import RunChanges
from lineage.demo import dates, find
from lineage.demo.contents import Output, Reference
from lineage.demo.pipeline_plan import Step, plan
from lineage.demo.scripts import ALWAYS_RUNNING, Crew, Script, open_project, play
from lineage.demo.telling import Telling
from lineage.models import RunState
from registry.models import ArtifactVersion

PROJECT = "zoo-team/forest-pipeline"
DAYS = 40


def told() -> bool:
    return find.has_project(PROJECT)


def tell(telling: Telling) -> None:
    project = open_project(PROJECT, by="lena-ci")
    crew = Crew.for_many("lena-ci")
    steps = plan(telling.scale.pipeline_nodes)
    logged: dict[int, ArtifactVersion] = {}
    for step in steps:
        with play(project, _script(telling, step, len(steps)), crew) as playing:
            for maker in step.inputs:
                playing.use(logged[maker])
            if step.logs:
                logged[step.number] = playing.log(_output(step))
    dates.settle(project)


def _script(telling: Telling, step: Step, count: int) -> Script:
    running = step.state == RunState.RUNNING
    start = telling.ago(days=DAYS) + timedelta(days=DAYS) * ((step.number + 0.5) / (count + 1))
    return Script(
        run_id=f"forest{step.number:04}",
        by="lena-ci",
        start=start,
        minutes=(telling.now - start).total_seconds() / 60 if running else 3 + step.number % 21,
        state=step.state,
        about=RunChanges(
            job_type=step.job_type,
            host=f"worker-{step.number % 12}",
            notes=ALWAYS_RUNNING if running else "",
        ),
    )


def _output(step: Step) -> Output:
    path = f"{step.collection}/{step.number:04}"
    return Output(
        collection=step.collection,
        artifact_type=step.artifact_type,
        references={"part-0": Reference(f"s3://acme-forest/{path}", 40_000 + step.number * 977)},
        aliases=step.aliases,
    )

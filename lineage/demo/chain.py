"""Chapter: a model trained on for a year, one checkpoint a night. Five hundred versions deep."""

from lineage.actions.runs import RunChanges
from lineage.demo import curves, dates, find
from lineage.demo.contents import Output, Reference
from lineage.demo.curves import Curve, Span
from lineage.demo.scripts import Crew, Script, open_project, play
from lineage.demo.telling import Telling
from registry.models import ArtifactVersion

PROJECT = "zoo-team/night-shift"
POINTS = 4


def told() -> bool:
    return find.has_project(PROJECT)


def tell(telling: Telling) -> None:
    project = open_project(PROJECT, by="lena-ci")
    crew = Crew.for_many("lena-ci")
    checkpoint: ArtifactVersion | None = None
    for number in range(telling.scale.checkpoints):
        with play(project, _script(telling, number), crew) as playing:
            if checkpoint:
                playing.use(checkpoint)
            checkpoint = playing.log(_checkpoint(number, telling.scale.checkpoints))
    dates.settle(project)


def _script(telling: Telling, number: int) -> Script:
    start = telling.on(1 + telling.scale.checkpoints - number, "01:00")
    script = Script(run_id=f"night{number:04}", by="lena-ci", start=start, minutes=290)
    loss = Curve(_loss(number - 1), _loss(number))
    return Script(
        run_id=script.run_id,
        by=script.by,
        start=start,
        minutes=script.minutes,
        about=RunChanges(job_type="continue_training", host="gpu-box-4", config={"night": number}),
        summary={"loss": _loss(number)},
        history=curves.history(script.run_id, Span(start, script.end, POINTS), {"loss": loss}),
    )


def _loss(number: int) -> float:
    return round(1.4 + 2.3 / (1 + 0.02 * max(0, number)), 4)


def _checkpoint(number: int, count: int) -> Output:
    address = f"s3://acme-checkpoints/wildlife-encoder/{number:04}.safetensors"
    return Output(
        collection="wildlife-encoder",
        artifact_type="model",
        references={"model.safetensors": Reference(address, 391_200_000)},
        metadata={"night": number, "loss": _loss(number)},
        aliases=("best",) if number == count - 2 else (),
    )

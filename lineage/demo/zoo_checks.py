"""Chapter: what became of the models: evaluated, made small, reported on, tried in the field."""

import random
from dataclasses import dataclass

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output
from lineage.demo.curves import Curve
from lineage.demo.scripts import ALWAYS_RUNNING, Script, open_project, play
from lineage.demo.telling import Telling
from lineage.demo.zoo_data import CLASSIFIER, FIELD, LABELS
from lineage.models import RunState

MOBILE = "zoo-team/zoo-mobile"
MODEL = f"{CLASSIFIER}/zoo-ylbchv20:v0"
SPLIT = f"{CLASSIFIER}/split_zoo_dataset:v4"
LINKED = "acme-org/wandb-registry-model/Zoo_Classifier_Models"


@dataclass(frozen=True, slots=True)
class Evaluation:
    run_id: str
    name: str
    days_ago: int
    clock: str
    model: str
    linked: str
    accuracy: float


EVALUATIONS = (
    Evaluation("ev16gsnw", "gentle-snow-16", 27, "10:05", "zoo-h2n6xs9c", "v2", 0.9377),
    Evaluation("ev18qdew", "quiet-dew-18", 20, "09:31", "zoo-8rj4bv1u", "v3", 0.9402),
    Evaluation("ev21nlak", "northern-lake-21", 13, "08:40", "zoo-ylbchv20", "v4", 0.9431),
)


def told() -> bool:
    return find.has_project(MOBILE)


def tell(telling: Telling) -> None:
    open_project(MOBILE, by="omar")
    for evaluation in EVALUATIONS:
        _evaluate(telling, evaluation)
    _quantize_before(telling)
    _quantize_now(telling)
    _report(telling)
    _try_in_field(telling)
    for path in (CLASSIFIER, FIELD, MOBILE):
        dates.settle(find.project(path))


def _evaluate(telling: Telling, evaluation: Evaluation) -> None:
    start = telling.on(evaluation.days_ago, evaluation.clock)
    script = Script(
        run_id=evaluation.run_id,
        by="mai",
        start=start,
        minutes=4.2,
        about=RunChanges(
            display_name=evaluation.name,
            job_type="evaluate_model",
            host="gpu-box-1",
            program="evaluate.py",
            commit="4c1e9ab07d52",
            config={"split": "test", "batch_size": 256},
        ),
        summary={"top1": evaluation.accuracy, "frames": 4128},
        console=curves.console(
            start,
            telling.on(evaluation.days_ago, evaluation.clock),
            ["4128 frames of 5 held-out cameras", f"top1 {evaluation.accuracy:.4f}"],
        ),
    )
    with play(find.project(CLASSIFIER), script) as playing:
        playing.use(
            find.version(f"{CLASSIFIER}/{evaluation.model}:v0"), f"{LINKED}:{evaluation.linked}"
        )
        playing.use(find.version(SPLIT))
        playing.log(_confusion(evaluation))


def _confusion(evaluation: Evaluation) -> Output:
    chance = random.Random(evaluation.name)
    rows = [
        (true, taken, 380 + chance.randrange(30) if true == taken else chance.randrange(9))
        for true in LABELS
        for taken in LABELS
    ]
    return Output(
        collection="eval-confusion",
        artifact_type="table",
        files={"confusion.table.json": contents.table(("is", "taken for", "frames"), rows)},
        description=f"{evaluation.model} on the five held-out cameras.",
        metadata={"top1": evaluation.accuracy, "frames": 4128},
    )


def _quantize_before(telling: Telling) -> None:
    script = Script(
        run_id="qz11swfg",
        by="omar",
        start=telling.on(19, "14:00"),
        minutes=22,
        about=RunChanges(display_name="swift-fog-11", job_type="quantize", host="edge-bench"),
        summary={"size_mb": 24.9, "top1": 0.9297, "latency_ms": 6.1},
    )
    with play(find.project(MOBILE), script) as playing:
        playing.use(find.version(f"{CLASSIFIER}/zoo-8rj4bv1u:v0"), f"{LINKED}:staging")
        playing.log(_int8("zoo-8rj4bv1u", 0.9297))


def _quantize_now(telling: Telling) -> None:
    """Still running: it has logged a first result and goes on measuring."""
    start = telling.ago(minutes=29)
    span = curves.Span(start, telling.now, 29)
    script = Script(
        run_id="qz25swco",
        by="omar",
        start=start,
        minutes=29,
        state=RunState.RUNNING,
        about=RunChanges(
            display_name="swift-comet-25",
            job_type="quantize",
            host="edge-bench",
            notes=ALWAYS_RUNNING,
            config={"bits": 8, "calibration_frames": 512, "per_channel": True},
        ),
        history=curves.history(
            "swift-comet", span, {"latency_ms": Curve(9.8, 6.0), "top1": Curve(0.71, 0.9318)}
        ),
        load=curves.load("swift-comet", span),
    )
    with play(find.project(MOBILE), script) as playing:
        playing.use(find.version(MODEL), f"{LINKED}:staging")
        playing.log(_int8("zoo-ylbchv20", 0.9318, "candidate"), at=telling.ago(minutes=12))


def _int8(model: str, top1: float, *aliases: str) -> Output:
    return Output(
        collection="zoo-mobile-int8",
        artifact_type="model",
        files={
            "model.tflite": contents.weights(f"{model} int8", kibibytes=128),
            "labels.txt": "\n".join(LABELS).encode(),
        },
        description=f"{model} in 8 bits, for the camera boxes.",
        metadata={"top1": top1, "bits": 8, "of": model},
        aliases=aliases,
    )


def _report(telling: Telling) -> None:
    script = Script(
        run_id="rp22mist",
        by="mai",
        start=telling.on(12, "16:20"),
        minutes=2,
        about=RunChanges(display_name="misty-leaf-22", job_type="report", host="mai-laptop"),
    )
    with play(find.project(CLASSIFIER), script) as playing:
        playing.use(find.version(f"{CLASSIFIER}/eval-confusion:v2"))
        playing.log(
            Output(
                collection="zoo-release-report",
                artifact_type="report",
                files={
                    "report.md": b"# Release of zoo-ylbchv20\n\nPasses both gates. Lynx recall "
                    b"rises by 7 points; latency stays under 15 ms.\n"
                },
                description="What the release board reads.",
            )
        )


def _try_in_field(telling: Telling) -> None:
    """In the other team's project: the rest of zoo-team sees that there is a consumer, no more."""
    script = Script(
        run_id="fld4tria",
        by="omar",
        start=telling.on(9, "05:40"),
        minutes=380,
        about=RunChanges(display_name="foggy-ridge-4", job_type="field_trial", host="field-2"),
        summary={"frames": 18_204, "animals": 611},
    )
    with play(find.project(FIELD), script) as playing:
        playing.use(find.version(MODEL), f"{LINKED}:production")

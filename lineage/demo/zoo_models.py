"""Chapter: the classifier is trained, again and again, until `zoo-ylbchv20`."""

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, find
from lineage.demo.contents import Output
from lineage.demo.curves import Curve
from lineage.demo.scripts import Script, play
from lineage.demo.telling import Telling
from lineage.demo.zoo_data import CLASSIFIER, LABELS
from lineage.demo.zoo_trainings import TRAININGS, Training, scores
from lineage.models import RunState
from registry.models import Collection

BACKBONE = "acme-org/wandb-registry-model/resnet50-imagenet:pretrained"
EPOCHS = 40
STEPS = 160


OUT_OF_MEMORY = """Traceback (most recent call last):
  File "train.py", line 88, in main
    loss.backward()
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.21 GiB"""


def told() -> bool:
    return Collection.objects.filter(project=find.project(CLASSIFIER), name="zoo-ylbchv20").exists()


def tell(telling: Telling) -> None:
    _import_backbone(telling)
    for training in TRAININGS:
        _train(telling, training)


def _import_backbone(telling: Telling) -> None:
    script = Script(
        run_id="res50imp",
        by="mai",
        start=telling.on(45, "11:00"),
        minutes=9,
        about=RunChanges(display_name="olive-stone-4", job_type="import_weights", host="gpu-box-3"),
    )
    notes = {
        "v1": ("Weights of the first recipe: 76.1 % top-1.", ()),
        "v2": ("Weights of the second recipe: 80.9 % top-1.", ("pretrained",)),
    }
    with play(find.project(CLASSIFIER), script) as playing:
        for recipe, (note, aliases) in notes.items():
            body = contents.weights(f"resnet50 {recipe}", kibibytes=384)
            playing.log(
                Output(
                    collection="resnet50-imagenet",
                    artifact_type="model",
                    files={"model.safetensors": body, "LICENSE": b"BSD 3-Clause\n"},
                    description=note,
                    metadata={"parameters": 25_557_032, "recipe": recipe},
                    aliases=aliases,
                )
            )


def _train(telling: Telling, training: Training) -> None:
    script = _script(telling, training)
    split = find.version(f"{CLASSIFIER}/split_zoo_dataset:{training.split}")
    with play(find.project(CLASSIFIER), script) as playing:
        playing.use(split)
        playing.use(find.version(f"{CLASSIFIER}/resnet50-imagenet:v1"), BACKBONE)
        if training.model:
            playing.log(_model(training))
            playing.log(_samples(training))


def _script(telling: Telling, training: Training) -> Script:
    start = telling.on(training.days_ago, training.clock)
    script = Script(run_id=training.run_id, by=training.by, start=start, minutes=training.minutes)
    span = curves.Span(start, script.end, STEPS)
    rows = curves.history(
        training.run_id, span, _curves(training), epochs=EPOCHS, until=training.until
    )
    texts = curves.epoch_texts(rows, ("train/loss", "val_loss", "accuracy"))
    failed = training.state == RunState.FAILED
    return Script(
        run_id=training.run_id,
        by=training.by,
        start=start,
        minutes=training.minutes,
        state=training.state,
        about=_about(training),
        summary={**training.scores, "epoch": EPOCHS} if training.scores else None,
        history=rows,
        load=curves.load(training.run_id, curves.Span(start, script.end, 40)),
        console=curves.console(
            start, script.end, _banner(training) + texts, OUT_OF_MEMORY if failed else ""
        ),
    )


def _about(training: Training) -> RunChanges:
    return RunChanges(
        display_name=training.name,
        job_type="training",
        group="label-smoothing" if "label_smoothing" in training.changed else "resnet50",
        tags=list(training.tags),
        notes=training.notes,
        config=_config(training),
        host="gpu-box-3",
        program="train.py",
        commit="4c1e9ab07d52",
        repository="git@git.acme.example:zoo/classifier.git",
    )


def _config(training: Training) -> dict[str, object]:
    return {
        "network": "resnet50",
        "classes": len(LABELS),
        "image_size": 320,
        "batch_size": 64,
        "optim": {"name": "adamw", "lr": 0.0003, "weight_decay": 0.02, "epochs": EPOCHS},
        "schedule": "cosine" if training.days_ago < 22 else "step",
        "label_smoothing": 0.0,
        "augment": ["flip", "crop", "colour", "rain"],
        "seed": 17,
        "_wandb": {"cli_version": "0.31.0", "python_version": "3.11.9"},
    } | training.changed


def _curves(training: Training) -> dict[str, Curve]:
    ends = training.scores or scores(0.91, 0.89, 0.72, 0.29, 15)
    return {
        "train/loss": Curve(2.31, ends["val_loss"] * 0.71, noise=0.09),
        "val_loss": Curve(2.2, ends["val_loss"], noise=0.05),
        "accuracy": Curve(0.11, ends["accuracy"], speed=6, noise=0.03),
        "macro_f1": Curve(0.07, ends["macro_f1"], speed=5.5, noise=0.03),
        "recall/lynx": Curve(0.02, ends["recall/lynx"], speed=3.5, noise=0.06),
        "lr": Curve(0.0003, 0.000001, speed=2.2, noise=0),
    }


def _banner(training: Training) -> list[str]:
    return [
        f"split_zoo_dataset:{training.split}: 33024 frames to train, 4128 to validate",
        "resnet50: 23.5 M parameters, starting from resnet50-imagenet:v1",
    ]


def _model(training: Training) -> Output:
    config = {key: value for key, value in _config(training).items() if key != "_wandb"}
    confused = [(label, other, 3) for label in LABELS[:4] for other in LABELS[4:8]]
    return Output(
        collection=training.model,
        artifact_type="model",
        files={
            "weights/model.safetensors": contents.weights(training.model, kibibytes=512),
            "weights/ema.json": contents.pretty({"decay": 0.9998, "updates": STEPS}),
            "eval/confusion.table.json": contents.table(("is", "taken for", "frames"), confused),
            "eval/scores.json": contents.pretty(training.scores),
            "config.yaml": contents.yaml(config),
            "labels.txt": "\n".join(LABELS).encode(),
            "preprocess.json": contents.pretty({"mean": [0.48, 0.46, 0.41], "size": 320}),
            "README.md": f"# {training.model}\n\n{training.story}\n".encode(),
        },
        description=training.story,
        metadata={**training.scores, "network": "resnet50", "classes": len(LABELS)},
        tags=training.tags,
    )


def _samples(training: Training) -> Output:
    rows = [
        (f"cam-{number:02}/{number * 7919:06}.jpg", LABELS[number % 10]) for number in range(30)
    ]
    return Output(
        collection="train-samples",
        artifact_type="table",
        files={
            "samples.table.json": contents.table(("frame", "label"), rows),
            "of.txt": training.model.encode(),
        },
        description=f"What {training.name} saw in its first batch.",
    )

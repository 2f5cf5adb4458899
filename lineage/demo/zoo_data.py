"""Chapter: the data that the zoo models learn from, and who published it."""

import random
from dataclasses import dataclass

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output, Reference
from lineage.demo.scripts import Script, open_project, play
from lineage.demo.telling import Telling
from registry.models import ArtifactVersion

DATA = "zoo-team/zoo-data"
CLASSIFIER = "zoo-team/zoo-classifier"
FIELD = "field-team/camera-traps"
LABELS = ("badger", "boar", "bird", "deer", "fox", "hare", "human", "lynx", "marten", "wild cat")
SPLITS = (
    # days ago, frames, what was tried
    (62, 31_200, "First split, at random over all frames."),
    (58, 31_200, "Split by day: neighbouring frames no longer end up on both sides."),
    (54, 38_180, "Split by camera, so that no background appears in two splits."),
    (49, 38_180, "As v2, with at least 40 frames of each animal in every split."),
)
V4 = (
    "Adds 3,100 lynx and wild cat frames from the two new cameras and takes in the label fixes. "
    "41,280 labelled frames from 36 cameras, split by camera."
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """A run that logged `split_zoo_dataset:v4`: the content was the same, so it is one version."""

    run_id: str
    name: str
    by: str
    days_ago: int
    clock: str
    notes: str = ""


PUBLISHERS = (
    Publisher("k3v9x0tr", "trim-rain-2", "omar", 46, "09:12", "The split that everybody uses."),
    Publisher("b71mzq4s", "wild-cosmos-7", "lena-ci", 43, "03:00", "Nightly check: unchanged."),
    Publisher("p05e8hdn", "lilac-water-12", "lena-ci", 36, "03:00", "Nightly check: unchanged."),
    Publisher(
        "x9c2wl6j", "sandy-reef-14", "mika", 31, "15:48", "From a clean checkout: same split."
    ),
    Publisher("d4u1ofy8", "pale-cloud-19", "lena-ci", 16, "03:00", "Nightly check: unchanged."),
)


def told() -> bool:
    return find.has_project(CLASSIFIER)


def tell(telling: Telling) -> None:
    for path in (FIELD, DATA, CLASSIFIER):
        open_project(path, by="omar")
    cameras = _survey_cameras(telling)
    frames, fixes = _collect(telling)
    _try_splits(telling)
    for publisher in PUBLISHERS:
        inputs = [frames, fixes, *([cameras] if publisher.by == "omar" else [])]
        _publish(telling, publisher, inputs)
    dates.settle(find.project(DATA))


def _survey_cameras(telling: Telling) -> ArtifactVersion:
    """In a project of another team: who is not in it sees that there is an input, no more."""
    script = Script(
        run_id="c8t2m4ax",
        by="omar",
        start=telling.on(60, "10:30"),
        minutes=6,
        about=RunChanges(display_name="quiet-harbour-3", job_type="survey_cameras", host="field-1"),
    )
    chance = random.Random("cameras")
    rows = [
        (f"cam-{number:02}", round(chance.uniform(47.1, 47.9), 4), round(chance.uniform(9, 11), 4))
        for number in range(1, 37)
    ]
    with play(find.project(FIELD), script) as playing:
        return playing.log(
            Output(
                collection="camera_registry",
                artifact_type="dataset",
                files={"cameras.csv": contents.csv(("camera", "latitude", "longitude"), rows)},
                description="Where each camera hangs. Not to leave the field team.",
            )
        )


def _collect(telling: Telling) -> tuple[ArtifactVersion, ArtifactVersion]:
    """Raw frames, which stay in their bucket, and the labels that people corrected."""
    project = find.project(DATA)
    for number, (days, cameras, run_id) in enumerate(((90, 34, "a1fr0st2"), (70, 36, "a2fr0st9"))):
        script = Script(
            run_id=run_id,
            by="lena-ci",
            start=telling.on(days, "02:00"),
            minutes=95,
            about=RunChanges(
                display_name=f"amber-stone-{number + 1}",
                job_type="collect_frames",
                host="ingest-1",
                config={"cameras": cameras, "bucket": "s3://acme-zoo-frames"},
            ),
        )
        with play(project, script) as playing:
            frames = playing.log(_raw_frames(cameras))
    script = Script(
        run_id="m055f1x0",
        by="mika",
        start=telling.on(47, "13:20"),
        minutes=41,
        about=RunChanges(display_name="calm-moss-3", job_type="fix_labels", host="mika-laptop"),
    )
    with play(project, script) as playing:
        playing.use(frames)
        fixes = playing.log(
            Output(
                collection="label_fixes",
                artifact_type="dataset",
                files={"fixes.csv": contents.csv(("frame", "label"), _frames("fixes", 220))},
                description="220 frames that two people labelled again.",
            )
        )
    return frames, fixes


def _raw_frames(cameras: int) -> Output:
    chance = random.Random(f"raw {cameras}")
    return Output(
        collection="zoo_images_raw",
        artifact_type="dataset",
        references={
            f"frames/cam-{camera:02}/{day}.tar": Reference(
                f"s3://acme-zoo-frames/2026/cam-{camera:02}/{day}.tar",
                chance.randrange(21_000_000, 48_000_000),
            )
            for camera in range(1, cameras + 1)
            for day in ("week-1", "week-2", "week-3")
        },
        description=f"Frames of {cameras} cameras, three weeks, one archive per camera and week.",
        metadata={"cameras": cameras, "weeks": 3},
    )


def _try_splits(telling: Telling) -> None:
    """A notebook that stayed open for two weeks: each attempt is a version."""
    script = Script(
        run_id="n0t3b00k",
        by="mai",
        start=telling.on(63, "09:00"),
        minutes=14 * 24 * 60,
        about=RunChanges(
            display_name="early-dew-1",
            job_type="explore_splits",
            host="mai-laptop",
            program="notebooks/splits.ipynb",
        ),
    )
    with play(find.project(CLASSIFIER), script) as playing:
        for number, (days, frames, note) in enumerate(SPLITS):
            playing.log(_split(number, frames, note), at=telling.on(days, "16:05"))


def _publish(telling: Telling, publisher: Publisher, inputs: list[ArtifactVersion]) -> None:
    start = telling.on(publisher.days_ago, publisher.clock)
    script = Script(
        run_id=publisher.run_id,
        by=publisher.by,
        start=start,
        minutes=11,
        about=RunChanges(
            display_name=publisher.name,
            job_type="publish_split_dataset",
            host="ingest-1" if publisher.by == "lena-ci" else f"{publisher.by}-laptop",
            program="data/publish_split.py",
            commit="e02b7c4d915f",
            notes=publisher.notes,
            config={"seed": 17, "by": "camera", "least_per_class": 40},
        ),
        summary={"frames": 41_280, "cameras": 36},
        console=curves.console(
            start,
            start,
            ["reading 36 cameras", "41280 frames, 10 classes", "train 33024  val 4128  test 4128"],
        ),
    )
    with play(find.project(CLASSIFIER), script) as playing:
        for version in inputs:
            playing.use(version)
        playing.log(_split(4, 41_280, V4))


def _split(number: int, frames: int, note: str) -> Output:
    columns = ("frame", "label")
    return Output(
        collection="split_zoo_dataset",
        artifact_type="dataset",
        files={
            "train.csv": contents.csv(columns, _frames(f"train {number}", 480)),
            "val.csv": contents.csv(columns, _frames(f"val {number}", 60)),
            "test.csv": contents.csv(columns, _frames(f"test {number}", 60)),
            "labels.txt": "\n".join(LABELS).encode(),
            "split.json": contents.pretty({"by": "camera" if number > 1 else "frame", "seed": 17}),
        },
        description=note,
        metadata={"frames": frames, "classes": len(LABELS), "cameras": 36 if number > 1 else 34},
    )


def _frames(seed: str, count: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    return [
        (f"cam-{chance.randint(1, 36):02}/{chance.randrange(10**6):06}.jpg", chance.choice(LABELS))
        for _ in range(count)
    ]

"""The trainings of the zoo classifier: what was tried, and what came of it."""

from dataclasses import dataclass, field

from lineage.models import RunState


@dataclass(frozen=True, slots=True)
class Training:
    run_id: str
    name: str
    days_ago: int
    clock: str
    minutes: float
    model: str = ""
    by: str = "mai"
    split: str = "v4"
    state: RunState = RunState.FINISHED
    scores: dict[str, float] = field(default_factory=dict)
    changed: dict[str, object] = field(default_factory=dict)
    story: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    until: float = 1.0


def scores(
    accuracy: float, f1: float, lynx: float, loss: float, latency: float
) -> dict[str, float]:
    return {
        "accuracy": accuracy,
        "macro_f1": f1,
        "recall/lynx": lynx,
        "val_loss": loss,
        "latency_ms": latency,
    }


TRAININGS = (
    Training(
        "q4nz81ta",
        "daily-sunset-5",
        44,
        "08:02",
        13,
        state=RunState.FAILED,
        changed={"batch_size": 256},
        notes="Too large a batch for the card.",
        until=0.05,
    ),
    Training(
        "3kq81mwd",
        "lunar-sound-8",
        42,
        "18:30",
        171,
        "zoo-3kq81mwd",
        scores=scores(0.9210, 0.9022, 0.7341, 0.2713, 16.0),
        changed={"image_size": 224},
        story="First model on split_zoo_dataset:v4, at 224 pixels.",
    ),
    Training(
        "g1ddyc10",
        "giddy-cloud-10",
        38,
        "21:15",
        68,
        state=RunState.CRASHED,
        notes="The box lost power.",
        until=0.42,
    ),
    Training(
        "w0d7tq5e",
        "silver-pond-13",
        34,
        "07:45",
        158,
        "zoo-w0d7tq5e",
        by="mika",
        split="v3",
        scores=scores(0.9341, 0.9163, 0.7702, 0.2466, 14.9),
        changed={"augment": ["flip", "crop", "rain"]},
        story="Rain as augmentation, on the split before the label fixes, to tell the two apart.",
        tags=("robustness",),
    ),
    Training(
        "h2n6xs9c",
        "amber-wind-15",
        28,
        "06:50",
        160,
        "zoo-h2n6xs9c",
        scores=scores(0.9377, 0.9198, 0.7954, 0.2391, 14.3),
        changed={"augment": ["flip", "crop", "colour", "rain"]},
        story="Rain and colour together, on split_zoo_dataset:v4.",
    ),
    Training(
        "8rj4bv1u",
        "dry-lake-17",
        21,
        "06:20",
        162,
        "zoo-8rj4bv1u",
        scores=scores(0.9402, 0.9254, 0.8107, 0.2304, 14.1),
        changed={"schedule": "cosine"},
        story="Cosine schedule instead of steps; first model past the gate for production.",
        tags=("release candidate",),
    ),
    Training(
        "9846f2d7",
        "rural-feather-20",
        14,
        "06:14",
        163,
        "zoo-ylbchv20",
        scores=scores(0.9431, 0.9287, 0.8804, 0.2216, 14.2),
        changed={"label_smoothing": 0.05},
        story=(
            "Trained on split_zoo_dataset:v4, which adds 3,100 lynx and wild cat frames from the "
            "two new cameras. Same network and schedule as dry-lake-17; label smoothing 0.05. "
            "Lynx recall rises from 0.81 to 0.88, nothing else falls by more than 0.2 points."
        ),
        notes="Second try of label smoothing, with the two new cameras.",
        tags=("release candidate",),
    ),
)

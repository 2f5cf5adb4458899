"""Chapter: the rest of what the teams make, so that the registries are not about zoos only."""

import math
from dataclasses import dataclass

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output, Reference
from lineage.demo.curves import Curve
from lineage.demo.scripts import Script, open_project, play
from lineage.demo.telling import Telling
from registry.models import ArtifactVersion


@dataclass(frozen=True, slots=True)
class Series:
    """A model or a dataset that gets a version every few days."""

    project_name: str
    name: str
    artifact_type: str
    versions: int
    megabytes: float
    metric: str
    first: float
    last: float
    newest_days_ago: int
    every_days: float
    by: str = "lena-ci"

    @property
    def project(self) -> str:
        return f"{find.TEAM}/{self.project_name}"

    def days_ago(self, number: int) -> int:
        return self.newest_days_ago + int((self.versions - 1 - number) * self.every_days)

    def score(self, number: int) -> float:
        progress = number / max(1, self.versions - 1)
        ripple = 0.06 * math.sin(2.4 * number) * (1 - progress)
        score: float = self.first + (self.last - self.first) * (progress**0.6 + ripple)
        return round(score, 4)


SERIES = (
    Series("speech", "speech-commands-en", "dataset", 9, 312.4, "clips", 61_020, 105_829, 1, 5),
    Series("speech", "kws-dscnn", "model", 12, 3.8, "accuracy", 0.8514, 0.9617, 9, 3.2),
    Series("speech", "whisper-small-ja", "model", 6, 967.1, "cer", 0.1842, 0.0931, 4, 8),
    Series("zoo-vit", "zoo-vit-small", "model", 5, 88.3, "accuracy", 0.9155, 0.9502, 7, 9, "mika"),
    Series("sounds", "sound-events-cnn14", "model", 4, 316.7, "map", 0.3711, 0.4390, 36, 9, "mai"),
)


def told() -> bool:
    return find.has_project(SERIES[-1].project)


def tell(telling: Telling) -> None:
    for path in dict.fromkeys(series.project for series in SERIES):
        open_project(path, by="lena-ci")
    for series in SERIES:
        _tell_series(telling, series)
    for path in dict.fromkeys(series.project for series in SERIES):
        dates.settle(find.project(path))


def _tell_series(telling: Telling, series: Series) -> None:
    """Each run starts from the version before."""
    project = find.project(series.project)
    before: ArtifactVersion | None = None
    for number in range(series.versions):
        with play(project, _script(telling, series, number)) as playing:
            if before:
                playing.use(before)
            before = playing.log(_output(series, number))


def _script(telling: Telling, series: Series, number: int) -> Script:
    start = telling.on(series.days_ago(number), f"{3 + number % 9:02}:{number * 17 % 60:02}")
    score, minutes = series.score(number), 31 + number * 13 % 50
    curve = Curve(series.first * 0.7, score)
    span = curves.Span(start, start, 12)
    return Script(
        run_id=f"{series.name[:3]}{number:03}sr",
        by=series.by,
        start=start,
        minutes=minutes,
        about=RunChanges(
            job_type="training" if series.artifact_type == "model" else "publish",
            host="gpu-box-2" if series.artifact_type == "model" else "ingest-1",
            group=series.name,
            config={"round": number, "seed": 17 + number},
        ),
        summary={series.metric: score},
        history=curves.history(f"{series.name} {number}", span, {series.metric: curve}),
    )


def _output(series: Series, number: int) -> Output:
    is_model = series.artifact_type == "model"
    name = "model.safetensors" if is_model else "clips.tar"
    size = int(series.megabytes * 1_000_000 * (1 + 0.004 * number))
    return Output(
        collection=series.name,
        artifact_type=series.artifact_type,
        files={"card.json": contents.pretty({"of": series.name, "round": number})},
        references={name: Reference(f"s3://acme-artifacts/{series.name}/{number}/{name}", size)},
        description=f"Round {number} of {series.name}: {series.metric} {series.score(number)}.",
        metadata={series.metric: series.score(number), "round": number},
    )

"""Chapter: another organization on the same server. Names repeat; nothing is shared."""

from lineage.actions.runs import RunChanges
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output
from lineage.demo.curves import Curve, Span
from lineage.demo.scripts import Script, open_project, play
from lineage.demo.telling import Telling
from registry.actions import links
from registry.models import ArtifactVersion, Project, Registry

PROJECT = "globex-lab/turbines"


def told() -> bool:
    return find.has_project(PROJECT)


def tell(telling: Telling) -> None:
    project = open_project(PROJECT, by="grace")
    sensors = _publish(telling, project)
    model = _train(telling, project, sensors)
    _shelve(telling, project)
    dates.settle(project)
    with dates.at(telling.on(5, "15:30")):
        links.link_version(
            actor=find.by_hand("grace"),
            version=model,
            target=Registry.objects.by_path("globex", "model").get(),
            collection_name="Turbine_Anomaly",
            aliases=["production"],
        )


def _publish(telling: Telling, project: Project) -> ArtifactVersion:
    script = Script(
        run_id="gx01sens",
        by="grace",
        start=telling.on(7, "09:00"),
        minutes=14,
        about=RunChanges(display_name="rural-feather-20", job_type="publish", host="globex-1"),
    )
    rows = [(second, round(49.98 + second % 7 * 0.01, 2)) for second in range(120)]
    with play(project, script) as playing:
        return playing.log(
            Output(
                collection="sensor-readings",
                artifact_type="dataset",
                files={"readings.csv": contents.csv(("second", "hertz"), rows)},
                description="Confidential: readings of the pilot turbine.",
            )
        )


def _train(telling: Telling, project: Project, sensors: ArtifactVersion) -> ArtifactVersion:
    start = telling.on(6, "10:00")
    script = Script(
        run_id="gx02anom",
        by="grace",
        start=start,
        minutes=52,
        about=RunChanges(display_name="northern-lake-21", job_type="training", host="globex-1"),
        summary={"f1": 0.881},
        history=curves.history(
            "turbine", Span(start, telling.on(6, "10:52"), 30), {"f1": Curve(0.3, 0.881)}
        ),
    )
    with play(project, script) as playing:
        playing.use(sensors)
        return playing.log(
            Output(
                collection="turbine-anomaly",
                artifact_type="model",
                files={"model.bin": contents.weights("turbine", kibibytes=64)},
                metadata={"f1": 0.881},
            )
        )


def _shelve(telling: Telling, project: Project) -> None:
    """An artifact that nothing uses and nobody has linked."""
    script = Script(
        run_id="gx03idle",
        by="grace",
        start=telling.on(3, "11:00"),
        minutes=3,
        about=RunChanges(job_type="experiment"),
    )
    with play(project, script) as playing:
        playing.log(
            Output(
                collection="blade-wear", artifact_type="model", files={"model.bin": b"not yet\n"}
            )
        )

"""Scripts that run, as the SDK would report them: begun, followed, ended."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lineage.actions import edges, runs, streams
from lineage.actions.runs import RunChanges
from lineage.actions.streams import Lines, StreamChunk
from lineage.demo import contents, curves, dates, find
from lineage.demo.contents import Output
from lineage.models import Run, RunState, Stream
from registry import manifest
from registry.actions import manifests
from registry.actions.projects import ensure_project
from registry.actions.uploads import store_blob
from registry.actions.versions import VersionSpec
from registry.models import ArtifactVersion, Entity, Project
from registry.permissions import Actor

# Said of the runs that go on for as long as the demo is served; see pulse.py.
ALWAYS_RUNNING = "A script of the demo: it runs for as long as the demo is served."
SILENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who starts runs and whose right it is to report the rest of them."""

    starter: Actor
    reporter: Actor

    @classmethod
    def of(cls, username: str) -> "Crew":
        actor = find.by_script(username)
        return cls(actor, actor)

    @classmethod
    def for_many(cls, username: str) -> "Crew":
        """An operator reports: the rights of one need no look-up, thousands of times."""
        return cls(find.by_script(username), Actor.operator())


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    run_id: str
    by: str
    start: datetime
    minutes: float
    state: RunState = RunState.FINISHED
    about: RunChanges = field(default_factory=RunChanges)
    summary: dict[str, object] | None = None
    history: Sequence[curves.Row] = ()
    load: Sequence[curves.Row] = ()
    console: Sequence[str] = ()

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Playing:
    """A script at work."""

    run: Run
    actor: Actor
    script: Script

    def use(self, version: ArtifactVersion, used_as: str = "") -> None:
        edges.use_artifact(
            actor=self.actor, run=self.run, version=version, used_as=used_as or str(version)
        )

    def log(self, output: Output, *, at: datetime | None = None) -> ArtifactVersion:
        """`at`: when, if not at the end of the run."""
        return log_version(
            self.actor, self.run.project, output, run=self.run, at=at or self.script.end
        )


def open_project(path: str, *, by: str) -> Project:
    entity, name = path.split("/")
    return ensure_project(
        actor=find.by_script(by), entity=Entity.objects.get(name=entity), name=name
    )


@contextmanager
def play(project: Project, script: Script, crew: Crew | None = None) -> Iterator[Playing]:
    """Start the run; in the block it uses and logs; then it ends as the script says."""
    crew = crew or Crew.of(script.by)
    run, _ = runs.start_run(
        actor=crew.starter, project=project, run_id=script.run_id, changes=script.about
    )
    actor = crew.reporter
    yield Playing(run, actor, script)
    streams.record_stream(actor=actor, run=run, chunk=_all_of(script))
    _date(run, script)


def log_version(
    actor: Actor, project: Project, output: Output, *, run: Run | None, at: datetime
) -> ArtifactVersion:
    """Announce, upload, commit, as a client does; content that is there already is not sent."""
    text = contents.manifest_text(output)
    version = edges.log_artifact(
        actor=actor,
        project=project,
        run=run,
        spec=VersionSpec(
            collection=output.collection,
            artifact_type=output.artifact_type,
            digest=manifest.read(text).digest,
            description=output.description,
            metadata=output.metadata,
            aliases=output.aliases,
            tags=output.tags,
        ),
    )
    if version.is_committed:
        return version
    _upload(actor, version, output, text)
    version = edges.commit_artifact(actor=actor, version=version)
    dates.date_version(version, at)
    return version


def _upload(actor: Actor, version: ArtifactVersion, output: Output, text: bytes) -> None:
    owner = manifests.entity_of(version)
    for body in dict.fromkeys(output.files.values()):
        store_blob(entity=owner, digest=contents.md5(body), chunks=[body])
    reserved = manifests.reserve_manifest(actor=actor, version=version)
    manifests.receive_manifest(manifest=reserved, digest=contents.md5(text), chunks=[text])


def _all_of(script: Script) -> StreamChunk:
    streamed = {
        Stream.HISTORY: curves.as_lines(script.history),
        Stream.EVENTS: curves.as_lines(script.load),
        Stream.OUTPUT: script.console,
    }
    return StreamChunk(
        lines={stream: Lines(0, lines) for stream, lines in streamed.items() if lines},
        summary=script.summary,
        complete=script.state in (RunState.FINISHED, RunState.FAILED),
        exit_code=0 if script.state == RunState.FINISHED else 1,
    )


def _date(run: Run, script: Script) -> None:
    """A crashed script just stops giving signs of life: see crash_silent."""
    is_running = script.state == RunState.RUNNING
    dates.date_run(
        run,
        start=script.start,
        seen=run.heartbeat_at if is_running and run.heartbeat_at else script.end,
        is_over=script.state in (RunState.FINISHED, RunState.FAILED),
    )


def crash_silent(now: datetime) -> None:
    runs.crash_silent_runs(silence=SILENCE, now=now)

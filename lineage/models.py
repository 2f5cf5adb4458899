"""Runs, what they logged line by line, and what they used and produced."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from registry.models import ArtifactVersion, Blob, Project, User
from registry.models.moments import Now
from registry.models.people import may_log

if TYPE_CHECKING:
    from datetime import datetime


class RunState(models.TextChoices):
    PENDING = "pending", "pending"
    RUNNING = "running", "running"
    FINISHED = "finished", "finished"
    FAILED = "failed", "failed"
    CRASHED = "crashed", "crashed"
    KILLED = "killed", "killed"
    PREEMPTING = "preempting", "preempting"
    PREEMPTED = "preempted", "preempted"


ALIVE = (RunState.RUNNING, RunState.PREEMPTING)


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: User) -> RunQuerySet:
        return self.filter(project__in=Project.objects.visible_to(user))

    def writable_by(self, user: User) -> RunQuerySet:
        return self.filter(project__in=Project.objects.writable_by(user))

    def of_own_team(self, user: User) -> RunQuerySet:
        """The usual part of `writable_by`, by one small look-up. See may_log."""
        return self.filter(may_log(user, "project__entity"))

    def by_path(self, entity: str, project: str, run_id: str) -> RunQuerySet:
        return self.filter(
            project__entity__name__named=entity, project__name=project, run_id=run_id
        )

    def matching(self, text: str) -> RunQuerySet:
        """By a part of the name or id, of the job type or of the group."""
        return self.filter(
            Q(display_name__icontains=text)
            | Q(run_id__icontains=text)
            | Q(job_type__icontains=text)
            | Q(group__icontains=text)
        )

    def in_state(self, state: str) -> RunQuerySet:
        return self.filter(state=state)

    def with_place(self) -> RunQuerySet:
        return self.select_related("project__entity", "user")

    def silent_since(self, moment: datetime) -> RunQuerySet:
        """Runs thought to be alive whose last sign of life is older than `moment`."""
        return self.filter(state__in=ALIVE, heartbeat_at__lt=moment)


class Run(models.Model):
    """One execution. `run_id` is the SDK's short id; `display_name` is what people call it.

    `config` and `summary` hold plain JSON: the numbers NaN, Infinity and -Infinity, which JSON does
    not have, stand in them as those words.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="runs", db_index=False
    )
    run_id = models.CharField(max_length=128)
    display_name = models.CharField(max_length=256)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=16, choices=RunState.choices, default=RunState.RUNNING)
    # Windows gives unsigned 32-bit codes.
    exit_code = models.BigIntegerField(null=True, blank=True)
    stop_requested = models.BooleanField(default=False)
    job_type = models.CharField(max_length=256, blank=True, default="")
    group = models.CharField(max_length=256, blank=True, default="")
    tags = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")
    config = models.JSONField(default=dict, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    # Per metric: how often it was logged, its last, least and greatest value. See metrics.py.
    metrics = models.JSONField(default=dict, blank=True)
    host = models.CharField(max_length=256, blank=True, default="")
    program = models.CharField(max_length=1024, blank=True, default="")
    commit = models.CharField(max_length=64, blank=True, default="")
    repository = models.CharField(max_length=1024, blank=True, default="")
    sweep = models.CharField(max_length=128, blank=True, default="")
    history_line_count = models.PositiveIntegerField(default=0)
    event_line_count = models.PositiveIntegerField(default=0)
    output_line_count = models.PositiveIntegerField(default=0)
    last_step = models.BigIntegerField(null=True, blank=True)
    used_count = models.PositiveIntegerField(default=0)
    logged_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("project", "run_id"), name="run_id_unique"),
            models.CheckConstraint(
                condition=models.Q(state__in=RunState.values), name="run_state_known"
            ),
        )
        indexes = (
            models.Index(fields=("project", "-created_at", "-id"), name="run_newest"),
            models.Index(
                fields=("heartbeat_at",),
                condition=models.Q(state__in=("running", "preempting")),
                name="run_alive",
            ),
        )

    def __str__(self) -> str:
        return self.path

    def get_absolute_url(self) -> str:
        return reverse("run", args=(self.project.entity.name, self.project.name, self.run_id))

    @property
    def path(self) -> str:
        return f"{self.project}/{self.run_id}"

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def duration(self) -> timedelta | None:
        """From the start to the end, or to the last sign of life while there is no end."""
        end = self.finished_at or self.heartbeat_at
        return end - self.started_at if end and self.started_at else None


class Used(models.Model):
    """An edge: the run took the version as an input. `used_as` is the path it asked for."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="used", db_index=False)
    version = models.ForeignKey(
        ArtifactVersion, on_delete=models.CASCADE, related_name="used_by", db_index=False
    )
    used_as = models.CharField(max_length=512, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "version"), name="used_unique"),)
        indexes = (models.Index(fields=("version", "run"), name="used_by_version"),)

    def __str__(self) -> str:
        return f"run {self.run_id} used version {self.version_id}"


class Logged(models.Model):
    """An edge: the run produced the version. Several runs may have produced the same content."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="logged", db_index=False)
    version = models.ForeignKey(
        ArtifactVersion, on_delete=models.CASCADE, related_name="logged_by", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "version"), name="logged_unique"),)
        indexes = (models.Index(fields=("version", "run"), name="logged_by_version"),)

    def __str__(self) -> str:
        return f"run {self.run_id} logged version {self.version_id}"


class Stream(models.TextChoices):
    HISTORY = "history", "history"
    EVENTS = "events", "system events"
    OUTPUT = "output", "console output"


class RunLine(models.Model):
    """One line that a run streamed, at the offset the client gave: a retry overwrites it.

    History and event lines stay text: they may hold NaN, which the databases' JSON refuses.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="lines", db_index=False)
    stream = models.CharField(max_length=8, choices=Stream.choices)
    number = models.PositiveIntegerField()
    step = models.BigIntegerField(null=True, blank=True)
    content = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("run", "stream", "number"), name="run_line_unique"),
        )
        indexes = (
            models.Index(
                fields=("run", "step"),
                condition=models.Q(stream="history"),
                name="run_line_step",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stream} line {self.number} of run {self.run_id}"


class RunFile(models.Model):
    """A file of a run (config.yaml, output.log, media): the newest upload under a name counts."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="files", db_index=False)
    name = models.CharField(max_length=1024)
    blob = models.ForeignKey(
        Blob, null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    size = models.PositiveBigIntegerField(default=0)
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "name"), name="run_file_unique"),)

    def __str__(self) -> str:
        return self.name

"""Runs, and what they used and logged."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from lineage.models import Run, RunState
from registry.schemas.versions import VersionOut


class RunRowOut(Schema):
    """A run in a list."""

    id: int
    project_id: int
    run_id: str = Field(description="The SDK's id.")
    name: str
    path: str = Field(description="As the SDK writes it.")
    state: RunState
    job_type: str
    group: str
    tags: list[str]
    user: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    duration: int | None = Field(description="Seconds.")
    used_count: int
    logged_count: int
    url: str

    @staticmethod
    def resolve_name(run: Run) -> str:
        return run.display_name

    @staticmethod
    def resolve_user(run: Run) -> str | None:
        return run.user.username if run.user else None

    @staticmethod
    def resolve_duration(run: Run) -> int | None:
        return int(run.duration.total_seconds()) if run.duration else None

    @staticmethod
    def resolve_url(run: Run) -> str:
        return run.get_absolute_url()


class RunOut(RunRowOut):
    notes: str
    config: dict[str, Any]
    summary: dict[str, Any]
    host: str
    program: str
    commit: str
    repository: str
    exit_code: int | None


class TakenOut(Schema):
    """An input or an output of a run."""

    version: VersionOut | None = Field(description="Null when it is hidden from you.")


class TakerOut(Schema):
    """A run that used or logged a version."""

    run: RunRowOut | None = Field(description="Null when it is hidden from you.")

"""What every chapter needs to know while it is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lineage.demo.credentials import Credentials


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the large lineages are."""

    checkpoints: int
    pipeline_nodes: int
    consumers: int


FULL = Scale(checkpoints=500, pipeline_nodes=2_000, consumers=5_000)
SMALL = Scale(checkpoints=12, pipeline_nodes=60, consumers=40)


@dataclass(frozen=True, slots=True)
class Telling:
    """The story's present is the moment of loading: all its dates lie before that."""

    now: datetime
    scale: Scale
    credentials: Credentials

    def on(self, days_ago: int, clock: str) -> datetime:
        """That day at that time, such as `on(14, "06:14")`."""
        hour, minute = clock.split(":")
        day = self.ago(days=days_ago)
        return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)

    def ago(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> datetime:
        return self.now - timedelta(days=days, hours=hours, minutes=minutes)

"""What `schedules.toml` says."""

from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field


class Every(BaseModel):
    """How often an action is due."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every_minutes: int = Field(gt=0)
    note: str = ""

    def due_at(self, now: datetime) -> datetime:
        """The newest due time that is not after `now`: whole multiples of the interval since 1970 in UTC."""
        step = timedelta(minutes=self.every_minutes)
        start = datetime(1970, 1, 1, tzinfo=UTC)
        return start + (now - start) // step * step


class ScheduleFile(BaseModel):
    """Every scheduled action with its interval; one that is left out is not run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read_suppliers: Every | None = None
    write_report: Every | None = None
    remind_approvers: Every | None = None
    anchor_history: Every | None = None
    keep_retention: Every | None = None
    scan_people: Every | None = None

    def entries(self) -> dict[str, Every]:
        """The actions that are to be run, by name."""
        found = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: every for name, every in found.items() if every is not None}

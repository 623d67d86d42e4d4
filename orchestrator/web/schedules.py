"""What the farm does by itself: when it is next due, and how it went before."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from config import files
from config.errors import ConfigError
from config.schedule_file import Every, ScheduleFile
from orchestrator.phrases import phrase
from orchestrator.store import schedules
from orchestrator.store.schedules import ScheduledRun
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place
from orchestrator.web.session import Operator

A_PAGE = 25
MEANING = {
    "read_suppliers": phrase("Reads the suppliers that the ERP knows."),
    "write_report": phrase("Writes the workbook of what became of every file."),
    "remind_approvers": phrase("Reminds those whom approvals wait for, and escalates what waits too long."),
    "anchor_history": phrase("Writes the end of the history into the file of anchors."),
    "scan_people": phrase("Looks for abuse of rights in what people approved."),
    "keep_retention": phrase("Looks what was kept long enough, and erases it where retention.toml says so."),
}


@dataclass(frozen=True)
class Told:
    """A schedule for the page; `every` is None where it is not run, `runs` the newest first."""

    name: str
    meaning: str
    every: Every | None
    next_due: datetime | None
    runs: tuple[ScheduledRun, ...]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/schedules")

    @routes.get("")
    def listing(request: Request, _: Operator) -> Response:
        file, problem = _file(desk)
        with desk.store.reading() as tx:
            every = [_told(file, name, schedules.newest_runs(tx, name, 1)) for name in ScheduleFile.model_fields]
        return desk.page(request, "schedules.html", schedules=every, problem=problem)

    @routes.get("/{name}")
    def schedule(request: Request, name: str, _: Operator, after: After = "") -> Response:
        if name not in ScheduleFile.model_fields:
            return desk.not_here(request)
        try:
            before = place(after)
        except ValueError:
            return desk.not_understood(request)
        file, problem = _file(desk)
        with desk.store.reading() as tx:
            runs = schedules.newest_runs(tx, name, A_PAGE + 1, before[0] if before else None)
        more = f"{runs[A_PAGE - 1].due_at.isoformat()}~" if len(runs) > A_PAGE else ""
        return desk.page(
            request, "schedule.html", schedule=_told(file, name, runs[:A_PAGE]), more=more, problem=problem
        )

    return routes


def _file(desk: Desk) -> tuple[ScheduleFile, str]:
    """What the file says, and what is wrong with it where it cannot be read."""
    try:
        return files.load_schedules(desk.settings.user_config), ""
    except ConfigError as error:
        return ScheduleFile(), str(error)


def _told(file: ScheduleFile, name: str, runs: tuple[ScheduledRun, ...]) -> Told:
    every = file.entries().get(name)
    now = datetime.now(UTC)
    due = every.due_at(now) + timedelta(minutes=every.every_minutes) if every else None
    return Told(name, MEANING.get(name, ""), every, due, runs)

"""The reports that were written, to be taken along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import FileResponse, Response

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED
from orchestrator.web.session import needs

Onlooker = Annotated[Actor, Depends(needs(Right.SEE_REPORTS))]
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
}
"""What is offered; anything else in the folder is none of ours."""
MEANING = {
    "botfarm.xlsx": phrase("What became of every file, what needs a person, and every line: three sheets for Excel."),
}


@dataclass(frozen=True)
class Report:
    """A report that lies in the folder; `size` in bytes."""

    name: str
    meaning: str
    size: int
    written_at: datetime


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/reports")
    folder = desk.settings.folder / "reports"

    @routes.get("")
    def listing(request: Request, _: Onlooker) -> Response:
        return desk.page(request, "reports.html", reports=list(_reports(folder)))

    @routes.get("/{name}")
    def download(request: Request, name: str, _: Onlooker) -> Response:
        if name not in {report.name for report in _reports(folder)}:
            return desk.not_here(request)
        path = folder / name
        return FileResponse(path, media_type=TYPES[path.suffix], filename=name, headers=CONFINED)

    return routes


def _reports(folder: Path) -> Iterator[Report]:
    """The reports in the folder, the newest first; none where it does not exist yet."""
    paths = folder.iterdir() if folder.is_dir() else iter(())
    found = [(path, path.stat()) for path in paths if path.suffix in TYPES and path.is_file() and path.name[0] != "."]
    for path, stat in sorted(found, key=lambda pair: pair[1].st_mtime, reverse=True):
        written = datetime.fromtimestamp(stat.st_mtime, UTC)
        yield Report(path.name, MEANING.get(path.name, ""), stat.st_size, written)

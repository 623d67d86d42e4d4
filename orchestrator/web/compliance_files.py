"""Compliance reports made for the pages and the API: where their files lie, and how they are handed out."""

from datetime import UTC, datetime
from pathlib import Path

from starlette.responses import FileResponse, Response

from orchestrator.people.actor import Actor
from orchestrator.reports.compliance.making import Form, file_name, make_report
from orchestrator.reports.compliance.period import Period
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED
from orchestrator.web.languages import Language
from orchestrator.web.report_words import ReportWords

MEDIA_TYPE = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def folder_of(desk: Desk) -> Path:
    """The folder of the reports; only who may see the history gets at them."""
    return desk.settings.folder / "compliance"


def made(desk: Desk, actor: Actor, period: Period, language: Language, form: Form) -> Path:
    """Make a report; its file."""
    path = folder_of(desk) / file_name(period, language.code, form, datetime.now(UTC))
    make_report(
        desk.store, actor, period, ReportWords(language), [(form, path)], lambda: desk.acts.verify_history(actor)
    )
    return path


def handed_out(path: Path) -> Response:
    """The file, to be saved."""
    return FileResponse(path, media_type=MEDIA_TYPE[path.suffix], filename=path.name, headers=CONFINED)

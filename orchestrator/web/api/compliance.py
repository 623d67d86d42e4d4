"""The compliance report of a period: its figures, its files, and which were made."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import AfterValidator
from starlette.responses import Response

from orchestrator.errors import DecisionRefused
from orchestrator.people.roles import Right
from orchestrator.reports.compliance.kept import kept_reports
from orchestrator.reports.compliance.making import Form, content_of
from orchestrator.reports.compliance.period import Period
from orchestrator.reports.compliance.summary import summary
from orchestrator.web.api.asking import Ask, Asking, reads
from orchestrator.web.api.texts import Told, sensible
from orchestrator.web.compliance_files import folder_of, handed_out, made
from orchestrator.web.languages import language as language_of

routes = APIRouter(tags=["compliance"])
Since = Annotated[date, AfterValidator(sensible), Query(description="The first day, in UTC.")]
Until = Annotated[date, AfterValidator(sensible), Query(description="The last day, included.")]
Tongue = Annotated[Literal["en", "zh", "ru"], Query(description="In which language it is written.")]


class Figures(Told):
    """A period in figures: the two balances, documents by outcome, figures that must agree, and counts."""

    since: date
    until: date
    balance: dict[str, int | bool]
    outcomes: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...]
    exceptions: dict[str, int]
    exceptions_open: int
    approved_by_policy: int
    approved_by_people: int
    conflicts: int
    access_changes: int
    failed_logins: int
    in_doubt: int
    in_doubt_open: int
    rules: int
    record: dict[str, int | str]


class ReportTold(Told):
    """A report that was made. `fingerprint`: SHA-256 of what it says, the same for the same content."""

    seq: int
    at: datetime
    by: str
    since: str
    until: str
    language: str
    fingerprint: str
    intact: bool
    files: tuple[str, ...]


class Reports(Told):
    """The newest first."""

    reports: tuple[ReportTold, ...]


class Pdf(Response):
    media_type = "application/pdf"


class Excel(Response):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/compliance", response_model=Figures, **reads(Right.SEE_AUDIT))
def get_compliance(ask: Ask, since: Since, until: Until) -> Figures:
    """A period in figures. Nothing is kept of it."""
    return Figures.model_validate(summary(content_of(ask.desk.store, ask.actor, _period(since, until))))


@routes.get("/compliance/reports", response_model=Reports, **reads(Right.SEE_AUDIT))
def list_compliance_reports(ask: Ask) -> Reports:
    """The reports that were made, as the history tells of them."""
    with ask.desk.store.reading() as tx:
        found = kept_reports(tx, folder_of(ask.desk))
    return Reports(reports=tuple(ReportTold(**vars(report)) for report in found))


@routes.get("/compliance/report.pdf", response_class=Pdf, **reads(Right.SEE_AUDIT))
def get_compliance_pdf(ask: Ask, since: Since, until: Until, language: Tongue = "en") -> Response:
    """The report of a period as PDF. That it was made is kept in the history."""
    return _made(ask, _period(since, until), language, Form.PDF)


@routes.get("/compliance/report.xlsx", response_class=Excel, **reads(Right.SEE_AUDIT))
def get_compliance_excel(ask: Ask, since: Since, until: Until, language: Tongue = "en") -> Response:
    """The report of a period as an Excel workbook. That it was made is kept in the history."""
    return _made(ask, _period(since, until), language, Form.EXCEL)


def _made(ask: Asking, period: Period, language: str, form: Form) -> Response:
    return handed_out(made(ask.desk, ask.actor, period, language_of(language), form))


def _period(since: date, until: date) -> Period:
    """The period.

    Raises:
        HTTPException: 422, the days are none.
    """
    try:
        return Period(since, until)
    except DecisionRefused as error:
        raise HTTPException(422, str(error)) from error

"""The compliance report of a period: its figures on a page, its files by one click, and those that were made before."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import Response

from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.compliance import words
from orchestrator.reports.compliance.kept import kept_file, kept_reports
from orchestrator.reports.compliance.making import Form as ReportForm
from orchestrator.reports.compliance.making import content_of
from orchestrator.reports.compliance.pdf.typeface import FontMissing
from orchestrator.reports.compliance.period import Period, month_before, month_of
from orchestrator.reports.compliance.summary import summary
from orchestrator.web.compliance_files import folder_of, handed_out, made
from orchestrator.web.desk import Desk
from orchestrator.web.session import needs

Auditor = Annotated[Actor, Depends(needs(Right.SEE_AUDIT))]
Text = Annotated[str, Form(max_length=200)]
Asked = Annotated[str, Query(max_length=20)]
NOT_MADE = phrase("The report could not be made")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/compliance")

    @routes.get("")
    def overview(request: Request, actor: Auditor, since: Asked = "", until: Asked = "") -> Response:
        """The period's figures where one is asked for: they take some seconds for a large year."""
        period = month_before(datetime.now(UTC).date())
        try:
            chosen = period_of(since, until) if since or until else None
        except (ValueError, DecisionRefused):
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            reports = kept_reports(tx, folder_of(desk))
        return desk.page(
            request, "compliance.html", period=chosen or period, this_month=month_of(datetime.now(UTC).date()),
            last_month=period, words=words, reports=reports,
            figures=summary(content_of(desk.store, actor, chosen)) if chosen else None,
        )  # fmt: skip

    @routes.post("")
    def make(
        request: Request, actor: Auditor, since: Text = "", until: Text = "", form: Text = "", token: Text = ""
    ) -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            period, wanted = period_of(since, until), ReportForm(form)
        except (ValueError, DecisionRefused):
            return desk.not_understood(request)
        try:
            return handed_out(made(desk, actor, period, desk.language_of(request), wanted))
        except (OSError, FontMissing) as error:
            return desk.problem(request, 503, NOT_MADE, str(error))

    @routes.get("/files/{name}")
    def download(request: Request, name: str, _: Auditor) -> Response:
        path = kept_file(folder_of(desk), name)
        return handed_out(path) if path else desk.not_here(request)

    return routes


def period_of(since: str, until: str) -> Period:
    """The period between two days as forms send them.

    Raises:
        ValueError: one is no day.
        DecisionRefused: they are no period.
    """
    return Period(date.fromisoformat(since), date.fromisoformat(until))

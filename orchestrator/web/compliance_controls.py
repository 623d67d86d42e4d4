"""The page of controls over financial reporting, and the review of access that one of them asks for."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.compliance.controls import Seen, State, controls
from orchestrator.reports.compliance.evidence import last_reviewed, last_verified, review_access
from orchestrator.reports.compliance.making import content_of
from orchestrator.reports.compliance.period import month_of
from orchestrator.reports.compliance.telling import told
from orchestrator.web.compliance import period_of
from orchestrator.web.desk import Desk
from orchestrator.web.report_words import ReportWords
from orchestrator.web.session import needs

Auditor = Annotated[Actor, Depends(needs(Right.SEE_AUDIT))]
Reviewer = Annotated[Actor, Depends(needs(Right.SEE_PEOPLE))]
Text = Annotated[str, Form(max_length=2000)]
Asked = Annotated[str, Query(max_length=20)]
STATE = {
    State.HOLDS: phrase("Holds"),
    State.EXCEPTIONS: phrase("Has exceptions"),
    State.NO_EVIDENCE: phrase("No evidence"),
}
TONE = {State.HOLDS: "done", State.EXCEPTIONS: "bad", State.NO_EVIDENCE: "off"}
NOT_REVIEWED = phrase("The review was not written down")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/compliance")

    @routes.get("/controls")
    def page(request: Request, actor: Auditor, since: Asked = "", until: Asked = "") -> Response:
        try:
            period = period_of(since, until) if since or until else month_of(datetime.now(UTC).date())
        except (ValueError, DecisionRefused):
            return desk.not_understood(request)
        content = content_of(desk.store, actor, period)
        with desk.store.reading() as tx:
            seen = Seen(content, last_verified(tx, period), last_reviewed(tx, period))
        spoken = ReportWords(desk.language_of(request))
        return desk.page(
            request, "compliance_controls.html", period=period, controls=controls(seen), STATE=STATE, TONE=TONE,
            told=lambda value: told(spoken, value),
        )  # fmt: skip

    @routes.post("/access-review")
    def review(request: Request, actor: Reviewer, reason: Text = "", token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            review_access(desk.store, actor, reason)
        except DecisionRefused as error:
            return desk.problem(request, 400, NOT_REVIEWED, str(error))
        return RedirectResponse("/compliance/controls", 303)

    return routes

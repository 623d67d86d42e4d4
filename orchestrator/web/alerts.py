"""Alerts: what looks like error or fraud, its figures, the other documents side by side, and the decision."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import AlertNotFound, OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.store import Transaction, alerts, documents, traces
from orchestrator.store.alerts import CONFIRMED, DISMISSED, OPEN, STATES, Alert
from orchestrator.store.documents import Document
from orchestrator.suspicion.facts import Trace
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import Reader, actor_of

A_PAGE = 30
COUNTED = 1000
Text = Annotated[str, Form(max_length=2000)]
State = Annotated[str, Query(max_length=20)]
SAID = {
    "dismiss": phrase("Dismissed. The same pattern of this supplier alarms no more."),
    "confirm": phrase("Confirmed."),
    "reopen": phrase("The alert is open again."),
}
KINDS = {
    "possible_duplicate": phrase("Possible duplicate"),
    "bank_details_changed": phrase("Bank details changed"),
    "shared_account": phrase("Shared bank account"),
    "split_below_limit": phrase("Split below the limit"),
    "unusual_amount": phrase("Unusual amount"),
    "unusual_time": phrase("Unusual time"),
    "new_supplier_round_sum": phrase("New supplier, round sum"),
    "sanctions": phrase("Sanctions list"),
    "just_under_limit": phrase("Just under the limit"),
    "number_sequence": phrase("Numbers in sequence"),
    "approved_own_entry": phrase("Approved an own entry"),
    "approval_burst": phrase("Approvals in a burst"),
    "approval_at_night": phrase("Approvals at night"),
}
STATE_LABEL = {
    "open": phrase("Open"),
    "dismissed": phrase("Dismissed"),
    "confirmed": phrase("Confirmed"),
    "passed": phrase("Over"),
}


@dataclass(frozen=True)
class Beside:
    """An invoice that an alert rests on; `document` is None for one that was imported."""

    trace: Trace | None
    document: Document | None


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/alerts")

    @routes.get("")
    def listing(request: Request, actor: Reader, state: State = OPEN, after: After = "") -> Response:
        try:
            before = place(after)
            from_ = (before[0], int(before[1])) if before else None
        except ValueError:
            return desk.not_understood(request)
        if state not in STATES:
            return desk.not_understood(request)
        people = Right.SEE_AUDIT in actor.rights
        with desk.store.reading() as tx:
            found = alerts.listing(tx, state, before=from_, limit=A_PAGE + 1, people=people)
            total = alerts.counted(tx, people, COUNTED + 1)
            known = documents.some(tx, [one.document_id for one in found if one.document_id])
        more = place_of(found[A_PAGE - 1].raised_at, found[A_PAGE - 1].id) if len(found) > A_PAGE else ""
        return desk.page(
            request, "alerts.html", alerts=found[:A_PAGE], documents=known, state=state, states=STATE_LABEL,
            kinds=KINDS, total=total, counted=COUNTED, more=more,
        )  # fmt: skip

    @routes.get("/{alert_id}")
    def one(request: Request, alert_id: int, _: Reader, said: str = "") -> Response:
        return _page(desk, request, alert_id, said=SAID.get(said, ""))

    @routes.post("/{alert_id}/{decision}")
    def decide(
        request: Request, alert_id: int, decision: str, _: Reader, token: Text = "", reason: Text = ""
    ) -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        if decision not in SAID:
            return desk.not_here(request)
        act = {
            "dismiss": desk.acts.dismiss_alert, "confirm": desk.acts.confirm_alert, "reopen": desk.acts.reopen_alert,
        }[decision]  # fmt: skip
        try:
            act(actor_of(request), alert_id, reason.strip())
        except AlertNotFound:
            return desk.not_here(request)
        except OrchestratorError as refusal:
            return _page(desk, request, alert_id, problem=str(refusal), reason=reason, status=409)
        return RedirectResponse(f"/alerts/{alert_id}?said={decision}", 303)

    return routes


def _page(
    desk: Desk, request: Request, alert_id: int, *, said: str = "", problem: str = "", reason: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    actor = actor_of(request)
    with desk.store.reading() as tx:
        try:
            alert = alerts.get(tx, alert_id)
        except AlertNotFound:
            return desk.not_here(request)
        if alert.person and Right.SEE_AUDIT not in actor.rights:
            return desk.not_here(request)
        beside = _beside(tx, alert)
    return desk.page(
        request, "alert.html", status, alert=alert, beside=beside, kinds=KINDS, states=STATE_LABEL,
        may=_may(actor, alert), said=said, problem=problem, reason=reason,
    )  # fmt: skip


def _beside(tx: Transaction, alert: Alert) -> list[Beside]:
    """The alert's own document first, then those that it rests on."""
    ids = ([alert.document_id] if alert.document_id else []) + list(alert.others)[:8]
    known = documents.some(tx, [one for one in ids if not one.startswith(traces.HISTORY)])
    found = [Beside(traces.one(tx, one), known.get(one)) for one in ids]
    return [one for one in found if one.trace or one.document]


def _may(actor: Actor, alert: Alert) -> tuple[str, ...]:
    """Which decisions a page offers to somebody."""
    if alert.state in (DISMISSED, CONFIRMED):
        return ("reopen",) if _right(actor, alert, Right.APPROVE) else ()
    if alert.state != OPEN:
        return ()
    wanted = {"dismiss": Right.APPROVE, "confirm": Right.REJECT}
    return tuple(name for name, right in wanted.items() if _right(actor, alert, right))


def _right(actor: Actor, alert: Alert, right: Right) -> bool:
    return (Right.SEE_AUDIT if alert.person else right) in actor.rights

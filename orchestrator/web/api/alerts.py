"""Alerts about bad money: listed, and decided."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.people.roles import Right
from orchestrator.store import alerts
from orchestrator.store.alerts import OPEN, Alert
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.marks import mark, parts_of, refusal
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import After, Limit, Number, Reason, Request, Told

routes = APIRouter(tags=["alerts"])

State = Annotated[str, Query(pattern="^(open|dismissed|confirmed|passed)$", description="Only alerts in this state.")]
DECIDERS = (Right.APPROVE, Right.SEE_AUDIT)
REJECTERS = (Right.REJECT, Right.SEE_AUDIT)


class AlertPage(Told):
    """Alerts, the newest first. `next`: what to give as `after` for the next page; None at the end."""

    alerts: tuple[Alert, ...]
    next: str | None


class AlertDecision(Request):
    """Why it is decided so."""

    reason: Reason = Field(min_length=1)


@routes.get("/alerts", response_model=AlertPage, **reads(Right.SEE_DOCUMENTS))
def list_alerts(ask: Ask, state: State = OPEN, after: After = "", limit: Limit = 50) -> AlertPage:
    """What looks like error or fraud; alerts about people only for who may read the history."""
    people = Right.SEE_AUDIT in ask.actor.rights
    with ask.desk.store.reading() as tx:
        found = alerts.listing(tx, state, before=_place(after), limit=limit + 1, people=people)
    last = found[limit - 1] if len(found) > limit else None
    return AlertPage(alerts=found[:limit], next=mark(last.raised_at.isoformat(), str(last.id)) if last else None)


@routes.post("/alerts/{alert_id}/dismiss", response_model=Alert, **writes(DECIDERS, 404))
def dismiss_alert(alert_id: Number, wanted: AlertDecision, write: Write) -> Response:
    """Nothing is wrong: the same pattern alarms no more for the supplier, and the document is judged again."""

    def act(acts: Acts) -> object:
        return acts.dismiss_alert(write.actor, alert_id, wanted.reason)

    return write.once(wanted, act, lambda tx: alerts.get(tx, alert_id))


@routes.post("/alerts/{alert_id}/confirm", response_model=Alert, **writes(REJECTERS, 404))
def confirm_alert(alert_id: Number, wanted: AlertDecision, write: Write) -> Response:
    """Something is wrong: the document is rejected."""

    def act(acts: Acts) -> object:
        return acts.confirm_alert(write.actor, alert_id, wanted.reason)

    return write.once(wanted, act, lambda tx: alerts.get(tx, alert_id))


@routes.post("/alerts/{alert_id}/reopen", response_model=Alert, **writes(DECIDERS, 404))
def reopen_alert(alert_id: Number, wanted: AlertDecision, write: Write) -> Response:
    """Take the decision about an alert back."""

    def act(acts: Acts) -> object:
        return acts.reopen_alert(write.actor, alert_id, wanted.reason)

    return write.once(wanted, act, lambda tx: alerts.get(tx, alert_id))


def _place(after: str) -> tuple[datetime, int] | None:
    parts = parts_of(after, 2)
    if parts is None:
        return None
    try:
        at, number = datetime.fromisoformat(parts[0]), int(parts[1])
    except ValueError as error:
        raise refusal(after) from error
    if at.tzinfo is None or not 0 <= number < 2**31:
        raise refusal(after)
    return at, number

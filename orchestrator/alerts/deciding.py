"""What people decide about alerts, each with who and why. Whoever entered a document dismisses no alert on it."""

from orchestrator import approval
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people import duties
from orchestrator.people.actor import Actor, login_of
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, alerts, audit, documents, receipts
from orchestrator.store.alerts import CONFIRMED, DISMISSED, OPEN, Alert

NO_REASON = "A decision about an alert needs its reason; say why."


def dismiss(store: Store, actor: Actor, alert_id: int, reason: str) -> Alert:
    """There is nothing wrong: the same pattern alarms no more, and the document is judged again.

    Raises:
        NotAllowed: a right is lacking, or the actor entered or corrected the document, or is whom the alert is about.
        DecisionRefused: the alert was decided already, or there is no reason.
        AlertNotFound
    """
    with store.begin() as tx:
        alert = _open(tx, alert_id, reason)
        _insist_on_other(tx, actor, alert)
        _decide(tx, actor, alert, DISMISSED, reason)
        _judge_again(tx, actor, alert)
    return _now(store, alert_id)


def confirm(store: Store, actor: Actor, alert_id: int, reason: str) -> Alert:
    """Something is wrong: the document is rejected, unless it is past that.

    Raises:
        NotAllowed, DecisionRefused, AlertNotFound
    """
    with store.reading() as tx:
        alert = _open(tx, alert_id, reason)
        stage = documents.get(tx, alert.document_id).stage if alert.document_id else None
    actor.insist_on(Right.SEE_AUDIT if alert.person else Right.REJECT)
    _insist_on_not_oneself(actor, alert)
    if alert.document_id and stage in approval.REJECTABLE:
        approval.reject(store, alert.document_id, str(actor), reason)
    with store.begin() as tx:
        _decide(tx, actor, _open(tx, alert_id, reason), CONFIRMED, reason)
    return _now(store, alert_id)


def reopen(store: Store, actor: Actor, alert_id: int, reason: str) -> Alert:
    """Take a decision back: a dismissed pattern alarms again from now on; what waits for approval is judged anew.

    Raises:
        NotAllowed, AlertNotFound
        DecisionRefused: nothing was decided about it, or there is no reason.
    """
    with store.begin() as tx:
        alert = alerts.get(tx, alert_id, to_change=True)
        if alert.state not in (DISMISSED, CONFIRMED):
            raise DecisionRefused(f"Alert {alert.id} is {alert.state}; there is no decision to take back.")
        _insist_on_reason(reason)
        _insist_on_other(tx, actor, alert)
        _decide(tx, actor, alert, OPEN, reason)
        if alert.document_id and documents.get(tx, alert.document_id).stage is Stage.VALIDATED:
            why = f"The decision about its alert was taken back: {reason}"
            documents.move(tx, alert.document_id, Stage.VALIDATED, Stage.EXTRACTED, str(actor), why)
    return _now(store, alert_id)


def _open(tx: Transaction, alert_id: int, reason: str) -> Alert:
    alert = alerts.get(tx, alert_id, to_change=not tx.get_execution_options().get("botfarm_reading"))
    if alert.state != OPEN:
        raise DecisionRefused(f"Alert {alert.id} is {alert.state} already; `reopen` takes that back.")
    _insist_on_reason(reason)
    return alert


def _insist_on_reason(reason: str) -> None:
    if not reason.strip():
        raise DecisionRefused(NO_REASON)


def _insist_on_other(tx: Transaction, actor: Actor, alert: Alert) -> None:
    """Who brought a document in, or changed what it says, is not who finds that all is well with it."""
    actor.insist_on(Right.SEE_AUDIT if alert.person else Right.APPROVE)
    _insist_on_not_oneself(actor, alert)
    if alert.document_id is None:
        return
    duties.insist_on_second_person(tx, alert.document_id, str(actor))
    brought = [receipt.handed_in_by for receipt in receipts.of_document(tx, alert.document_id)]
    if any(login_of(who) == actor.login for who in brought if who):
        raise NotAllowed(f"{actor.login} handed this document in; another person decides about its alert.")


def _insist_on_not_oneself(actor: Actor, alert: Alert) -> None:
    if alert.person and alert.person == actor.login:
        raise NotAllowed(f"The alert is about {actor.login}; another person decides about it.")


def _decide(tx: Transaction, actor: Actor, alert: Alert, state: str, reason: str) -> None:
    alerts.decide(tx, alert.id, state, str(actor), reason)
    action = {DISMISSED: "alert dismissed", CONFIRMED: "alert confirmed", OPEN: "alert reopened"}[state]
    facts = {
        "alert": alert.id, "kind": alert.kind, "pattern": alert.key, "supplier": alert.supplier,
        "person": alert.person, "before": alert.state, "after": state, "reason": reason, "figures": alert.figures,
    }  # fmt: skip
    audit.append(tx, str(actor), action, alert.document_id, facts)


def _judge_again(tx: Transaction, actor: Actor, alert: Alert) -> None:
    """Once nothing is open any more about a document that waits for a person, the rules look at it again."""
    if alert.document_id is None or any(one.state == OPEN for one in alerts.of_document(tx, alert.document_id)):
        return
    if documents.get(tx, alert.document_id).stage is Stage.NEEDS_REVIEW:
        why = "Its alerts were dismissed; it is judged again."
        documents.move(tx, alert.document_id, Stage.NEEDS_REVIEW, Stage.EXTRACTED, str(actor), why)


def _now(store: Store, alert_id: int) -> Alert:
    with store.reading() as tx:
        return alerts.get(tx, alert_id)

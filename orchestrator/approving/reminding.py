"""Reminding those whom approvals wait for, and escalating steps whose time is over: recorded, shown, and told webhooks.

The steps themselves go by the clock alone: who may sign an escalated one may do so even where nobody was told.
"""

from datetime import datetime

from orchestrator.approving import steps
from orchestrator.approving.state import ApprovalState, StepState
from orchestrator.store import Store, Transaction, approval_plans, audit, clock, documents, webhooks
from orchestrator.store.approval_plans import LEFT, KeptPlan, Reminder
from orchestrator.store.documents import Document

ACTOR = "scheduler"
REMINDED, ESCALATED = "reminder", "escalation"
EVENT = "approval.reminder"
"""The type of the message that webhooks get."""
AT_ONCE = 100


def remind(store: Store) -> int:
    """Tell of everything that is due; returns how many reminders and escalations that were."""
    told = 0
    while True:
        with store.reading() as tx:
            due = approval_plans.due(tx, AT_ONCE)
        for plan in due:
            with store.begin() as tx:
                told += _look(tx, plan.document_id, plan.id)
        if len(due) < AT_ONCE:
            return told


def _look(tx: Transaction, document_id: str, plan_id: int) -> int:
    """Tell of what is due of one plan, which nobody signs meanwhile."""
    document = documents.get(tx, document_id, to_change=True)
    plan = approval_plans.newest(tx, document_id)
    if plan is None or plan.id != plan_id or plan.outcome is not None:
        return 0
    if document.stage not in steps.WAITING:
        approval_plans.close(tx, plan.id, LEFT)
        return 0
    now = clock.now(tx)
    current = steps.state_of_kept(tx, plan, now)
    new = [] if current.current is None else _new(tx, plan, current.current, now)
    for reminder in new:
        _tell(tx, document, current, reminder)
    approval_plans.wait_for(tx, plan, current.waiting_for, steps.next_at(current, now))
    return len(new)


def _new(tx: Transaction, plan: KeptPlan, step: StepState, now: datetime) -> list[Reminder]:
    """What has become due since it was last told: of several reminders that were missed, the last one."""
    known = [each for each in approval_plans.reminders_of(tx, [plan.id])[plan.id] if each.step == step.number]
    found = []
    if step.escalated and not any(each.kind == ESCALATED for each in known):
        found.append(_reminder(plan, step, ESCALATED, 1, now, step.escalate_to))
    every = step.step.remind_after
    number = (now - step.since) // every if every and step.since else 0
    if number > max((each.number for each in known if each.kind == REMINDED), default=0):
        found.append(_reminder(plan, step, REMINDED, number, now, step.waiting_for))
    return found


def _reminder(
    plan: KeptPlan, step: StepState, kind: str, number: int, now: datetime, told: tuple[str, ...]
) -> Reminder:
    return Reminder(plan_id=plan.id, step=step.number, kind=kind, number=number, at=now, told=told)


def _tell(tx: Transaction, document: Document, current: ApprovalState, reminder: Reminder) -> None:
    approval_plans.add_reminder(tx, reminder)
    escalated = reminder.kind == ESCALATED
    facts = {
        "step": reminder.step + 1, "of": len(current.steps), "rule": current.rule, "kind": reminder.kind,
        "number": reminder.number, "told": list(reminder.told), "waiting_for": list(current.waiting_for),
    }  # fmt: skip
    sequence = audit.append(tx, ACTOR, "approval escalated" if escalated else "approval reminded", document.id, facts)
    for webhook in webhooks.every(tx):
        if webhook.wants(document.stage):
            data = {"document_id": document.id, "sequence": sequence, "stage": document.stage, **facts}
            webhooks.write(tx, webhook.id, EVENT, data, document.id, sequence)

"""The steps of a document's approval in the store: made when it is judged, signed one by one, lost when it changes."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from config.approval_file import ApprovalPolicy
from orchestrator.approving.plan import ANY_APPROVER, Plan
from orchestrator.approving.state import ApprovalState, Signature, state_of
from orchestrator.stages import Stage
from orchestrator.store import Transaction, approval_plans, audit, clock
from orchestrator.store.approval_plans import KeptPlan, KeptSignature

ACTOR = "approval policy"
WAITING = frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW})
"""Stages in which a document can be signed."""


def hash_of(policy: ApprovalPolicy) -> str:
    """By what a policy is told from another: the beginning of a SHA-256 over everything in it."""
    return hashlib.sha256(policy.model_dump_json().encode()).hexdigest()[:12]


def state(tx: Transaction, document_id: str) -> ApprovalState | None:
    """How far the approval of a document is, open or done; None where it never took a person."""
    return states(tx, [document_id]).get(document_id)


def states(tx: Transaction, document_ids: Sequence[str]) -> dict[str, ApprovalState]:
    """The same for several documents; those without are left out."""
    return states_of(tx, plans_of(tx, document_ids))


def plans_of(tx: Transaction, document_ids: Sequence[str]) -> dict[str, KeptPlan]:
    """By each document the plan that says how its approval stands; those without are left out."""
    return {each: plan for each, plan in approval_plans.newest_of(tx, document_ids).items() if _counts(plan)}


def states_of(tx: Transaction, plans: Mapping[str, KeptPlan]) -> dict[str, ApprovalState]:
    """How far the approvals by these plans are."""
    signed = approval_plans.signatures_of(tx, [plan.id for plan in plans.values()])
    now = clock.now(tx)
    return {each: _state(plan, signed[plan.id], now) for each, plan in plans.items()}


def begin(tx: Transaction, document_id: str, plan: Plan, policy: ApprovalPolicy) -> KeptPlan:
    """Have a document wait for the plan's signatures; earlier ones are lost."""
    close(tx, document_id, approval_plans.SUPERSEDED)
    steps = plan if plan.steps else plan.model_copy(update={"steps": (ANY_APPROVER,)})
    kept = approval_plans.put(tx, document_id, hash_of(policy), plan.rule, steps.model_dump_json())
    _wait(tx, kept, state_of(steps, (), kept.made_at, clock.now(tx), document_id))
    return kept


def close(tx: Transaction, document_id: str, outcome: str) -> None:
    """End a document's open plan, if there is one; the history keeps which signatures are lost by it."""
    plan = open_plan(tx, document_id)
    if plan is None:
        return
    approval_plans.close(tx, plan.id, outcome)
    lost = [each.login for each in approval_plans.signatures_of(tx, [plan.id])[plan.id]]
    if lost and outcome != approval_plans.DONE:
        audit.append(tx, ACTOR, "approval reset", document_id, {"lost": lost, "why": outcome, "rule": plan.rule})


def open_plan(tx: Transaction, document_id: str) -> KeptPlan | None:
    """The plan by which a document waits now."""
    kept = approval_plans.newest(tx, document_id)
    return kept if kept is not None and kept.outcome is None else None


def still_open(tx: Transaction, document_id: str, plan: Plan | None, policy: ApprovalPolicy) -> KeptPlan:
    """The document's open plan; a new one where another `plan` holds by now."""
    kept = open_plan(tx, document_id)
    if kept is not None and (plan is None or _same(kept, plan)):
        return kept
    assert plan is not None, "without an open plan a document is judged anew"
    return begin(tx, document_id, plan, policy)


def sign(tx: Transaction, kept: KeptPlan, signature: Signature) -> ApprovalState:
    """Keep a signature of the open plan; returns how far it is then. The caller holds the document."""
    approval_plans.sign(tx, kept.id, KeptSignature(plan_id=kept.id, **signature.model_dump()))
    now = clock.now(tx)
    after = state_of_kept(tx, kept, now)
    if after.done:
        approval_plans.close(tx, kept.id, approval_plans.DONE)
    else:
        _wait(tx, kept, after)
    return after


def state_of_kept(tx: Transaction, kept: KeptPlan, now: datetime) -> ApprovalState:
    """How far a plan is."""
    return _state(kept, approval_plans.signatures_of(tx, [kept.id])[kept.id], now)


def signed_facts(after: ApprovalState) -> dict[str, Any]:
    """What the history keeps of an approval: the rule, and who signed which step, in whose place, and why."""
    signed = [_fact(each) for each in after.signatures]
    return {"approval": {"rule": after.rule, "signed": signed}}


def next_at(current: ApprovalState, now: datetime) -> datetime | None:
    """When somebody is to be told next: reminded, or that the step is escalated."""
    step = current.current
    if step is None or step.since is None:
        return None
    times = [step.deadline] if step.deadline and not step.escalated else []
    every = step.step.remind_after
    if every:
        times.append(step.since + every * ((now - step.since) // every + 1))
    return min(times) if times else None


def _wait(tx: Transaction, kept: KeptPlan, current: ApprovalState) -> None:
    approval_plans.wait_for(tx, kept, current.waiting_for, next_at(current, clock.now(tx)))


def _counts(plan: KeptPlan) -> bool:
    """Whether a document's last plan says how it stands: open, or signed by all."""
    return plan.outcome in (None, approval_plans.DONE)


def _state(kept: KeptPlan, signed: Iterable[KeptSignature], now: datetime) -> ApprovalState:
    given = [Signature(**each.model_dump(exclude={"plan_id"})) for each in signed]
    return state_of(Plan.model_validate_json(kept.plan), given, kept.made_at, now, kept.document_id)


def _same(kept: KeptPlan, plan: Plan) -> bool:
    """Whether a kept plan asks for the same signatures."""
    steps = plan.steps or (ANY_APPROVER,)
    before = Plan.model_validate_json(kept.plan)
    return (before.rule, before.steps) == (plan.rule, steps)


def _fact(signature: Signature) -> Mapping[str, str | int]:
    fact: dict[str, str | int] = {"step": signature.step + 1, "by": signature.actor, "reason": signature.reason}
    return fact | ({"in place of": signature.in_place_of} if signature.in_place_of else {})

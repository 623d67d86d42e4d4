"""What people decide: approve, reject, try again. Each with who and why."""

from bots.orders import InvoiceOrder
from extractors.models import Extraction
from orchestrator.approving import explaining, steps
from orchestrator.approving.explaining import Explanation
from orchestrator.approving.people import delegators, signer
from orchestrator.approving.plan import ANY_APPROVER, NO_RULE, Plan
from orchestrator.approving.signing import choose
from orchestrator.approving.state import ApprovalState, Signature
from orchestrator.errors import DecisionRefused
from orchestrator.judging import Judge, Judgement, keep_order, make_ready
from orchestrator.people import duties
from orchestrator.people.actor import login_of
from orchestrator.rules import Severity, order_matching
from orchestrator.stages import Stage, is_legal
from orchestrator.store import (
    Store,
    Transaction,
    approval_plans,
    audit,
    clock,
    documents,
    findings,
    postings,
    review,
)
from orchestrator.store.approval_plans import KeptPlan
from orchestrator.store.documents import Document

AGAIN = {
    Stage.QUARANTINED: Stage.RECEIVED,
    Stage.NEEDS_REVIEW: Stage.EXTRACTED,
    Stage.VALIDATED: Stage.EXTRACTED,
    Stage.REJECTED: Stage.EXTRACTED,
    Stage.FILED: Stage.RECEIVED,
}
SIGNED = "signed"
"""The decision of a signature that was not the last one."""
REJECTABLE = (Stage.VALIDATED, Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FAILED, Stage.READY)


def approve(store: Store, judge: Judge, document_id: str, actor: str, reason: str) -> ApprovalState:
    """Sign a document that waits for approval, or overrule what a person may overrule; returns how far it is then.

    It is handed to the bots only once every step of its approval is signed.

    Raises:
        DecisionRefused: it waits for no approval, or something about it must be corrected first.
        NotAllowed: the same person corrected it, or signed it already, or it waits for somebody else.
    """
    _insist_on_reason(reason)
    with store.begin() as tx:
        document = documents.get(tx, document_id, to_change=True)
        duties.insist_on_second_person(tx, document.id, actor)
        if document.stage not in (Stage.VALIDATED, Stage.NEEDS_REVIEW):
            raise DecisionRefused(f"Document {document.id} is {document.stage}; it waits for no approval.")
        order, kept = _to_sign(tx, judge, document)
        after = _sign(tx, judge, order, kept, actor, reason)
        if after.done:
            make_ready(tx, judge.erp, order, document.stage, actor, reason, steps.signed_facts(after))
        else:
            _keep_on_waiting(tx, document, after, actor, reason)
    return after


def explain(store: Store, judge: Judge, document_id: str) -> Explanation:
    """Which rule of the policy in force applies to a document as it was read last, why, and who could sign it now.

    Raises:
        DocumentNotFound
        DecisionRefused: nothing could be keyed from it; the message says why.
    """
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        extraction = findings.latest_extraction(tx, document.id)
        judgement = judge.look(tx, document, extraction) if extraction else None
        if extraction is None or judgement is None or judgement.order is None:
            why = judgement.reasons if judgement else "It was not read."
            raise DecisionRefused(f"No approval is asked for {document.id}: nothing can be keyed from it. {why}")
        facts = judge.facts(tx, document.id, extraction, judgement, judgement.order)
        return explaining.explain(tx, judge.policy, document, facts)


def _to_sign(tx: Transaction, judge: Judge, document: Document) -> tuple[InvoiceOrder, KeptPlan]:
    """What is to be keyed, and the plan by which it is approved. What rests for an exception is judged once more."""
    extraction = findings.latest_extraction(tx, document.id)
    if document.stage is Stage.NEEDS_REVIEW:
        if extraction is None:
            raise DecisionRefused(f"Document {document.id} was never read; try it again instead.")
        judgement = judge.look(tx, document, extraction)
        blocking = [v.sentence for v in judgement.verdicts if not v.passed and v.severity is Severity.BLOCK]
        if blocking or judgement.order is None:
            raise DecisionRefused("It cannot be keyed as it is: " + (" ".join(blocking) or judgement.reasons))
        _insist_on_seen(tx, document, judgement)
        keep_order(tx, judgement.order, judgement)
        plan = judge.plan(tx, document.id, extraction, judgement, judgement.order)
        return judgement.order, steps.still_open(tx, document.id, plan, judge.policy)
    order = findings.order_of(tx, document.id)
    if order is None:
        raise DecisionRefused(f"Document {document.id} has no order; try it again instead.")
    kept = steps.open_plan(tx, document.id) or _plan_of_old(tx, judge, document, extraction, order)
    return order, kept


def _plan_of_old(
    tx: Transaction, judge: Judge, document: Document, extraction: Extraction | None, order: InvoiceOrder
) -> KeptPlan:
    """The plan of a document that came to wait before there were plans: its rules passed then."""
    plan = Plan(rule=NO_RULE, reason=document.reason, steps=(ANY_APPROVER,))
    if extraction is not None:
        plan = judge.plan(tx, document.id, extraction, judge.look(tx, document, extraction), order)
    return steps.begin(tx, document.id, plan, judge.policy)


def _insist_on_seen(tx: Transaction, document: Document, judgement: Judgement) -> None:
    """Nobody overrules what they could not see: another document may have billed the same order meanwhile."""
    told = {verdict.sentence for verdict in findings.latest_verdicts(tx, document.id)}
    for verdict in judgement.verdicts:
        if verdict.rule_id == order_matching.RULE.id and not verdict.passed and verdict.sentence not in told:
            raise DecisionRefused(
                f"It was judged before its orders changed; try it again first. Now: {verdict.sentence}"
            )


def _sign(tx: Transaction, judge: Judge, order: InvoiceOrder, kept: KeptPlan, actor: str, reason: str) -> ApprovalState:
    now = clock.now(tx)
    before = steps.state_of_kept(tx, kept, now)
    who = signer(tx, judge.policy, actor, order.currency)
    instead = delegators(tx, judge.policy, who.login, order.currency, order.document_id)
    chosen = choose(before, order.gross_total, order.currency, who, instead)
    current = before.current
    assert current is not None, "one who may sign signs a step"
    signature = Signature(
        step=current.number, places=chosen.places, login=who.login, in_place_of=chosen.in_place_of, actor=actor,
        reason=reason, signed_at=now,
    )  # fmt: skip
    return steps.sign(tx, kept, signature)


def _keep_on_waiting(tx: Transaction, document: Document, after: ApprovalState, actor: str, reason: str) -> None:
    """A step is signed, or a part of it; the document stays where it is and says for whom it waits."""
    findings.add_approval(tx, document.id, actor, SIGNED, reason)
    facts = {**steps.signed_facts(after), "waiting for": list(after.waiting_for), "reason": reason}
    audit.append(tx, actor, "approval signed", document.id, facts)
    if document.stage is Stage.VALIDATED:
        waits = f"Signed by {login_of(actor)}; it waits for {', '.join(after.waiting_for)}."
        documents.describe(tx, document.id, reason=waits)


def reject(store: Store, document_id: str, actor: str, reason: str) -> None:
    """Reject a document; nothing is keyed from it. Refused once a bot has it."""
    _insist_on_reason(reason)
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        if document.stage not in REJECTABLE:
            raise DecisionRefused(f"Document {document.id} is {document.stage} and cannot be rejected now.")
        findings.add_approval(tx, document.id, actor, "rejected", reason)
        steps.close(tx, document.id, approval_plans.REJECTED)
        documents.move(tx, document.id, document.stage, Stage.REJECTED, actor, reason)
        if not postings.attempts_of(tx, document.id):
            postings.release(tx, document.id)


def retry(store: Store, document_id: str, actor: str, reason: str) -> None:
    """Send a document that rests back to where it can go on: to be read, judged, or keyed again."""
    _insist_on_reason(reason)
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        _insist_on_no_parts(tx, document)
        to = where_again(tx, document)
        if to is None:
            raise DecisionRefused(f"Document {document.id} is {document.stage}; there is nothing to try again.")
        documents.move(tx, document.id, document.stage, to, actor, reason)


def where_again(tx: Transaction, document: Document) -> Stage | None:
    """The stage in which a document that rests is tried again; None where there is nothing to try."""
    to: Stage | None
    if document.stage is Stage.FAILED:
        to = Stage.READY if postings.attempts_of(tx, document.id) else Stage.EXTRACTED
    else:
        to = AGAIN.get(document.stage)
    if to is Stage.EXTRACTED and document.kind is None:
        to = Stage.RECEIVED
    return to if to is not None and is_legal(document.stage, to) else None


def _insist_on_no_parts(tx: Transaction, document: Document) -> None:
    """What was split would be keyed as a whole and in parts."""
    parts = review.parts_of(tx, document.id)
    alive = [p.document_id for p in parts if documents.get(tx, p.document_id).stage is not Stage.REJECTED]
    if document.stage is Stage.FILED and alive:
        raise DecisionRefused(f"It was split; reject its parts first ({', '.join(part[:8] for part in alive)}).")


def _insist_on_reason(reason: str) -> None:
    if not reason.strip():
        raise DecisionRefused("A decision needs its reason; say why.")

"""What people decide: approve, reject, try again. Each with who and why."""

from orchestrator.errors import DecisionRefused
from orchestrator.judging import Judge, keep_order, make_ready
from orchestrator.people import duties
from orchestrator.rules import Severity
from orchestrator.stages import Stage, is_legal
from orchestrator.store import Store, Transaction, documents, findings, postings, review
from orchestrator.store.documents import Document

AGAIN = {
    Stage.QUARANTINED: Stage.RECEIVED,
    Stage.NEEDS_REVIEW: Stage.EXTRACTED,
    Stage.VALIDATED: Stage.EXTRACTED,
    Stage.REJECTED: Stage.EXTRACTED,
    Stage.FILED: Stage.RECEIVED,
}
REJECTABLE = (Stage.VALIDATED, Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FAILED, Stage.READY)


def approve(store: Store, judge: Judge, document_id: str, actor: str, reason: str) -> None:
    """Approve a document that waits for approval, or overrule what a person may overrule.

    Raises:
        DecisionRefused: it waits for no approval, or something about it must be corrected first.
        NotAllowed: the same person corrected it.
    """
    _insist_on_reason(reason)
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        duties.insist_on_second_person(tx, document.id, actor)
        if document.stage not in (Stage.VALIDATED, Stage.NEEDS_REVIEW):
            raise DecisionRefused(f"Document {document.id} is {document.stage}; it waits for no approval.")
        order = findings.order_of(tx, document.id)
        if document.stage is Stage.NEEDS_REVIEW:
            extraction = findings.latest_extraction(tx, document.id)
            if extraction is None:
                raise DecisionRefused(f"Document {document.id} was never read; try it again instead.")
            judgement = judge.look(tx, document, extraction)
            blocking = [v.sentence for v in judgement.verdicts if not v.passed and v.severity is Severity.BLOCK]
            if blocking or judgement.order is None:
                raise DecisionRefused("It cannot be keyed as it is: " + (" ".join(blocking) or judgement.reasons))
            order = judgement.order
            keep_order(tx, order, judgement)
        if order is None:
            raise DecisionRefused(f"Document {document.id} has no order; try it again instead.")
        make_ready(tx, judge.erp, order, document.stage, actor, reason)


def reject(store: Store, document_id: str, actor: str, reason: str) -> None:
    """Reject a document; nothing is keyed from it. Refused once a bot has it."""
    _insist_on_reason(reason)
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        if document.stage not in REJECTABLE:
            raise DecisionRefused(f"Document {document.id} is {document.stage} and cannot be rejected now.")
        findings.add_approval(tx, document.id, actor, "rejected", reason)
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

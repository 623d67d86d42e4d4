"""Taking back what a person saved last: the values, the codes, and what the supplier's memory learned from it."""

from extractors.invoice.memory.supplier_memory import SupplierMemory
from orchestrator.errors import DecisionRefused
from orchestrator.learning.unlearning import unlearned
from orchestrator.people.actor import Actor, login_of
from orchestrator.people.holding import insist_on_no_other
from orchestrator.reading import described
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, documents, findings, memories, postings, review
from orchestrator.store.documents import Document
from orchestrator.store.review import Saved, Taught

OPEN = (Stage.EXTRACTED, Stage.NEEDS_REVIEW, Stage.VALIDATED)


def undo(store: Store, actor: Actor, document_id: str) -> tuple[str, ...]:
    """Take back the actor's last save of a document, which is judged anew; returns its fields.

    A save before it can be taken back then, too. What is taken back stays in the history.

    Raises:
        DecisionRefused: there is none, somebody saved or read the document after it, or it was approved or keyed.
        BeingEdited: somebody else edits the document now.
    """
    with store.begin() as tx:
        document = documents.get(tx, document_id, to_change=True)
        insist_on_no_other(tx, document.id, str(actor))
        save = _to_undo(tx, actor, document)
        before = findings.of_document(tx, document.id, save.before_id)
        assert before is not None, "extractions are never removed"
        restored = findings.add_extraction(tx, document.id, before)
        review.undo(tx, save.id, restored)
        for taught in reversed(save.taught):
            _unteach(tx, taught, document.supplier_code or "")
        facts = {"fields": list(save.fields), "saved_at": save.saved_at, "version": restored}
        audit.append(tx, str(actor), "save taken back", document.id, facts)
        reason = f"Taken back: {', '.join(save.fields[:12])}."
        documents.describe(tx, document.id, **described(before), reason=reason)
        if document.stage is not Stage.EXTRACTED:
            documents.move(tx, document.id, document.stage, Stage.EXTRACTED, str(actor), reason)
    return save.fields


def _to_undo(tx: Transaction, actor: Actor, document: Document) -> Saved:
    save = review.last_save(tx, document.id)
    if save is None:
        raise DecisionRefused("Nothing was saved that could be taken back.")
    if login_of(save.actor) != actor.login:
        raise DecisionRefused(f"{save.actor} saved it last; they can take that back.")
    decided = any(approval.decided_at > save.saved_at for approval in findings.approvals_of(tx, document.id))
    keyed = any(attempt.claimed_at > save.saved_at for attempt in postings.attempts_of(tx, document.id))
    if document.stage not in OPEN or decided or keyed:
        raise DecisionRefused(f"It was decided since, and is {document.stage}; the save cannot be taken back any more.")
    number, _ = findings.numbered_extraction(tx, document.id)
    if _goes_back_to(number, review.saves_of(tx, document.id)) != save.after_id:
        raise DecisionRefused("It was read or corrected anew since; the save cannot be taken back any more.")
    return save


def _goes_back_to(number: int, saves: tuple[Saved, ...]) -> int:
    """Which extraction holds in content: one that an undo restored is the one before that save."""
    restored = {save.restored_id: save.before_id for save in saves if save.restored_id is not None}
    while number in restored:
        number = restored[number]
    return number


def _unteach(tx: Transaction, taught: Taught, supplier_code: str) -> None:
    """The memory as it was before, or without what the save added where others have taught it since."""
    now = memories.get(tx, taught.memory_id)
    if now is None:
        return
    before = SupplierMemory.model_validate_json(taught.before) if taught.before else None
    after = SupplierMemory.model_validate_json(taught.after)
    if now != after:
        memories.put(tx, unlearned(now, before, after), supplier_code)
    elif before is None:
        memories.forget(tx, taught.memory_id)
    else:
        memories.put(tx, before, supplier_code)

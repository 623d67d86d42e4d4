"""What a keyed document teaches: the coding of its lines, and which remembered places were right."""

from extractors.invoice.memory.fields import as_text
from extractors.invoice.memory.teaching import held_to
from extractors.models import Extraction, Invoice, Source
from orchestrator.store import Transaction, coded_lines, findings, memories

POLICY = "approval policy"
"""The actor of an approval without a person."""


def learn_from_posted(tx: Transaction, document_id: str) -> None:
    """Learn from a document in the transaction that marks it as posted.

    What the memory itself decided, and no person saw, proves nothing: else it would prove itself.
    """
    approvals = findings.approvals_of(tx, document_id)
    seen = any(approval.decision == "approved" and approval.actor != POLICY for approval in approvals)
    coded_lines.posted(tx, document_id, seen)
    extraction = findings.latest_extraction(tx, document_id) if seen else None
    if extraction is not None and extraction.remembered is not None:
        _hold_to_the_right_values(tx, extraction)


def _hold_to_the_right_values(tx: Transaction, extraction: Extraction) -> None:
    """What each remembered place said counts as right or wrong; what a person corrected was counted then."""
    told = extraction.remembered
    memory = memories.get(tx, told.supplier) if told else None
    if told is None or memory is None:
        return
    invoice = extraction.invoice or Invoice()
    right: dict[str, str] = {}
    for field in {vote.field for vote in told.votes}:
        value = getattr(invoice, field, None)
        if value is None or value.source is not Source.PERSON:
            right[field] = as_text(value.value) if value else ""
    if right:
        memories.put(tx, held_to(memory, told.votes, right))

"""Whether a save that is asked for again was done already: its first answer was lost on the way."""

from functools import partial

from extractors.invoice.memory.fields import as_text
from extractors.models import Invoice, Source
from orchestrator.correcting import Changes, grid
from orchestrator.correcting.fields import held, line_field, shown
from orchestrator.errors import DecisionRefused
from orchestrator.learning.codes_by_person import CODES
from orchestrator.learning.typed_values import typed_value
from orchestrator.store import Transaction, documents, findings, review
from orchestrator.store.review import Saved


def is_already_saved(tx: Transaction, document_id: str, actor: str, version: str, changes: Changes) -> bool:
    """Whether the last save of the document is this one: by the same person, of the same version, with these values."""
    save = review.last_save(tx, documents.get(tx, document_id).id)
    if save is None or save.actor != actor or str(save.before_id) != version:
        return False
    after = findings.of_document(tx, save.document_id, save.after_id)
    invoice = (after.invoice if after else None) or Invoice()
    values = all(_is_so(invoice, save, field, text) for field, text in changes.values.items())
    return values and all(map(partial(_is_sure, invoice), changes.confirmed)) and _has_lines(invoice, save, changes)


def _is_sure(invoice: Invoice, field: str) -> bool:
    value = None if field == "lines" else held(invoice, field)
    return value is None or value.source is Source.PERSON


def _is_so(invoice: Invoice, save: Saved, field: str, text: str) -> bool:
    number, name = line_field(field)
    if name in CODES:
        return save.codes.get((number, name), "") == text.strip()
    value = typed_value(name or field, text)
    return shown(held(invoice, field)) == ("" if value is None else as_text(value))


def _has_lines(invoice: Invoice, save: Saved, changes: Changes) -> bool:
    if changes.lines is None:
        return True
    try:
        again = grid.edited(invoice, save.codes, changes.lines, {})
    except DecisionRefused:
        return False
    return again.lines == invoice.lines and again.codes == save.codes

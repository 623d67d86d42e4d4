"""Why what a person looked at does not hold any more: who changed it, and what."""

from extractors.models import Extraction, Invoice
from orchestrator.correcting.fields import HEADER_FIELDS, held, shown
from orchestrator.correcting.grid import rows_of
from orchestrator.store import Transaction, findings, review


def what_changed(tx: Transaction, document_id: str, version: str, number: int) -> str:
    """A sentence about what happened between the `version` that a person saw and what holds now."""
    save = review.last_save(tx, document_id)
    who = f"{save.actor} saved it" if save and save.after_id == number else "It was read or corrected anew"
    seen = findings.of_document(tx, document_id, int(version)) if version.isascii() and version.isdigit() else None
    holds = findings.of_document(tx, document_id, number)
    fields = _differing(seen, holds) if seen and holds else ()
    what = f": {', '.join(fields)}" if fields else ""
    return f"{who} meanwhile{what}. Nothing of yours was saved; look at it again."


def _differing(one: Extraction, other: Extraction) -> tuple[str, ...]:
    before, after = one.invoice or Invoice(), other.invoice or Invoice()
    header = tuple(name for name in HEADER_FIELDS if shown(held(before, name)) != shown(held(after, name)))
    lines = rows_of(before.lines, {}) != rows_of(after.lines, {})
    return (*(name.replace("_", " ") for name in header), *(("lines",) if lines else ()))

"""The fields that can be corrected, by their names, and the values that a person typed into them."""

from typing import Any

from extractors.invoice.memory.fields import as_text
from extractors.models import Extraction, Invoice, Kind, Value
from orchestrator.errors import DecisionRefused
from orchestrator.figures import all_lines
from orchestrator.learning.codes_by_person import CODES
from orchestrator.learning.typed_values import typed_value
from orchestrator.stages import Stage
from orchestrator.store import Transaction, documents, findings
from orchestrator.store.documents import Document

CORRECTABLE = (Stage.NEEDS_REVIEW, Stage.VALIDATED)
LINE_FIELDS = ("description", "quantity", "unit_price", "tax_rate", "line_total")
"""Of a line; what only e-invoices state (unit, item, order line) stays as it was read."""
HEADER_FIELDS = tuple(name for name in Invoice.model_fields if name not in ("lines", "adjustments"))


def correctable(tx: Transaction, document_id: str, *, to_change: bool = False) -> tuple[Document, int, Extraction]:
    """The document with what holds of it, and that one's number.

    Raises:
        DecisionRefused: it waits for no person, or has no fields.
    """
    document = documents.get(tx, document_id, to_change=to_change)
    number, extraction = findings.numbered_extraction(tx, document.id)
    if document.stage not in CORRECTABLE or extraction is None or extraction.kind in (Kind.CONTRACT, Kind.OTHER):
        raise DecisionRefused(f"Document {document.id} is {document.stage}; there is nothing to correct now.")
    return document, number, extraction


def typed(extraction: Extraction, field: str, text: str) -> Any:
    """The value of the field's type; for a code its text, which may be empty.

    Raises:
        DecisionRefused: there is no such field, or the text is no value for it.
    """
    if field in HEADER_FIELDS:
        return typed_value(field, text)
    number, name = line_field(field)
    invoice = extraction.invoice or Invoice()
    if name in CODES:
        if 1 <= number <= len(all_lines(invoice)) and (text.strip() or name != "account"):
            return (typed_value(name, text) or "").strip()
    elif name in LINE_FIELDS and 1 <= number <= len(invoice.lines):
        return typed_value(name, text)
    fields = ", ".join((*HEADER_FIELDS, *(f"lines.N.{name}" for name in (*LINE_FIELDS, *CODES))))
    raise DecisionRefused(f"{field!r} cannot be corrected so. The fields are: {fields}; N counts from 1.")


def line_field(field: str) -> tuple[int, str]:
    """Number and name of a line's field such as `lines.2.quantity`; 0 and nothing for another."""
    first, number, name = (*field.split("."), "", "", "")[:3]
    known = first == "lines" and number.isascii() and number.isdigit() and len(number) < 6
    return (int(number), name) if known else (0, "")


def held(invoice: Invoice, field: str) -> Value[Any] | None:
    """The value that a field of the invoice, or of one of its lines, has now."""
    number, name = line_field(field)
    if not name:
        found: Value[Any] | None = getattr(invoice, field)
    elif 1 <= number <= len(invoice.lines):
        found = getattr(invoice.lines[number - 1], name)
    else:
        found = None
    return found


def shown(value: Value[Any] | None) -> str:
    """A value as a person sees and types it: amounts with a dot, dates ISO 8601; empty for none."""
    return " ".join(as_text(value.value).split()) if value else ""


def replaced(invoice: Invoice, field: str, value: Value[Any] | None) -> Invoice:
    """The invoice with another value in a field, or in one of a line."""
    number, name = line_field(field)
    if not name:
        return invoice.model_copy(update={field: value})
    lines = list(invoice.lines)
    lines[number - 1] = lines[number - 1].model_copy(update={name: value})
    return invoice.model_copy(update={"lines": tuple(lines)})

"""One correction, whole: what it teaches, and the supplier's memory afterwards."""

from typing import Any

from extractors.invoice.memory.contacts import contacts
from extractors.invoice.memory.contradictions import contradicted
from extractors.invoice.memory.fields import IDENTIFIERS, NUMBERS, as_text
from extractors.invoice.memory.learning import Lesson, learn
from extractors.invoice.memory.recognition import landmarks
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.invoice.memory.teaching import doubting, held_to, identified, taught, without_key
from extractors.invoice.memory.weighing import GENERAL
from extractors.invoice.reading import read
from extractors.models import Box, Extraction, Invoice, RememberedVote, Source, Value

SURE = {"supplier_name": 0.6, "supplier_tax_id": 0.8, "iban": 0.9}
"""The confidence from which a read value becomes something that the supplier is recognised by."""

CLAIMED = 0.5
"""The confidence from which the general method is held to what it read."""


def teach(
    memory: SupplierMemory, extraction: Extraction, field: str, value: object, box: tuple[int, Box] | None = None
) -> tuple[SupplierMemory, Lesson]:
    """The supplier's memory after a correction, and what was learned.

    Args:
        extraction: the document before the correction, with its pages.
        value: the right value, of the field's own type.
        box: page and place where a person saw it, if known.
    """
    invoice = extraction.invoice or Invoice()
    held: Value[Any] | None = getattr(invoice, field)
    before = as_text(held.value) if held else ""
    if field in SURE:
        memory = without_key(memory, before)
    reading = read(extraction.pages, extraction.kind, extraction.language)
    lesson = learn(reading, field, value, box)
    votes = _votes(extraction, field, held)
    memory = taught(held_to(memory, votes, {field: as_text(value)}), lesson)
    memory = doubting(memory, contradicted(reading, invoice, field, value))
    right: Value[Any] = Value(value=value, confidence=1.0, source=Source.PERSON)
    corrected = invoice.model_copy(update={field: right})
    if field in ("customer_name", "customer_tax_id"):
        memory = without_key(memory, as_text(value))
    keys = {name: _key(corrected, name) for name in SURE}
    return identified(
        memory, name=keys["supplier_name"], tax_id=keys["supplier_tax_id"], iban=keys["iban"],
        contacts=contacts(reading), layout=landmarks(reading),
    ), lesson  # fmt: skip


def _votes(extraction: Extraction, field: str, held: Value[Any] | None) -> tuple[RememberedVote, ...]:
    """What was said of the field; where no memory was asked, what the general method read.

    A number that it read with doubt, or not at all, is not held against it: where it finds the number's own label on
    another document, it is sure. Totals, dates and names are chosen among others, and come out wrong alike again.
    """
    said = tuple(v for v in extraction.remembered.votes if v.field == field) if extraction.remembered else ()
    claimed = held is not None and held.confidence >= CLAIMED and held.source is not Source.PERSON
    if any(v.by == GENERAL for v in said) or (field in NUMBERS | IDENTIFIERS and not claimed):
        return said
    return (*said, RememberedVote(field=field, by=GENERAL, value=as_text(held.value) if held else ""))


def _key(invoice: Invoice, name: str) -> str:
    """What the supplier is recognised by, as far as it is sure, and not the customer's."""
    value: Value[str] | None = getattr(invoice, name)
    if value is None or (value.source is not Source.PERSON and value.confidence < SURE[name]):
        return ""
    others = (invoice.customer_tax_id, invoice.customer_name)
    return "" if any(other and other.value == value.value for other in others) else value.value

"""What the rules say of values while they are typed, before anything is saved: the same judge, the values tried on."""

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.models import Extraction, Invoice, InvoiceLine, Source, Value
from orchestrator.correcting import HEADER_FIELDS, LINE_FIELDS, Changes
from orchestrator.correcting.fields import held, replaced
from orchestrator.errors import DecisionRefused
from orchestrator.learning.typed_values import typed_value

Wrong = dict[str, str]
"""Why texts are no values: by field, or for the lines by `row.column` with rows from 0."""


def tried(read: Extraction, changes: Changes) -> tuple[Extraction, Wrong]:
    """What was read with what is typed in its place; what is no value is left out and told."""
    wrong: Wrong = {}
    invoice = read.invoice or Invoice()
    for field, text in changes.values.items():
        if field in HEADER_FIELDS:
            invoice = replaced(invoice, field, _value(field, field, text, wrong))
    for field in changes.confirmed:
        known = held(invoice, field) if field in HEADER_FIELDS else None
        if known is not None:
            invoice = replaced(invoice, field, known.model_copy(update={"confidence": 1.0, "source": Source.PERSON}))
    if changes.lines is not None:
        lines = tuple(_line(number, row, wrong) for number, row in enumerate(changes.lines) if any(row.values()))
        invoice = invoice.model_copy(update={"lines": lines})
    return read.model_copy(update={"invoice": invoice}), wrong


def _line(number: int, row: Mapping[str, str], wrong: Wrong) -> InvoiceLine:
    return InvoiceLine(**dict(_cells(number, row, wrong)))


def _cells(number: int, row: Mapping[str, str], wrong: Wrong) -> Iterator[tuple[str, Value[Any] | None]]:
    for name in LINE_FIELDS:
        yield name, _value(f"{number}.{name}", name, row.get(name, ""), wrong)


def _value(where: str, name: str, text: str, wrong: Wrong) -> Value[Any] | None:
    try:
        value = typed_value(name, text)
    except DecisionRefused as refusal:
        wrong[where] = str(refusal)
        return None
    return None if value is None else Value(value=value, confidence=1.0, source=Source.PERSON)

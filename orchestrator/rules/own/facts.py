"""What a document says, by the names of expressions: of a case, and of an example in a file."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from extractors.models import InvoiceLine, Value
from orchestrator.money import is_amount
from orchestrator.rules.base import Case
from orchestrator.rules.own.types import DATE, DOCUMENT, NUMBER, OF_LINE, PYTHON, TEXT, ExpressionRefused, Facts, Type

LONGEST_TEXT = 20_000
"""Characters of a document's text that are looked at."""


def of_case(case: Case) -> dict[str, object]:
    """The values of a document before its judges; None is one that it lacks."""
    invoice, found = case.invoice, case.supplier.supplier
    read = {name: getattr(invoice, name) for name in DOCUMENT if name != "lines" and hasattr(invoice, name)}
    return {
        **{name: _value(value, DOCUMENT[name]) for name, value in read.items()},
        "kind": case.kind.value,
        "language": case.language or None,
        "supplier_code": found.code if found else None,
        "supplier_known": found is not None,
        "lines": [_line(line) for line in invoice.lines],
        "today": case.today,
    }


def _line(line: InvoiceLine) -> dict[str, object]:
    return {name: _value(getattr(line, name), type_) for name, type_ in OF_LINE.items()}


def _value(read: Value[Any] | None, type_: Type) -> object:
    """A blank text and a number that cannot be an amount count as missing: the delivered rules name them."""
    if read is None:
        return None
    if type_ is TEXT:
        return str(read.value).strip()[:LONGEST_TEXT] or None
    if type_ is NUMBER:
        return read.value if is_amount(read.value) else None
    return read.value


def of_example(given: Mapping[str, Any]) -> Facts:
    """The values of an example; what it leaves out is missing, a supplier is known where its code is given.

    Raises:
        ExpressionRefused: a name is unknown, or a value is of another type than the document's.
    """
    values: dict[str, object] = dict.fromkeys(DOCUMENT)
    values |= {"kind": "invoice", "supplier_known": "supplier_code" in given, "lines": []}
    for name, value in given.items():
        if name not in DOCUMENT:
            raise ExpressionRefused(f"an example names {name!r}, which no document has")
        values[name] = _lines(value) if name == "lines" else _given(name, value, DOCUMENT[name])
    return Facts(values)


def _lines(given: object) -> list[dict[str, object]]:
    if not isinstance(given, list | tuple) or not all(isinstance(line, dict) for line in given):
        raise ExpressionRefused("the lines of an example are written as [{ quantity = 1, line_total = 9.90 }]")
    found = []
    for line in given:
        wrong = [name for name in line if name not in OF_LINE]
        if wrong:
            raise ExpressionRefused(f"a line of an example names {wrong[0]!r}, which no line has")
        found.append(
            {name: _given(name, line[name], type_) if name in line else None for name, type_ in OF_LINE.items()}
        )
    return found


def _given(name: str, value: object, type_: Type) -> object:
    if type_ is NUMBER and isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    fits = isinstance(value, PYTHON[type_]) and not (type_ is DATE and isinstance(value, datetime))
    if not fits or (isinstance(value, Decimal) and not value.is_finite()):
        hint = "; write it as 2026-12-31, without quotation marks" if type_ is DATE else ""
        raise ExpressionRefused(f"{name} of an example is {str(value)[:40]!r}, which is no {type_}{hint}")
    return value


def shown(value: object) -> str:
    """A value as a sentence says it."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return str(len(value))
    return (
        ("yes" if value else "no")
        if isinstance(value, bool)
        else f"{value:f}"
        if isinstance(value, Decimal)
        else str(value)
    )

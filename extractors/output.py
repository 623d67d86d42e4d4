"""An extraction as a row of plain values, as `botfarm extract --jsonl` prints it."""

from datetime import date
from decimal import Decimal
from typing import Any

from extractors.models import Adjustment, Contract, Extraction, Frozen, Invoice, InvoiceLine, Value


def as_rows(file: str, extraction: Extraction) -> list[dict[str, Any]]:
    """The row of a file, or a row for each document that it holds, with `pages`: its first and last page."""
    if not extraction.parts:
        return [as_row(file, extraction)]
    return [as_row(file, part.extraction) | {"pages": [part.first, part.last]} for part in extraction.parts]


def as_row(file: str, extraction: Extraction) -> dict[str, Any]:
    """One JSON object: file as given, kind, language, fields, lines, problems.

    Amounts are text with a dot and no exponent, dates ISO 8601, parties a list; fields without a value are left out.
    """
    read = extraction.invoice or extraction.contract
    row: dict[str, Any] = {
        "file": file,
        "kind": extraction.kind.value,
        "language": extraction.language,
        "fields": _cells(read) if read is not None else {},
        "lines": [_cells(line) for line in extraction.invoice.lines] if extraction.invoice else [],
        "problems": [{"code": p.code, "message": p.message} for p in extraction.problems],
    }
    if extraction.invoice and extraction.invoice.adjustments:
        row["adjustments"] = [_cells(adjustment) for adjustment in extraction.invoice.adjustments]
    return row


def _cells(part: Invoice | Contract | InvoiceLine | Adjustment | Frozen) -> dict[str, Any]:
    held = {name: getattr(part, name) for name in type(part).model_fields}
    return {name: _cell(value) for name, value in held.items() if isinstance(value, Value)}


def _cell(value: Value[Any]) -> dict[str, Any]:
    return {
        "value": plain(value.value),
        "confidence": round(value.confidence, 3),
        "page": value.page,
        "bbox": [round(side, 1) for side in value.bbox] if value.bbox else None,
        "source": value.source.value,
    }


def plain(value: object) -> str | list[str]:
    """A field's value as text, or a list of texts."""
    if isinstance(value, Decimal):
        return amount_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return str(value)


def amount_text(amount: Decimal) -> str:
    """An amount without exponent; a quotient that does not end is cut to 10 decimals."""
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        amount = amount.quantize(Decimal("1E-10")).normalize()
    return f"{amount:f}"

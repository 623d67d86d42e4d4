"""What reading an e-invoice's XML gives, and how credit notes are made positive."""

from decimal import Decimal
from typing import Any

from extractors.models import Adjustment, Frozen, Invoice, InvoiceLine, Kind, Problem, Value

CREDIT_NOTE_TYPES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Codes of UNTDID 1001 that say credit note."""


class EInvoice(Frozen):
    """An invoice or credit note read from structured data."""

    kind: Kind
    invoice: Invoice
    problems: tuple[Problem, ...] = ()


def settled(invoice: Invoice, is_credit: bool, problems: list[Problem]) -> EInvoice:
    """The invoice with its kind. Negative totals mean money back, whatever the type code: a credit note.

    A credit note's amounts are positive, so one written with negative totals is turned round.
    """
    total = invoice.gross_total or invoice.net_total
    negative = total is not None and total.value < 0
    kind = Kind.CREDIT_NOTE if is_credit or negative else Kind.INVOICE
    return EInvoice(kind=kind, invoice=turned(invoice) if negative else invoice, problems=tuple(problems))


def turned(invoice: Invoice) -> Invoice:
    """The invoice with the sign of every amount changed; unit prices keep theirs, the quantities turn."""
    changed: dict[str, Any] = {
        name: _negative(getattr(invoice, name)) for name in ("net_total", "tax_total", "gross_total")
    }
    changed["lines"] = tuple(_turned_line(line) for line in invoice.lines)
    changed["adjustments"] = tuple(
        Adjustment(reason=a.reason, amount=a.amount.model_copy(update={"value": -a.amount.value}), tax_rate=a.tax_rate)
        for a in invoice.adjustments
    )
    return invoice.model_copy(update=changed)


def _turned_line(line: InvoiceLine) -> InvoiceLine:
    changed = {"quantity": _negative(line.quantity), "line_total": _negative(line.line_total)}
    return line.model_copy(update=changed)


def _negative(value: Value[Decimal] | None) -> Value[Decimal] | None:
    return None if value is None else value.model_copy(update={"value": -value.value})

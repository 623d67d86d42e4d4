"""What reading an e-invoice's XML gives."""

from extractors.models import Frozen, Invoice, Kind, Problem

CREDIT_NOTE_TYPES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Codes of UNTDID 1001 that say credit note."""


class EInvoice(Frozen):
    """An invoice or credit note read from structured data."""

    kind: Kind
    invoice: Invoice
    problems: tuple[Problem, ...] = ()


def settled(invoice: Invoice, is_credit: bool, problems: list[Problem]) -> EInvoice:
    """The invoice with its kind. Negative totals mean money back, whatever the type code: a credit note.

    Amounts keep the sign that the document states.
    """
    total = invoice.gross_total or invoice.net_total
    negative = total is not None and total.value < 0
    return EInvoice(
        kind=Kind.CREDIT_NOTE if is_credit or negative else Kind.INVOICE, invoice=invoice, problems=tuple(problems)
    )

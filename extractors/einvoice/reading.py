"""What reading an e-invoice's XML gives."""

from extractors.models import Frozen, Invoice, Kind, Problem, StatedTax

CREDIT_NOTE_TYPES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Codes of UNTDID 1001 that say credit note."""

INCOMPLETE = "xml_incomplete"
SEVERAL = "several_invoices"
"""Codes of problems: values that every invoice has are missing; only the first of several invoices was read."""
NEEDED = {
    "invoice_number": "the number of the invoice",
    "issue_date": "its date",
    "supplier_name": "the supplier",
    "gross_total": "the total with tax",
}


class EInvoice(Frozen):
    """An invoice or credit note read from structured data."""

    kind: Kind
    invoice: Invoice
    problems: tuple[Problem, ...] = ()
    stated_tax: StatedTax | None = None


def settled(invoice: Invoice, is_credit: bool, problems: list[Problem]) -> EInvoice:
    """The invoice with its kind. Negative totals mean money back, whatever the type code: a credit note.

    Amounts keep the sign that the document states.
    """
    total = invoice.gross_total or invoice.net_total
    negative = total is not None and total.value < 0
    kind = Kind.CREDIT_NOTE if is_credit or negative else Kind.INVOICE
    return EInvoice(kind=kind, invoice=invoice, problems=tuple(problems) or _lacking(invoice))


def _lacking(invoice: Invoice) -> tuple[Problem, ...]:
    """What every invoice has and this one does not state."""
    missing = [words for name, words in NEEDED.items() if getattr(invoice, name) is None]
    if not missing:
        return ()
    return (Problem(code=INCOMPLETE, message=f"The XML does not state {', '.join(missing)}."),)

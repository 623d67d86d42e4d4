"""An invoice as read, made the trace by which history remembers it."""

from datetime import datetime
from decimal import Decimal

from extractors.models import Invoice, Kind
from orchestrator.money import is_amount
from orchestrator.supplier_name import normalise_name
from orchestrator.suppliers import SupplierMatch
from orchestrator.suspicion.facts import Trace
from orchestrator.suspicion.watchlists import bare_account

UNKNOWN = "?"
"""In front of the name of a supplier that the ERP does not know."""
LONGEST_KEY, LONGEST_TEXT = 200, 300


def bill_of(
    document_id: str, received: datetime, kind: Kind, invoice: Invoice, supplier: SupplierMatch
) -> Trace | None:
    """The trace of an invoice; None where it shows no amount, no currency or no supplier.

    Args:
        invoice: with positive amounts, also of a credit note.
    """
    gross = invoice.gross_total.value if invoice.gross_total else None
    printed = invoice.supplier_name.value if invoice.supplier_name else ""
    key = supplier_key(supplier.code, printed)
    if gross is None or not is_amount(gross) or invoice.currency is None or not key:
        return None
    return Trace(
        id=document_id,
        supplier=key,
        name=(supplier.supplier.name if supplier.supplier else printed)[:LONGEST_TEXT],
        number=(invoice.invoice_number.value if invoice.invoice_number else "")[:LONGEST_TEXT],
        issued=invoice.issue_date.value if invoice.issue_date else None,
        received=received,
        currency=invoice.currency.value[:3],
        gross=abs(gross),
        iban=bare_account(invoice.iban.value)[:60] if invoice.iban else "",
        kind=str(kind),
        accepted=False,
    )


def supplier_key(code: str, name: str) -> str:
    """By what a supplier's invoices are kept together: the ERP's code, else the name as it is compared."""
    if code:
        return code[:LONGEST_KEY]
    normal = normalise_name(name)[: LONGEST_KEY - 1]
    return UNKNOWN + normal if normal else ""


def net_of(invoice: Invoice) -> Decimal | None:
    """The net total, where one was read that can be one."""
    net = invoice.net_total.value if invoice.net_total else None
    return abs(net) if net is not None and is_amount(net) else None

"""Orders for the contract tests, each of an invoice number of its own."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from bots.erp.port import ErpSession
from bots.orders import InvoiceOrder, OrderKind, OrderLine

COMPANY = "Example Trading Company"


def line(net: str, **changes: object) -> OrderLine:
    """One piece for `net` with 19 % on office supplies, or what `changes` make of it."""
    fields: dict[str, object] = {
        "description": "Copy paper A4",
        "account": "6100",
        "tax_code": "VAT 19%",
        "cost_centre": "",
        "quantity": Decimal(1),
        "unit_price": Decimal(net),
        "net": Decimal(net),
    }
    return OrderLine.model_validate(fields | changes)


def order(*lines: OrderLine, tax: str = "19.00", **changes: object) -> InvoiceOrder:
    """An invoice of Acme Paper GmbH over 100.00 and 19.00, or what `lines`, `tax` and `changes` make of it."""
    lines = lines or (line("100.00"),)
    net = sum((one.net for one in lines), Decimal(0))
    document = uuid4().hex[:12]
    fields: dict[str, object] = {
        "document_id": document,
        "mark": f"botfarm:{document}",
        "kind": OrderKind.INVOICE,
        "company": COMPANY,
        "supplier_code": "S1001",
        "supplier_name": "Acme Paper GmbH",
        "invoice_number": f"R-{document}",
        "issue_date": date(2026, 5, 4),
        "currency": "EUR",
        "lines": lines,
        "net_total": net,
        "tax_total": Decimal(tax),
        "gross_total": net + Decimal(tax),
    }
    return InvoiceOrder.model_validate(fields | changes)


def nothing() -> None:
    """A `before_click` that has nothing to write down."""


def post(session: ErpSession, wanted: InvoiceOrder) -> None:
    """Key and post `wanted`."""
    session.fill(wanted)
    session.submit(wanted, nothing)

"""The order that is keyed while a recording is made: every value of it is there once only, so that it is recognised."""

from datetime import date
from decimal import Decimal

from bots.orders import InvoiceOrder, OrderKind, OrderLine


def sample_order(company: str = "Example Trading Company") -> InvoiceOrder:
    """An invoice of two lines at two tax rates, to be changed to a supplier, accounts and taxes that the ERP has."""
    lines = (
        OrderLine(
            description="Copier paper A4", account="6100", tax_code="VAT 19%", cost_centre="CC100",
            quantity=Decimal(12), unit_price=Decimal("4.20"), net=Decimal("50.40"),
        ),
        OrderLine(
            description="Freight to the warehouse", account="6200", tax_code="VAT 7%", cost_centre="CC300",
            quantity=Decimal(3), unit_price=Decimal("1250.55"), net=Decimal("3751.65"),
        ),
    )  # fmt: skip
    return InvoiceOrder(
        document_id="sample", mark="botfarm:sample", kind=OrderKind.INVOICE, company=company, supplier_code="S1001",
        supplier_name="Acme Paper GmbH", invoice_number="RE-2026-0417", issue_date=date(2026, 7, 23), currency="EUR",
        lines=lines, net_total=Decimal("3802.05"), tax_total=Decimal("272.19"), gross_total=Decimal("4074.24"),
    )  # fmt: skip

"""Makes invoices and cases for the tests of rules, coding, orders and the approval policy."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_rules
from extractors.models import Adjustment, Invoice, InvoiceLine, Kind, Source, Value
from orchestrator.rules import Case
from orchestrator.suppliers import MatchedBy, Outcome, SupplierMatch

TODAY = date(2026, 11, 20)
NOWHERE = Path("/nonexistent/user/folder")
RULE_FILE = load_rules(PACKAGED)
ACME = ErpSupplier(code="S1001", name="Acme Paper GmbH", tax_id="DE136695976", iban="DE89370400440532013000")
KNOWN = SupplierMatch(outcome=Outcome.KNOWN, supplier=ACME, matched_by=MatchedBy.NAME, sentence="It is Acme.")
UNKNOWN = SupplierMatch(outcome=Outcome.UNKNOWN, sentence="The ERP has no such supplier.")

GOOD: dict[str, Any] = {
    "supplier_name": "Acme Paper GmbH",
    "supplier_tax_id": "DE136695976",
    "customer_name": "Example Trading Company",
    "invoice_number": "RE-2026-0417",
    "issue_date": date(2026, 10, 17),
    "due_date": date(2026, 11, 16),
    "currency": "EUR",
    "net_total": Decimal("100.00"),
    "tax_total": Decimal("19.00"),
    "gross_total": Decimal("119.00"),
    "iban": "DE89370400440532013000",
}


def value(content: Any, confidence: float = 0.99) -> Value[Any]:
    return Value(value=content, confidence=confidence, page=1, source=Source.TEXT)


def line(
    description: str | None = "Copier paper",
    quantity: str | None = "4",
    unit_price: str | None = "25.00",
    tax_rate: str | None = "19",
    line_total: str | None = "100.00",
) -> InvoiceLine:
    amounts = {"quantity": quantity, "unit_price": unit_price, "tax_rate": tax_rate, "line_total": line_total}
    read = {name: value(Decimal(text)) for name, text in amounts.items() if text is not None}
    return InvoiceLine(description=value(description) if description is not None else None, **read)


def adjustment(amount: str, reason: str | None = None, tax_rate: str | None = "19") -> Adjustment:
    """An allowance (negative) or charge on the whole document."""
    return Adjustment(
        amount=value(Decimal(amount)),
        reason=value(reason) if reason else None,
        tax_rate=value(Decimal(tax_rate)) if tax_rate else None,
    )


def invoice(
    lines: Iterable[InvoiceLine] | None = None, adjustments: tuple[Adjustment, ...] = (), **changes: Any
) -> Invoice:
    """A good invoice of 119.00 EUR with changes; None takes a field away, a string is an amount where one is due."""
    content = GOOD | changes
    for name in ("net_total", "tax_total", "gross_total"):
        if isinstance(content[name], str):
            content[name] = Decimal(content[name])
    read = {name: v if isinstance(v, Value) else value(v) for name, v in content.items() if v is not None}
    return Invoice(lines=tuple([line()] if lines is None else lines), adjustments=adjustments, **read)


def case(lines: Iterable[InvoiceLine] | None = None, **changes: Any) -> Case:
    """A case of a good invoice; names of `Case` change the case, all others the invoice."""
    own = {name: changes.pop(name) for name in tuple(changes) if name in Case.model_fields}
    content = {
        "document_id": "d1",
        "kind": Kind.INVOICE,
        "invoice": invoice(lines, **changes),
        "supplier": KNOWN,
        "language": "de",
        "today": TODAY,
        "parameters": RULE_FILE,
    }
    return Case(**(content | own))

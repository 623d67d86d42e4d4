"""Makes orders, invoices to them and their matches for the tests of order matching."""

from decimal import Decimal
from typing import Any

from config.order_matching_file import OrderMatching
from extractors.models import InvoiceLine, Kind
from orchestrator.purchasing.matching import OrderMatch, match_orders
from orchestrator.purchasing.models import KnownOrder, OrderedLine, PurchaseFacts
from tests.unit.rules_cases import KNOWN, invoice, line, value

STRICT = OrderMatching(price_percent=Decimal(0), line_amount=Decimal(0), document_amount=Decimal(0))


def ordered(id_: int, description: str, quantity: str, price: str, **more: Any) -> OrderedLine:
    """An order line; its number is ten times its id."""
    content = {"line_id": str(id_ * 10), "description": description, **more}
    for name in ("received", "billed", "billed_amount"):
        if isinstance(content.get(name), str):
            content[name] = Decimal(content[name])
    return OrderedLine(id=id_, quantity=Decimal(quantity), price=Decimal(price), **content)


def order(*lines: OrderedLine, **more: Any) -> KnownOrder:
    """An order of Acme's in EUR."""
    own = {"id": 1, "number": "PO-45110", "supplier_code": "S1001", "supplier_name": "Acme Paper GmbH"}
    return KnownOrder(**{**own, "currency": "EUR", "lines": lines, **more})


def billed(
    description: str | None, quantity: str | None, price: str | None, total: str | None = None, **more: str
) -> InvoiceLine:
    """A line of an invoice; its total is quantity by price unless told."""
    if total is None and quantity and price:
        total = format(Decimal(quantity) * Decimal(price), "f")
    made = line(description, quantity, price, "19", total)
    return made.model_copy(update={name: value(text) for name, text in more.items()})


def match(
    lines: list[InvoiceLine], *orders: KnownOrder, kind: Kind = Kind.INVOICE, tolerance: OrderMatching = STRICT,
    facts: PurchaseFacts | None = None, supplier: Any = KNOWN, **changes: Any,
) -> OrderMatch:  # fmt: skip
    """An invoice with these lines held against these orders."""
    known = facts or PurchaseFacts(any_known=True, orders=orders)
    changes.setdefault("po_number", "PO-45110")
    return match_orders(invoice(lines, **changes), kind, supplier, known, tolerance)


def kinds(found: OrderMatch) -> list[str]:
    """What is wrong, in short."""
    return [problem.wrong.value for problem in found.problems] + [each.kind.value for each in found.differences]


def taken(found: OrderMatch) -> dict[int, list[tuple[str, str]]]:
    """For each billed line the order lines with the quantity of each."""
    lines: dict[int, list[tuple[str, str]]] = {}
    for share in found.shares:
        quantity = format(share.quantity.normalize(), "f")
        lines.setdefault(share.invoice_line, []).append((share.line_id, quantity))
    return lines

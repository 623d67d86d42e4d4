"""An order against what the form shows. Pure: no page is touched."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bots.erp.tryton.reading import Shown
from bots.errors import FieldMismatch
from bots.orders import InvoiceOrder, OrderKind


def sign_of(kind: OrderKind) -> Decimal:
    """-1 for a credit note: Tryton keeps one as an invoice with negative quantities."""
    return Decimal(-1) if kind is OrderKind.CREDIT_NOTE else Decimal(1)


def one_line(text: str) -> str:
    """`text` as it is keyed: one line, single spaces."""
    return " ".join(text.split())


def compare(order: InvoiceOrder, shown: Shown, currency: str) -> None:
    """Raise `FieldMismatch`, naming every field, where `shown` (its currency as ISO code) differs from `order`."""
    found = [*_header(order, shown, currency), *_lines(order, shown), *_taxes(order, shown)]
    if found:
        listed = "; ".join(f"{name}: order {wanted!s}, Tryton {there!s}" for name, wanted, there in found)
        raise FieldMismatch(f"Tryton shows something else than the order: {listed}")


Difference = tuple[str, object, object]


def _header(order: InvoiceOrder, shown: Shown, currency: str) -> Iterator[Difference]:
    sign = sign_of(order.kind)
    for name, wanted, there in (
        ("supplier", order.supplier_name, shown.party),
        ("invoice number", order.invoice_number, shown.reference),
        ("mark", order.mark, shown.mark),
        ("company", order.company, shown.company),
        ("issue date", order.issue_date, shown.issue_date),
        ("currency", order.currency, currency),
        ("net total", order.net_total, sign * shown.untaxed),
        ("tax total", order.tax_total, sign * shown.tax),
        ("gross total", order.gross_total, sign * shown.total),
    ):
        if wanted != there:
            yield name, wanted, there


def _lines(order: InvoiceOrder, shown: Shown) -> Iterator[Difference]:
    if len(order.lines) != len(shown.lines):
        yield "number of lines", len(order.lines), len(shown.lines)
        return
    sign = sign_of(order.kind)
    for index, (line, there) in enumerate(zip(order.lines, shown.lines, strict=True), 1):
        for name, wanted, found in (
            ("account", line.account, there.account),
            ("description", one_line(line.description), there.description),
            ("quantity", line.quantity, sign * there.quantity),
            ("unit price", line.unit_price, there.unit_price),
            ("net", line.net, sign * there.amount),
        ):
            if wanted != found:
                yield f"line {index} {name}", wanted, found


def _taxes(order: InvoiceOrder, shown: Shown) -> Iterator[Difference]:
    """Per tax, the nets of its lines must be what Tryton computes it on."""
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for line in order.lines:
        if line.tax_code:
            wanted[line.tax_code] += sign_of(order.kind) * line.net
    found: dict[str, Decimal] = defaultdict(Decimal)
    for tax in shown.taxes:
        found[tax.name] += tax.base
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield f"base of {name}", wanted.get(name), found.get(name)

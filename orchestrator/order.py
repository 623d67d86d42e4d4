"""The one place where an invoice "as read, with doubt" becomes an order "as approved, complete"."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from pydantic import ValidationError

from bots.orders import InvoiceOrder, OrderKind, OrderLine
from extractors.models import Invoice, InvoiceLine, Kind, Value
from orchestrator.coding import CodedLine
from orchestrator.errors import OrderIncomplete
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.invoice_number import is_invoice_number
from orchestrator.money import both_roundings, plain, product, rounded
from orchestrator.suppliers import SupplierMatch

T = TypeVar("T")

ORDER_KINDS = {
    Kind.INVOICE: OrderKind.INVOICE,
    Kind.RECEIPT: OrderKind.INVOICE,
    Kind.CREDIT_NOTE: OrderKind.CREDIT_NOTE,
}
"""What is keyed from each kind of document; a receipt that a person approved is keyed as an invoice."""

PRICE_DIGITS = 4
"""Decimals that ERPs keep of a unit price; a longer one would be rounded by them."""

LARGEST_ROUNDING = 2
"""Smallest units of the currency by which the lines may miss the net total; a rounding line makes up for it."""


def make_order(
    document_id: str,
    invoice: Invoice,
    kind: Kind,
    supplier: SupplierMatch,
    coded: Sequence[CodedLine],
    company: str,
) -> InvoiceOrder:
    """The order to key for a document, marked ``botfarm:`` and its id.

    Net and tax that are not printed follow from the other amounts. A line keeps its quantity and unit price if every
    way of rounding makes its total of them; else it is keyed as 1 x its total, and its description says the quantities.

    Raises:
        OrderIncomplete: something is missing, not coded, or does not add up; all of it in the message.
    """
    found = figures(invoice)
    problems = list(_problems(invoice, kind, supplier, coded, found))
    if problems:
        raise OrderIncomplete(" ".join(problems))
    lines = [_line(line, codes, found.currency) for line, codes in zip(found.lines, coded, strict=True)]
    net, gross = rounded(_known(found.net), found.currency), rounded(_known(found.gross), found.currency)
    known = _known(supplier.supplier)
    try:
        return InvoiceOrder(
            document_id=document_id,
            mark=f"botfarm:{document_id}",
            kind=ORDER_KINDS[kind],
            company=company,
            supplier_code=known.code,
            supplier_name=known.name,
            invoice_number=_text(invoice.invoice_number),
            issue_date=_day(invoice.issue_date),
            currency=found.currency,
            lines=(*lines, *_rounding_line(lines, net, found)),
            net_total=net,
            tax_total=gross - net,
            gross_total=gross,
        )
    except ValidationError as error:
        raise OrderIncomplete("; ".join(detail["msg"] for detail in error.errors())) from error


def _problems(
    invoice: Invoice, kind: Kind, supplier: SupplierMatch, coded: Sequence[CodedLine], found: Figures
) -> Iterator[str]:
    if kind not in ORDER_KINDS:
        yield f"From a document of kind {kind.value} nothing is keyed."
    if supplier.supplier is None:
        yield supplier.sentence
    for value, label in (
        (is_invoice_number(_text(invoice.invoice_number)) or None, "invoice number"),
        (invoice.issue_date, "issue date"),
        (found.currency, "currency"),
        (found.gross, "gross total"),
        (found.net, "net total"),
        (invoice.lines, "list of lines"),
    ):
        if value is None or value in ("", ()):
            yield f"The {label} is missing."
    if len(coded) != len(found.lines):
        yield f"The document has {len(found.lines)} lines, but {len(coded)} are coded; code them again."
    yield from (problem for codes in coded for problem in codes.problems)
    for number, line in enumerate(found.lines, start=1):
        if _line_net(line, found.currency) is None:
            yield f"Line {number} has neither a total nor a quantity with a unit price."
    yield from _unequal(found)


def _unequal(found: Figures) -> Iterator[str]:
    if found.gross is not None and found.gross <= 0:
        yield f"The gross total is {plain(found.gross)}; only amounts above zero are keyed."
    if found.net is not None and found.tax is not None and found.gross is not None:
        total = found.net + found.tax
        if abs(total - found.gross) > found.unit * LARGEST_ROUNDING:
            yield (
                f"Net {plain(found.net)} plus tax {plain(found.tax)} is {plain(total)}, "
                f"but the document says {plain(found.gross)}."
            )
    nets = [net for net in (_line_net(line, found.currency) for line in found.lines) if net is not None]
    if found.net is not None and nets and len(nets) == len(found.lines):
        missing = rounded(found.net, found.currency) - sum(nets, Decimal(0))
        if abs(missing) > found.unit * LARGEST_ROUNDING:
            yield (
                f"The lines add up to {plain(sum(nets, Decimal(0)))}, "
                f"but the document says {plain(found.net)} without tax."
            )


def _line_net(line: InvoiceLine, currency: str) -> Decimal | None:
    """The line's total without tax in whole smallest units; quantity x unit price where no total is printed."""
    total, quantity, price = (amount_of(v) for v in (line.line_total, line.quantity, line.unit_price))
    if total is None and quantity is not None and price is not None:
        total = product(quantity, price)
    return None if total is None else rounded(total, currency)


def _line(line: InvoiceLine, codes: CodedLine, currency: str) -> OrderLine:
    net = _known(_line_net(line, currency))
    quantity, price = amount_of(line.quantity), amount_of(line.unit_price)
    description = codes.description or f"Line {codes.number}"
    if quantity is None or price is None:
        quantity, price = Decimal(1), net
    elif not _gives(quantity, price, net, currency):
        description = f"{description} ({plain(quantity)} x {plain(price)})"
        quantity, price = Decimal(1), net
    return OrderLine(
        description=description,
        account=codes.account,
        tax_code=codes.tax_code,
        cost_centre=codes.cost_centre,
        quantity=quantity,
        unit_price=price,
        net=net,
    )


def _gives(quantity: Decimal, price: Decimal, net: Decimal, currency: str) -> bool:
    """Whether an ERP comes to `net` from quantity and unit price, whichever way it rounds."""
    if price != round(price, PRICE_DIGITS):
        return False
    return both_roundings(product(quantity, price), currency) == {net}


def _rounding_line(lines: Sequence[OrderLine], net: Decimal, found: Figures) -> Iterator[OrderLine]:
    """A line for what the lines miss of the net total, coded as the largest; none if they meet it."""
    missing = net - sum((line.net for line in lines), Decimal(0))
    if missing:
        largest = max(lines, key=lambda line: abs(line.net))
        yield largest.model_copy(
            update={
                "description": "Rounding difference",
                "quantity": Decimal(1),
                "unit_price": missing,
                "net": missing,
            }
        )


def _text(value: Value[str] | None) -> str:
    return value.value.strip() if value else ""


def _day(value: Value[date] | None) -> date:
    return _known(value).value


def _known(value: T | None) -> T:
    """What `_problems` has seen to be there."""
    assert value is not None
    return value

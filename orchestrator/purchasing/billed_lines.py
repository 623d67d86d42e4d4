"""The lines of an invoice as they are held against orders: signed amounts, one price for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.models import Invoice, InvoiceLine, Kind
from orchestrator.figures import all_lines, amount_of
from orchestrator.money import product


@dataclass(frozen=True)
class BilledLine:
    """A line of a document; what a credit note gives back is below zero.

    Attributes:
        number: from 1, the document's charges after its lines.
        quantity: None where the document states none; `amount` is without tax, in the document's currency.
        order_line: the order's line that the document itself names; empty without.
    """

    number: int
    description: str
    item_number: str
    order_line: str
    quantity: Decimal | None
    unit: str
    amount: Decimal

    @property
    def price(self) -> Decimal | None:
        """Of one unit, discounts taken off."""
        return self.amount / self.quantity if self.quantity else None

    @property
    def gives_back(self) -> bool:
        return self.amount < 0


def billed_lines(invoice: Invoice, kind: Kind) -> tuple[BilledLine, ...]:
    """All lines that have an amount; of a credit note, whose amounts must be positive here, each turned."""
    sign = -1 if kind is Kind.CREDIT_NOTE else 1
    return tuple(_lines(all_lines(invoice), sign))


def _lines(lines: tuple[InvoiceLine, ...], sign: int) -> Iterator[BilledLine]:
    for number, line in enumerate(lines, start=1):
        amount, quantity = _amount(line), _quantity(line)
        if amount is None:
            continue
        if quantity is not None:  # the sign is the amount's
            quantity = abs(quantity) if amount >= 0 else -abs(quantity)
        yield BilledLine(
            number=number,
            description=_text(line.description),
            item_number=_text(line.item_number),
            order_line=_text(line.order_line),
            quantity=None if quantity is None else sign * quantity,
            unit=_text(line.unit),
            amount=sign * amount,
        )


def _amount(line: InvoiceLine) -> Decimal | None:
    total, quantity, price = (amount_of(value) for value in (line.line_total, line.quantity, line.unit_price))
    if total is not None:
        return total
    return product(quantity, price) if quantity is not None and price is not None else None


def _quantity(line: InvoiceLine) -> Decimal | None:
    """As stated, else the total by the price; a quantity of zero says nothing."""
    total, quantity, price = (amount_of(value) for value in (line.line_total, line.quantity, line.unit_price))
    if quantity:
        return quantity
    return total / price if total is not None and price else None


def _text(value: object) -> str:
    found = getattr(value, "value", None)
    return " ".join(str(found).split()) if found else ""

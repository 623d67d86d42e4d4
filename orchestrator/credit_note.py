"""Credit notes written with negative amounts, told as the farm tells all of them: money back, in positive amounts."""

from decimal import Decimal
from typing import Any

from extractors.models import Invoice, InvoiceLine, Kind, Value

TOTALS = ("net_total", "tax_total", "gross_total")


def positive(invoice: Invoice, kind: Kind) -> Invoice:
    """The invoice, with every amount turned if it is a credit note stated in negative amounts; else as it is.

    Of a line the total changes its sign, the unit price becomes positive, and the quantity goes with the total.
    """
    total = invoice.gross_total or invoice.net_total
    if kind is not Kind.CREDIT_NOTE or total is None or total.value >= 0:
        return invoice
    changed: dict[str, Any] = {name: _times(getattr(invoice, name), -1) for name in TOTALS}
    changed["lines"] = tuple(_turned(line) for line in invoice.lines)
    changed["adjustments"] = tuple(a.model_copy(update={"amount": _times(a.amount, -1)}) for a in invoice.adjustments)
    return invoice.model_copy(update=changed)


def _turned(line: InvoiceLine) -> InvoiceLine:
    quantity, price, total = (v.value if v else Decimal(0) for v in (line.quantity, line.unit_price, line.line_total))
    goes_along = bool(total) and (quantity > 0) == (total > 0)
    return line.model_copy(
        update={
            "line_total": _times(line.line_total, -1),
            "unit_price": _times(line.unit_price, -1 if price < 0 else 1),
            "quantity": _times(line.quantity, -1 if goes_along and quantity else 1),
        }
    )


def _times(value: Value[Decimal] | None, sign: int) -> Value[Decimal] | None:
    return value.model_copy(update={"value": value.value * sign}) if value else None

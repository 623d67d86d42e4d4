"""The invoice's own rounding of its taxes.

Tryton rounds half a cent to the even one (19 % of 37.50 is 7.12 there, 7.13 on most invoices) and lets the tax lines of
a draft be corrected to what the invoice says.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bots.erp.shown import ShownTax

CENT = Decimal("0.01")


def corrections(taxes: Sequence[ShownTax], missing: Decimal) -> Iterator[tuple[int, Decimal]]:
    """Which tax line gets which amount so that `missing` more is charged: one cent a line, the largest bases first.

    Nothing at all where that does not suffice: then it is not a matter of rounding.
    """
    cents = abs(missing) / CENT
    if cents > len(taxes) or cents % 1:
        return
    largest = sorted(range(len(taxes)), key=lambda index: abs(taxes[index].base or Decimal(0)), reverse=True)
    for index in largest[: int(cents)]:
        yield index, taxes[index].amount + CENT.copy_sign(missing)

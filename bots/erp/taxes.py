"""The tax of an order by tax code, for ERPs that want to be told amounts."""

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from bots.errors import CodeNotFound, FieldMismatch
from bots.orders import InvoiceOrder

_RATE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def shares_of_tax(order: InvoiceOrder) -> dict[str, Decimal]:
    """The order's tax total, shared out to its tax codes; codes of no tax are left out.

    One tax code gets all of it. With several, each gets its lines' net times the rate that its name says (``VAT 19%``),
    and the codes with the largest nets take up a cent each of what rounding makes of the rest.

    Raises:
        CodeNotFound: there are several codes, and a name says no rate; or there is tax and no code.
        FieldMismatch: the shares miss the tax total by more than rounding can.
    """
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for line in order.lines:
        if line.tax_code:
            nets[line.tax_code] += line.net
    if order.tax_total and not nets:
        raise CodeNotFound(f"the order has {order.tax_total} tax, but no line has a tax code")
    if len(nets) == 1:
        return {code: order.tax_total for code in nets if order.tax_total}
    unit = Decimal(1).scaleb(int(order.tax_total.as_tuple().exponent)) if order.tax_total else Decimal("0.01")
    shares = {code: (net * rate_in(code)).quantize(unit, ROUND_HALF_UP) for code, net in nets.items()}
    _round_off(shares, nets, order.tax_total, unit)
    return {code: share for code, share in shares.items() if share}


def rate_in(tax_code: str) -> Decimal:
    """The rate that a tax code's name says, 0.19 for ``VAT 19%``.

    Raises:
        CodeNotFound: it says none.
    """
    found = _RATE.search(tax_code)
    if found is None:
        raise CodeNotFound(f"the tax code {tax_code!r} does not say its rate, which is needed beside other tax codes")
    return Decimal(found[1].replace(",", ".")) / 100


def _round_off(shares: dict[str, Decimal], nets: dict[str, Decimal], total: Decimal, unit: Decimal) -> None:
    missing = total - sum(shares.values(), Decimal(0))
    taxed = sorted((code for code in shares if shares[code]), key=lambda code: -abs(nets[code]))
    steps = int(abs(missing) / unit)
    if steps > len(taxed):
        raise FieldMismatch(f"the taxes of the lines add up to {total - missing}, but the order says {total}")
    for code in taxed[:steps]:
        shares[code] += unit.copy_sign(missing)

"""Net, tax and gross chosen anew from what was read and what is remembered: the arithmetic has the last word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from extractors.models import Invoice, Source, Value

CENT = Decimal("0.01")
SLACK = 2 * CENT
HIGHEST_RATE = Decimal("0.35")
"""No tax on sales is higher."""
NAMES = ("net_total", "tax_total", "gross_total")

Amount = Value[Decimal]


@dataclass(frozen=True)
class Option:
    """A value for one of the totals, and how much speaks for it."""

    value: Amount
    weight: float


Triple = tuple[Option | None, Option | None, Option | None]


def choose_totals_with(invoice: Invoice, options: Mapping[str, Sequence[Option]]) -> dict[str, Any]:
    """The totals that change, by field name.

    Args:
        options: for each total what was read, then what the memory says; either may be missing.
    """
    sums = _line_sum(invoice)
    nets, taxes, grosses = ([None, *map(_fair, options[name])] for name in NAMES)
    best: Triple = max(product(nets, taxes, grosses), key=lambda triple: _worth(triple, sums))
    net, tax, gross = values = [option.value if option else None for option in best]
    if net and tax and gross:
        values = [_judged(value, adds_up(net, tax, gross)) for value in (net, tax, gross)]
    elif net and gross:
        values[1] = _derived(gross.value - net.value, net, gross)
    elif tax and gross:
        values[0] = _derived(gross.value - tax.value, tax, gross)
    elif net and tax:
        values[2] = _derived(net.value + tax.value, net, tax)
    chosen = zip(NAMES, values, strict=True)
    return {name: value for name, value in chosen if value is not None and value != getattr(invoice, name)}


def adds_up(net: Amount, tax: Amount, gross: Amount) -> bool:
    """Whether net and tax make gross, but for rounding."""
    return abs(net.value + tax.value - gross.value) <= SLACK


def _fair(option: Option) -> Option:
    """What was only computed from the others does not speak for them."""
    return Option(option.value, option.weight * 0.3) if option.value.source is Source.DERIVED else option


def _worth(triple: Triple, sums: Decimal | None) -> float:
    net, tax, gross = triple
    worth = sum(option.weight for option in triple if option)
    if net and tax and gross:
        independent = all(option.value.source is not Source.DERIVED for option in (net, tax, gross))
        agreed = adds_up(net.value, tax.value, gross.value)
        worth += (1.0 if independent else 0.1) if agreed else -1.0
    if net and gross and abs(net.value.value) > abs(gross.value.value) + SLACK:
        worth -= 1.0
    if tax and gross and 2 * abs(tax.value.value) > abs(gross.value.value):
        worth -= 1.0  # no tax is as much as the net
    if net and gross and abs(gross.value.value - net.value.value) > HIGHEST_RATE * abs(net.value.value):
        worth -= 1.0
    if net and sums is not None and abs(abs(net.value.value) - abs(sums)) <= 3 * CENT:
        worth += 0.5
    return worth if gross else worth - 0.5


def _judged(value: Amount, agreed: bool) -> Amount:
    if agreed:
        return value
    return value.model_copy(update={"confidence": min(value.confidence, 0.6)})


def _derived(amount: Decimal, one: Amount, other: Amount) -> Amount:
    confidence = round(min(one.confidence, other.confidence, 0.9), 3)
    return Value(value=amount, confidence=confidence, page=one.page, source=Source.DERIVED)


def _line_sum(invoice: Invoice) -> Decimal | None:
    totals = [line.line_total.value for line in invoice.lines if line.line_total]
    if not totals or len(totals) != len(invoice.lines):
        return None
    return sum(totals, Decimal(0)) + sum((a.amount.value for a in invoice.adjustments), Decimal(0))

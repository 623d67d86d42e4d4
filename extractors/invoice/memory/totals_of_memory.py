"""Net, tax and gross chosen anew from what was read and what is remembered: the arithmetic has the last word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    """A value for one of the totals, and how much speaks for it.

    Attributes:
        trust: how far the general method is believed for this total of this supplier, 0 to 1; what the memory says
            has its doubts in its weight.
        remembered: it stands where the memory says, or is the sum of what stands there.
    """

    value: Amount
    weight: float
    trust: float = 1.0
    remembered: bool = False


@dataclass(frozen=True)
class Known:
    """What the document shows beside its totals: the sum of its lines, and tax rates in percent."""

    lines: Decimal | None
    rates: frozenset[Decimal]


Triple = tuple[Option | None, Option | None, Option | None]


def choose_totals_with(
    invoice: Invoice, options: Mapping[str, Sequence[Option]], rates: frozenset[Decimal] = frozenset()
) -> dict[str, Any]:
    """The totals that change, by field name.

    Args:
        options: for each total what was read, then what the memory says; either may be missing.
        rates: the tax rates that the document states, in percent.
    """
    known = Known(_line_sum(invoice), rates)
    nets, taxes, grosses = ([None, *map(_fair, options[name])] for name in NAMES)
    best: Triple = max(product(nets, taxes, grosses), key=lambda triple: _worth(triple, known))
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
    return replace(option, weight=option.weight * _fair_share(option))


def _fair_share(option: Option) -> float:
    return 0.3 if option.value.source is Source.DERIVED and not option.remembered else 1.0


def _place(option: Option) -> tuple[object, object]:
    return option.value.page, option.value.bbox


def _worth(triple: Triple, known: Known) -> float:
    net, tax, gross = triple
    worth = sum(option.weight for option in triple if option)
    if net and tax and gross:
        worth += _agreement(net, tax, gross, known) if adds_up(net.value, tax.value, gross.value) else -1.0
    elif tax and gross:
        worth += _at_the_rates(gross.value.value - tax.value.value, tax.value.value, known.rates)
    if net and gross and not tax and net.value.value == gross.value.value and _place(net) != _place(gross):
        worth += 0.5  # printed twice: there is no tax
    if net and tax and gross and net.value.bbox and _place(net) == _place(gross):
        worth -= min(net.weight, gross.weight)  # one amount, counted once
    worth -= _impossible(*(option.value.value if option else None for option in triple))
    worth += 0.5 * _borne_out(triple, known.lines)
    return worth if gross else worth - 0.5


def _agreement(net: Option, tax: Option, gross: Option, known: Known) -> float:
    """What net + tax = gross adds, where they do.

    Three read together agreed as well on a document where a person found them wrong: then their sum says less than
    they are trusted. Where one of them was right there, a tax that is what a rate of the document makes it still tells.
    """
    triple = (net, tax, gross)
    if any(_fair_share(option) < 1.0 for option in triple) or _place(net) == _place(gross):
        return 0.1
    proven = max(option.trust for option in triple) == 1.0
    if any(option.remembered for option in triple) or (
        proven and _at_a_rate(net.value.value, tax.value.value, known.rates)
    ):
        return 1.0
    return min(option.trust for option in triple) / 2


def _at_a_rate(net: Decimal, tax: Decimal, rates: frozenset[Decimal]) -> bool:
    return any(abs(net * rate / 100 - tax) <= SLACK for rate in rates if rate)


def _at_the_rates(net: Decimal, tax: Decimal, rates: frozenset[Decimal]) -> float:
    """How far a tax is what the document's rates make of the net: one of them, or several of them together."""
    if not rates or not net or not tax:
        return 0.0
    if _at_a_rate(net, tax, rates):
        return 0.5
    return 0.2 if min(rates) < abs(100 * tax / net) < max(rates) else 0.0


def _impossible(net: Decimal | None, tax: Decimal | None, gross: Decimal | None) -> float:
    """How much speaks against amounts that no tax makes."""
    if net is None and tax is not None and gross is not None:
        net = gross - tax
    against = 0.0
    if net is not None and gross is not None:
        against += abs(net) > abs(gross) + SLACK
        against += abs(gross - net) > HIGHEST_RATE * abs(net)
    if tax is not None and gross is not None:
        against += 2 * abs(tax) > abs(gross)  # no tax is as much as the net
    return against


def _borne_out(triple: Triple, lines: Decimal | None) -> float:
    """How far the lines bear out the net or a remembered gross: as much as the amount is trusted."""
    net, tax, gross = triple
    amount = net.value.value if net else gross.value.value - tax.value.value if gross and tax else None
    if lines is None:
        return 0.0
    if amount is not None and abs(abs(amount) - abs(lines)) <= 3 * CENT:
        return _fair_share(net) * net.trust if net else 1.0
    whole = gross is not None and gross.remembered and abs(abs(gross.value.value) - abs(lines)) <= 3 * CENT
    return 1.0 if whole else 0.0  # prices with tax


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

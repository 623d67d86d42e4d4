"""Which amounts of a page fit together as net, tax and gross, whatever their labels say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.invoice.ranking.option import Features

COMMON_RATES = tuple(map(Decimal, ["5", "5.5", "6", "7", "8", "9", "10", "13", "19", "20", "21", "22", "23"]))
LARGEST = 12


@dataclass
class Agreement:
    """Amounts in cents that are net, tax or gross of a sum which the page holds; 2 where a known rate gives the tax."""

    net: dict[int, float] = field(default_factory=dict)
    tax: dict[int, float] = field(default_factory=dict)
    gross: dict[int, float] = field(default_factory=dict)
    largest: int = 0

    def features(self, value: Decimal) -> Features:
        cents = in_cents(value)
        return {
            "as_net": self.net.get(cents, 0.0),
            "as_tax": self.tax.get(cents, 0.0),
            "as_gross": self.gross.get(cents, 0.0),
            "of_largest": min(1.0, cents / self.largest) if self.largest else 0.0,
        }

    def _add(self, net: int, tax: int, gross: int, how: float) -> None:
        for place, cents in ((self.net, net), (self.tax, tax), (self.gross, gross)):
            place[cents] = max(place.get(cents, 0.0), how)


def in_cents(value: Decimal) -> int:
    """The amount without its sign, in hundredths."""
    return int(abs(value) * 100)


def agreement_of(values: Iterable[Decimal], rates: Iterable[Decimal]) -> Agreement:
    """Look for net + tax = gross among `values`; `rates` (percent) are those that the page prints."""
    cents = sorted({in_cents(value) for value in values if value})
    known = set(cents)
    shown = tuple(rates)
    found = Agreement(largest=cents[-1] if cents else 0)
    for net in cents:
        for rate in shown or COMMON_RATES:
            tax = int(net * rate / 100 + Decimal("0.5"))
            for near in (tax, tax - 1, tax + 1):
                if near in known and net + near in known and near > 0:
                    found._add(net, near, net + near, 2.0 if shown else 1.5)
    for gross in cents[-LARGEST:]:
        for net in cents:
            tax = gross - net
            if tax in known and net * 100 > gross * 76:
                found._add(net, tax, gross, 1.0)
    return found

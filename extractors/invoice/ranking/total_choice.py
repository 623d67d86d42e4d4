"""Net, tax and gross chosen together by their chances and by whether they add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from extractors.invoice.ranking.model import Model
from extractors.invoice.ranking.odds import log_odds
from extractors.invoice.ranking.option import Option
from extractors.invoice.ranking.ruled import Ruled
from extractors.invoice.reading import Reading
from extractors.invoice.totals import Option as Total
from extractors.invoice.totals import claimed_totals
from extractors.models import Source, Value

DEEP = 5
ADDS_UP = 2.5
"""What it is worth (in log-odds) that the three add up; that they do not costs as much."""
UNLIKELY = 3.0
CENTS = Decimal("0.02")
MOST_TAX = Decimal("0.3")
Ranked = tuple[tuple[float, Option[Any]], ...]


def choose_total_options(
    reading: Reading, ruled: Ruled, ranked: Mapping[str, Ranked], model: Model
) -> dict[str, Value[Decimal] | None]:
    """The three totals; a total that is not printed is computed from the others where that is safe."""
    fields = ("net_total", "tax_total", "gross_total")
    pools = [[NOTHING, *(_weighed(*picked, model[field].least) for picked in ranked[field][:DEEP])] for field in fields]
    best = max(product(*pools), key=_worth)
    net, tax, gross = (picked.total for picked in best)
    totals = claimed_totals(reading, (net, tax, gross), ruled.rates, ruled.sums)
    chosen = {"net_total": totals.net, "tax_total": totals.tax, "gross_total": totals.gross}
    return {field: value or _derived(ruled, field, chosen) for field, value in chosen.items()}


@dataclass(frozen=True, slots=True)
class Picked:
    """A total that may be taken, and by how much its odds (logarithm) are better than those needed."""

    total: Total | None
    odds: float


NOTHING = Picked(None, 0.0)


def _weighed(chance: float, option: Option[Any], least: float) -> Picked:
    return Picked(Total(option.value, chance, option.candidate), log_odds(chance) - log_odds(least))


def _worth(triple: tuple[Picked, ...]) -> float:
    first, second, third = triple
    worth = first.odds + second.odds + third.odds
    net, tax, gross = (picked.total.value if picked.total else None for picked in triple)
    if net is not None and tax is not None and gross is not None:
        worth += ADDS_UP if abs(net + tax - gross) <= CENTS else -ADDS_UP
    elif not _likely(net, tax, gross):
        worth -= UNLIKELY
    return worth


def _likely(net: Decimal | None, tax: Decimal | None, gross: Decimal | None) -> bool:
    """Whether two of the three can belong together: tax is at most 30 % of what it is on."""
    if net is not None and gross is not None:
        return net <= gross <= net * (1 + MOST_TAX)
    known = net or gross
    return tax is None or known is None or tax <= known * MOST_TAX


def _derived(ruled: Ruled, field: str, chosen: Mapping[str, Value[Decimal] | None]) -> Value[Decimal] | None:
    """What the rules computed, where it fits the chosen gross total."""
    value, gross, known = ruled.fields.get(field), chosen["gross_total"], ruled.fields.get("gross_total")
    if value is None or value.source is not Source.DERIVED:
        return None
    return value if gross is not None and known is not None and known.value == gross.value else None

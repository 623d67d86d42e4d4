"""Net, tax and gross chosen together by their chances and by whether they add up."""

import math
from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from extractors.invoice.ranking.model import Model
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
Ranked = tuple[tuple[float, Option[Any]], ...]
Picked = tuple[float, Option[Any]] | None


def choose_total_options(
    reading: Reading, ruled: Ruled, ranked: Mapping[str, Ranked], model: Model
) -> dict[str, Value[Decimal] | None]:
    """The three totals; a total that is not printed is computed from the others where that is safe."""
    fields = ("net_total", "tax_total", "gross_total")
    least = [model[field].least for field in fields]
    pools = [[None, *ranked[field][:DEEP]] for field in fields]
    best = max(product(*pools), key=lambda triple: _worth(triple, least))
    net, tax, gross = (_total(picked) for picked in best)
    totals = claimed_totals(reading, (net, tax, gross), ruled.rates, ruled.sums)
    chosen = {"net_total": totals.net, "tax_total": totals.tax, "gross_total": totals.gross}
    return {field: value or _derived(ruled, field, chosen) for field, value in chosen.items()}


def _total(picked: Picked) -> Total | None:
    return Total(picked[1].value, picked[0], picked[1].candidate) if picked else None


def _worth(triple: tuple[Picked, ...], least: list[float]) -> float:
    worth = sum(_odds(picked[0]) - _odds(low) for picked, low in zip(triple, least, strict=True) if picked)
    net, tax, gross = (picked[1].value if picked else None for picked in triple)
    if net is not None and tax is not None and gross is not None:
        worth += ADDS_UP if abs(net + tax - gross) <= Decimal("0.02") else -ADDS_UP
    elif not _likely(net, tax, gross):
        worth -= UNLIKELY
    return worth


def _likely(net: Decimal | None, tax: Decimal | None, gross: Decimal | None) -> bool:
    """Whether two of the three can belong together: tax is at most 30 % of what it is on."""
    if net is not None and gross is not None:
        return net <= gross <= net * Decimal("1.3")
    known = net or gross
    return tax is None or known is None or tax <= known * Decimal("0.3")


def _odds(chance: float) -> float:
    bounded = min(0.999, max(0.001, chance))
    return math.log(bounded / (1.0 - bounded))


def _derived(ruled: Ruled, field: str, chosen: Mapping[str, Value[Decimal] | None]) -> Value[Decimal] | None:
    """What the rules computed, where it fits the chosen gross total."""
    value, gross, known = ruled.fields.get(field), chosen["gross_total"], ruled.fields.get("gross_total")
    if value is None or value.source is not Source.DERIVED:
        return None
    return value if gross is not None and known is not None and known.value == gross.value else None

"""Choosing one option for each field: each by its chance, those that must agree together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from extractors.invoice.names import key
from extractors.invoice.ranking.forest import Table
from extractors.invoice.ranking.model import Model
from extractors.invoice.ranking.odds import log_odds
from extractors.invoice.ranking.option import Features, Option
from extractors.invoice.ranking.options import KINDS
from extractors.invoice.ranking.ruled import Ruled
from extractors.invoice.ranking.total_choice import choose_total_options
from extractors.invoice.reading import Reading
from extractors.models import Source, Value

TOGETHER = (("supplier_name", "customer_name"), ("issue_date", "due_date"), ("supplier_tax_id", "customer_tax_id"),
            ("invoice_number", "po_number"))  # fmt: skip
TOTALS = ("net_total", "tax_total", "gross_total")
DEEP = 4
"""Options of a field that are tried together with those of another."""
CONTRADICTION = 4.0
"""What it costs (in log-odds) when two fields cannot both have their values."""
LIKELY = 0.5
CENTS = Decimal("0.02")
LABELS = {"supplier_name": "supplier", "customer_name": "customer", "supplier_tax_id": "tax_id"}


@dataclass(frozen=True)
class Choice:
    """A chosen value and how it came about; `features` are what its confidence is judged by."""

    value: Value[Any] | None
    features: Features


@dataclass(frozen=True)
class Weighed:
    """The options of a field with their chances, best first, one for each value."""

    field: str
    ranked: tuple[tuple[float, Option[Any]], ...]
    least: float


def choose(reading: Reading, ruled: Ruled, options: dict[str, list[Option[Any]]], model: Model) -> dict[str, Choice]:
    """The choice for every field; where nothing was learned for a field, the rules' choice stands."""
    tables = {kind: Table.of([option.features for option in found]) for kind, found in options.items()}
    weighed = {
        field: _weigh(field, options[kind], tables[kind], model)
        for field, kind in KINDS.items()
        if _learned(model, field)
    }
    chosen: dict[str, Option[Any] | None] = {}
    for first, second in TOGETHER:
        chosen.update(_pair(weighed.get(first), weighed.get(second)))
    chosen.update({field: _alone(weighed[field]) for field in weighed.keys() - chosen.keys() - set(TOTALS)})
    values = {field: _value(field, option, ruled) for field, option in chosen.items()}
    if all(field in weighed for field in TOTALS):
        values.update(choose_total_options(reading, ruled, {field: weighed[field].ranked for field in TOTALS}, model))
    for field, value in ruled.fields.items():
        values.setdefault(field, value)
    return {
        field: Choice(value, _made(reading, field, value, ruled, weighed, values)) for field, value in values.items()
    }


def _learned(model: Model, field: str) -> bool:
    return field in model and model[field].forest is not None


def _weigh(field: str, options: Sequence[Option[Any]], table: Table, model: Model) -> Weighed:
    forest = model[field].forest
    assert forest is not None
    chances = forest.chances(table)
    best: dict[object, tuple[float, int]] = {}
    for place, (chance, option) in enumerate(zip(chances, options, strict=True)):
        if option.value not in best or chance > best[option.value][0]:
            best[option.value] = (chance, place)
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1]))
    whole = shared([chance for chance, _ in ranked], model[field].none)
    together = tuple((chance, options[place]) for chance, (_, place) in zip(whole, ranked, strict=True))
    return Weighed(field, together, model[field].least)


def shared(chances: Sequence[float], none: float) -> list[float]:
    """Chances that know of each other: at most one option is right, or none is.

    Args:
        chances: of each option by itself.
        none: the weight of there being no right one.
    """
    whole = sum(chances) + none
    return [chance / max(whole, chance + none) for chance in chances]


def _alone(weighed: Weighed) -> Option[Any] | None:
    if weighed.ranked and weighed.ranked[0][0] >= weighed.least:
        return weighed.ranked[0][1]
    return None


def _pair(first: Weighed | None, second: Weighed | None) -> dict[str, Option[Any] | None]:
    """The best options of two fields that do not contradict each other."""
    if first is None or second is None:
        return {one.field: _alone(one) for one in (first, second) if one is not None}
    (_, a), (_, b) = max(
        product(_worths(first), _worths(second)),
        key=lambda pair: pair[0][0] + pair[1][0] - _cost(first.field, pair[0][1], pair[1][1]),
    )
    return {first.field: a, second.field: b}


def _worths(weighed: Weighed) -> list[tuple[float, Option[Any] | None]]:
    """The best options, and none, with by how much their odds (logarithm) are better than those needed."""
    least = log_odds(weighed.least)
    return [(0.0, None), *((log_odds(chance) - least, option) for chance, option in weighed.ranked[:DEEP])]


def _cost(field: str, a: Option[Any] | None, b: Option[Any] | None) -> float:
    if a is None or b is None:
        return 0.0
    if field == "issue_date":
        return CONTRADICTION if b.value < a.value else 0.0
    if field == "supplier_name":
        return CONTRADICTION if key(a.value) == key(b.value) else 0.0
    return CONTRADICTION if a.value == b.value else 0.0


def _value(field: str, option: Option[Any] | None, ruled: Ruled) -> Value[Any] | None:
    if option is not None:
        return option.candidate.claimed(0.5, option.value)
    return ruled.fields.get(field)


def _made(
    reading: Reading,
    field: str,
    value: Value[Any] | None,
    ruled: Ruled,
    weighed: dict[str, Weighed],
    values: dict[str, Value[Any] | None],
) -> Features:
    """How the choice was made: its chance and its best rival's, whether the rules chose the same, what agrees."""
    known = ruled.fields.get(field)
    found: Features = {
        "ruled": 0.0 if known is None else 1.0 if value is not None and known.value == value.value else -1.0,
        "ruled_confidence": known.confidence if known is not None else 0.0,
        "derived": float(value is not None and value.source is Source.DERIVED),
        "ocr": float(reading.noisy),
    }
    if field not in weighed:
        return found
    found.update(
        seen=value.confidence if value is not None else 0.0,
        receipt=float(reading.kind == "receipt"),
        month_order=float(reading.month_order_known),
    )
    if field in TOTALS:
        found.update(_sum_agrees(ruled, values, weighed))
    if value is not None:
        ranked = weighed[field].ranked
        own = next(((c, o) for c, o in ranked if o.value in (value.value, _unsigned(value.value))), None)
        rival = next((c for c, o in ranked if o.value not in (value.value, _unsigned(value.value))), 0.0)
        found["chance"] = log_odds(own[0]) if own else -7.0
        found["rival"] = log_odds(rival)
        label = LABELS.get(field, field)
        for name in ("label_" + label, "beside_" + label, "times", "trust", "legal_form", "customers"):
            found[name] = own[1].features.get(name, 0.0) if own else 0.0
    return found


def _unsigned(value: Any) -> Any:
    return abs(value) if not isinstance(value, str) and hasattr(value, "quantize") else value


def _sum_agrees(ruled: Ruled, values: dict[str, Value[Any] | None], weighed: dict[str, Weighed]) -> Features:
    net, tax, gross = (values.get(field) for field in TOTALS)
    printed = [v for v in (net, tax, gross) if v is not None and v.source is not Source.DERIVED]
    found: Features = {"printed": float(len(printed))}
    if net and tax and gross:
        found["adds_up"] = float(abs(net.value + tax.value - gross.value) <= 0.02 and not _contradicted(weighed))
        found["taxed"] = float(tax.value != 0)
    if net:
        found["lines_net"] = float(bool(ruled.sums[0]) and abs(abs(net.value) - ruled.sums[0]) <= 0.02)
    if gross:
        found["lines_gross"] = float(gross.value in ruled.sums)
    for field in TOTALS:
        if field in weighed and weighed[field].ranked:
            found["chance_" + field] = log_odds(weighed[field].ranked[0][0])
    return found


def _contradicted(weighed: dict[str, Weighed]) -> bool:
    """The three amounts that look most like net, tax and gross do not add up, whatever was computed instead."""
    tops = [weighed[field].ranked[:1] for field in TOTALS if field in weighed]
    likely = [ranked[0][1].value for ranked in tops if ranked and ranked[0][0] > LIKELY]
    return len(likely) == len(TOTALS) and abs(likely[0] + likely[1] - likely[2]) > CENTS

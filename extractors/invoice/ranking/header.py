"""The header of an invoice: the rules' choice, weighed anew by what was learned, with a calibrated confidence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.invoice.drafts import Draft
from extractors.invoice.fapiao_parties import fapiao_parties
from extractors.invoice.ranking.choice import TOTALS, Choice, choose
from extractors.invoice.ranking.model import Model, learned
from extractors.invoice.ranking.options import options_of
from extractors.invoice.ranking.ruled import rule
from extractors.invoice.reading import Reading
from extractors.invoice.receipt_supplier import receipt_supplier
from extractors.invoice.receipt_total import is_receipt, paid_total
from extractors.models import Kind, Source, Value

MOST_IN_DOUBT = 0.94
"""Not more is claimed of what was read from a picture (a misread digit can fit all the rest), nor of totals that do
not add up."""
MOST = 0.99
MOST_OF_TWO_MEANINGS = 0.75
"""Of a date whose day and month may be exchanged, of a number whose mark may be for thousands or decimals."""
MOST_OF_MINUS = 0.93
UNCHECKED = 0.6
"""Below this the rules know why they doubt a value (check digits that fail), and are believed."""
LEAST = 0.2
"""A value less likely than this is not stated: it would more often mislead than help."""


def read_header(reading: Reading, drafts: tuple[Draft, ...], model: Model | None = None) -> dict[str, Value[Any]]:
    """Field to value for all that the pages tell; `model` is the program's own weights unless given."""
    weights = learned() if model is None else model
    ruled = rule(reading, drafts)
    if not weights:
        return {**ruled.fields, **habits(reading)}
    chosen = choose(reading, ruled, options_of(reading, ruled), weights)
    values = {field: claimed(field, choice, weights) for field, choice in chosen.items() if choice.value is not None}
    values.update(_sure_together(values))
    values.update(_sign_doubted(reading.kind, values))
    likely = {field: value for field, value in values.items() if value.confidence >= LEAST}
    return {**likely, **habits(reading)}


def _sure_together(values: Mapping[str, Value[Any]]) -> dict[str, Value[Any]]:
    """Three printed totals that add up are right or wrong together: each is as sure as the surest of them."""
    totals = {field: values[field] for field in TOTALS if field in values}
    if len(totals) < len(TOTALS) or any(value.source is Source.DERIVED for value in totals.values()):
        return {}
    net, tax, gross = totals.values()
    if abs(net.value + tax.value - gross.value) > Decimal("0.02"):
        return {}
    surest = max(value.confidence for value in totals.values())
    return {field: value.model_copy(update={"confidence": surest}) for field, value in totals.items()}


def _sign_doubted(kind: Kind, values: Mapping[str, Value[Any]]) -> dict[str, Value[Any]]:
    """A credit note with minus signs may mean them or say "money back" twice: its totals are not claimed as sure."""
    if kind is not Kind.CREDIT_NOTE:
        return {}
    minus = {field: values[field] for field in TOTALS if field in values and values[field].value < 0}
    return {
        field: value.model_copy(update={"confidence": min(value.confidence, MOST_OF_MINUS)})
        for field, value in minus.items()
    }


def habits(reading: Reading) -> dict[str, Value[Any]]:
    """What a till's receipt and a fapiao tell by their own forms, which goes before what invoices taught."""
    fields: dict[str, Value[Any] | None] = {**fapiao_parties(reading)}
    if is_receipt(reading):
        fields |= {"supplier_name": receipt_supplier(reading), "gross_total": paid_total(reading)}
    return {field: _capped(value) for field, value in fields.items() if value is not None}


def claimed(field: str, choice: Choice, model: Model) -> Value[Any]:
    """The chosen value with the confidence that such choices deserved on documents that were not trained on."""
    assert choice.value is not None
    ranker = model.get(field)
    computed = choice.value.source is Source.DERIVED and field != "currency"
    if ranker is None or ranker.confidence is None or computed:
        return choice.value
    confidence = stated(choice, ranker.confidence.of(choice.features))
    return choice.value.model_copy(update={"confidence": round(confidence, 3)})


def stated(choice: Choice, confidence: float) -> float:
    """The confidence that is stated: bounded where a value cannot be surer than what it was read from."""
    value, features = choice.value, choice.features
    assert value is not None
    doubtful = value.source is Source.OCR or features.get("adds_up") == 0
    bound = MOST_IN_DOUBT if doubtful else MOST
    if isinstance(value.value, date | Decimal) and features.get("trust", 1.0) < 1.0:
        bound = min(bound, MOST_OF_TWO_MEANINGS)
    if "chance" not in features and features["ruled_confidence"] < UNCHECKED:
        bound = min(bound, features["ruled_confidence"])
    return min(confidence, bound)


def _capped(value: Value[Any]) -> Value[Any]:
    most = MOST_IN_DOUBT if value.source is Source.OCR else 1.0
    return value.model_copy(update={"confidence": min(value.confidence, most)})

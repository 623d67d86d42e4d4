"""The header of an invoice: the rules' choice, weighed anew by what was learned, with a calibrated confidence."""

from typing import Any

from extractors.invoice.drafts import Draft
from extractors.invoice.ranking.choice import Choice, choose
from extractors.invoice.ranking.model import Model, learned
from extractors.invoice.ranking.options import options_of
from extractors.invoice.ranking.ruled import rule
from extractors.invoice.reading import Reading
from extractors.invoice.receipt_supplier import receipt_supplier
from extractors.invoice.receipt_total import is_receipt, paid_total
from extractors.models import Source, Value

MOST_BY_OCR = 0.94
"""What was read from a picture is not claimed more surely: a digit can be misread and still fit all the rest."""


def read_header(reading: Reading, drafts: tuple[Draft, ...], model: Model | None = None) -> dict[str, Value[Any]]:
    """Field to value for all that the pages tell; `model` is the program's own weights unless given."""
    weights = learned() if model is None else model
    ruled = rule(reading, drafts)
    if not weights:
        return {**ruled.fields, **receipt_fields(reading)}
    chosen = choose(reading, ruled, options_of(reading, ruled), weights)
    fields = {field: claimed(field, choice, weights) for field, choice in chosen.items() if choice.value is not None}
    return {**fields, **receipt_fields(reading)}


def receipt_fields(reading: Reading) -> dict[str, Value[Any]]:
    """What a till's receipt tells by its own habits, which goes before what invoices taught."""
    if not is_receipt(reading):
        return {}
    fields = {"supplier_name": receipt_supplier(reading), "gross_total": paid_total(reading)}
    return {field: _capped(value) for field, value in fields.items() if value is not None}


def claimed(field: str, choice: Choice, model: Model) -> Value[Any]:
    """The chosen value with the confidence that such choices deserved on documents that were not trained on."""
    assert choice.value is not None
    ranker = model.get(field)
    if ranker is None or ranker.confidence is None:
        return choice.value
    confidence = round(min(0.99, ranker.confidence.of(choice.features)), 3)
    return _capped(choice.value.model_copy(update={"confidence": confidence}))


def _capped(value: Value[Any]) -> Value[Any]:
    most = MOST_BY_OCR if value.source is Source.OCR else 1.0
    return value.model_copy(update={"confidence": min(value.confidence, most)})

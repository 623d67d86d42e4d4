"""The header of an invoice: the rules' choice, weighed anew by what was learned, with a calibrated confidence."""

from typing import Any

from extractors.invoice.drafts import Draft
from extractors.invoice.ranking.choice import Choice, choose
from extractors.invoice.ranking.model import Model, learned
from extractors.invoice.ranking.options import options_of
from extractors.invoice.ranking.ruled import rule
from extractors.invoice.reading import Reading
from extractors.models import Source, Value

MOST_BY_OCR = 0.94
"""What was read from a picture is not claimed more surely: a digit can be misread and still fit all the rest."""


def read_header(reading: Reading, drafts: tuple[Draft, ...], model: Model | None = None) -> dict[str, Value[Any]]:
    """Field to value for all that the pages tell; `model` is the program's own weights unless given."""
    weights = learned() if model is None else model
    ruled = rule(reading, drafts)
    if not weights:
        return dict(ruled.fields)
    chosen = choose(reading, ruled, options_of(reading, ruled), weights)
    return {field: claimed(field, choice, weights) for field, choice in chosen.items() if choice.value is not None}


def claimed(field: str, choice: Choice, model: Model) -> Value[Any]:
    """The chosen value with the confidence that such choices deserved on documents that were not trained on."""
    assert choice.value is not None
    ranker = model.get(field)
    if ranker is None or ranker.confidence is None:
        return choice.value
    confidence = ranker.confidence.of(choice.features)
    if choice.value.source is Source.OCR:
        confidence = min(confidence, MOST_BY_OCR)
    return choice.value.model_copy(update={"confidence": round(min(0.99, confidence), 3)})

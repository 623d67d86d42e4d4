"""The operations page in the reader's language: sentences with their values, rates, how long something takes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from orchestrator.breaker import LaneState
from orchestrator.operations.sentence import Said, Sentence
from orchestrator.phrases import phrase
from orchestrator.web.languages import Language
from orchestrator.web.retelling import retell

STATE = {
    LaneState.WORKING: phrase("Works"),
    LaneState.PAUSED: phrase("Paused"),
    LaneState.PROBING: phrase("Being tried"),
}
REASONS = (phrase("Month end closing"), phrase("Maintenance of the ERP"), phrase("Somebody else uses the account"))
"""Reasons to pause a lane that need no typing."""
AGAIN = phrase("Tried again with all that failed for this cause.")


def words(spoken: Language) -> dict[str, Any]:
    """What the templates of the page use beside the filters of every page."""
    return {"tell": teller(spoken), "span": lambda value: span(spoken, value), "figure": lambda v: figure(spoken, v)}


def teller(spoken: Language) -> Callable[[Sentence | None], str]:
    """Says a sentence in a language; nothing for None."""

    def tell(sentence: Sentence | None) -> str:
        if sentence is None:
            return ""
        values = {name: said(spoken, value) for name, value in sentence.values.items()}
        return spoken.gettext(sentence.text).format(**values)

    return tell


def said(spoken: Language, value: Said) -> str:
    """A value as the language writes it."""
    if isinstance(value, datetime):
        return spoken.moment(value)
    if isinstance(value, timedelta):
        return span(spoken, value)
    return retell(spoken, value) if isinstance(value, str) else figure(spoken, value)


def span(spoken: Language, value: timedelta | None) -> str:
    """How long something takes; a dash where nobody knows."""
    return "–" if value is None else spoken.age(max(0.0, value.total_seconds()))


def figure(spoken: Language, value: float) -> str:
    """A count or a rate, with no more decimals than it has."""
    return spoken.number(Decimal(f"{value:.2f}".rstrip("0").rstrip(".")))

"""The due date out of the terms of payment that an e-invoice only words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from extractors.einvoice.node import derived
from extractors.models import Value
from extractors.values.dates import find_dates

CONFIDENCE = 0.85
MAX_DAYS = 365
CLAUSE = re.compile(r"[,;]\s|\.\s|#")
DISCOUNT = re.compile(r"%|skonto|discount|escompte|sconto|descuento|korting|rabat|tage=", re.IGNORECASE)
DAYS = re.compile(
    r"\b(\d{1,3})\s*(?:days?|tagen?|jours?|giorni|d[ií]as|dias|dagen|dagar|dager|dage|dni|dn[ůu]|päivää|дн\w*)\b|"
    r"(\d{1,3})\s*天",
    re.IGNORECASE,
)


def due_by_terms(issued: Value[date] | None, terms: Iterable[str]) -> Value[date] | None:
    """The day until which the terms want the whole amount; terms with a discount are passed over.

    Args:
        issued: the issue date, from which days count; without it nothing is found.
    """
    if issued is None:
        return None
    days = [day for text in terms for clause in CLAUSE.split(text) for day in _days(clause, issued.value)]
    return derived(max(days), CONFIDENCE) if days else None


def _days(clause: str, issued: date) -> Iterator[date]:
    if DISCOUNT.search(clause):
        return
    named = [found.value for found in find_dates(clause) if issued <= found.value <= issued + timedelta(MAX_DAYS)]
    yield from named
    if not named:
        numbers = (int(match[1] or match[2]) for match in DAYS.finditer(clause))
        yield from (issued + timedelta(days) for days in numbers if 0 < days <= MAX_DAYS)

"""The issue date and the due date: by their labels, in order, or by the term of payment."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractors.invoice.labels import normal
from extractors.invoice.links import Link, best, links
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Source, Value

DATE_LABELS = frozenset({"issue_date", "due_date", "other_date", "invoice_number"})
TERMS = (
    re.compile(r"\bnet (\d{1,3}) days?\b"),
    re.compile(r"\b(?:terms?|within|due in|payable in|payment in|innerhalb|binnen|innert|zahlbar in|dans les|"
               r"sous|entro|a|en|w ciagu|do) (?:von )?(\d{1,3}) (?:days|tagen|tage|jours|giorni|dias|dagen|"
               r"dni|dnu)\b"),
    re.compile(r"\b(\d{1,3}) (?:days|tage|jours|giorni|dias|dagen|dni)(?: (?:net|netto|nets|date de facture|"
               r"from invoice date|ab rechnungsdatum|data fattura|d f|d f f m))\b"),
    re.compile(r"(?:term|terms|payment terms|zahlungsziel|zahlungsbedingungen|conditions de paiement|conditions "
               r"de reglement|betalingstermijn) (\d{1,3}) (?:days|tage|tagen|jours|dagen)\b"),
    re.compile(r"(\d{1,3})\s*天内"),
    re.compile(r"в течение (\d{1,3})(?: [а-я]+)? (?:банковских |календарных |рабочих )?дн"),
)  # fmt: skip


def choose_dates(reading: Reading) -> tuple[Value[date] | None, Value[date] | None]:
    """(issue date, due date), each None where nothing on the pages tells it."""
    linked = links(reading, reading.dates, DATE_LABELS)
    issue = _issue(reading, linked)
    due = _due(reading, linked, issue)
    return (
        issue[1].claimed(issue[0], issue[1].value) if issue else None,
        due if isinstance(due, Value) else None,
    )


def _issue(reading: Reading, linked: tuple[Link[date], ...]) -> tuple[float, Candidate[date]] | None:
    rivals = frozenset({"due_date", "other_date"})
    ranked = best(linked, "issue_date", rivals)
    beside_number = best(linked, "invoice_number", rivals | {"issue_date"})
    if ranked and ranked[0][0] >= 0.45:
        score, link = ranked[0]
        agreed = sum(1 for d in reading.dates if d.value == link.candidate.value) > 1
        return _confidence(score, agreed, link.candidate), link.candidate
    if beside_number and beside_number[0][0] > 0.2:
        return 0.85 * beside_number[0][1].candidate.trust, beside_number[0][1].candidate
    if ranked and ranked[0][0] >= 0.2:
        return 0.6 * ranked[0][1].candidate.trust, ranked[0][1].candidate
    return _unlabelled(reading, linked)


def _unlabelled(reading: Reading, linked: tuple[Link[date], ...]) -> tuple[float, Candidate[date]] | None:
    """The first date that no other label claims; surer where it is the only one."""
    taken = {id(link.candidate) for link in linked if link.strength > 0.5}
    free = [d for d in reading.dates if id(d) not in taken]
    if not free:
        return None
    alone = len({d.value for d in reading.dates}) == 1
    return (0.8 if alone else 0.5) * free[0].trust, free[0]


def _confidence(score: float, agreed: bool, candidate: Candidate[date]) -> float:
    base = 0.97 if score >= 0.85 else 0.9 if score >= 0.6 else 0.75
    return min(0.98, base + (0.01 if agreed else 0.0)) * (1.0 if candidate.trust == 1.0 else 0.75)


def _due(
    reading: Reading, linked: tuple[Link[date], ...], issue: tuple[float, Candidate[date]] | None
) -> Value[date] | None:
    for score, link in best(linked, "due_date", frozenset({"issue_date", "other_date"})):
        if score < 0.3:
            break
        if issue is None or link.candidate.value >= issue[1].value:
            return link.candidate.claimed(_confidence(score, False, link.candidate), link.candidate.value)
    return _by_term(reading, issue) if issue else None


def _by_term(reading: Reading, issue: tuple[float, Candidate[date]]) -> Value[date] | None:
    """Issue date plus the days that the terms of payment grant; the longest term is the one without a discount."""
    days = [number for number in _terms(reading) if 0 < number <= 180]
    if not days:
        return None
    value = issue[1].value + timedelta(days=max(days))
    return Value(
        value=value, confidence=round(min(0.75, issue[0]), 3), page=issue[1].phrase.page, source=Source.DERIVED
    )


def _terms(reading: Reading) -> Iterator[int]:
    for row in reading.sheet.rows:
        text = normal(row.text)[0]
        for pattern in TERMS:
            yield from (int(number) for number in pattern.findall(text))

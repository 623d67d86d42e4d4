"""The dates of a document as options for the issue date and the due date."""

from datetime import date

from extractors.invoice.dates_of_invoice import DATE_LABELS
from extractors.invoice.links import links
from extractors.invoice.ranking.option import Option, with_repetition
from extractors.invoice.ranking.places import Places, by_label
from extractors.invoice.reading import Reading
from extractors.models import Value

WORDS = ("issue_date", "due_date", "other_date", "invoice_number", "other_number")
MOST = 40


def date_options(
    reading: Reading, places: Places, issued: Value[date] | None, due: Value[date] | None
) -> list[Option[date]]:
    """Every date with its features; `issued` and `due` are what the rules chose."""
    dates = reading.dates[:MOST]
    if not dates:
        return []
    labelled = by_label(links(reading, dates, DATE_LABELS), DATE_LABELS)
    days = sorted({day.value for day in dates})
    base = issued.value if issued else days[0]
    options = []
    for order, day in enumerate(dates):
        features = places.features(day, WORDS)
        features.update(labelled.get(id(day), {}))
        features.update(
            order=float(order),
            distinct=float(len(days)),
            rank=float(days.index(day.value)),
            rank_from_last=float(len(days) - 1 - days.index(day.value)),
            days_after_first=float(min((day.value - days[0]).days, 400)),
            days_after_issue=float(max(-60, min((day.value - base).days, 400))),
            ruled_issue=issued.confidence if issued and issued.value == day.value else 0.0,
            ruled_due=due.confidence if due and due.value == day.value else 0.0,
            has_ruled_issue=float(issued is not None),
            has_ruled_due=float(due is not None),
        )
        options.append(Option(day.value, day, features))
    return with_repetition(options)

"""The invoice date lies in an accounting period that takes documents: neither closed nor yet to come."""

from collections.abc import Iterator
from datetime import date

from config.tax_rules import Period
from orchestrator.rules.base import Case, Finding, Rule, Severity


def look(case: Case) -> Finding:
    """A missing date is the business of `required_fields`, one that is not believable that of `dates`."""
    issued, periods = case.invoice.issue_date, case.parameters.period
    closed_until = periods.companies.get(case.company, periods.closed_until)
    looked_at = {"issue_date": issued.value if issued else None, "closed_until": closed_until, "today": case.today}
    if issued is None:
        return Finding((), "The document shows no date.", looked_at)
    problems = tuple(_problems(issued.value, closed_until, periods, case.today))
    return Finding(problems, f"The period of {issued.value} is open.", looked_at)


def _problems(day: date, closed_until: date | None, periods: Period, today: date) -> Iterator[str]:
    if closed_until is not None and day <= closed_until:
        yield f"The invoice date {day} lies in a closed period: everything until {closed_until} is closed."
    for closed in periods.closed:
        if closed.first <= day <= closed.last:
            yield f"The invoice date {day} lies in a closed period ({closed.first} to {closed.last})."
    if _months(day) > _months(today) + periods.future_months:
        yield f"The invoice date {day} lies in a period that is yet to come (today is {today})."


def _months(day: date) -> int:
    return day.year * 12 + day.month


RULE = Rule("period", "1", Severity.REVIEW, look, serves="Policy of periods in rules.toml; ISA 330 (cut-off); § 146 AO")

"""The dates are plausible: not ahead, not ancient, due not before issued."""

from collections.abc import Iterator
from datetime import date, timedelta

from config.rule_file import Dates
from orchestrator.rules.base import Case, Finding, Rule, Severity


def look(case: Case) -> Finding:
    """Judges the dates that are there, against the day of the judgement."""
    issued, due = case.invoice.issue_date, case.invoice.due_date
    issue_date, due_date = issued.value if issued else None, due.value if due else None
    problems: list[str] = []
    if issue_date:
        problems += _issue(issue_date, case.today, case.parameters.dates)
    if issue_date and due_date:
        problems += _term(issue_date, due_date, case.parameters.dates)
    return Finding(
        problems=tuple(problems),
        fine="The dates are plausible.",
        looked_at={"issue_date": issue_date, "due_date": due_date, "today": case.today},
    )


def _issue(issue_date: date, today: date, allowed: Dates) -> Iterator[str]:
    if issue_date > today + timedelta(days=allowed.future_days):
        yield f"The issue date {issue_date} lies in the future (today is {today})."
    if issue_date < _years_before(today, allowed.oldest_years):
        yield f"The issue date {issue_date} is more than {allowed.oldest_years} years ago (today is {today})."


def _term(issue_date: date, due_date: date, allowed: Dates) -> Iterator[str]:
    if due_date < issue_date:
        yield f"The due date {due_date} is before the issue date {issue_date}."
    if due_date - issue_date > timedelta(days=allowed.longest_term_days):
        yield (
            f"The due date {due_date} is more than {allowed.longest_term_days} days after the issue date {issue_date}."
        )


def _years_before(day: date, years: int) -> date:
    """The same day years ago; 28 February for a 29th that was not."""
    if years >= day.year:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


RULE = Rule(
    "dates",
    "1",
    Severity.REVIEW,
    look,
    serves="Directive 2006/112/EC, articles 63, 178 and 226 (1); period cut-off (ISA 330)",
)

"""The model of `retention.toml`: how long what is kept."""

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

UNITS = {"day": 0, "month": 1, "year": 12}


class Period(BaseModel):
    """A span of time, in whole months or days."""

    model_config = ConfigDict(frozen=True)

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day so much later; where the month is shorter, its last one."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        found = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return date.fromordinal(found.toordinal() + self.days)

    @property
    def in_years(self) -> bool:
        return bool(self.months) and self.months % 12 == 0


def _period(text: object) -> object:
    if isinstance(text, Period):
        return text
    found = re.fullmatch(r"(\d{1,4}) (day|month|year)s?", str(text).strip())
    if found is None or not int(found[1]):
        raise ValueError('write a number and a unit, such as "10 years", "6 months" or "90 days"')
    count, months = int(found[1]), UNITS[found[2]]
    if count * (months or 1) > 12 * 100 * (1 if months else 31):
        raise ValueError("more than a hundred years is not a period")
    return Period(months=count * months) if months else Period(days=count)


Span = Annotated[Period, BeforeValidator(_period)]


class DocumentPeriods(BaseModel):
    """How long documents are kept, by kind; rejected and refused ones by their stage, whatever they are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    invoice: Span
    credit_note: Span
    receipt: Span
    contract: Span
    mail: Span
    several_documents: Span
    other: Span
    rejected: Span
    quarantined: Span


class RetentionFile(BaseModel):
    """Everything in `retention.toml`.

    Attributes:
        automatic: whether the schedule erases what is due; otherwise it only counts it.
        from_year_end: periods in whole years begin when the calendar year ends.
        logins: how long the history keeps from where somebody logged in, or failed to.
        evidence_files: how long pictures and traces of failed keying lie in the folder `evidence`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    automatic: bool
    from_year_end: bool
    documents: DocumentPeriods
    logins: Span
    evidence_files: Span

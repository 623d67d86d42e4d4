"""The days that a report is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from orchestrator.errors import DecisionRefused

EARLIEST = date(2000, 1, 1)
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Period:
    """Whole days in UTC, the first and the last included.

    Raises:
        DecisionRefused: the last lies before the first, or the days are not ones that a farm can have worked on.
    """

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise DecisionRefused(f"The last day, {self.until}, lies before the first, {self.since}.")
        if self.since < EARLIEST or self.until.year >= 9999 or self.until - self.since > LONGEST:
            raise DecisionRefused("A report is about days after the year 2000, and about three years at most.")

    @property
    def start(self) -> datetime:
        return datetime.combine(self.since, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.until + timedelta(days=1), time(), UTC)

    def is_over(self, now: datetime) -> bool:
        return self.end <= now

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


def month_of(day: date) -> Period:
    """The month up to a day."""
    return Period(day.replace(day=1), day)


def month_before(day: date) -> Period:
    """The whole month before a day's."""
    last = day.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)

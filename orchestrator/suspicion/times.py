"""Whether an invoice came in at an hour, or on a day, at which this supplier's never do."""

from datetime import datetime
from zoneinfo import ZoneInfo

from config.bad_money_file import UnusualTime
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "unusual_time"
SATURDAY = 5
MORNING = 5
"""The hour before which nobody is at work who is not so as a rule."""


def find(facts: Facts, terms: UnusualTime) -> Suspicion | None:
    """By the times at which the supplier's earlier invoices came in; each in the zone of the terms."""
    zone = ZoneInfo(terms.time_zone)
    at = facts.bill.received.astimezone(zone)
    earlier = [t.received.astimezone(zone) for t in facts.own if t.id.find(":") < 0]
    if len(earlier) < terms.least_history:
        return None
    away = min(_hours_apart(at, one) for one in earlier)
    weekends = sum(1 for one in earlier if one.weekday() >= SATURDAY)
    odd_hour = away >= (terms.hours_away_at_night if at.hour < MORNING else terms.hours_away)
    odd_day = at.weekday() >= SATURDAY and not weekends and len(earlier) >= terms.weekend_history
    key = _key(at, odd_hour)
    if not (odd_hour or odd_day) or facts.learned(KIND, key):
        return None
    count = len(earlier)
    hour = (
        f"It came in at {at:%H:%M}; none of the {count} earlier invoices of this supplier came within {away:.1f} hours "
        "of that time of day."
    )
    day = f"It came in on {at:%Y-%m-%d}, at a weekend; none of the {count} earlier invoices of this supplier did."
    return Suspicion(
        key=key,
        sentence=hour if odd_hour else day,
        figures={
            "received": f"{at:%Y-%m-%d %H:%M}", "weekday": f"{at:%A}", "hours_away": f"{away:.1f}",
            "invoices": str(len(earlier)), "at_weekends": str(weekends),
        },
    )  # fmt: skip


def _hours_apart(one: datetime, other: datetime) -> float:
    """Between two times of day, around midnight too."""
    hours = abs((one.hour + one.minute / 60) - (other.hour + other.minute / 60))
    return min(hours, 24 - hours)


def _key(at: datetime, odd_hour: bool) -> str:
    """The band of hours that a dismissal makes usual, or the weekend."""
    return f"hours {at.hour // 4 * 4}-{at.hour // 4 * 4 + 4}" if odd_hour else "weekend"

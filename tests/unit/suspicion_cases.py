"""Invoices and facts for the tests of the detectors."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from config.files import PACKAGED, load_rules
from orchestrator.suspicion.facts import Facts, Lesson, Trace

RULES = load_rules(PACKAGED)
OURS, THEIRS = "DE89370400440532013000", "DE75512108001245126199"
DAY = date(2026, 9, 14)  # a Monday
BILL = Trace(
    id="bill", supplier="S1", name="Acme Paper GmbH", number="RE-2026-0417", issued=DAY,
    received=datetime.combine(DAY, time(10), UTC), currency="EUR", gross=Decimal("1190.00"), iban=OURS, accepted=False,
)  # fmt: skip


def trace(days: int = 0, gross: str = "1190.00", number: str = "RE-2026-0417", **more: Any) -> Trace:
    """An earlier, accepted invoice of the same supplier, so many days before the bill."""
    day = DAY - timedelta(days=days)
    values = {
        "id": f"t{days}-{number}-{gross}", "number": number, "gross": Decimal(gross), "issued": day, "accepted": True,
        "received": datetime.combine(day, time(10), UTC) - timedelta(seconds=1), **more,
    }  # fmt: skip
    return replace(BILL, **values)


def bill(gross: str = "1190.00", **more: Any) -> Trace:
    return replace(BILL, gross=Decimal(gross), **more)


def facts(*own: Trace, of: Trace = BILL, **more: Any) -> Facts:
    """The facts about a bill; a limit of 5000, and a supplier that the ERP had from the start."""
    newest_first = tuple(sorted(own, key=lambda t: t.received, reverse=True))
    return Facts(**{"bill": of, "own": newest_first, "limit": Decimal(5000), **more})


def lesson(kind: str, key: str, **figures: str) -> tuple[Lesson, ...]:
    return (Lesson(kind, key, figures),)

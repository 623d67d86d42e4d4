"""A report in figures, as plain values for programs and for the page."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from orchestrator.reports.compliance.content import Content


def summary(content: Content) -> dict[str, Any]:
    """Amounts as text with a dot, days ISO 8601."""
    balance = content.balance
    return {
        "since": content.period.since.isoformat(),
        "until": content.period.until.isoformat(),
        "balance": {
            **asdict(balance),
            "received_holds": balance.received_holds,
            "carried_holds": balance.carried_holds,
        },
        "outcomes": [
            {**asdict(row), "amount": None if row.amount is None else f"{row.amount:f}"} for row in content.outcomes
        ],
        "checks": [{**asdict(check), "holds": check.holds} for check in content.checks],
        "exceptions": dict(sorted(Counter(str(row.sort) for row in content.exceptions).items())),
        "exceptions_open": sum(1 for row in content.exceptions if row.decided_at is None),
        "approved_by_policy": content.by_policy,
        "approved_by_people": content.by_people,
        "conflicts": len(content.conflicts),
        "access_changes": len(content.access),
        "failed_logins": sum(row.failed_logins for row in content.people),
        "in_doubt": len(content.doubts),
        "in_doubt_open": sum(1 for row in content.doubts if not row.ended),
        "rules": len(content.rules),
        "record": asdict(content.record),
    }

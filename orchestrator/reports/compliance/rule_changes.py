"""Which sets of rules were in force in a period, since when, put by whom and why."""

from orchestrator.reports.compliance.content import RuleChangeRow
from orchestrator.reports.compliance.period import Period
from orchestrator.store import Transaction, rule_sets
from orchestrator.store.rule_sets import RuleSet


def rule_changes(tx: Transaction, period: Period) -> tuple[RuleChangeRow, ...]:
    """The set that was in force when the period began, and every one that was put in force within it."""
    return tuple(_row(one) for one in rule_sets.between(tx, period.start, period.end))


def _row(one: RuleSet) -> RuleChangeRow:
    return RuleChangeRow(one.since, one.put_by, f"{one.short}: {', '.join(sorted(one.files))}", one.reason)

"""Acts on rules and alerts."""

from datetime import datetime
from pathlib import Path

from orchestrator.acts.base import ActsBase
from orchestrator.alerts import deciding, scanning
from orchestrator.alerts.history_file import import_history
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.rule_sets import putting
from orchestrator.rule_sets.dry_run import DryRun, SoFar, dry_run
from orchestrator.rule_sets.rulebook import parse
from orchestrator.store.alerts import Alert
from orchestrator.store.rule_sets import RuleSet


class ComplianceActs(ActsBase):
    """Acts on rules and alerts."""

    def put_rules(self, actor: Actor, folder: Path, path: Path, reason: str) -> RuleSet:
        """Put a file of the rules in force at once. `folder` is the config folder. See `putting.put_file`.

        Raises:
            NotAllowed: the right rules:change is lacking.
            ConfigError, DecisionRefused
        """
        actor.insist_on(Right.CHANGE_RULES)
        return putting.put_file(self.store, folder, path, str(actor), reason)

    def try_rules(
        self, actor: Actor, folder: Path, path: Path, since: datetime, until: datetime, most: int | None = None,
        progress: SoFar | None = None,
    ) -> DryRun:  # fmt: skip
        """What a file of the rules would have decided on documents of a time, `most` at most. See `dry_run`.

        Raises:
            NotAllowed: the right rules:change is lacking.
            ConfigError
        """
        actor.insist_on(Right.CHANGE_RULES)
        book = parse(putting.candidate(self.store, folder, path))
        return dry_run(self.store, self.judge(), book, since, until, progress, most)

    def dismiss_alert(self, actor: Actor, alert_id: int, reason: str) -> Alert:
        """Dismiss an alert, which teaches; see `alerts.deciding`.

        Raises:
            NotAllowed: the right documents:approve (audit:read for a person's) is lacking, or it is one's own document.
            DecisionRefused, AlertNotFound
        """
        return deciding.dismiss(self.store, actor, alert_id, reason)

    def confirm_alert(self, actor: Actor, alert_id: int, reason: str) -> Alert:
        """Confirm an alert, which rejects its document.

        Raises:
            NotAllowed: the right documents:reject (audit:read for a person's) is lacking.
            DecisionRefused, AlertNotFound
        """
        return deciding.confirm(self.store, actor, alert_id, reason)

    def reopen_alert(self, actor: Actor, alert_id: int, reason: str) -> Alert:
        """Take the decision about an alert back.

        Raises:
            NotAllowed, DecisionRefused, AlertNotFound
        """
        return deciding.reopen(self.store, actor, alert_id, reason)

    def scan_people(self, actor: Actor) -> int:
        """Look for abuse of rights in what people approved; how many alerts are new.

        Raises:
            NotAllowed: the right audit:read is lacking.
        """
        actor.insist_on(Right.SEE_AUDIT)
        return scanning.scan(self.store, self.judge().rules.rights_abuse)

    def import_invoice_history(self, actor: Actor, data: bytes, *, dry_run: bool = False) -> tuple[int, int]:
        """Take in invoices that were booked before the farm came; see `alerts.history_file`.

        Raises:
            NotAllowed: the right orders:import is lacking.
            FileRefused, DecisionRefused
        """
        actor.insist_on(Right.IMPORT_ORDERS)
        return import_history(self.store, str(actor), data, dry_run=dry_run)

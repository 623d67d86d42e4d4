"""Scheduled actions: each tick once, late rather than never, whoever else schedules."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bots.errors import BotError
from config import files
from config.errors import ConfigError
from orchestrator.auditing.anchors import write_anchor
from orchestrator.auditing.erasure import retain
from orchestrator.breaker import PROBED, Cause
from orchestrator.errors import NotReady, OrchestratorError
from orchestrator.judging import SUPPLIERS_WANTED
from orchestrator.store import directory, runs, schedules
from orchestrator.wiring import Farm

log = logging.getLogger(__name__)
ACTOR = "scheduler"
PAUSING = frozenset({Cause.UNREACHABLE, Cause.LOGIN})
"""Failed logins that pause the lane already here, before any document meets them."""
AGAIN_AFTER = timedelta(seconds=15)
LONGEST_RUN = timedelta(minutes=5)
"""A run that takes longer was lost with its scheduler; its tick is run again."""


def read_suppliers(farm: Farm) -> str:
    """Read the ERP's suppliers; says how many.

    Raises:
        NotReady: the ERP's lane is paused. While a person has to resume it, no login is tried.
    """
    lane = farm.lane()
    now = lane.now()
    if not now.is_working and now.cause not in PROBED:
        raise NotReady(now.sentence())
    try:
        session = farm.open_erp()
    except BotError as error:
        failure = lane.failure(error, at_login=True)
        if failure is not None and failure.cause in PAUSING:
            raise NotReady(lane.failed(failure, None).sentence()) from error
        raise
    try:
        found = session.suppliers()
    finally:
        session.close()
    with farm.store.begin() as tx:
        count = directory.replace(tx, now.erp, now.company, found)
    return f"{count} suppliers"


def write_report(farm: Farm) -> str:
    """Write the workbook; says where."""
    from orchestrator.reports.workbook import write_workbook

    path = farm.home / "reports" / "botfarm.xlsx"
    write_workbook(farm.store, path)
    return path.name


def remind_approvers(farm: Farm) -> str:
    """Remind those whom approvals wait for, and escalate; says how many were told."""
    from orchestrator.approving.reminding import remind

    return f"{remind(farm.store)} reminders"


def anchor_history(farm: Farm) -> str:
    """Write the end of the history into the file of anchors; says which entry it is."""
    written = write_anchor(farm.store, farm.audit_terms, ACTOR)
    return f"entry {written.seq}{' with a time stamp' if written.stamp else ''}"


def keep_retention(farm: Farm) -> str:
    """Erase what was kept long enough, where the file says so; says how much that is."""
    terms = farm.audit_terms
    found = retain(farm.store, terms, ACTOR, do=terms.retention().automatic)
    return f"{len(found.documents)} documents due, {found.erased} erased"


def scan_people(farm: Farm) -> str:
    """Look for abuse of rights in what people approved; says how many alerts are new."""
    from orchestrator.alerts.scanning import scan

    return f"{scan(farm.store, farm.judge.rules.rights_abuse)} new alerts"


ACTIONS: dict[str, Callable[[Farm], str]] = {
    "read_suppliers": read_suppliers,
    "write_report": write_report,
    "remind_approvers": remind_approvers,
    "anchor_history": anchor_history,
    "keep_retention": keep_retention,
    "scan_people": scan_people,
}


class Scheduler:
    """Runs what is due. Call `tick` every second or so."""

    def __init__(self, farm: Farm) -> None:
        self.farm = farm
        self.entries = files.load_schedules(farm.settings.user_config).entries()
        self._asked = datetime.min.replace(tzinfo=UTC)

    def tick(self) -> None:
        now = datetime.now(UTC)
        for name, every in self.entries.items():
            self._run_once(name, every.due_at(now))
            self._run_what_was_lost(name, now)
        if now - self._asked > AGAIN_AFTER and self._suppliers_wanted():
            self._run_once("read_suppliers", now)

    def _run_once(self, name: str, due_at: datetime) -> None:
        with self.farm.store.reading() as tx:
            last = schedules.last_due(tx, name)
        if last is not None and last >= due_at:
            return
        with self.farm.store.begin() as tx:
            run_id = schedules.take(tx, name, due_at)
        if run_id is not None:
            self._run(name, run_id)

    def _run_what_was_lost(self, name: str, now: datetime) -> None:
        with self.farm.store.reading() as tx:
            if not schedules.has_lost(tx, name, LONGEST_RUN):
                return
        with self.farm.store.begin() as tx:
            lost = schedules.give_up_lost(tx, name, LONGEST_RUN)
            run_id = schedules.take(tx, name, now) if lost else None
        if run_id is not None:
            self._run(name, run_id)

    def _run(self, name: str, run_id: int) -> None:
        if name == "read_suppliers":
            self._asked = datetime.now(UTC)
        try:
            outcome, message = "done", ACTIONS[name](self.farm)
        except NotReady as wait:
            outcome, message = "postponed", str(wait)
        except (BotError, ConfigError, OrchestratorError) as error:
            outcome, message = "failed", str(error)
        log.log(logging.ERROR if outcome == "failed" else logging.INFO, "%s: %s", name, message)
        with self.farm.store.begin() as tx:
            schedules.finish(tx, run_id, outcome, message)

    def _suppliers_wanted(self) -> bool:
        """Whether a judge waits for suppliers newer than those that are known."""
        here = self.farm.accounts.first
        with self.farm.store.reading() as tx:
            asked = runs.last_postponed(tx, SUPPLIERS_WANTED)
            known = directory.synced_at(tx, here.erp, here.company)
        return asked is not None and (known is None or known < asked)

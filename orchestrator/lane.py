"""A lane at work: tells an ERP's failure from a document's, pauses once, and looks whether it can go on."""

import logging
from collections.abc import Sequence

from bots.erp.port import ErpCheck
from bots.errors import (
    BotError,
    BrowserDied,
    BusinessError,
    ErpUnreachable,
    LoginRefused,
    ScreenChanged,
    TechnicalError,
)
from config.errors import ConfigError
from config.processes import myself
from orchestrator.breaker import BreakerTerms, Cause, Failure, Lane
from orchestrator.errors import DecisionRefused
from orchestrator.store import Store, Transaction, keying, lanes
from orchestrator.store.lanes import Change, LaneAccount

log = logging.getLogger(__name__)
OWN_FAILURES = {Cause.SCREEN: 1}
"""After so many failures that others passed, a failure is the document's own."""
OWN_FAILURES_OTHERWISE = 5


def cause_of(error: BotError | ConfigError, at_login: bool) -> Cause | None:
    """Why the lane fails; None where the error is the document's own. At a login no document plays a part."""
    if isinstance(error, ConfigError):
        return Cause.SETUP
    for kind, cause in (
        (LoginRefused, Cause.LOGIN), (ScreenChanged, Cause.SCREEN), (ErpUnreachable, Cause.UNREACHABLE),
        (BrowserDied, Cause.BROWSER),
    ):  # fmt: skip
        if isinstance(error, kind):
            return cause
    if at_login and isinstance(error, BusinessError):
        return Cause.SETUP
    return Cause.UNREACHABLE if at_login and isinstance(error, TechnicalError) else None


class KeyingLane:
    """The lane of one account, as its worker uses it. Every answer is the database's: others change it too."""

    def __init__(self, store: Store, account: LaneAccount, terms: BreakerTerms) -> None:
        self.store = store
        self.account = account
        self.terms = terms
        owner = myself()
        self.actor = f"bot {owner.host}:{owner.pid}"

    def now(self) -> Lane:
        """The lane as it stands."""
        with self.store.reading() as tx:
            return lanes.get(tx, self.account)

    def begin(self) -> None:
        """A new process has read the configuration anew: what was wrong with it may be right now."""
        if self.now().cause is Cause.SETUP:
            with self.store.begin() as tx:
                self._change(
                    tx, lambda lane, now: lane.resumed_by(self.actor, now) if lane.cause is Cause.SETUP else lane
                )

    def failure(self, error: BotError | ConfigError, at_login: bool) -> Failure | None:
        """What the error says about the lane, its picture kept as evidence; None where it is the document's own."""
        cause = cause_of(error, at_login)
        if cause is None:
            return None
        return Failure(
            cause=cause, detail=_detail(error), at_login=_is_down(error, at_login), screenshot=self._picture(error)
        )

    def is_of_its_own(self, document_id: str, failure: Failure) -> bool:
        """Whether others were posted each time after this document had met such a failure."""
        with self.store.reading() as tx:
            count = lanes.failures_of_its_own(tx, document_id, failure.cause)
        return count >= OWN_FAILURES.get(failure.cause, OWN_FAILURES_OTHERWISE)

    def failed(self, failure: Failure, document_id: str | None) -> Lane:
        """Count a failure, with the document in hand if there was one, and pause where it is enough; the lane then."""
        with self.store.begin() as tx:
            if document_id is not None:
                lanes.record_failure(tx, self.account.name, document_id, failure)
            return self._change(tx, lambda lane, now: lane.failed(failure, self.actor, now, self.terms))

    def succeeded(self) -> None:
        """The ERP answered to a document, whatever it said."""
        lane = self.now()
        if lane.succeeded() != lane:
            with self.store.begin() as tx:
                self._change(tx, lambda lane, _: lane.succeeded())

    def probe_passed(self, checks: Sequence[ErpCheck]) -> bool:
        """Resume if every check passed; whether it works."""
        missing = [f"{check.name}: {check.detail}" for check in checks if not check.passed]
        if missing:
            cause = self.now().cause or Cause.SCREEN
            self.probe_failed(Failure(cause=cause, detail="missing " + "; ".join(missing)))
            return False
        with self.store.begin() as tx:
            return self._change(tx, lambda lane, now: lane.probe_passed(self.actor, now)).is_working

    def probe_failed(self, failure: Failure) -> None:
        with self.store.begin() as tx:
            self._change(tx, lambda lane, now: lane.probe_failed(failure, now, self.terms))

    def _change(self, tx: Transaction, what: Change) -> Lane:
        return change_lane(tx, self.account, self.actor, what)

    def _picture(self, error: BotError | ConfigError) -> str | None:
        path = error.screenshot if isinstance(error, BotError) else None
        try:
            return self.store.blobs.put(path.read_bytes()) if path else None
        except OSError as unreadable:
            log.warning("the picture %s of a failure cannot be kept: %s", path, unreadable.strerror)
            return None


def pause(store: Store, account: LaneAccount, person: str, reason: str) -> None:
    """Pause a lane by a person's decision; the document in hand is finished.

    Raises:
        DecisionRefused: no reason is given.
    """
    if not reason.strip():
        raise DecisionRefused("Pausing a lane needs its reason; say why.")
    with store.begin() as tx:
        change_lane(tx, account, person, lambda lane, now: lane.paused_by(person, reason.strip(), now))


def resume(store: Store, account: LaneAccount, person: str) -> None:
    """Resume a lane by a person's decision, whatever paused it.

    Raises:
        DecisionRefused: it is not paused.
    """
    with store.begin() as tx:
        if lanes.get(tx, account).is_working:
            raise DecisionRefused(f"Lane {account.name} is not paused.")
        change_lane(tx, account, person, lambda lane, now: lane.resumed_by(person, now))


def change_lane(tx: Transaction, account: LaneAccount, by: str, what: Change) -> Lane:
    """Change a lane; say so once in the log, and tell the documents that wait for it. The lane after."""
    before, after = lanes.change(tx, account, by, what)
    if before.is_working and not after.is_working:
        log.error("lane %s is paused: %s", after.name, after.sentence())
    elif after.is_working and not before.is_working:
        log.warning("lane %s works again (%s)", after.name, by)
    if before.sentence() != after.sentence():
        tell_waiting(tx, after.erp, after.company)
    return after


def tell_waiting(tx: Transaction, erp: str, company: str) -> None:
    """Write into the documents of an ERP and company why they wait, when no lane of theirs works; else that they do."""
    keying.tell_waiting(tx, (erp, company), why_waiting(tx, erp, company))


def why_waiting(tx: Transaction, erp: str, company: str) -> str:
    """Why no document of these books is keyed now; empty when one of their lanes works, or there is none."""
    own = [lane for lane in lanes.listing(tx) if (lane.erp, lane.company) == (erp, company)]
    return "" if any(lane.is_working for lane in own) else " ".join(dict.fromkeys(lane.sentence() for lane in own))


def _is_down(error: BotError | ConfigError, at_login: bool) -> bool:
    return at_login and isinstance(error, ErpUnreachable)


def _detail(error: BotError | ConfigError) -> str:
    """What happened, with the missing element named; without the path of the picture, which is kept elsewhere."""
    said = Exception.__str__(error)
    if isinstance(error, BotError) and error.element:
        return f"missing {error.element}{f' at {error.step}' if error.step else ''}: {said}"
    return said

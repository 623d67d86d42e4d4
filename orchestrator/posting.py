"""Keying a document into the ERP once, with proof.

The database decides who may click: a claim carries a fence and a lease, the intent is durable before the click, and
whatever fails from then on is in doubt until the ERP itself has been asked. Nothing is ever keyed on a guess.
"""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bots.erp.port import Entry, EntryState, ErpSession
from bots.errors import BotError, BusinessError, OutcomeUnknown, TechnicalError
from bots.orders import InvoiceOrder
from config.errors import ConfigError
from config.processes import Owner, myself, uptime
from orchestrator.breaker import BreakerTerms, Cause, Failure, Lane, LaneState
from orchestrator.errors import LostRace, OrchestratorError
from orchestrator.lane import KeyingLane
from orchestrator.learning.posted import learn_from_posted
from orchestrator.stages import Stage
from orchestrator.store import Store, clock, documents, findings, keying, outbox, postings
from orchestrator.store.lanes import LaneAccount
from queues.names import Queue

log = logging.getLogger(__name__)
NOT_TAKEN = "not_taken"
"""The outcome of an attempt that was submitted, and that the ERP turned out not to have."""


@dataclass(frozen=True)
class PostingTerms:
    """How long things may take, and how often.

    Attributes:
        lease: how long a claim holds, plus `lease_per_line` for each line.
        settle: how long after an unknown outcome the ERP is left alone; longer than its slowest request.
        submit_budget_seconds: between the intent and the click; a process frozen in between does not click.
        max_attempts: technical failures before a person is asked.
        max_submits: submissions that the ERP did not take before a person is asked.
    """

    lease: timedelta = timedelta(seconds=240)
    lease_per_line: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=120)
    submit_budget_seconds: float = 5.0
    max_attempts: int = 6
    max_submits: int = 3
    retry_after: timedelta = timedelta(seconds=5)


class Poster:
    """Keys documents through one ERP session, which is opened when first needed and kept between documents."""

    def __init__(
        self, store: Store, open_session: Callable[[], ErpSession], terms: PostingTerms, lane: KeyingLane | None = None
    ) -> None:
        self.store = store
        self.open_session = open_session
        self.terms = terms
        self.lane = lane or KeyingLane(store, LaneAccount(name="erp", erp="erp", company=""), BreakerTerms())
        self.owner = myself()
        self._session: ErpSession | None = None

    def work(self, document_id: str) -> str:
        """Do what the document's stage asks for: key it, or find out what became of it. Else there is nothing to do.

        Returns why it was put off, empty when it was not: then it is in the outbox again, as it was before.
        """
        with self.store.reading() as tx:
            stage = documents.get(tx, document_id).stage
        if stage not in keying.WAITING:
            return ""
        lane = self.lane.now()
        try:
            if not lane.is_working:
                return self._put_off(document_id, stage, keying.WAITS + lane.sentence())
            return self._key(document_id) if stage is Stage.READY else self._resolve(document_id)
        except LostRace as lost:
            log.info("document %s: %s", document_id, lost)
            return ""

    def probe(self) -> None:
        """Look with a new login whether the paused lane can go on; nothing is changed in the ERP."""
        if self.lane.now().state is not LaneState.PROBING:
            return
        self.close()
        try:
            passed = self.lane.probe_passed(self._open().check())
        except (BotError, ConfigError) as error:
            failure = self.lane.failure(error, at_login=True)
            self.lane.probe_failed(failure or Failure(cause=Cause.UNREACHABLE, detail=str(error)))
            passed = False
        if not passed:
            self.close()

    def close(self) -> None:
        """End the session; the next document opens a new one."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _key(self, document_id: str) -> str:
        order = self._order(document_id)
        with self.store.begin() as tx:
            lease = self.terms.lease + self.terms.lease_per_line * len(order.lines)
            fence = postings.claim(tx, document_id, self.owner, lease, self.lane.account.name)
        attempt = KeyingAttempt(self.store, order, fence, self.owner, self.terms)
        try:
            attempt.run(self._open())
        except (OutcomeUnknown, LostRace):
            self.close()
            raise
        except (BotError, ConfigError) as error:
            return self._failed(attempt, error)
        except BaseException:
            self.close()
            attempt.abandon("The bot was stopped.")
            raise
        self.lane.succeeded()
        return ""

    def _failed(self, attempt: "KeyingAttempt", error: BotError | ConfigError) -> str:
        """Before the intent: the document's own failure is its own; the lane's leaves the document as it was."""
        failure = self.lane.failure(error, at_login=self._session is None)
        if failure is None and isinstance(error, BusinessError):
            attempt.ask_a_person(str(error))
            self.lane.succeeded()
            return ""
        self.close()
        if failure is None:
            attempt.give_back(str(error))
            return ""
        if self.lane.is_of_its_own(attempt.id, failure):
            attempt.ask_a_person(_own_failure(failure))
            return ""
        lane = self.lane.failed(failure, attempt.id)
        why, after = self._until(lane, failure)
        attempt.wait(failure.cause, why, after)
        return why

    def _resolve(self, document_id: str) -> str:
        """Ask the ERP, twice, what became of a posting whose outcome is unknown."""
        order = self._order(document_id)
        with self.store.reading() as tx:
            fence = documents.get(tx, document_id).fence
            settles_for = postings.settles_for(tx, document_id)
        if settles_for > timedelta(0):
            return self._put_off(document_id, Stage.IN_DOUBT, "The ERP gets time to settle first.", settles_for)
        attempt = KeyingAttempt(self.store, order, fence, self.owner, self.terms)
        try:
            attempt.resolve(self._open())
        except (BotError, ConfigError) as error:
            return self._failed_to_resolve(attempt, error)
        self.lane.succeeded()
        return ""

    def _failed_to_resolve(self, attempt: "KeyingAttempt", error: BotError | ConfigError) -> str:
        """In doubt it stays, however long the ERP is away; what is its own is for a person."""
        failure = self.lane.failure(error, at_login=self._session is None)
        if failure is None and isinstance(error, BusinessError):
            attempt.doubt_to_a_person(f"Its outcome could not be made out: {error}")
            self.lane.succeeded()
            return ""
        self.close()
        if failure is None:
            raise error
        if self.lane.is_of_its_own(attempt.id, failure):
            attempt.doubt_to_a_person(f"Its outcome could not be made out: {_own_failure(failure)}")
            return ""
        why, after = self._until(self.lane.failed(failure, attempt.id), failure)
        return self._put_off(attempt.id, Stage.IN_DOUBT, why, after)

    def _until(self, lane: Lane, failure: Failure) -> tuple[str, timedelta]:
        """Why a document waits after a failure of its lane, and how long it waits where the lane goes on."""
        if lane.is_working:
            return f"{failure.detail} It is tried again.", self.terms.retry_after * 2 ** min(lane.failures, 6)
        return keying.WAITS + lane.sentence(), timedelta(0)

    def _put_off(self, document_id: str, stage: Stage, why: str, after: timedelta = timedelta(0)) -> str:
        """Hand a document back as it is: into the outbox, from where a lane that works gets it."""
        with self.store.begin() as tx:
            if documents.get(tx, document_id).stage is stage:
                documents.describe(tx, document_id, reason=why)
                outbox.add(tx, document_id, Queue.KEY, clock.now(tx) + after)
        return why

    def _open(self) -> ErpSession:
        if self._session is None:
            self._session = self.open_session()
        return self._session

    def _order(self, document_id: str) -> InvoiceOrder:
        with self.store.reading() as tx:
            order = findings.order_of(tx, document_id)
        if order is None:
            raise OrchestratorError(f"Document {document_id} is ready but has no order; send it back to be judged.")
        return order


def _own_failure(failure: Failure) -> str:
    return f"The ERP fails at this document, though others were keyed since; key it by hand. {failure.detail}"


class KeyingAttempt:
    """One attempt at one document, under one fence."""

    def __init__(self, store: Store, order: InvoiceOrder, fence: int, owner: Owner, terms: PostingTerms) -> None:
        self.store = store
        self.order = order
        self.id = order.document_id
        self.fence = fence
        self.owner = owner
        self.terms = terms
        self.actor = f"bot {owner.host}:{owner.pid}"
        self.submitting = False

    def run(self, session: ErpSession) -> None:
        """Search, fill, submit, read back. Raises what the session raises; after the intent, OutcomeUnknown."""
        entries = self._live(session)
        if self._foreign(entries):
            self.ask_a_person(self._foreign_sentence(entries))
            return
        if any(entry.state is EntryState.POSTED for entry in entries):
            self._posted(session, Stage.CLAIMED, "It was already in the ERP, keyed by an earlier attempt.")
            return
        session.fill(self.order)
        try:
            session.submit(self.order, self._intend)
            self._posted(session, Stage.SUBMITTING, "It was keyed and read back.")
        except LostRace:
            raise
        except BotError as error:
            if not self.submitting:
                raise
            self.abandon(str(error))
            raise OutcomeUnknown(str(error)) from error

    def resolve(self, session: ErpSession) -> None:
        """Two searches must agree: one match of ours is posted, none is ready again, anything else is for a person."""
        first, second = self._live(session), self._live(session)
        if first != second:
            raise TechnicalError("Two searches in the ERP gave different answers; asking again later.")
        if self._foreign(first) or len(first) > 1:
            self.doubt_to_a_person(self._foreign_sentence(first))
        elif first and first[0].state is EntryState.POSTED:
            self._posted(session, Stage.IN_DOUBT, "The ERP has it: it had been posted before contact was lost.")
        else:
            self._not_posted()

    def _not_posted(self) -> None:
        """The ERP did not take it: key it again, but not for ever."""
        with self.store.reading() as tx:
            past = postings.attempts_of(tx, self.id)
        refused = sum(1 for attempt in past if attempt.outcome == NOT_TAKEN) + 1
        why = past[-1].message or "its bot ended"
        if refused >= self.terms.max_submits:
            self.doubt_to_a_person(f"It was submitted {refused} times, and the ERP did not take it: {why}")
        else:
            reason = f"The ERP does not have it posted ({why}); it is keyed again."
            self._finish(Stage.IN_DOUBT, Stage.READY, NOT_TAKEN, reason)

    def ask_a_person(self, reason: str) -> None:
        self._finish(Stage.CLAIMED, Stage.NEEDS_REVIEW, "business", reason)

    def doubt_to_a_person(self, reason: str) -> None:
        self._finish(Stage.IN_DOUBT, Stage.NEEDS_REVIEW, "unclear", reason)

    def give_back(self, reason: str) -> None:
        """After a technical failure before the intent: try again later, or stop after too many."""
        with self.store.reading() as tx:
            failures = sum(1 for past in postings.attempts_of(tx, self.id) if past.outcome == "technical") + 1
        if failures >= self.terms.max_attempts:
            self._finish(Stage.CLAIMED, Stage.FAILED, "technical", f"Keying failed {failures} times: {reason}")
        else:
            self._finish(Stage.CLAIMED, Stage.READY, "technical", reason, self.terms.retry_after * 2**failures)

    def wait(self, outcome: str, reason: str, after: timedelta) -> None:
        """After a failure that is not the document's: ready as before, and no attempt counts against it."""
        self._finish(Stage.CLAIMED, Stage.READY, outcome, reason, after)

    def abandon(self, reason: str) -> None:
        """Leave the document where the next bot can take it up: in doubt from the intent on, ready before."""
        if self.submitting:
            self._finish(Stage.SUBMITTING, Stage.IN_DOUBT, "unknown", reason, self.terms.settle)
        else:
            self.give_back(reason)

    def _intend(self) -> None:
        """The last thing before the click: durable intent under a valid lease, and not a moment lost since."""
        before = uptime()
        with self.store.begin() as tx:
            postings.intend(tx, self.id, self.fence, self.owner)
        self.submitting = True
        if uptime() - before > self.terms.submit_budget_seconds:
            raise OutcomeUnknown("The bot was held up between its intent and the click, and did not click.")

    def _posted(self, session: ErpSession, from_: Stage, reason: str) -> None:
        entry = session.read_back(self.order)
        with tempfile.TemporaryDirectory() as folder:
            picture = Path(folder) / "posted.png"
            session.screenshot(picture)
            sha256 = self.store.blobs.put(picture.read_bytes())
        with self.store.begin() as tx:
            facts = {"erp_number": entry.number, "keyed": self.order.model_dump(mode="json"), "screenshot": sha256}
            documents.move(
                tx, self.id, from_, Stage.POSTED, self.actor, reason,
                fence=self.fence, changes={"erp_number": entry.number}, facts=facts,
            )  # fmt: skip
            findings.add_evidence(tx, self.id, "screenshot", sha256, "image/png", "The posted invoice in the ERP")
            postings.finish(tx, self.id, self.fence, "posted", reason, entry)
            learn_from_posted(tx, self.id)
        log.info("document %s posted as %s", self.id, entry.number)

    def _finish(self, from_: Stage, to: Stage, outcome: str, reason: str, after: timedelta = timedelta(0)) -> None:
        with self.store.begin() as tx:
            documents.move(tx, self.id, from_, to, self.actor, reason, fence=self.fence, after=after)
            if to is Stage.IN_DOUBT:
                postings.begin_settling(tx, self.id, self.fence, after)
            postings.finish(tx, self.id, self.fence, outcome, reason)
        log.info("document %s: %s", self.id, reason)

    def _live(self, session: ErpSession) -> tuple[Entry, ...]:
        found = session.find(self.order.supplier_name, self.order.invoice_number)
        return tuple(entry for entry in found if entry.state is not EntryState.CANCELLED)

    def _foreign(self, entries: tuple[Entry, ...]) -> bool:
        return any(entry.mark != self.order.mark for entry in entries)

    def _foreign_sentence(self, entries: tuple[Entry, ...]) -> str:
        what = ", ".join(f"{entry.number or 'a draft'} ({entry.state})" for entry in entries)
        order = self.order
        return (
            f"The ERP already has {order.supplier_name} {order.invoice_number} as {what}, which this farm did not key; "
            "compare the two, then reject this one or correct its number."
        )

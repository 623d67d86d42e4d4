"""Postings whose outcome is not known: what recovery will do about each, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from orchestrator.breaker import Lane
from orchestrator.operations.sentence import Sentence
from orchestrator.phrases import phrase
from orchestrator.posting import NOT_TAKEN
from orchestrator.stages import Stage
from orchestrator.store import Transaction, clock, documents, keying, lanes, postings
from orchestrator.store.documents import Document

MOST = 20
"""So many are told one by one, the oldest first; the others are counted."""
LONG_SUBMITTING = timedelta(minutes=1)
SETTLES = phrase("The ERP is left alone until {at}, as it may still be writing; then it is searched twice.")
SOON = phrase("The ERP is searched twice as soon as a bot is free.")
PROBED = phrase("The ERP is searched when its lane works again; the next look at the lane is at {at}.")
RESUMED = phrase("The ERP is searched when somebody has resumed its lane.")
UNTOUCHED = phrase("No lane of this farm keys into its books; add the account, then it is searched.")
SUBMITTED = phrase("A bot is still submitting it; when its time is over at {at}, it counts as in doubt.")


class Doubt(BaseModel):
    """A posting in doubt.

    Attributes:
        submissions: how often the ERP turned out not to have taken it before.
        at: when the ERP is searched, where that is known.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    document: Document
    submissions: int
    plan: Sentence
    at: datetime | None


def doubts(tx: Transaction) -> tuple[Doubt, ...]:
    """The oldest postings in doubt, and submissions that take long, with what happens next."""
    found = documents.oldest(tx, (Stage.IN_DOUBT, Stage.SUBMITTING), MOST)
    books = keying.books_of(tx, [document.id for document in found])
    every, now = lanes.listing(tx), clock.now(tx)
    return tuple(
        _doubt(tx, document, [lane for lane in every if (lane.erp, lane.company) == books.get(document.id)], now)
        for document in found
        if document.stage is Stage.IN_DOUBT or now - document.stage_since > LONG_SUBMITTING
    )


def _doubt(tx: Transaction, document: Document, own: Sequence[Lane], now: datetime) -> Doubt:
    attempts = postings.attempts_of(tx, document.id)
    refused = sum(attempt.outcome == NOT_TAKEN for attempt in attempts)
    if document.stage is Stage.SUBMITTING:
        at = attempts[-1].lease_until
        return Doubt(document=document, submissions=refused, plan=Sentence(SUBMITTED, {"at": at}), at=at)
    plan, when = _plan(own, now, postings.settles_for(tx, document.id))
    return Doubt(document=document, submissions=refused, plan=plan, at=when)


def _plan(own: Sequence[Lane], now: datetime, settles: timedelta) -> tuple[Sentence, datetime | None]:
    """What is done about a document of these lanes' books, and when."""
    if settles > timedelta(0):
        return Sentence(SETTLES, {"at": now + settles}), now + settles
    if any(lane.is_working for lane in own):
        return Sentence(SOON), now
    if not own:
        return Sentence(UNTOUCHED), None
    probes = [lane.next_probe_at for lane in own if lane.next_probe_at]
    return (Sentence(PROBED, {"at": min(probes)}), min(probes)) if probes else (Sentence(RESUMED), None)

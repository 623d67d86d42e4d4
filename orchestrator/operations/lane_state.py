"""Lanes as the operations page shows them: breaker, what is in hand, what waits, how fast it goes."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from orchestrator.breaker import IN_A_ROW, Cause, Lane
from orchestrator.operations.sentence import Sentence
from orchestrator.phrases import phrase
from orchestrator.store import Transaction, clock, keying, lanes, pace, postings
from orchestrator.store.postings import Attempt

LATELY = timedelta(hours=1)
WHY: dict[Cause, str] = {
    Cause.UNREACHABLE: phrase("The ERP does not answer: {detail}"),
    Cause.SCREEN: phrase("A page of the ERP has changed: {detail}"),
    Cause.LOGIN: phrase("The ERP refused the login; put user and password right, then resume: {detail}"),
    Cause.BROWSER: phrase("The browser ended again and again: {detail}"),
    Cause.SETUP: phrase("The account cannot be used as it is set up; put that right, then resume: {detail}"),
    Cause.PERSON: phrase("Paused by {by}: {detail}"),
}
FAILING = phrase("Works, after failures in a row: {failures}; at {limit} it pauses.")


class LaneState(BaseModel):
    """One ERP account.

    Attributes:
        waiting: documents that it could key now, alone or with other lanes of the same books.
        document_id: what is keyed with it now; empty when nothing is.
        posted: documents keyed in the last hour.
        has_picture: whether a picture of what stopped it last is kept.
    """

    model_config = ConfigDict(frozen=True)

    lane: Lane
    waiting: int
    document_id: str
    posted: int
    has_picture: bool

    @property
    def why(self) -> Sentence | None:
        """Why it does not work, or may stop soon; None while all is well."""
        lane = self.lane
        if not lane.is_working and lane.cause is not None:
            return Sentence(WHY[lane.cause], {"detail": lane.detail, "by": lane.by})
        if lane.failures and lane.cause is not None:
            limit = 1 if lane.probes else IN_A_ROW.get(lane.cause, 1)
            return Sentence(FAILING, {"failures": lane.failures, "limit": limit})
        return None


def lane_states(tx: Transaction) -> tuple[LaneState, ...]:
    """Every lane, by name."""
    waiting, now = keying.waiting(tx), clock.now(tx)
    posted = pace.posted_by_lane(tx, now - LATELY)
    in_hand = {attempt.lane: attempt for attempt in postings.open_attempts(tx) if attempt.lane}
    return tuple(_state(tx, lane, waiting, posted, in_hand) for lane in lanes.listing(tx))


def _state(
    tx: Transaction, lane: Lane, waiting: Mapping[keying.Books, int], posted: Mapping[str, int],
    in_hand: Mapping[str, Attempt],
) -> LaneState:  # fmt: skip
    attempt = in_hand.get(lane.name)
    return LaneState(
        lane=lane, waiting=waiting.get((lane.erp, lane.company), 0), posted=posted.get(lane.name, 0),
        document_id=attempt.document_id if attempt else "", has_picture=lanes.last_picture(tx, lane) is not None,
    )  # fmt: skip

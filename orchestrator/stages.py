"""The stages of a document and the moves between them."""

from enum import StrEnum

from queues.names import Queue


class Stage(StrEnum):
    """Where a document is on its way."""

    RECEIVED = "received"
    QUARANTINED = "quarantined"
    EXTRACTED = "extracted"
    NEEDS_REVIEW = "needs_review"
    VALIDATED = "validated"
    APPROVED = "approved"
    REJECTED = "rejected"
    READY = "ready"
    CLAIMED = "claimed"
    SUBMITTING = "submitting"
    IN_DOUBT = "in_doubt"
    POSTED = "posted"
    FILED = "filed"
    FAILED = "failed"


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.EXTRACTED, Stage.FILED, Stage.QUARANTINED, Stage.FAILED}),
    Stage.QUARANTINED: frozenset({Stage.RECEIVED, Stage.REJECTED}),
    Stage.EXTRACTED: frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW, Stage.FILED, Stage.FAILED}),
    Stage.NEEDS_REVIEW: frozenset(
        {Stage.RECEIVED, Stage.EXTRACTED, Stage.APPROVED, Stage.REJECTED, Stage.FILED}  # filed: split into others
    ),
    Stage.VALIDATED: frozenset({Stage.RECEIVED, Stage.APPROVED, Stage.REJECTED, Stage.EXTRACTED, Stage.FILED}),
    Stage.APPROVED: frozenset({Stage.READY, Stage.NEEDS_REVIEW}),
    Stage.REJECTED: frozenset({Stage.EXTRACTED}),
    Stage.READY: frozenset({Stage.CLAIMED, Stage.REJECTED, Stage.FAILED}),
    Stage.CLAIMED: frozenset({Stage.READY, Stage.SUBMITTING, Stage.POSTED, Stage.NEEDS_REVIEW, Stage.FAILED}),
    Stage.SUBMITTING: frozenset({Stage.POSTED, Stage.IN_DOUBT}),
    Stage.IN_DOUBT: frozenset({Stage.POSTED, Stage.READY, Stage.NEEDS_REVIEW}),
    Stage.POSTED: frozenset(),
    Stage.FILED: frozenset({Stage.RECEIVED}),
    Stage.FAILED: frozenset({Stage.RECEIVED, Stage.EXTRACTED, Stage.READY, Stage.REJECTED}),
}

QUEUE_OF: dict[Stage, Queue] = {
    Stage.RECEIVED: Queue.READ,
    Stage.EXTRACTED: Queue.JUDGE,
    Stage.READY: Queue.KEY,
    Stage.IN_DOUBT: Queue.KEY,
}
"""The queue that works on a stage; the other stages wait for a person, for a running bot, or for nothing."""

RESTING: frozenset[Stage] = frozenset(
    {
        Stage.QUARANTINED,
        Stage.NEEDS_REVIEW,
        Stage.VALIDATED,
        Stage.REJECTED,
        Stage.POSTED,
        Stage.FILED,
        Stage.FAILED,
    }
)
"""Stages in which the farm has nothing left to do by itself."""

NEEDS_PERSON: frozenset[Stage] = frozenset({Stage.NEEDS_REVIEW, Stage.VALIDATED, Stage.QUARANTINED, Stage.FAILED})
"""Resting stages that wait for a person; `VALIDATED` waits for an approval."""


def is_legal(from_: Stage, to: Stage) -> bool:
    """Whether the move table joins the two stages."""
    return to in MOVES[from_]

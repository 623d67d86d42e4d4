"""Lanes: one for each ERP account. How each stands, what failed in it, and what its documents are told."""

from collections.abc import Callable, Collection
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, insert, select, update

from orchestrator.breaker import Cause, Failure, Lane
from orchestrator.store import audit, clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import lane_failures, lanes, posting_attempts, posting_keys

Change = Callable[[Lane, datetime], Lane]
"""From a lane as it stands, at a time, to what it becomes."""


class LaneAccount(BaseModel):
    """Which lane it is: its name, and the ERP and company that it keys into."""

    model_config = ConfigDict(frozen=True)

    name: str
    erp: str
    company: str


class LaneFailure(BaseModel):
    """A failure of a lane with a document in hand; `screenshot` is the blob of what the ERP showed, if any."""

    model_config = ConfigDict(frozen=True)

    id: int
    lane: str
    document_id: str
    cause: str
    detail: str
    failed_at: datetime
    screenshot: str | None


def get(tx: Transaction, account: LaneAccount) -> Lane:
    """The lane as it stands; one that was never heard of works."""
    row = tx.execute(select(lanes).where(lanes.c.name == account.name)).one_or_none()
    found = Lane.model_validate(dict(row._mapping)) if row else Lane(**account.model_dump(), since=clock.now(tx))
    return found.model_copy(update=account.model_dump())


def listing(tx: Transaction) -> tuple[Lane, ...]:
    """Every lane that was ever written, by name."""
    return tuple(Lane.model_validate(dict(row._mapping)) for row in tx.execute(select(lanes).order_by(lanes.c.name)))


def change(tx: Transaction, account: LaneAccount, by: str, what: Change) -> tuple[Lane, Lane]:
    """Change a lane, and write its pausing and resuming into the history, once each; the lane before and after."""
    _insert_missing(tx, account)
    tx.execute(select(lanes.c.name).where(lanes.c.name == account.name).with_for_update())
    before = get(tx, account)
    after = what(before, clock.now(tx))
    if after != before:
        tx.execute(update(lanes).where(lanes.c.name == account.name).values(after.model_dump()))
        _record(tx, before, after, by)
    return before, after


def _insert_missing(tx: Transaction, account: LaneAccount) -> None:
    if tx.execute(select(lanes.c.name).where(lanes.c.name == account.name)).one_or_none() is None:
        tx.execute(insert(lanes).values(get(tx, account).model_dump()))


def _record(tx: Transaction, before: Lane, after: Lane, by: str) -> None:
    """The history has one entry for each pause, however often it is probed, and one for each resumption."""
    facts = {"lane": after.name, "erp": after.erp, "company": after.company}
    if after.is_working and not before.is_working:
        audit.append(tx, by, "lane_resumed", None, {**facts, "paused_since": before.since, "cause": before.cause})
    elif not after.is_working and (before.is_working or after.by != before.by):
        reason = {"cause": after.cause, "reason": after.detail, "screenshot": after.screenshot}
        audit.append(tx, by, "lane_paused", None, {**facts, **reason})


def keep_only(tx: Transaction, accounts: Collection[LaneAccount]) -> None:
    """Write the lanes of these accounts where they are missing, and forget all others."""
    tx.execute(delete(lanes).where(lanes.c.name.not_in([account.name for account in accounts])))
    ensure(tx, accounts)


def ensure(tx: Transaction, accounts: Collection[LaneAccount]) -> None:
    """Write the lanes of these accounts where they are missing."""
    for account in accounts:
        _insert_missing(tx, account)
        where = lanes.c.name == account.name
        tx.execute(update(lanes).where(where).values(erp=account.erp, company=account.company))


def record_failure(tx: Transaction, lane: str, document_id: str, failure: Failure) -> None:
    """Write down that a lane failed while a document was in hand."""
    tx.execute(
        insert(lane_failures).values(
            lane=lane, document_id=document_id, cause=failure.cause, detail=failure.detail,
            failed_at=clock.now(tx), screenshot=failure.screenshot,
        )
    )  # fmt: skip


def failures_at(tx: Transaction, document_id: str) -> tuple[LaneFailure, ...]:
    """What went wrong with lanes while this document was in hand, the oldest first."""
    query = select(lane_failures).where(lane_failures.c.document_id == document_id).order_by(lane_failures.c.id)
    return tuple(LaneFailure.model_validate(dict(row._mapping)) for row in tx.execute(query))


def failures_of_its_own(tx: Transaction, document_id: str, cause: Cause) -> int:
    """How often this document met this failure and others of its ERP and company were posted afterwards.

    What others pass is no failure of the ERP: it is this document's.
    """
    own = posting_keys.alias("own")
    others = posting_keys.alias("others")
    passed = (
        select(posting_attempts.c.id)
        .join(others, others.c.document_id == posting_attempts.c.document_id)
        .join(own, (own.c.erp == others.c.erp) & (own.c.company == others.c.company))
        .where(
            own.c.document_id == document_id,
            others.c.document_id != document_id,
            posting_attempts.c.outcome == "posted",
            posting_attempts.c.claimed_at > lane_failures.c.failed_at,
        )
    )
    query = select(func.count()).where(
        lane_failures.c.document_id == document_id, lane_failures.c.cause == cause, passed.exists()
    )
    return int(tx.execute(query).scalar_one())


def last_picture(tx: Transaction, lane: Lane) -> str | None:
    """The SHA-256 of the picture of what stopped a lane, else of what failed in it last; None where there is none."""
    if lane.screenshot:
        return lane.screenshot
    query = select(lane_failures.c.screenshot).where(
        lane_failures.c.lane == lane.name, lane_failures.c.screenshot.is_not(None)
    )
    return tx.execute(query.order_by(lane_failures.c.id.desc()).limit(1)).scalar_one_or_none()

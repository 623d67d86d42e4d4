"""Posting: the key that one document holds, and the attempts with their leases and intents."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bots.erp.port import Entry
from bots.orders import InvoiceOrder
from config import processes
from config.processes import Owner
from orchestrator.errors import LostRace
from orchestrator.stages import Stage
from orchestrator.store import clock, documents
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents as documents_table
from orchestrator.store.tables import posting_attempts, posting_keys


class Attempt(BaseModel):
    """One attempt at keying. `intent_at` is written before the click; `outcome` when it is known."""

    model_config = ConfigDict(frozen=True)

    id: int
    document_id: str
    fence: int
    host: str
    pid: int
    pid_started: float
    claimed_at: datetime
    lease_until: datetime
    intent_at: datetime | None
    finished_at: datetime | None
    outcome: str | None
    message: str | None
    entry: str | None
    lane: str | None = None

    @property
    def owner(self) -> Owner:
        return Owner(self.host, self.pid, self.pid_started)

    @property
    def posted_entry(self) -> Entry | None:
        return Entry.model_validate_json(self.entry) if self.entry else None


def reserve(tx: Transaction, erp: str, order: InvoiceOrder, normalised_number: str) -> str | None:
    """Take the key (ERP, company, supplier, number) for a document; the id of another that holds it, else None."""
    key = {
        "erp": erp,
        "company": order.company,
        "supplier_code": order.supplier_code,
        "normalised_number": normalised_number,
    }
    release(tx, order.document_id)
    try:
        with tx.begin_nested():
            tx.execute(insert(posting_keys).values(document_id=order.document_id, **key))
    except IntegrityError:
        return str(tx.execute(select(posting_keys.c.document_id).filter_by(**key)).scalar_one())
    return None


def release(tx: Transaction, document_id: str) -> None:
    """Give a document's key back, as when it was rejected before anything was keyed."""
    tx.execute(posting_keys.delete().where(posting_keys.c.document_id == document_id))


def claim(tx: Transaction, document_id: str, owner: Owner, lease: timedelta, lane: str = "") -> int:
    """READY to CLAIMED under a new fence, which is returned. `lane` is kept with the attempt.

    Raises:
        LostRace: another bot was first.
    """
    query = select(documents_table.c.fence).where(documents_table.c.id == document_id)
    fence = int(tx.execute(query).scalar_one()) + 1
    documents.move(
        tx, document_id, Stage.READY, Stage.CLAIMED, _actor(owner), "A bot is keying it.",
        fence=fence - 1, changes={"fence": fence},
    )  # fmt: skip
    now = clock.now(tx)
    tx.execute(
        insert(posting_attempts).values(
            document_id=document_id,
            fence=fence,
            claimed_at=now,
            lease_until=now + lease,
            lane=lane or None,
            **owner._asdict(),
        )
    )
    return fence


def intend(tx: Transaction, document_id: str, fence: int, owner: Owner) -> None:
    """CLAIMED to SUBMITTING: from here on the ERP may have it. Refused when the lease is over.

    Raises:
        LostRace: the fence is old or the lease is over; the caller must not click.
    """
    now = clock.now(tx)
    attempt = posting_attempts.c
    documents.move(
        tx, document_id, Stage.CLAIMED, Stage.SUBMITTING, _actor(owner), "It is being submitted.", fence=fence
    )
    held = tx.execute(
        update(posting_attempts)
        .where(attempt.document_id == document_id, attempt.fence == fence, attempt.lease_until > now)
        .values(intent_at=now)
    )
    if held.rowcount != 1:
        raise LostRace(f"The lease on document {document_id} is over.")


def finish(
    tx: Transaction, document_id: str, fence: int, outcome: str, message: str, entry: Entry | None = None
) -> None:
    """Write how an attempt ended."""
    values = {"finished_at": clock.now(tx), "outcome": outcome, "message": message}
    if entry is not None:
        values["entry"] = entry.model_dump_json()
    attempt = posting_attempts.c
    tx.execute(
        update(posting_attempts).where(attempt.document_id == document_id, attempt.fence == fence).values(values)
    )


def begin_settling(tx: Transaction, document_id: str, fence: int, by: timedelta) -> None:
    """Note that the outcome is unknown from now on, and that the ERP is left alone for `by`.

    The moment is kept by the clock that counts from the boot: the time of day may be set meanwhile, and an ERP that
    commits late would be asked too early.
    """
    since = f"{processes.boot()} {processes.uptime()} {by.total_seconds()}"
    attempt = posting_attempts.c
    tx.execute(
        update(posting_attempts)
        .where(attempt.document_id == document_id, attempt.fence == fence)
        .values(settling=since)
    )


def settles_for(tx: Transaction, document_id: str) -> timedelta:
    """How long the ERP is still to be left alone about a document in doubt; zero or less when it may be asked.

    By this boot's own clock where the doubt began in it, else by the document's time.
    """
    row = tx.execute(
        select(documents_table.c.not_before, posting_attempts.c.settling)
        .join(posting_attempts, posting_attempts.c.document_id == documents_table.c.id)
        .where(documents_table.c.id == document_id, documents_table.c.fence == posting_attempts.c.fence)
    ).one_or_none()
    boot, since, by = row.settling.split() if row is not None and row.settling else ("", "0", "0")
    if boot == processes.boot():
        return timedelta(seconds=float(by) - processes.uptime() + float(since))
    return row.not_before - clock.now(tx) if row is not None and row.not_before else timedelta(0)


def attempts_of(tx: Transaction, document_id: str) -> tuple[Attempt, ...]:
    query = select(posting_attempts).where(posting_attempts.c.document_id == document_id)
    rows = tx.execute(query.order_by(posting_attempts.c.fence))
    return tuple(Attempt.model_validate(dict(row._mapping)) for row in rows)


def open_attempts(tx: Transaction) -> tuple[Attempt, ...]:
    """Attempts whose document is claimed or being submitted right now, under their own fence."""
    query = (
        select(posting_attempts)
        .join(documents_table, documents_table.c.id == posting_attempts.c.document_id)
        .where(
            documents_table.c.stage.in_((Stage.CLAIMED, Stage.SUBMITTING)),
            documents_table.c.fence == posting_attempts.c.fence,
        )
    )
    return tuple(Attempt.model_validate(dict(row._mapping)) for row in tx.execute(query))


def _actor(owner: Owner) -> str:
    return f"bot {owner.host}:{owner.pid}"

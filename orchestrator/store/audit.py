"""The history: append-only, each entry chained to the one before by SHA-256, its end sealed by HMAC.

The chain shows any change, removal or insertion inside; the seal over the last entry, made with a key that the
database does not hold, shows entries cut off at the end and a chain that was computed anew. What an entry says of
people lies apart (see `audit_hashing`), so that it can be erased.
"""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, insert, select, update

from orchestrator.store import audit_check, clock
from orchestrator.store.audit_check import START, AuditResult, verify, whole
from orchestrator.store.audit_hashing import entry_hash, parted, seal
from orchestrator.store.engine import AUDIT_KEY, Transaction
from orchestrator.store.tables import audit, audit_head, audit_private

__all__ = ["START", "AuditEntry", "AuditResult", "Wanted", "append", "history", "newest", "of_farm", "verify"]


class AuditEntry(BaseModel):
    """One entry. `data` is what was decided or done, with its values; of one that is `erased`, the public part."""

    model_config = ConfigDict(frozen=True)

    seq: int
    at: str
    actor: str
    action: str
    document_id: str | None
    data: dict[str, Any]
    previous_hash: str
    hash: str
    erased: bool = False


def has_begun(tx: Transaction) -> bool:
    """Whether the history was ever sealed; one that has entries and no seal was tampered with, and is left so."""
    sealed = tx.execute(select(audit_head.c.id)).first() is not None
    return sealed or tx.execute(select(audit.c.seq).limit(1)).first() is not None


def begin(tx: Transaction) -> None:
    """Seal the history of a new database, which has no entry yet."""
    tx.execute(insert(audit_head).values(id=1, seq=0, hash=START, seal=seal(tx.info[AUDIT_KEY], 0, START)))


def append(
    tx: Transaction, actor: str, action: str, document_id: str | None, data: Mapping[str, Any],
    private: Mapping[str, Any] = MappingProxyType({}),
) -> int:  # fmt: skip
    """Add an entry in the running transaction; its number, which counts all entries of the farm in their order.

    Args:
        data: what was decided or done, with its values before and after. What is not public by its name (`PUBLIC`) is
            kept apart from the chain, so that it can be erased.
        private: more that is kept apart, whatever it is called.
    """
    head = tx.execute(select(audit_head.c.seq, audit_head.c.hash).with_for_update()).one()
    seq, previous = head.seq + 1, head.hash
    at = clock.now(tx).isoformat(timespec="microseconds")
    parts = parted(data, private)
    digest = entry_hash(seq, at, actor, action, document_id, parts.public, previous, parts.commitment)
    tx.execute(
        insert(audit).values(
            seq=seq, at=at, actor=actor, action=action, document_id=document_id, data=parts.public,
            previous_hash=previous, hash=digest, commitment=parts.commitment,
        )
    )  # fmt: skip
    if parts.commitment:
        tx.execute(insert(audit_private).values(seq=seq, salt=parts.salt, content=parts.private))
    tx.execute(update(audit_head).values(seq=seq, hash=digest, seal=seal(tx.info[AUDIT_KEY], seq, digest)))
    return int(seq)


def holds(tx: Transaction, seq: int) -> bool:
    """Whether an entry is as it was written, and follows the one before it."""
    row = tx.execute(audit_check.whole().where(audit.c.seq == seq)).one()
    before = tx.execute(select(audit.c.hash).where(audit.c.seq == seq - 1)).scalar_one_or_none()
    return not audit_check.problem_of(row, seq, before or START)


def history(tx: Transaction, document_id: str) -> tuple[AuditEntry, ...]:
    """A document's entries, oldest first."""
    return tuple(_entries(tx, document_id))


def of_farm(tx: Transaction) -> tuple[AuditEntry, ...]:
    """The entries that concern no single document, such as a lane's pauses, oldest first."""
    return tuple(_entries(tx, None))


class Wanted(BaseModel):
    """Which entries are asked for; what is left empty does not narrow them. `before`: only older ones than this."""

    model_config = ConfigDict(frozen=True)

    document_id: str = ""
    action: str = ""
    actor: str = ""
    before: int | None = None


def newest(tx: Transaction, wanted: Wanted, limit: int) -> tuple[AuditEntry, ...]:
    """At most so many entries, newest first. `actor` is the beginning of one, as a login."""
    query = whole().order_by(audit.c.seq.desc()).limit(limit)
    if wanted.document_id:
        query = query.where(audit.c.document_id == wanted.document_id)
    if wanted.action:
        query = query.where(audit.c.action == wanted.action)
    if wanted.actor:
        query = query.where(audit.c.actor.startswith(wanted.actor, autoescape=True))
    if wanted.before is not None:
        query = query.where(audit.c.seq < wanted.before)
    return tuple(entry_of(row) for row in tx.execute(query))


class End(BaseModel):
    """The last entry's number and hash; 0 and `START` where there is none."""

    model_config = ConfigDict(frozen=True)

    seq: int
    hash: str


def end(tx: Transaction) -> End:
    """Where the history ends now."""
    head = tx.execute(select(audit_head.c.seq, audit_head.c.hash)).one()
    return End(seq=head.seq, hash=head.hash)


def last(tx: Transaction) -> AuditEntry:
    """The entry that the running transaction wrote last; it holds the history's end, so nobody else's is newer."""
    (entry,) = newest(tx, Wanted(), 1)
    return entry


def _entries(tx: Transaction, document_id: str | None) -> Iterator[AuditEntry]:
    query = whole().where(audit.c.document_id == document_id).order_by(audit.c.seq)
    yield from map(entry_of, tx.execute(query))


def entry_of(row: Row[Any]) -> AuditEntry:
    """A row of `whole` as an entry, its two parts together."""
    private = json.loads(row.content) if row.content is not None else {}
    return AuditEntry(
        seq=row.seq, at=row.at, actor=row.actor, action=row.action, document_id=row.document_id,
        data=dict(sorted({**json.loads(row.data), **private}.items())), previous_hash=row.previous_hash,
        hash=row.hash, erased=bool(row.commitment) and row.content is None,
    )  # fmt: skip


def refusal_codes(tx: Transaction, document_id: str) -> tuple[str, ...]:
    """Why a document was refused, by code; empty when it was not."""
    return tuple(entry.data["code"] for entry in _entries(tx, document_id) if "code" in entry.data)

"""The history: append-only, each entry chained to the one before by SHA-256, its end sealed by HMAC.

The chain shows any change, removal or insertion inside; the seal over the last entry, made with a key that the
database does not hold, shows entries cut off at the end and a chain that was computed anew.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select, update

from orchestrator.phrases import phrase
from orchestrator.store import clock
from orchestrator.store.engine import AUDIT_KEY, Transaction
from orchestrator.store.tables import audit, audit_head, documents

START = "0" * 64


class AuditEntry(BaseModel):
    """One entry. `data` is what was decided or done, with its values."""

    model_config = ConfigDict(frozen=True)

    seq: int
    at: str
    actor: str
    action: str
    document_id: str | None
    data: dict[str, Any]
    previous_hash: str
    hash: str


class AuditResult(BaseModel):
    """What verification found: the number of entries, and the first broken one with what is wrong, if any."""

    model_config = ConfigDict(frozen=True)

    entries: int
    broken_seq: int | None = None
    problem: str = ""

    @property
    def intact(self) -> bool:
        return self.broken_seq is None


def has_begun(tx: Transaction) -> bool:
    """Whether the history was ever sealed; one that has entries and no seal was tampered with, and is left so."""
    sealed = tx.execute(select(audit_head.c.id)).first() is not None
    return sealed or tx.execute(select(audit.c.seq).limit(1)).first() is not None


def begin(tx: Transaction) -> None:
    """Seal the history of a new database, which has no entry yet."""
    tx.execute(insert(audit_head).values(id=1, seq=0, hash=START, seal=_seal(tx.info[AUDIT_KEY], 0, START)))


def append(tx: Transaction, actor: str, action: str, document_id: str | None, data: Mapping[str, Any]) -> int:
    """Add an entry in the running transaction; its number, which counts all entries of the farm in their order."""
    head = tx.execute(select(audit_head.c.seq, audit_head.c.hash).with_for_update()).one()
    seq, previous = head.seq + 1, head.hash
    at = clock.now(tx).isoformat(timespec="microseconds")
    content = json.dumps(dict(data), sort_keys=True, ensure_ascii=False, default=str)
    digest = entry_hash(seq, at, actor, action, document_id, content, previous)
    tx.execute(
        insert(audit).values(
            seq=seq, at=at, actor=actor, action=action, document_id=document_id,
            data=content, previous_hash=previous, hash=digest,
        )
    )  # fmt: skip
    values = {"seq": seq, "hash": digest, "seal": _seal(tx.info[AUDIT_KEY], seq, digest)}
    tx.execute(update(audit_head).values(values))
    return int(seq)


def entry_hash(seq: int, at: str, actor: str, action: str, document_id: str | None, content: str, previous: str) -> str:
    """SHA-256 over the JSON array of all of an entry's columns and the hash before it."""
    whole = json.dumps([seq, at, actor, action, document_id, content, previous], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def holds(entry: AuditEntry, previous: str) -> bool:
    """Whether an entry is as it was written, and follows the one with this hash."""
    content = json.dumps(entry.data, sort_keys=True, ensure_ascii=False)
    digest = entry_hash(entry.seq, entry.at, entry.actor, entry.action, entry.document_id, content, entry.previous_hash)
    return entry.previous_hash == previous and entry.hash == digest


def verify(tx: Transaction, key: bytes) -> AuditResult:
    """Check the whole chain, its seal, and that every document's stage is the one last written in the history."""
    count, previous = 0, START
    last_stage: dict[str, tuple[int, str]] = {}
    for row in tx.execute(select(audit).order_by(audit.c.seq)):
        problem = _problem(row, count + 1, previous)
        if problem:
            return AuditResult(entries=count, broken_seq=min(row.seq, count + 1), problem=problem)
        count, previous = count + 1, row.hash
        stage = json.loads(row.data).get("to")
        if row.document_id and stage:
            last_stage[row.document_id] = (row.seq, stage)
    head = tx.execute(select(audit_head)).one_or_none()
    problem = _head_problem(head, count, previous, key)
    if problem:
        return AuditResult(entries=count, broken_seq=count + 1 if head and head.seq > count else count, problem=problem)
    return _verify_stages(tx, count, last_stage)


def _problem(row: Any, expected_seq: int, previous: str) -> str:
    if row.seq != expected_seq:
        return (
            f"Entry {expected_seq} is missing: after it comes {row.seq}."
            if row.seq > expected_seq
            else phrase("An entry was inserted.")
        )
    if row.previous_hash != previous:
        return phrase(
            "The entry does not follow from the one before: one of the two was changed, or one was inserted or removed."
        )
    digest = entry_hash(row.seq, row.at, row.actor, row.action, row.document_id, row.data, row.previous_hash)
    return "" if digest == row.hash else phrase("The entry's content was changed after it was written.")


def _head_problem(head: Any, count: int, last_hash: str, key: bytes) -> str:
    if head is None:
        return phrase("The seal over the last entry is missing.")
    if head.seq > count:
        return f"Entries {count + 1} to {head.seq} were removed from the end."
    if head.seq < count or head.hash != last_hash:
        return phrase("The last entry is not the one that was sealed.")
    if not hmac.compare_digest(head.seal, _seal(key, head.seq, head.hash)):
        return phrase("The seal over the last entry was not made with this farm's key.")
    return ""


def _verify_stages(tx: Transaction, count: int, last_stage: Mapping[str, tuple[int, str]]) -> AuditResult:
    for row in tx.execute(select(documents.c.id, documents.c.stage)):
        seq, stage = last_stage.get(row.id, (count, ""))
        if stage != row.stage:
            said = f"its history ends with {stage}" if stage else "its history is empty"
            problem = f"Document {row.id} stands at {row.stage}, but {said}."
            return AuditResult(entries=count, broken_seq=seq, problem=problem)
    return AuditResult(entries=count)


def _seal(key: bytes, seq: int, digest: str) -> str:
    return hmac.new(key, f"{seq}:{digest}".encode(), hashlib.sha256).hexdigest()


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
    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    if wanted.document_id:
        query = query.where(audit.c.document_id == wanted.document_id)
    if wanted.action:
        query = query.where(audit.c.action == wanted.action)
    if wanted.actor:
        query = query.where(audit.c.actor.startswith(wanted.actor, autoescape=True))
    if wanted.before is not None:
        query = query.where(audit.c.seq < wanted.before)
    return tuple(AuditEntry(**{**row._mapping, "data": json.loads(row.data)}) for row in tx.execute(query))


def last(tx: Transaction) -> AuditEntry:
    """The entry that the running transaction wrote last; it holds the history's end, so nobody else's is newer."""
    (entry,) = newest(tx, Wanted(), 1)
    return entry


def _entries(tx: Transaction, document_id: str | None) -> Iterator[AuditEntry]:
    query = select(audit).where(audit.c.document_id == document_id).order_by(audit.c.seq)
    for row in tx.execute(query):
        yield AuditEntry(**{**row._mapping, "data": json.loads(row.data)})


def refusal_codes(tx: Transaction, document_id: str) -> tuple[str, ...]:
    """Why a document was refused, by code; empty when it was not."""
    return tuple(entry.data["code"] for entry in _entries(tx, document_id) if "code" in entry.data)

"""Erasing what the store holds of a document, once and for all: its rows, its files, its part of the history.

The chain of the history stays whole: it holds commitments, and what they commit to goes with its salt.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, insert, select, update

from orchestrator.stages import Stage
from orchestrator.store import audit, clock, documents, erasing, memories, receipts, search
from orchestrator.store.documents import Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import audit as entries
from orchestrator.store.tables import (
    audit_private,
    corrections,
    idempotency_keys,
    page_layouts,
    questions,
    splits,
)
from orchestrator.store.tables import documents as documents_table
from orchestrator.store.tables import erasures as table
from orchestrator.store.tables import receipts as receipts_table


class Erasure(BaseModel):
    """A document whose personal data was erased.

    Attributes:
        forced: before its period was over, `kept_until` (YYYY-MM-DD).
    """

    model_config = ConfigDict(frozen=True)

    document_id: str
    at: datetime
    actor: str
    reason: str
    forced: bool
    kept_until: str


class Pending(BaseModel):
    """Files that are to be removed once the rows are gone: by their SHA-256, and by their paths in the home folder."""

    model_config = ConfigDict(frozen=True)

    document_id: str
    blobs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def erase(tx: Transaction, document: Document, actor: str, reason: str, *, forced: bool, kept_until: str) -> Pending:
    """Erase a document's personal data; returns the files that the caller removes when this transaction is done."""
    names = receipts.of_document(tx, document.id)
    blobs = {document.sha256, *erasing.files_of(tx, document.id)}
    tx.execute(delete(page_layouts).where(page_layouts.c.sha256.in_(blobs)))
    _forget_lessons(tx, document.id)
    erasing.clear(tx, document.id)
    _clear_document(tx, document)
    now = clock.now(tx)
    open_ = (questions.c.document_id == document.id) & questions.c.answered_at.is_(None)
    tx.execute(update(questions).where(open_).values(answered_at=now))
    tx.execute(delete(idempotency_keys).where(idempotency_keys.c.body.contains(document.id)))
    for receipt in names:
        receipts.mark_returned(tx, receipt.id, document.stage, erasing.ERASED)
    search.refresh(tx, document.id)
    count = _erase_history(tx, document.id)
    pending = Pending(
        document_id=document.id,
        blobs=tuple(sorted(sha256 for sha256 in blobs if not erasing.named_elsewhere(tx, sha256))),
        files=tuple(receipt.returned_as for receipt in names if receipt.returned_as),
    )
    tx.execute(
        insert(table).values(
            document_id=document.id, at=now, actor=actor, reason=reason, forced=int(forced), kept_until=kept_until,
            pending=pending.model_dump_json(),
        )
    )  # fmt: skip
    facts = {"forced": forced, "kept_until": kept_until, "entries": count, "reason": reason}
    audit.append(tx, actor, "erased", document.id, facts)
    return pending


def _clear_document(tx: Transaction, document: Document) -> None:
    """Its content gets another name, so that the same file, sent again, is a new document."""
    values = {**erasing.ALWAYS, **({} if document.stage is Stage.POSTED else erasing.UNLESS_POSTED)}
    values["sha256"] = hashlib.sha256(f"erased {document.id}".encode()).hexdigest()
    values["erased_at"] = clock.now(tx)
    tx.execute(update(documents_table).where(documents_table.c.id == document.id).values(values))


def _forget_lessons(tx: Transaction, document_id: str) -> None:
    """What was learned from this document alone is forgotten; what others taught, too, stays."""
    own = select(corrections.c.memory_id).where(corrections.c.document_id == document_id).distinct()
    for memory_id in filter(None, tx.execute(own).scalars().all()):
        others = select(corrections.c.id).join(documents_table, documents_table.c.id == corrections.c.document_id)
        others = others.where(
            corrections.c.memory_id == memory_id, corrections.c.document_id != document_id,
            documents_table.c.erased_at.is_(None),
        )  # fmt: skip
        if tx.execute(others.limit(1)).first() is None:
            memories.forget(tx, memory_id)


def _erase_history(tx: Transaction, document_id: str) -> int:
    """The private parts of its entries, with their salts; how many."""
    own = select(entries.c.seq).where(entries.c.document_id == document_id)
    return tx.execute(delete(audit_private).where(audit_private.c.seq.in_(own))).rowcount


def erase_acts(tx: Transaction, actor: str, actions: Collection[str], before: datetime, reason: str) -> int:
    """Erase the private parts of entries of these kinds that concern no document, from before a time; how many."""
    at = before.isoformat(timespec="microseconds")
    old = (entries.c.action.in_(actions), entries.c.document_id.is_(None), entries.c.at < at)
    until = tx.execute(select(func.max(entries.c.seq)).where(*old)).scalar_one_or_none()
    if until is None:
        return 0
    numbers = select(entries.c.seq).where(*old)
    count = tx.execute(delete(audit_private).where(audit_private.c.seq.in_(numbers))).rowcount
    if count:
        facts = {"actions": sorted(actions), "until": int(until), "entries": count, "reason": reason}
        audit.append(tx, actor, "erased", None, facts)
    return count


def still_pending(tx: Transaction) -> tuple[Pending, ...]:
    """Erasures whose files are not all removed: what did it was ended in between."""
    rows = tx.execute(select(table.c.pending).where(table.c.pending != "").order_by(table.c.at)).scalars()
    return tuple(Pending.model_validate_json(row) for row in rows)


def files_removed(tx: Transaction, document_id: str) -> None:
    tx.execute(update(table).where(table.c.document_id == document_id).values(pending=""))


def of_document(tx: Transaction, document_id: str) -> Erasure | None:
    """How a document was erased; None where it was not."""
    row = tx.execute(select(table).where(table.c.document_id == document_id)).one_or_none()
    return Erasure.model_validate(dict(row._mapping)) if row else None


def between(tx: Transaction, since: datetime, until: datetime) -> tuple[Erasure, ...]:
    """The erasures from a time up to, but without, another; the oldest first."""
    rows = tx.execute(select(table).where(table.c.at >= since, table.c.at < until).order_by(table.c.at))
    return tuple(Erasure.model_validate(dict(row._mapping)) for row in rows)


def containers_of(tx: Transaction, document_id: str) -> tuple[Document, ...]:
    """The documents out of which this one was taken, and that still hold it: e-mails, PDFs of several documents."""
    mine = receipts_table.alias("mine")
    by_receipt = select(receipts_table.c.document_id).join(mine, mine.c.parent_id == receipts_table.c.id)
    found = set(tx.execute(by_receipt.where(mine.c.document_id == document_id)).scalars())
    found |= set(tx.execute(select(splits.c.parent_id).where(splits.c.document_id == document_id)).scalars())
    known = documents.some(tx, found - {document_id}).values()
    return tuple(one for one in known if one.erased_at is None)


def candidates(
    tx: Transaction, stages: Collection[Stage], received_before: datetime, after: str, limit: int
) -> tuple[Document, ...]:
    """Documents in these stages from before a time that were not erased, by id, beginning after one."""
    d = documents_table.c
    query = select(*documents.COLUMNS).where(
        d.stage.in_(list(stages)), d.erased_at.is_(None), d.received_at < received_before, d.id > after
    )
    rows = tx.execute(query.order_by(d.id).limit(limit))
    return tuple(Document.model_validate(dict(row._mapping)) for row in rows)


def content_kept(tx: Transaction, sha256: str) -> bool:
    """Whether a file is named by anything that was not erased."""
    return erasing.named_elsewhere(tx, sha256)

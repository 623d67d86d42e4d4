"""What people did in a review: what they saved, set aside, turned and split."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update

from orchestrator.store import clock
from orchestrator.store.documents import Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import corrections, review_saves, set_asides, splits, turned_copies

Codes = Mapping[tuple[int, str], str]
"""What a person said of lines' codes, by line number and code: `account`, `tax_code`, `cost_centre`."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Taught(Frozen):
    """A supplier's memory before a save taught it (None: there was none) and after, each as JSON."""

    memory_id: str
    before: str | None
    after: str


class Saved(Frozen):
    """What a person saved at once.

    Attributes:
        before_id, after_id: the extractions before and after.
        fields: what was corrected or confirmed.
        codes: all codes given by people that hold after it.
        restored_id: the extraction that taking it back wrote, with the content of `before_id`.
    """

    id: int
    document_id: str
    actor: str
    saved_at: datetime
    before_id: int
    after_id: int
    fields: tuple[str, ...]
    codes: dict[tuple[int, str], str]
    taught: tuple[Taught, ...]
    undone_at: datetime | None
    restored_id: int | None


class SetAside(Frozen):
    """A document that somebody put off; `until` None: until it is taken back."""

    document_id: str
    actor: str
    reason: str
    at: datetime
    until: datetime | None


class SplitPart(Frozen):
    """A document made of the pages `first` to `last` (1-based) of another."""

    document_id: str
    parent_id: str
    first: int
    last: int
    actor: str
    at: datetime


def add_save(
    tx: Transaction, document_id: str, actor: str, before_id: int, after_id: int, fields: Sequence[str], codes: Codes,
    taught: Sequence[Taught],
) -> int:  # fmt: skip
    """Keep what was saved; returns its id."""
    values = {
        "document_id": document_id, "actor": actor, "saved_at": clock.now(tx), "before_id": before_id,
        "after_id": after_id, "fields": json.dumps(list(fields)),
        "codes": json.dumps([[number, name, text] for (number, name), text in codes.items()]),
        "taught": json.dumps([item.model_dump() for item in taught]),
    }  # fmt: skip
    key = tx.execute(insert(review_saves).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def saves_of(tx: Transaction, document_id: str) -> tuple[Saved, ...]:
    """A document's saves, oldest first; those that were undone say so."""
    rows = tx.execute(select(review_saves).where(review_saves.c.document_id == document_id).order_by(review_saves.c.id))
    return tuple(_saved(dict(row._mapping)) for row in rows)


def last_save(tx: Transaction, document_id: str) -> Saved | None:
    """The last one that stands."""
    mine = (review_saves.c.document_id == document_id) & review_saves.c.undone_at.is_(None)
    row = tx.execute(select(review_saves).where(mine).order_by(review_saves.c.id.desc()).limit(1)).one_or_none()
    return _saved(dict(row._mapping)) if row else None


def undo(tx: Transaction, save_id: int, restored_id: int) -> None:
    """Mark a save, and its corrections, as taken back; `restored_id` is the extraction that holds instead."""
    now = clock.now(tx)
    values = {"undone_at": now, "restored_id": restored_id}
    tx.execute(update(review_saves).where(review_saves.c.id == save_id).values(values))
    tx.execute(update(corrections).where(corrections.c.save_id == save_id).values(undone_at=now))


def _saved(values: dict[str, Any]) -> Saved:
    codes = {(number, name): text for number, name, text in json.loads(values["codes"])}
    parts = {"fields": json.loads(values["fields"]), "codes": codes, "taught": json.loads(values["taught"])}
    return Saved.model_validate(values | parts)


def set_aside(tx: Transaction, document_id: str, actor: str, until: datetime | None, reason: str) -> None:
    """Put a document off, in place of an earlier putting off."""
    take_back(tx, document_id)
    values = {"document_id": document_id, "actor": actor, "until": until, "reason": reason, "at": clock.now(tx)}
    tx.execute(insert(set_asides).values(values))


def take_back(tx: Transaction, document_id: str) -> bool:
    """It waits again; False where it was not put off."""
    return bool(tx.execute(delete(set_asides).where(set_asides.c.document_id == document_id)).rowcount)


def set_aside_of(tx: Transaction, document: Document) -> SetAside | None:
    """How a document is put off now; None once its time has come, or the document moved on."""
    row = tx.execute(select(set_asides).where(set_asides.c.document_id == document.id)).one_or_none()
    found = SetAside.model_validate(dict(row._mapping)) if row else None
    if found is None or found.at < document.stage_since or (found.until and found.until <= clock.now(tx)):
        return None
    return found


def add_part(tx: Transaction, part: SplitPart) -> None:
    """Keep what a part was made of; the same part again changes nothing."""
    where = (splits.c.document_id == part.document_id) & (splits.c.parent_id == part.parent_id)
    tx.execute(delete(splits).where(where))
    tx.execute(insert(splits).values(part.model_dump()))


def parts_of(tx: Transaction, document_id: str) -> tuple[SplitPart, ...]:
    """What a document was split into, in the order of its pages."""
    rows = tx.execute(select(splits).where(splits.c.parent_id == document_id).order_by(splits.c.first))
    return tuple(SplitPart.model_validate(dict(row._mapping)) for row in rows)


def origins_of(tx: Transaction, document_id: str) -> tuple[SplitPart, ...]:
    """What a document was split from."""
    rows = tx.execute(select(splits).where(splits.c.document_id == document_id).order_by(splits.c.at))
    return tuple(SplitPart.model_validate(dict(row._mapping)) for row in rows)


def put_turned(tx: Transaction, document_id: str, sha256: str, degrees: Mapping[int, int], actor: str) -> None:
    """Keep how a document's pages are turned, with the copy in which they are; in place of an earlier one."""
    tx.execute(delete(turned_copies).where(turned_copies.c.document_id == document_id))
    if any(degrees.values()):
        values = {"document_id": document_id, "sha256": sha256, "actor": actor, "at": clock.now(tx)}
        tx.execute(insert(turned_copies).values(degrees=json.dumps(dict(degrees)), **values))


def turned(tx: Transaction, document: Document) -> tuple[str, dict[int, int]]:
    """What is shown and read, and by how many degrees clockwise people turned which pages of it.

    The first is a SHA-256: of the original, or of the copy with its pages turned.
    """
    query = select(turned_copies.c.sha256, turned_copies.c.degrees).where(turned_copies.c.document_id == document.id)
    row = tx.execute(query).one_or_none()
    if row is None:
        return document.sha256, {}
    return row.sha256, {int(page): degrees for page, degrees in json.loads(row.degrees).items()}


def shown_content(tx: Transaction, document: Document) -> str:
    """The SHA-256 of what is shown and read: the original, or the copy with its pages turned."""
    return turned(tx, document)[0]

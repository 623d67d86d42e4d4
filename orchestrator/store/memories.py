"""What was learned of suppliers, and the corrections that taught it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update

from extractors.invoice.memory.supplier_memory import SupplierMemory
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import corrections, supplier_memories

MOST = 5000
"""Memories that readers get, the last changed first: they are looked through at each document."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class KeptMemory(Frozen):
    """A supplier's memory with its code in the ERP (empty where it was not known) and when it last changed."""

    memory: SupplierMemory
    supplier_code: str
    made_at: datetime
    changed_at: datetime


class Correction(Frozen):
    """One field that a person corrected.

    Attributes:
        before, after: as text; empty for nothing.
        memory_id: the memory that learned from it, None where none did.
        places: how many places of the document show the value.
        save_id: the save that it was a part of; None for those from before saves were kept.
        undone_at: when it was taken back.
    """

    document_id: str
    field: str
    before: str
    after: str
    actor: str
    reason: str
    corrected_at: datetime
    memory_id: str | None
    places: int
    save_id: int | None = None
    undone_at: datetime | None = None


def everything(tx: Transaction, limit: int = MOST) -> tuple[KeptMemory, ...]:
    """The memories, the last changed first."""
    rows = tx.execute(select(supplier_memories).order_by(supplier_memories.c.changed_at.desc()).limit(limit))
    return tuple(
        KeptMemory(
            memory=SupplierMemory.model_validate_json(row.data), supplier_code=row.supplier_code,
            made_at=row.made_at, changed_at=row.changed_at,
        )
        for row in rows
    )  # fmt: skip


def get(tx: Transaction, memory_id: str) -> SupplierMemory | None:
    data = tx.execute(select(supplier_memories.c.data).where(supplier_memories.c.id == memory_id)).scalar_one_or_none()
    return SupplierMemory.model_validate_json(data) if data else None


def of_supplier(tx: Transaction, supplier_code: str) -> SupplierMemory | None:
    """The memory of a supplier by its code in the ERP, the last changed if there are several."""
    found = select(supplier_memories.c.data).where(supplier_memories.c.supplier_code == supplier_code)
    data = tx.execute(found.order_by(supplier_memories.c.changed_at.desc()).limit(1)).scalar_one_or_none()
    return SupplierMemory.model_validate_json(data) if data and supplier_code else None


def put(tx: Transaction, memory: SupplierMemory, supplier_code: str = "") -> None:
    """Keep a memory in place of its earlier state; a code that is not given stays."""
    now = clock.now(tx)
    values = {"name": memory.name, "data": memory.model_dump_json(), "changed_at": now}
    if supplier_code:
        values["supplier_code"] = supplier_code
    if tx.execute(update(supplier_memories).where(supplier_memories.c.id == memory.id).values(values)).rowcount:
        return
    tx.execute(insert(supplier_memories).values({"supplier_code": "", **values, "id": memory.id, "made_at": now}))


def forget(tx: Transaction, memory_id: str) -> None:
    tx.execute(delete(supplier_memories).where(supplier_memories.c.id == memory_id))


def add_correction(
    tx: Transaction, document_id: str, field: str, before: str, after: str, actor: str, reason: str,
    memory_id: str | None, places: int, save_id: int | None = None,
) -> None:  # fmt: skip
    values = {"field": field, "before": before, "after": after, "actor": actor, "reason": reason}
    tx.execute(
        insert(corrections).values(
            document_id=document_id,
            corrected_at=clock.now(tx),
            memory_id=memory_id,
            places=places,
            save_id=save_id,
            **values,
        )
    )


def corrections_of(tx: Transaction, document_id: str) -> tuple[Correction, ...]:
    """A document's corrections, oldest first; those that were taken back say so."""
    query = select(corrections).where(corrections.c.document_id == document_id).order_by(corrections.c.id)
    return tuple(Correction.model_validate(dict(row._mapping)) for row in tx.execute(query))


def entries_of(tx: Transaction, field: str, value: str) -> tuple[Correction, ...]:
    """Every correction, of whichever document, that put this value into a field."""
    query = select(corrections).where(corrections.c.field == field, corrections.c.after == value)
    return tuple(Correction.model_validate(dict(row._mapping)) for row in tx.execute(query))

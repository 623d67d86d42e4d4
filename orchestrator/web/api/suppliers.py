"""Suppliers: those that the ERP knows, and what was learned of them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.learning import supplier_memories
from orchestrator.learning.supplier_memories import RememberedSupplier
from orchestrator.people.roles import Right
from orchestrator.store import Transaction, directory
from orchestrator.store.directory import ListedSupplier
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.marks import mark, parts_of
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import NO_NUL, After, Limit, Line, Reason, Request, Told

routes = APIRouter(tags=["suppliers"])

Words = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="In name or code.")]
Named = Annotated[str, Query(max_length=200, pattern=NO_NUL, description="A part of the name, the code, or the id.")]


class SupplierPage(Told):
    """Suppliers as the ERP lists them, by code. `next`: what to give as `after` for the next page; None at the end."""

    suppliers: tuple[ListedSupplier, ...]
    next: str | None


class MemoryTold(Told):
    """What is remembered of a supplier: which fields of its form, and how many of its coded lines."""

    id: str
    name: str
    supplier_code: str
    fields: tuple[str, ...]
    coded_lines: int
    changed_at: datetime | None


class Forgetting(Request):
    """Of whom: the code in the ERP, the memory's id, or the name; and why."""

    supplier: Line = Field(min_length=1)
    reason: Reason = Field(min_length=1)


class Memories(Told):
    """The remembered suppliers, the last changed first."""

    memories: tuple[MemoryTold, ...]


@routes.get("/suppliers", response_model=SupplierPage, **reads(Right.SEE_SUPPLIERS))
def list_suppliers(ask: Ask, q: Words = "", after: After = "", limit: Limit = 50) -> SupplierPage:
    """The suppliers that the ERP knows, as last read from it."""
    place = parts_of(after, 4)
    with ask.desk.store.reading() as tx:
        found = directory.search(tx, q, place, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return SupplierPage(
        suppliers=found[:limit], next=mark(last.code, last.name, last.erp, last.company) if last else None
    )


@routes.get("/supplier-memories", response_model=Memories, **reads(Right.SEE_SUPPLIERS))
def list_memories(ask: Ask, q: Named = "", limit: Limit = 50) -> Memories:
    """What was learned of suppliers from corrections and from keyed lines."""
    with ask.desk.store.reading() as tx:
        found = supplier_memories.remembered(tx, q)
    return Memories(memories=tuple(_told(item) for item in found[:limit]))


@routes.post("/supplier-memories/forget", response_model=Memories, **writes(Right.FORGET_SUPPLIER, 404))
def forget_memory(wanted: Forgetting, write: Write) -> Response:
    """Forget what was learned of a supplier; what is still remembered under the name is answered."""

    def act(acts: Acts) -> None:
        acts.forget_supplier(write.actor, wanted.supplier, wanted.reason)

    def answer(tx: Transaction) -> Memories:
        found = supplier_memories.remembered(tx, wanted.supplier)
        return Memories(memories=tuple(_told(item) for item in found))

    return write.once(wanted, act, answer)


def _told(item: RememberedSupplier) -> MemoryTold:
    return MemoryTold(
        id=item.id, name=item.name, supplier_code=item.supplier_code, fields=item.fields,
        coded_lines=item.coded_lines, changed_at=item.kept.changed_at if item.kept else None,
    )  # fmt: skip

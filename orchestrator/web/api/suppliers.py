"""Suppliers: those that the ERP knows, and what was learned of them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from orchestrator.learning import supplier_memories
from orchestrator.learning.supplier_memories import RememberedSupplier
from orchestrator.people.roles import Right
from orchestrator.store import directory
from orchestrator.store.directory import ListedSupplier
from orchestrator.web.api.asking import Ask, reads
from orchestrator.web.api.marks import mark, parts_of
from orchestrator.web.api.texts import NO_NUL, After, Limit, Told

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


def _told(item: RememberedSupplier) -> MemoryTold:
    return MemoryTold(
        id=item.id, name=item.name, supplier_code=item.supplier_code, fields=item.fields,
        coded_lines=item.coded_lines, changed_at=item.kept.changed_at if item.kept else None,
    )  # fmt: skip

"""Suppliers for lists and pages: those that the ERP knows, and those of which only something was learned."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Row, func, or_, select, tuple_

from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.memories import Correction
from orchestrator.store.tables import coded_lines, corrections, documents, supplier_memories, suppliers

Place = tuple[str, str, str, str]
"""Code, name, ERP and company of a supplier: where a list goes on."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class KnownSupplier(Frozen):
    """A supplier as an ERP lists it for a company."""

    erp: str
    company: str
    code: str
    name: str
    tax_id: str
    iban: str
    synced_at: datetime


class Learned(Frozen):
    """That something was learned of a supplier; `supplier_code` is empty where the ERP does not know it."""

    id: str
    name: str
    supplier_code: str
    changed_at: datetime


class Coding(Frozen):
    """How a supplier's lines were coded: an account with its cost centre, how often, and when last."""

    account: str
    cost_centre: str
    tax_code: str
    lines: int
    last: datetime


def known(tx: Transaction, text: str, after: Place | None, limit: int) -> tuple[KnownSupplier, ...]:
    """The ERPs' suppliers by code, from after a place on; `text` is in the name, or begins code, tax number or IBAN."""
    s = suppliers.c
    query = select(suppliers)
    if text:
        query = query.where(_mentions(text))
    if after is not None:
        query = query.where(tuple_(s.code, s.name, s.erp, s.company) > after)
    rows = tx.execute(query.order_by(s.code, s.name, s.erp, s.company).limit(limit))
    return tuple(_supplier(row) for row in rows)


def _mentions(text: str) -> ColumnElement[bool]:
    s = suppliers.c
    # SQLite ignores case for ASCII only, so other scripts are asked for in the ways they are written.
    spellings = {text, text.lower(), text.upper(), text.capitalize()}
    plain = text.replace(" ", "")
    named: list[ColumnElement[bool]] = [s.name.icontains(spelling, autoescape=True) for spelling in spellings]
    begun = (column.istartswith(plain, autoescape=True) for column in (s.code, s.tax_id, s.iban))
    return or_(*named, *begun)


def of_code(tx: Transaction, code: str) -> tuple[KnownSupplier, ...]:
    """What the ERPs hold under a code, for each company."""
    rows = tx.execute(select(suppliers).where(suppliers.c.code == code).order_by(suppliers.c.erp, suppliers.c.company))
    return tuple(_supplier(row) for row in rows)


def _supplier(row: Row[tuple[object, ...]]) -> KnownSupplier:
    return KnownSupplier.model_validate(dict(row._mapping))


def learned(tx: Transaction, codes: tuple[str, ...]) -> tuple[Learned, ...]:
    """Of which suppliers with these codes something was learned."""
    m = supplier_memories.c
    query = select(m.id, m.name, m.supplier_code, m.changed_at).where(m.supplier_code.in_(codes))
    return tuple(Learned.model_validate(dict(row._mapping)) for row in tx.execute(query.order_by(m.changed_at.desc())))


def learned_of_others(tx: Transaction, limit: int) -> tuple[Learned, ...]:
    """Suppliers that the ERP did not know when something was learned of them, the last changed first."""
    m = supplier_memories.c
    query = select(m.id, m.name, m.supplier_code, m.changed_at).where(m.supplier_code == "")
    rows = tx.execute(query.order_by(m.changed_at.desc()).limit(limit))
    return tuple(Learned.model_validate(dict(row._mapping)) for row in rows)


def codings(tx: Transaction, code: str, limit: int = 12) -> tuple[Coding, ...]:
    """How a supplier's posted lines were coded, the most frequent first."""
    c = coded_lines.c
    count, last = func.count().label("lines"), func.max(c.posted_at).label("last")
    query = select(c.account, c.cost_centre, c.tax_code, count, last)
    query = query.where(c.supplier_code == code, c.posted_at.is_not(None), c.evidence)
    rows = tx.execute(query.group_by(c.account, c.cost_centre, c.tax_code).order_by(count.desc()).limit(limit))
    return tuple(Coding.model_validate(dict(row._mapping)) for row in rows)


def lessons(tx: Transaction, memory_id: str, limit: int = 10) -> tuple[Correction, ...]:
    """The corrections that taught a memory, the newest first."""
    query = select(corrections).where(corrections.c.memory_id == memory_id)
    rows = tx.execute(query.order_by(corrections.c.id.desc()).limit(limit))
    return tuple(Correction.model_validate(dict(row._mapping)) for row in rows)


def documents_of(tx: Transaction, code: str, before: tuple[datetime, str] | None, limit: int) -> tuple[Document, ...]:
    """A supplier's documents, the newest first, from after a place on."""
    query = select(*COLUMNS).where(documents.c.supplier_code == code)
    if before is not None:
        query = query.where(tuple_(documents.c.received_at, documents.c.id) < before)
    query = query.order_by(documents.c.received_at.desc(), documents.c.id.desc()).limit(limit)
    return tuple(Document.model_validate(dict(row._mapping)) for row in tx.execute(query))

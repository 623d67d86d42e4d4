"""The suppliers that the ERP knows, as last read from it."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, insert, or_, select, tuple_

from bots.erp.port import ErpSupplier
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import suppliers


def replace(tx: Transaction, erp: str, company: str, found: Iterable[ErpSupplier]) -> int:
    """Put what the ERP lists now in place of what it listed before; returns how many."""
    now = clock.now(tx)
    tx.execute(delete(suppliers).where(suppliers.c.erp == erp, suppliers.c.company == company))
    rows = [{"erp": erp, "company": company, "synced_at": now, **supplier.model_dump()} for supplier in set(found)]
    if rows:
        tx.execute(insert(suppliers), rows)
    return len(rows)


def listing(tx: Transaction, erp: str, company: str) -> tuple[ErpSupplier, ...]:
    query = select(suppliers).where(suppliers.c.erp == erp, suppliers.c.company == company).order_by(suppliers.c.code)
    return tuple(
        ErpSupplier(code=row.code, name=row.name, tax_id=row.tax_id, iban=row.iban) for row in tx.execute(query)
    )


class ListedSupplier(BaseModel):
    """A supplier in the books of an ERP's company; `tax_id` and `iban` are empty where the ERP has none."""

    model_config = ConfigDict(frozen=True)

    erp: str
    company: str
    code: str
    name: str
    tax_id: str
    iban: str
    synced_at: datetime


def search(tx: Transaction, text: str, after: tuple[str, ...] | None, limit: int) -> tuple[ListedSupplier, ...]:
    """At most so many by code, whose code or name holds the text; from behind `after` (code, name, ERP, company)."""
    place = tuple_(suppliers.c.code, suppliers.c.name, suppliers.c.erp, suppliers.c.company)
    query = select(suppliers).order_by(*place.clauses).limit(limit)
    if text:
        columns = (suppliers.c.code, suppliers.c.name)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if after is not None:
        query = query.where(place > after)
    return tuple(ListedSupplier.model_validate(dict(row._mapping)) for row in tx.execute(query))


def synced_at(tx: Transaction, erp: str, company: str) -> datetime | None:
    """When the ERP's suppliers were last read, None when never."""
    query = select(func.min(suppliers.c.synced_at)).where(suppliers.c.erp == erp, suppliers.c.company == company)
    found: datetime | None = tx.execute(query).scalar_one_or_none()
    return found

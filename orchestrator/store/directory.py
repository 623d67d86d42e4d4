"""The suppliers that the ERP knows, as last read from it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, insert, or_, select, tuple_

from bots.erp.port import ErpSupplier
from orchestrator.store import audit, clock, supplier_accounts
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import suppliers

READER = "supplier list"
AT_ONCE = 50
NAMED = 200
"""Suppliers whose changes one entry of the history holds, and codes of new ones that it names."""


def replace(tx: Transaction, erp: str, company: str, found: Iterable[ErpSupplier], actor: str = READER) -> int:
    """Put what the ERP lists now in place of what it listed before; returns how many. What changed is told."""
    now, found = clock.now(tx), set(found)
    first = synced_at(tx, erp, company) is None
    supplier_accounts.note(tx, erp, company, found, now, first)
    _tell_changes(tx, erp, company, found, actor)
    tx.execute(delete(suppliers).where(suppliers.c.erp == erp, suppliers.c.company == company))
    rows = [{"erp": erp, "company": company, "synced_at": now, **supplier.model_dump()} for supplier in found]
    if rows:
        tx.execute(insert(suppliers), rows)
    return len(rows)


def _tell_changes(tx: Transaction, erp: str, company: str, found: Collection[ErpSupplier], actor: str) -> None:
    """The history keeps every change of a supplier's name, tax number and bank account, before and after.

    Of the first list only how many they are: there is nothing that it changes.
    """
    before, after = _by_code(listing(tx, erp, company)), _by_code(found)
    where = {"erp": erp, "company": company}
    changes = [
        {"code": code, "before": before[code], "after": after[code]}
        for code in sorted(before.keys() & after.keys()) if before[code] != after[code]
    ]  # fmt: skip
    for start in range(0, len(changes), AT_ONCE):
        audit.append(tx, actor, "suppliers changed", None, {**where, "changes": changes[start : start + AT_ONCE]})
    if before.keys() != after.keys():
        added = sorted(after.keys() - before.keys()) if before else []
        gone = sorted(before.keys() - after.keys())
        facts = {"suppliers": len(after), "added": added[:NAMED], "removed": gone[:NAMED]}
        audit.append(tx, actor, "suppliers listed", None, {**where, **facts})


def _by_code(suppliers_: Iterable[ErpSupplier]) -> dict[str, list[dict[str, str]]]:
    """What is known under each code, in an order that does not change."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in sorted(suppliers_, key=lambda one: (one.code, one.name)):
        found.setdefault(one.code, []).append(one.model_dump(exclude={"code"}))
    return found


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

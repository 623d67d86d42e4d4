"""The suppliers that the ERP knows, as last read from it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, insert, select

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


def synced_at(tx: Transaction, erp: str, company: str) -> datetime | None:
    """When the ERP's suppliers were last read, None when never."""
    query = select(func.min(suppliers.c.synced_at)).where(suppliers.c.erp == erp, suppliers.c.company == company)
    found: datetime | None = tx.execute(query).scalar_one_or_none()
    return found

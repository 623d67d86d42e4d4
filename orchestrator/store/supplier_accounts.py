"""Which bank accounts the ERP was seen to hold for its suppliers, and since when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from bots.erp.port import ErpSupplier
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import supplier_accounts
from orchestrator.suspicion.facts import AccountSince
from orchestrator.suspicion.watchlists import bare_account

a = supplier_accounts.c


def note(tx: Transaction, erp: str, company: str, found: Iterable[ErpSupplier], now: datetime, first: bool) -> None:
    """Write down what differs from what was seen last.

    Args:
        first: the ERP's list is read for the first time; nobody knows since when it held what it holds.
    """
    query = select(a.supplier_code, a.iban).where(a.erp == erp, a.company == company).order_by(a.id)
    last = {row.supplier_code: row.iban for row in tx.execute(query)}
    rows = []
    for supplier in sorted(found, key=lambda one: (one.code, one.iban)):
        iban = bare_account(supplier.iban)[:60]
        if last.get(supplier.code) != iban:
            last[supplier.code] = iban
            rows.append({"supplier_code": supplier.code, "iban": iban, "since": None if first else now})
    if rows:
        tx.execute(insert(supplier_accounts), [{"erp": erp, "company": company, **row} for row in rows])


def of_supplier(tx: Transaction, erp: str, company: str, code: str) -> tuple[AccountSince, ...]:
    """A supplier's accounts as the ERP held them, the oldest first; an empty one: it held none then."""
    query = select(a.iban, a.since).where(a.supplier_code == code, a.erp == erp, a.company == company)
    return tuple(AccountSince(row.iban, row.since) for row in tx.execute(query.order_by(a.id)))

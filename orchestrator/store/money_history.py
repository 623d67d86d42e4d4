"""Everything that is known about an invoice when it is judged, gathered by queries that each go by an index."""

from collections.abc import Collection
from decimal import Decimal

from orchestrator.store import alerts, supplier_accounts, traces
from orchestrator.store.engine import Transaction
from orchestrator.suspicion.bills import UNKNOWN
from orchestrator.suspicion.facts import Facts, Holder, Listed, Trace


def facts_of(
    tx: Transaction, bill: Trace, *, erp: str, company: str, net: Decimal | None, limit: Decimal | None,
    holders: Collection[Holder] = (), listed: tuple[Listed, ...] = (), same_number: Collection[str] = (),
) -> Facts:  # fmt: skip
    """The facts about a bill in an ERP's company.

    Args:
        holders: others with the same account, by the ERP's list and the user's; those of earlier invoices are added.
        listed: who of the sanctions list comes into question.
        same_number: documents that are stopped as exact duplicates already.
    """
    in_erp = not bill.supplier.startswith(UNKNOWN)
    accounts = supplier_accounts.of_supplier(tx, erp, company, bill.supplier) if in_erp else ()
    sharing = {(one.what, one.id): one for one in (*holders, *traces.sharing(tx, bill))}
    return Facts(
        bill=bill, net=net, own=traces.own(tx, bill), same_amount=traces.same_amount(tx, bill),
        accounts=tuple(account for account in accounts if account.iban), holders=tuple(sharing.values()),
        listed=listed, lessons=alerts.lessons(tx, bill.supplier), limit=limit,
        refused=traces.refused(tx, bill),
        known_since=accounts[0].since if accounts else None, in_erp=in_erp, same_number=frozenset(same_number),
    )  # fmt: skip

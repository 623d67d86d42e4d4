"""The traces by which invoices are compared: of every document, and of what was booked before the farm came."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Join, Row, Select, delete, func, insert, select

from orchestrator.stages import Stage
from orchestrator.store.alerts import CONFIRMED
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import alerts, documents, invoice_traces
from orchestrator.suspicion import duplicates
from orchestrator.suspicion.facts import Holder, Trace

ACCEPTED = frozenset(
    {Stage.APPROVED, Stage.READY, Stage.CLAIMED, Stage.SUBMITTING, Stage.IN_DOUBT, Stage.POSTED, Stage.FAILED}
)
"""Stages of a document that a person or the policy has approved. One that failed in keying was approved, too."""
OWN, SAME_AMOUNT, SHARING, REFUSED = 400, 100, 20, 20
"""How many are looked at, at most: the newest."""
HISTORY = "history:"
t = invoice_traces.c


def put(tx: Transaction, trace: Trace) -> None:
    """Keep a document's trace in place of an earlier one."""
    tx.execute(delete(invoice_traces).where(t.document_id == trace.id))
    tx.execute(insert(invoice_traces).values(document_id=trace.id, **_values(trace)))


def forget(tx: Transaction, document_id: str) -> None:
    """Drop a document's trace, as when nothing of it can be compared any more."""
    tx.execute(delete(invoice_traces).where(t.document_id == document_id))


def add_history(tx: Transaction, found: Iterable[Trace]) -> int:
    """Keep invoices that were booked before the farm came; those that are there already are left out. How many."""
    added = 0
    for trace in found:
        values = _values(trace)
        same = {name: values[name] for name in ("supplier", "number", "gross", "currency", "kind")}
        if tx.execute(select(t.id).filter_by(document_id=None, **same).limit(1)).first() is None:
            tx.execute(insert(invoice_traces).values(document_id=None, **values))
            added += 1
    return added


def own(tx: Transaction, bill: Trace) -> tuple[Trace, ...]:
    """Earlier invoices of the bill's supplier, the newest first."""
    query = _query().where(t.supplier == bill.supplier, t.received <= bill.received)
    rows = tx.execute(query.order_by(t.received.desc(), t.id.desc()).limit(OWN))
    return tuple(trace for trace in map(_trace, rows) if _is_earlier(trace, bill))


def refused(tx: Transaction, bill: Trace) -> tuple[Trace, ...]:
    """Earlier invoices of the bill's supplier that were rejected by a confirmed alert, the newest first.

    Not what was found to be a duplicate: it is there already as the invoice that it repeats.
    """
    confirmed = select(alerts.c.document_id).where(
        alerts.c.supplier == bill.supplier, alerts.c.state == CONFIRMED, alerts.c.document_id.is_not(None)
    )
    repeats = confirmed.where(alerts.c.kind == duplicates.KIND)
    query = _query(rejected=True).where(
        t.supplier == bill.supplier, t.received <= bill.received, documents.c.stage == Stage.REJECTED,
        t.document_id.in_(confirmed), t.document_id.not_in(repeats),
    )  # fmt: skip
    rows = tx.execute(query.order_by(t.received.desc(), t.id.desc()).limit(REFUSED))
    return tuple(trace for trace in map(_trace, rows) if _is_earlier(trace, bill))


def same_amount(tx: Transaction, bill: Trace) -> tuple[Trace, ...]:
    """Invoices of anybody with the same amount, earlier ones and those that are accepted already."""
    query = _query().where(t.gross == canonical(bill.gross), t.currency == bill.currency)
    rows = tx.execute(query.order_by(t.received.desc(), t.id.desc()).limit(SAME_AMOUNT))
    return tuple(x for x in map(_trace, rows) if x.id != bill.id and (x.accepted or _is_earlier(x, bill)))


def sharing(tx: Transaction, bill: Trace) -> tuple[Holder, ...]:
    """Other suppliers whose invoices asked to be paid to the bill's account."""
    if not bill.iban:
        return ()
    query = select(t.supplier, func.min(t.name).label("name")).select_from(_joined())
    mine = t.iban == bill.iban, t.supplier != bill.supplier, t.received <= bill.received
    query = query.where(*mine, documents.c.stage.is_distinct_from(Stage.REJECTED))
    rows = tx.execute(query.group_by(t.supplier).order_by(t.supplier).limit(SHARING))
    return tuple(Holder("supplier", row.supplier, row.name) for row in rows)


def one(tx: Transaction, trace_id: str) -> Trace | None:
    """The trace of a document, or an imported one; None where there is none."""
    number = trace_id.removeprefix(HISTORY)
    if trace_id.startswith(HISTORY):
        wanted = t.id == int(number) if number.isdigit() else t.id.is_(None)
    else:
        wanted = t.document_id == trace_id
    row = tx.execute(_query(rejected=True).where(wanted)).one_or_none()
    return _trace(row) if row else None


def canonical(gross: Decimal) -> str:
    """An amount as it is looked up: 100.00 and 100 are one."""
    return f"{gross.normalize():f}"


def _joined() -> Join:
    return invoice_traces.outerjoin(documents, documents.c.id == t.document_id)


def _query(rejected: bool = False) -> Select[tuple[object, ...]]:
    query = select(invoice_traces, documents.c.stage).select_from(_joined())
    return query if rejected else query.where(documents.c.stage.is_distinct_from(Stage.REJECTED))


def _is_earlier(trace: Trace, bill: Trace) -> bool:
    return trace.id != bill.id and (trace.received, trace.id) < (bill.received, bill.id)


def _values(trace: Trace) -> dict[str, object]:
    return {
        "supplier": trace.supplier, "name": trace.name, "number": trace.number, "issued": trace.issued,
        "received": trace.received, "currency": trace.currency, "gross": canonical(trace.gross), "iban": trace.iban,
        "kind": trace.kind,
    }  # fmt: skip


def _trace(row: Row[tuple[object, ...]]) -> Trace:
    return Trace(
        id=row.document_id or f"{HISTORY}{row.id}", supplier=row.supplier, name=row.name, number=row.number,
        issued=row.issued, received=row.received, currency=row.currency, gross=Decimal(row.gross), iban=row.iban,
        kind=row.kind, accepted=row.document_id is None or row.stage in ACCEPTED,
    )  # fmt: skip

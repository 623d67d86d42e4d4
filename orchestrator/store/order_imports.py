"""Writing purchase orders that are handed in: each once, whatever comes twice; every change with what stood before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, text, update

from orchestrator.purchasing.changes import Change, Outcome, Values
from orchestrator.purchasing.models import OrderState, PurchaseOrder, PurchaseOrderLine
from orchestrator.purchasing.order_numbers import digits_of, order_key
from orchestrator.store import audit, clock
from orchestrator.store.engine import Transaction
from orchestrator.store.purchase_orders import StoredLine, StoredOrder, lines_of
from orchestrator.store.tables import purchase_order_lines, purchase_orders

HEADER = ("supplier_code", "supplier_name", "currency", "issue_date", "state")
LINE = ("item_number", "seller_item_number", "description", "quantity", "unit", "net_price", "price_quantity")
ADVISORY_LOCK = 4_711_2027
"""One import at a time, so that two never make the same order."""


@dataclass(frozen=True)
class _Plan:
    """What is to be written for an order."""

    change: Change
    given: PurchaseOrder
    known: StoredOrder | None
    header: Mapping[str, Any]
    new_lines: Sequence[PurchaseOrderLine]
    changed_lines: Mapping[int, Mapping[str, Any]]


def one_at_a_time(tx: Transaction) -> None:
    """Wait for another import; SQLite lets one write at a time anyway."""
    if tx.dialect.name == "postgresql":
        tx.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))


def plan_orders(tx: Transaction, company: str, orders: Sequence[PurchaseOrder]) -> tuple[Change, ...]:
    """What `put_orders` would do, without doing it."""
    return tuple(plan.change for plan in _plans(tx, company, orders))


def put_orders(tx: Transaction, company: str, orders: Sequence[PurchaseOrder], actor: str) -> tuple[Change, ...]:
    """Make orders that are new, change those that differ, leave the others; with an entry in the history for each.

    The orders are locked first and the history written last, as a judge does, so that neither waits for the other.
    """
    one_at_a_time(tx)
    plans = _plans(tx, company, orders, to_change=True)
    now = clock.now(tx)
    for plan in plans:
        if plan.change.outcome in (Outcome.NEW, Outcome.CHANGED):
            _write(tx, company, plan, {"changed_at": now, "changed_by": actor[:200]})
    for plan in plans:
        if plan.change.outcome in (Outcome.NEW, Outcome.CHANGED):
            data = {"company": company, "order": plan.change.number, "values": plan.change.values}
            audit.append(tx, actor, f"order_{plan.change.outcome}", None, data)
    return tuple(plan.change for plan in plans)


def _plans(tx: Transaction, company: str, orders: Sequence[PurchaseOrder], to_change: bool = False) -> list[_Plan]:
    c = purchase_orders.c
    query = select(purchase_orders).where(c.company == company, c.key.in_([order_key(o.number) for o in orders]))
    query = query.order_by(c.id)
    rows = tx.execute(query.with_for_update() if to_change else query)
    known = {row.key: StoredOrder.model_validate(dict(row._mapping)) for row in rows}
    lines = lines_of(tx, [order.id for order in known.values()])
    plans, seen = [], set[str]()
    for order in orders:
        key = order_key(order.number)
        held = known.get(key)
        reason = _refusal(order, key, held, key in seen)
        seen.add(key)
        plans.append(_refused(order, reason) if reason else _plan(order, held, lines[held.id] if held else ()))
    return plans


def _refusal(order: PurchaseOrder, key: str, held: StoredOrder | None, twice: bool) -> str:
    if not key:
        return f"The order number {order.number!r} has neither letters nor digits."
    if twice:
        return f"Order {order.number} is there twice; hand it in once, with all its lines."
    if held is None and not order.supplier_code and not order.supplier_name:
        return f"Order {order.number} names no supplier; give its code in the ERP or its name."
    return ""


def _refused(order: PurchaseOrder, reason: str) -> _Plan:
    return _Plan(Change(outcome=Outcome.REFUSED, number=order.number, reason=reason), order, None, {}, (), {})


def _plan(order: PurchaseOrder, held: StoredOrder | None, lines: Sequence[StoredLine]) -> _Plan:
    header = {name: getattr(order, name) for name in HEADER if getattr(order, name) not in (None, "")}
    if held is None:
        header = {"state": OrderState.OPEN, **header}
    header = {name: value for name, value in header.items() if held is None or getattr(held, name) != value}
    values: Values = {name: (_text(getattr(held, name, None)), _text(value)) for name, value in header.items()}
    by_id = {line.line_id: line for line in lines}
    new = [line for line in order.lines if line.line_id not in by_id]
    changed: dict[int, dict[str, Any]] = {}
    for line in order.lines:
        before = by_id.get(line.line_id)
        differs = _differs(line, before)
        if before is not None and differs:
            changed[before.id] = differs
        values |= {
            f"lines.{line.line_id}.{name}": (_text(getattr(before, name, None)), _text(value))
            for name, value in differs.items()
        }
    outcome = Outcome.NEW if held is None else Outcome.CHANGED if header or new or changed else Outcome.SAME
    named = {line.line_id for line in order.lines}
    kept = tuple(line.line_id for line in lines if line.line_id not in named)
    number = held.number if held else order.number
    return _Plan(Change(outcome=outcome, number=number, values=values, kept=kept), order, held, header, new, changed)


def _differs(line: PurchaseOrderLine, before: StoredLine | None) -> dict[str, Any]:
    given = {name: getattr(line, name) for name in LINE if getattr(line, name) != ""}
    return {name: value for name, value in given.items() if before is None or getattr(before, name) != value}


def _write(tx: Transaction, company: str, plan: _Plan, stamp: Mapping[str, Any]) -> None:
    if plan.known is None:
        order_id = _insert(tx, company, plan, stamp)
        position = 0
    else:
        order_id, position = plan.known.id, 1_000_000  # behind the lines that are there; then by id
        tx.execute(update(purchase_orders).where(purchase_orders.c.id == order_id).values({**plan.header, **stamp}))
    for line_id, values in plan.changed_lines.items():
        c = purchase_order_lines.c
        tx.execute(update(purchase_order_lines).where(c.id == line_id).values(_as_text(values)))
    rows = [
        {"order_id": order_id, "position": position + index, "line_id": line.line_id}
        | _as_text({name: getattr(line, name) for name in LINE})
        for index, line in enumerate(plan.new_lines)
    ]
    if rows:
        tx.execute(insert(purchase_order_lines), rows)


def _insert(tx: Transaction, company: str, plan: _Plan, stamp: Mapping[str, Any]) -> int:
    values = {
        "company": company, "number": plan.given.number, "key": order_key(plan.given.number),
        "digits": digits_of(plan.given.number), "supplier_code": "", "supplier_name": "", **plan.header, **stamp,
    }  # fmt: skip
    key = tx.execute(insert(purchase_orders).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _as_text(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

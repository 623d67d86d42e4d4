"""Writing goods receipts that are handed in: each once, in the order line's unit, with what stood before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import insert, select, update

from orchestrator.invoice_number import normalise_number
from orchestrator.purchasing.changes import Change, Outcome, Values
from orchestrator.purchasing.models import GoodsReceipt
from orchestrator.purchasing.order_numbers import order_key
from orchestrator.purchasing.units import factor
from orchestrator.store import audit, clock
from orchestrator.store.engine import Transaction
from orchestrator.store.order_imports import one_at_a_time
from orchestrator.store.purchase_orders import StoredLine, StoredReceipt, lines_of, receipts_of
from orchestrator.store.tables import goods_receipts, purchase_orders


@dataclass(frozen=True)
class _Plan:
    """What is to be written for a goods receipt; `quantity` in the order line's unit."""

    change: Change
    given: GoodsReceipt
    line: StoredLine | None = None
    quantity: Decimal = Decimal(0)


def plan_receipts(tx: Transaction, company: str, receipts: Sequence[GoodsReceipt]) -> tuple[Change, ...]:
    """What `put_receipts` would do, without doing it."""
    return tuple(plan.change for plan in _plans(tx, company, receipts))


def put_receipts(tx: Transaction, company: str, receipts: Sequence[GoodsReceipt], actor: str) -> tuple[Change, ...]:
    """Make goods receipts that are new, change those that differ, leave the others; each with its history entry."""
    one_at_a_time(tx)
    plans = _plans(tx, company, receipts, to_change=True)
    for plan in plans:
        _write(tx, plan, actor)
    for plan in plans:
        if plan.change.outcome in (Outcome.NEW, Outcome.CHANGED):
            data = {
                "company": company, "order": plan.change.number, "receipt": plan.change.receipt,
                "line": plan.line.line_id if plan.line else "", "values": plan.change.values,
            }  # fmt: skip
            audit.append(tx, actor, f"receipt_{plan.change.outcome}", None, data)
    return tuple(plan.change for plan in plans)


def _plans(tx: Transaction, company: str, receipts: Sequence[GoodsReceipt], to_change: bool = False) -> list[_Plan]:
    c = purchase_orders.c
    keys = {order_key(receipt.order_number) for receipt in receipts}
    query = select(c.id, c.key, c.number).where(c.company == company, c.key.in_(sorted(keys))).order_by(c.id)
    orders = {row.key: row for row in tx.execute(query.with_for_update() if to_change else query)}
    lines = lines_of(tx, [row.id for row in orders.values()])
    known = {
        (held.order_line_id, normalise_number(held.number)): held
        for held in receipts_of(tx, [line.id for each in lines.values() for line in each])
    }
    plans, seen = [], set[tuple[int, str]]()
    for receipt in receipts:
        order = orders.get(order_key(receipt.order_number))
        plan = _plan(receipt, order.number if order else "", lines[order.id] if order else (), known)
        key = (plan.line.id if plan.line else 0, normalise_number(receipt.number))
        if plan.line is not None and key in seen:
            where = f"line {plan.line.line_id} of order {plan.change.number}"
            plan = _refused(receipt, f"Receipt {receipt.number} has {where} twice; add the two up.")
        seen.add(key)
        plans.append(plan)
    return plans


def _refused(receipt: GoodsReceipt, reason: str) -> _Plan:
    return _Plan(
        Change(outcome=Outcome.REFUSED, number=receipt.order_number, receipt=receipt.number, reason=reason), receipt
    )


def _plan(
    receipt: GoodsReceipt,
    order_number: str,
    lines: Sequence[StoredLine],
    known: Mapping[tuple[int, str], StoredReceipt],
) -> _Plan:
    if not normalise_number(receipt.number):
        return _refused(receipt, f"The receipt number {receipt.number!r} has neither letters nor digits.")
    if not lines:
        return _refused(receipt, f"No order {receipt.order_number} is known; import the orders first.")
    line, reason = _line(receipt, lines)
    many = factor(receipt.unit, line.unit) if line else None
    if line is None or many is None:
        reason = reason or f"The unit {receipt.unit!r} is none of order {order_number}, line {line and line.line_id}."
        return _refused(receipt, reason)
    quantity = receipt.quantity * many
    held = known.get((line.id, normalise_number(receipt.number)))
    values: Values = {}
    if held is None or held.quantity != quantity:
        values[f"lines.{line.line_id}.received"] = (format(held.quantity, "f") if held else "", format(quantity, "f"))
    if receipt.received_on and (held is None or held.received_on != receipt.received_on):
        before = held.received_on.isoformat() if held and held.received_on else ""
        values["received_on"] = (before, receipt.received_on.isoformat())
    outcome = Outcome.NEW if held is None else Outcome.CHANGED if values else Outcome.SAME
    change = Change(outcome=outcome, number=order_number, receipt=receipt.number, values=values)
    return _Plan(change, receipt, line, quantity)


def _line(receipt: GoodsReceipt, lines: Sequence[StoredLine]) -> tuple[StoredLine | None, str]:
    """The order line that a receipt means, or why none."""
    if receipt.line_id:
        named = [line for line in lines if line.line_id.lstrip("0") == receipt.line_id.lstrip("0")]
        what = f"line {receipt.line_id}"
    elif receipt.item_number:
        item = normalise_number(receipt.item_number)
        named = [
            line
            for line in lines
            if item in (normalise_number(line.item_number), normalise_number(line.seller_item_number))
        ]
        what = f"item {receipt.item_number}"
    else:
        named, what = list(lines), "line"
    if len(named) == 1:
        return named[0], ""
    several = "has several lines that this could mean; give the line's number" if named else f"has no {what}"
    return None, f"Order {receipt.order_number} {several}."


def _write(tx: Transaction, plan: _Plan, actor: str) -> None:
    if plan.line is None or plan.change.outcome not in (Outcome.NEW, Outcome.CHANGED):
        return
    values = {"quantity": format(plan.quantity, "f"), "changed_at": clock.now(tx), "changed_by": actor[:200]}
    if plan.given.received_on:
        values["received_on"] = plan.given.received_on
    key = normalise_number(plan.given.number)[:100]
    c = goods_receipts.c
    if plan.change.outcome is Outcome.NEW:
        own = {"order_line_id": plan.line.id, "number": plan.given.number, "key": key}
        tx.execute(insert(goods_receipts).values({**own, **values}))
    else:
        mine = (c.order_line_id == plan.line.id) & (c.key == key)
        tx.execute(update(goods_receipts).where(mine).values(values))

"""Purchase orders: what was ordered, came in and is billed; taking in orders and goods receipts."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.order_intake import Tell
from orchestrator.people.roles import Right
from orchestrator.purchasing.changes import Change, Imported, Outcome
from orchestrator.purchasing.models import GoodsReceipt, OrderState, PurchaseOrder
from orchestrator.stages import Stage
from orchestrator.store import Transaction, purchase_orders
from orchestrator.store.purchase_facts import standing
from orchestrator.store.purchase_orders import BilledByDocument, StoredOrder
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.marks import mark, parts_of, refusal
from orchestrator.web.api.once import Write, Writing
from orchestrator.web.api.texts import NO_NUL, After, Limit, Number, Request, Told

routes = APIRouter(tags=["orders"])

Words = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="A number's beginning, or the supplier.")]
AT_ONCE = 200
"""What one request may hand in: it is taken in a single transaction."""
NO_ORDER = "There is no order with this id."
HANDED_IN = Right.IMPORT_ORDERS
Take = Callable[[Acts, str, Tell], Imported]


class OrderTold(Told):
    """A purchase order; the supplier's code is that in the ERP."""

    id: int
    number: str
    supplier_code: str
    supplier_name: str
    currency: str
    issue_date: date | None
    state: OrderState
    changed_at: datetime
    changed_by: str


class OrderPage(Told):
    """Orders, the last changed first. `next`: what to give as `after` for the next page; None at the end."""

    orders: tuple[OrderTold, ...]
    next: str | None


class OrderLineTold(Told):
    """A line: the price is of one unit, `received` None where no goods receipt of the order is known."""

    line_id: str
    item_number: str
    seller_item_number: str
    description: str
    unit: str
    price: Decimal
    ordered: Decimal
    received: Decimal | None
    billed: Decimal
    left: Decimal


class BillTold(Told):
    """What a document bills of an order line, below zero for what a credit note gives back; `counts`: not rejected."""

    document_id: str
    invoice_number: str | None
    stage: Stage
    invoice_line: int
    line_id: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    currency: str
    counts: bool


class OrderDetails(OrderTold):
    """An order with its lines and the documents that bill it."""

    lines: tuple[OrderLineTold, ...]
    documents: tuple[BillTold, ...]


class Orders(Request):
    """Orders that are handed in, each with all its lines. What is there already is changed, never doubled."""

    orders: tuple[PurchaseOrder, ...] = Field(min_length=1, max_length=AT_ONCE)
    dry_run: bool = False


class Receipts(Request):
    """Goods receipts that are handed in, one for each order line of a delivery."""

    receipts: tuple[GoodsReceipt, ...] = Field(min_length=1, max_length=AT_ONCE)
    dry_run: bool = False


class Taken(Told):
    """What became of each, in the sequence in which they came; `again`: documents that are judged anew for it."""

    changes: tuple[Change, ...]
    new: int
    changed: int
    same: int
    refused: int
    again: int
    dry_run: bool


@routes.get("/orders", response_model=OrderPage, **reads(Right.SEE_DOCUMENTS))
def list_orders(
    ask: Ask, q: Words = "", state: OrderState | None = None, after: After = "", limit: Limit = 50
) -> OrderPage:
    """The purchase orders that the farm knows."""
    place = parts_of(after, 2)
    try:
        before = (datetime.fromisoformat(place[0]), int(place[1])) if place else None
    except ValueError as error:
        raise refusal(after) from error
    with ask.desk.store.reading() as tx:
        found = purchase_orders.listing(tx, q, state.value if state else "", before, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    following = mark(last.changed_at.isoformat(), str(last.id)) if last else None
    return OrderPage(orders=tuple(OrderTold(**_told(order)) for order in found[:limit]), next=following)


@routes.get("/orders/{order_id}", response_model=OrderDetails, **reads(Right.SEE_DOCUMENTS, 404))
def get_order(order_id: Number, ask: Ask) -> OrderDetails:
    """One order: by line what was ordered, came in, is billed and left, and which documents bill it."""
    with ask.desk.store.reading() as tx:
        order = purchase_orders.get(tx, order_id)
        if order is None:
            raise HTTPException(404, NO_ORDER)
        known, bills = standing(tx, order_id), purchase_orders.bills_of(tx, order_id)
    lines = tuple(
        OrderLineTold(
            **line.model_dump(include={"line_id", "item_number", "seller_item_number", "description", "unit"}),
            price=line.price, ordered=line.quantity, received=line.received, billed=line.billed,
            left=line.quantity - line.billed,
        )
        for line in known.lines
    )  # fmt: skip
    return OrderDetails(**_told(order), lines=lines, documents=tuple(_bill(bill) for bill in bills))


@routes.post("/orders", response_model=Taken, **writes(HANDED_IN))
def import_orders(wanted: Orders, write: Write) -> Response:
    """Take in purchase orders. What waits because of them is judged again."""
    return _take(
        write, wanted,
        lambda acts, company, tell: acts.import_orders(
            write.actor, company, wanted.orders, dry_run=wanted.dry_run, tell=tell
        ),
    )  # fmt: skip


@routes.post("/goods-receipts", response_model=Taken, **writes(HANDED_IN))
def import_receipts(wanted: Receipts, write: Write) -> Response:
    """Take in what came in of purchase orders. What waits because of it is judged again."""
    return _take(
        write, wanted,
        lambda acts, company, tell: acts.import_receipts(
            write.actor, company, wanted.receipts, dry_run=wanted.dry_run, tell=tell
        ),
    )  # fmt: skip


def _take(write: Writing, wanted: Orders | Receipts, take: Take) -> Response:
    """What became of them is known before the transaction ends that keeps it as the answer."""
    told: list[Imported] = []

    def act(acts: Acts) -> None:
        take(acts, acts.judge().company, told.append)

    def answer(tx: Transaction) -> Taken:
        return _taken(told[-1])

    return write.once(wanted, act, answer)


def _taken(done: Imported) -> Taken:
    counts = {outcome.value: done.count(outcome) for outcome in Outcome}
    return Taken(changes=done.changes, again=done.again, dry_run=done.dry_run, **counts)


def _told(order: StoredOrder) -> dict[str, object]:
    return order.model_dump(exclude={"company"})


def _bill(bill: BilledByDocument) -> BillTold:
    return BillTold(**bill.model_dump(include=set(BillTold.model_fields)), counts=bill.counts)

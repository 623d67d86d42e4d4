"""Purchase orders: which ones are known, and of each what was ordered, came in, is billed and left, and by whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from orchestrator.phrases import phrase
from orchestrator.purchasing.models import KnownOrder, OrderedLine, OrderState
from orchestrator.store import purchase_orders
from orchestrator.store.purchase_facts import standing
from orchestrator.store.purchase_orders import BilledByDocument, StoredReceipt
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import Reader

A_PAGE = 50
MOST_BILLS = 500
Asked = Annotated[str, Query(max_length=200)]
NO_ORDER = phrase("No such order")
UNKNOWN = phrase("The farm knows no order of this number.")
STATE = {
    OrderState.OPEN: phrase("Open order"),
    OrderState.CLOSED: phrase("Closed order"),
    OrderState.CANCELLED: phrase("Cancelled order"),
}
TONE = {OrderState.OPEN: "done", OrderState.CLOSED: "off", OrderState.CANCELLED: "bad"}


@dataclass(frozen=True)
class LineStory:
    """An order line with what came in; `three_way` tells whether anything of its order did."""

    line: OrderedLine
    receipts: tuple[StoredReceipt, ...]

    @property
    def left(self) -> Decimal:
        return self.line.quantity - self.line.billed

    @property
    def over(self) -> bool:
        """Whether more is billed than was ordered, or than came in."""
        received = self.line.received
        return self.left < 0 or (received is not None and self.line.billed > received)


@dataclass(frozen=True)
class BillStory:
    """A document with everything that it bills of the order."""

    first: BilledByDocument
    matches: tuple[BilledByDocument, ...]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/orders")

    @routes.get("")
    def listing(request: Request, _: Reader, q: Asked = "", state: Asked = "", after: After = "") -> Response:
        wanted = state if state in set(OrderState) else ""
        try:
            at = place(after)
            before = (at[0], int(at[1])) if at else None
        except ValueError:
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            found = purchase_orders.listing(tx, q.strip(), wanted, before, A_PAGE + 1)
        rows = found[:A_PAGE]
        more = place_of(rows[-1].changed_at, rows[-1].id) if len(found) > A_PAGE else ""
        return desk.page(request, "orders.html", rows=rows, q=q, state=wanted, states=STATE, tone=TONE, more=more)

    @routes.get("/{order_id}")
    def one(request: Request, order_id: int, _: Reader) -> Response:
        with desk.store.reading() as tx:
            order = purchase_orders.get(tx, order_id) if order_id < 2**31 else None
            if order is None:
                return desk.problem(request, 404, NO_ORDER, UNKNOWN)
            known, bills = standing(tx, order_id), purchase_orders.bills_of(tx, order_id, MOST_BILLS)
            receipts = purchase_orders.receipts_of(tx, [line.id for line in known.lines])
        return desk.page(
            request, "order.html", order=order, lines=_lines(known, receipts), bills=_bills(bills), states=STATE,
            tone=TONE, three_way=any(line.received is not None for line in known.lines),
        )  # fmt: skip

    return routes


def _lines(known: KnownOrder, receipts: Iterable[StoredReceipt]) -> list[LineStory]:
    of_line: defaultdict[int, list[StoredReceipt]] = defaultdict(list)
    for receipt in receipts:
        of_line[receipt.order_line_id].append(receipt)
    return [LineStory(line, tuple(of_line[line.id])) for line in known.lines]


def _bills(matches: Sequence[BilledByDocument]) -> list[BillStory]:
    of_document: defaultdict[str, list[BilledByDocument]] = defaultdict(list)
    for match in matches:
        of_document[match.document_id].append(match)
    return [BillStory(each[0], tuple(each)) for each in of_document.values()]

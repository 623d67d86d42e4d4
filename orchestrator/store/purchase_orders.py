"""Purchase orders in the store, what came in of them and what documents bill, for lists, pages and the judge."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, delete, insert, or_, select, tuple_

from orchestrator.purchasing.models import OrderState
from orchestrator.purchasing.order_numbers import order_key
from orchestrator.purchasing.shares import Share
from orchestrator.stages import Stage
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, goods_receipts, order_matches, purchase_order_lines, purchase_orders

NOTHING_BILLED = (Stage.REJECTED, Stage.FILED, Stage.QUARANTINED)
"""What rests here bills nothing: rejected, or split into documents of their own."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class StoredOrder(Frozen):
    """A purchase order as it stands in the store."""

    id: int
    company: str
    number: str
    supplier_code: str
    supplier_name: str
    currency: str
    issue_date: date | None
    state: OrderState
    changed_at: datetime
    changed_by: str


class StoredLine(Frozen):
    """A line of one; `net_price` for `price_quantity` units."""

    id: int
    order_id: int
    line_id: str
    item_number: str
    seller_item_number: str
    description: str
    quantity: Decimal
    unit: str
    net_price: Decimal
    price_quantity: Decimal

    @property
    def price(self) -> Decimal:
        """Of one unit."""
        return self.net_price / self.price_quantity


class StoredReceipt(Frozen):
    """What came in of an order line with one delivery."""

    order_line_id: int
    number: str
    quantity: Decimal
    received_on: date | None


class StoredMatch(Frozen):
    """What a document bills of an order line, with the figures of the moment when it was judged."""

    document_id: str
    invoice_line: int
    order_line_id: int
    quantity: Decimal
    amount: Decimal
    currency: str
    price: Decimal
    by_value: bool
    evidence: str
    ordered: Decimal
    received: Decimal | None
    billed_before: Decimal


class BilledByDocument(StoredMatch):
    """The same with the order line and the document's stage; `counts` as long as it is not rejected."""

    order_id: int
    order_number: str
    line_id: str
    description: str
    unit: str
    stage: Stage
    invoice_number: str | None
    supplier_name: str | None

    @property
    def counts(self) -> bool:
        return self.stage not in NOTHING_BILLED


def lines_of(tx: Transaction, order_ids: Collection[int]) -> dict[int, list[StoredLine]]:
    """The lines of orders, each order's in its own sequence."""
    c = purchase_order_lines.c
    query = select(purchase_order_lines).where(c.order_id.in_(list(order_ids))).order_by(c.order_id, c.position, c.id)
    found: defaultdict[int, list[StoredLine]] = defaultdict(list)
    for row in tx.execute(query):
        found[row.order_id].append(StoredLine.model_validate(dict(row._mapping)))
    return found


def receipts_of(tx: Transaction, line_ids: Collection[int]) -> tuple[StoredReceipt, ...]:
    """The goods receipts of order lines, the oldest first."""
    c = goods_receipts.c
    query = select(goods_receipts).where(c.order_line_id.in_(list(line_ids))).order_by(c.received_on, c.id)
    return tuple(StoredReceipt.model_validate(dict(row._mapping)) for row in tx.execute(query))


def received_of(tx: Transaction, line_ids: Collection[int]) -> dict[int, Decimal]:
    """What came in of each order line; lines without any goods receipt are left out."""
    found: dict[int, Decimal] = {}
    for receipt in receipts_of(tx, line_ids):
        found[receipt.order_line_id] = found.get(receipt.order_line_id, Decimal(0)) + receipt.quantity
    return found


def keep_matches(tx: Transaction, document_id: str, currency: str, shares: Iterable[Share]) -> None:
    """Keep what a document bills, in place of what it billed before."""
    tx.execute(delete(order_matches).where(order_matches.c.document_id == document_id))
    now = clock.now(tx)
    for share in shares:
        tx.execute(
            insert(order_matches).values(
                document_id=document_id, invoice_line=share.invoice_line, order_line_id=share.order_line,
                quantity=_text(share.quantity), amount=_text(share.amount), currency=currency[:3],
                price=_text(share.price), by_value=share.by_value, evidence=share.evidence.value,
                ordered=_text(share.ordered), received=None if share.received is None else _text(share.received),
                billed_before=_text(share.billed_before), judged_at=now,
            )
        )  # fmt: skip


def _text(number: Decimal) -> str:
    """With at most 18 decimals: a third of something has no end."""
    exponent = number.as_tuple().exponent
    return format(round(number, 18).normalize() if isinstance(exponent, int) and exponent < -18 else number, "f")


def get(tx: Transaction, order_id: int) -> StoredOrder | None:
    """An order by its id."""
    row = tx.execute(select(purchase_orders).where(purchase_orders.c.id == order_id)).one_or_none()
    return StoredOrder.model_validate(dict(row._mapping)) if row else None


def by_number(tx: Transaction, company: str, number: str) -> StoredOrder | None:
    """An order by its number, however it is written."""
    c = purchase_orders.c
    row = tx.execute(select(purchase_orders).where(c.company == company, c.key == order_key(number))).one_or_none()
    return StoredOrder.model_validate(dict(row._mapping)) if row else None


Place = tuple[datetime, int]
"""When an order was changed last, and its id: where a list goes on."""


def listing(
    tx: Transaction, text: str = "", state: str = "", before: Place | None = None, limit: int = 50
) -> tuple[StoredOrder, ...]:
    """Orders, the last changed first; `text` is the beginning of a number, or a part of the supplier's name."""
    c = purchase_orders.c
    query: Select[Any] = select(purchase_orders).order_by(c.changed_at.desc(), c.id.desc()).limit(limit)
    if text:
        begins = c.key.startswith(order_key(text) or text, autoescape=True)
        named = c.supplier_name.icontains(text, autoescape=True)
        query = query.where(or_(begins, c.supplier_code == text, named))
    if state:
        query = query.where(c.state == state)
    if before is not None:
        query = query.where(tuple_(c.changed_at, c.id) < before)
    return tuple(StoredOrder.model_validate(dict(row._mapping)) for row in tx.execute(query))


def _matches() -> Select[Any]:
    return (
        select(
            order_matches, purchase_order_lines.c.order_id, purchase_order_lines.c.line_id,
            purchase_order_lines.c.description, purchase_order_lines.c.unit,
            purchase_orders.c.number.label("order_number"), documents.c.stage, documents.c.invoice_number,
            documents.c.supplier_name,
        )
        .join(purchase_order_lines, purchase_order_lines.c.id == order_matches.c.order_line_id)
        .join(purchase_orders, purchase_orders.c.id == purchase_order_lines.c.order_id)
        .join(documents, documents.c.id == order_matches.c.document_id)
        .order_by(documents.c.received_at, documents.c.id, order_matches.c.invoice_line, order_matches.c.id)
    )  # fmt: skip


def bills_of(tx: Transaction, order_id: int, limit: int = 500) -> tuple[BilledByDocument, ...]:
    """What documents bill of an order, the oldest first, rejected ones too."""
    query = _matches().where(purchase_order_lines.c.order_id == order_id).limit(limit)
    return tuple(BilledByDocument.model_validate(dict(row._mapping)) for row in tx.execute(query))


def matches_of(tx: Transaction, document_id: str) -> tuple[BilledByDocument, ...]:
    """What a document bills, by its lines."""
    query = _matches().where(order_matches.c.document_id == document_id)
    return tuple(BilledByDocument.model_validate(dict(row._mapping)) for row in tx.execute(query))

"""What a judge must know of the orders that a document names: found, locked, with what came in and what is billed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, or_, select

from extractors.models import Invoice
from orchestrator.purchasing.models import KnownOrder, OrderedLine, PurchaseFacts
from orchestrator.purchasing.order_numbers import digits_of, mentioned, named, order_key
from orchestrator.stages import Stage
from orchestrator.store.documents import Document
from orchestrator.store.engine import Transaction
from orchestrator.store.purchase_orders import NOTHING_BILLED, StoredLine, StoredMatch, lines_of, received_of
from orchestrator.store.tables import documents, order_matches, purchase_orders

WAITING = (Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
"""What stands here bills something only to later documents of its supplier: nobody has let it through yet."""
ENOUGH_DIGITS = 5
"""So many digits tell an order even where the letters before them are others: "Bestellung 45110" is PO-45110."""


@dataclass(frozen=True)
class _Asking:
    """Who asks: the document, by whose place among others earlier ones are told, and its supplier's code."""

    document: Document
    supplier_code: str


def purchase_facts(
    tx: Transaction, document: Document, invoice: Invoice, company: str, supplier_code: str
) -> PurchaseFacts:
    """The orders that a document names, or none where the farm knows no order of the company.

    In a writing transaction they are locked until it ends: of two documents that bill one order at the same time the
    second sees what the first bills.
    """
    if not _any(tx, company):
        return PurchaseFacts()
    ids, unknown = _named(tx, company, supplier_code, named(invoice), mentioned(invoice))
    _lock(tx, ids)
    return PurchaseFacts(any_known=True, orders=known(tx, ids, _Asking(document, supplier_code)), unknown=unknown)


def standing(tx: Transaction, order_id: int) -> KnownOrder:
    """An order with what came in and what every document bills of each line, those that wait included."""
    return known(tx, [order_id], None)[0]


def _any(tx: Transaction, company: str) -> bool:
    query = select(purchase_orders.c.id).where(purchase_orders.c.company == company).limit(1)
    return tx.execute(query).first() is not None


def _named(
    tx: Transaction, company: str, supplier_code: str, numbers: Sequence[str], in_lines: Collection[str]
) -> tuple[list[int], tuple[str, ...]]:
    """The ids of the orders in ascending order, and the numbers that no order has.

    A number that stands in a line only counts where the order is the supplier's: it may be anything else.
    """
    keys = {order_key(number): number for number in numbers}
    c = purchase_orders.c
    wanted = {*keys, *in_lines} - {""}
    if not wanted:
        return [], ()
    rows = tx.execute(select(c.id, c.key, c.supplier_code).where(c.company == company, c.key.in_(sorted(wanted)))).all()
    found = {row.key: row.id for row in rows if row.key in keys or (row.supplier_code == supplier_code != "")}
    if numbers and order_key(numbers[0]) in found:  # the whole field is one number
        keys = {order_key(numbers[0]): numbers[0]}
    elif numbers and not keys.keys() & found.keys():
        found |= _by_digits(tx, company, supplier_code, numbers)
        missing = () if keys.keys() & found.keys() else (numbers[0],)
        return sorted(set(found.values())), missing
    lengths = {len(key) for key in found}
    unknown = tuple(n for key, n in keys.items() if key not in found and len(key) in lengths)
    return sorted({id_ for key, id_ in found.items() if key in keys or key in in_lines}), unknown


def _by_digits(tx: Transaction, company: str, supplier_code: str, numbers: Sequence[str]) -> dict[str, int]:
    """The supplier's orders that have the digits of a number, where only one has them."""
    digits = {
        digits_of(number): order_key(number)
        for number in numbers
        if len(digits_of(number)) >= ENOUGH_DIGITS or order_key(number) == digits_of(number)
    }
    digits.pop("", None)
    if not digits or not supplier_code:
        return {}
    c = purchase_orders.c
    query = select(c.id, c.digits).where(c.company == company, c.digits.in_(sorted(digits)))
    rows = tx.execute(query.where(c.supplier_code == supplier_code)).all()
    return {digits[row.digits]: row.id for row in rows if sum(other.digits == row.digits for other in rows) == 1}


def _lock(tx: Transaction, ids: Sequence[int]) -> None:
    """In the order of their ids, as everybody who locks several does. SQLite lets one write at a time anyway."""
    if ids and tx.dialect.name == "postgresql" and not tx.get_execution_options().get("botfarm_reading"):
        query = select(purchase_orders.c.id).where(purchase_orders.c.id.in_(ids)).order_by(purchase_orders.c.id)
        tx.execute(query.with_for_update()).all()


def known(tx: Transaction, ids: Sequence[int], asking: _Asking | None) -> tuple[KnownOrder, ...]:
    """The orders, in the order of `ids`; without `asking` every document that is not rejected counts as billed."""
    if not ids:
        return ()
    lines = lines_of(tx, ids)
    line_ids = [line.id for each in lines.values() for line in each]
    received, billed = received_of(tx, line_ids), _billed_by_others(tx, line_ids, asking)
    orders = {row.id: row for row in tx.execute(select(purchase_orders).where(purchase_orders.c.id.in_(ids)))}
    return tuple(
        KnownOrder(
            id=order.id, number=order.number, supplier_code=order.supplier_code, supplier_name=order.supplier_name,
            currency=order.currency, state=order.state,
            lines=tuple(_ordered(line, lines[order.id], received, billed, order.currency) for line in lines[order.id]),
        )
        for order in (orders[order_id] for order_id in ids)
    )  # fmt: skip


def _ordered(
    line: StoredLine,
    siblings: Sequence[StoredLine],
    received: Mapping[int, Decimal],
    billed: Mapping[int, Sequence[StoredMatch]],
    currency: str,
) -> OrderedLine:
    came = received.get(line.id, Decimal(0)) if any(other.id in received for other in siblings) else None
    matches = billed.get(line.id, ())
    return OrderedLine(
        id=line.id, line_id=line.line_id, item_number=line.item_number, seller_item_number=line.seller_item_number,
        description=line.description, quantity=line.quantity, unit=line.unit, price=line.price, received=came,
        billed=sum((match.quantity for match in matches), Decimal(0)),
        billed_amount=sum((match.amount for match in matches if match.currency == currency), Decimal(0)),
    )  # fmt: skip


def _billed_by_others(
    tx: Transaction, line_ids: Collection[int], asking: _Asking | None
) -> dict[int, list[StoredMatch]]:
    """What other documents bill of each order line: all that were let through, and of those that still wait the ones
    of the same supplier that came earlier. So a later copy never stands in the way of the first one."""
    query = (
        select(order_matches)
        .join(documents, documents.c.id == order_matches.c.document_id)
        .where(order_matches.c.order_line_id.in_(list(line_ids)), documents.c.stage.not_in(NOTHING_BILLED))
    )
    if asking is not None:
        query = query.where(order_matches.c.document_id != asking.document.id, _counts_for(asking))
    found: defaultdict[int, list[StoredMatch]] = defaultdict(list)
    for row in tx.execute(query):
        found[row.order_line_id].append(StoredMatch.model_validate(dict(row._mapping)))
    return found


def _counts_for(asking: _Asking) -> ColumnElement[bool]:
    c, document = documents.c, asking.document
    earlier = or_(c.received_at < document.received_at, and_(c.received_at == document.received_at, c.id < document.id))
    return or_(c.stage.not_in(WAITING), and_(c.supplier_code == asking.supplier_code, earlier))

"""Taking in purchase orders and goods receipts: from a file or a program, tried first, repeated without harm."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from bots.erp.port import ErpPurchaseOrder
from orchestrator.purchasing.changes import Change, Imported, Outcome, RowProblem
from orchestrator.purchasing.models import GoodsReceipt, OrderState, PurchaseOrder, PurchaseOrderLine
from orchestrator.purchasing.order_file import read_orders, read_receipts
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    Transaction,
    documents,
    editing,
    order_imports,
    order_waits,
    receipt_imports,
)

AT_ONCE = 200
"""Orders or receipts in one transaction: judges wait no longer than for these."""
AGAIN = "Its purchase orders, or what came in of them, have changed; it is judged again."
T = TypeVar("T")
Tell = Callable[[Imported], None]
Write = Callable[[Transaction, str, Sequence[T], str], tuple[Change, ...]]
Plan = Callable[[Transaction, str, Sequence[T]], tuple[Change, ...]]


def nobody(done: Imported) -> None:
    """Nobody is told before the end."""


def import_orders(
    store: Store,
    company: str,
    orders: Sequence[PurchaseOrder],
    actor: str,
    *,
    dry_run: bool = False,
    tell: Tell = nobody,
) -> Imported:
    """Take orders in; each is new, changed, the same as before, or refused with its reason.

    Documents that rest because of them are judged again. `tell` is told in each transaction, before it ends.
    """
    if dry_run:
        return _planned(store, company, orders, order_imports.plan_orders, tell)
    return _taken(store, company, orders, actor, order_imports.put_orders, tell)


def import_receipts(
    store: Store,
    company: str,
    receipts: Sequence[GoodsReceipt],
    actor: str,
    *,
    dry_run: bool = False,
    tell: Tell = nobody,
) -> Imported:
    """Take goods receipts in, of orders that are known; as `import_orders`."""
    if dry_run:
        return _planned(store, company, receipts, receipt_imports.plan_receipts, tell)
    return _taken(store, company, receipts, actor, receipt_imports.put_receipts, tell)


def import_orders_file(store: Store, company: str, data: bytes, actor: str, *, dry_run: bool = False) -> Imported:
    """Take in the orders of an xlsx or csv file; those with a row that is wrong are left out and told.

    Raises:
        FileRefused: the file cannot be read at all.
    """
    read = read_orders(data)
    done = import_orders(store, company, read.orders, actor, dry_run=dry_run)
    return _by_rows(done, read.rows, read.problems)


def import_receipts_file(store: Store, company: str, data: bytes, actor: str, *, dry_run: bool = False) -> Imported:
    """Take in the goods receipts of an xlsx or csv file.

    Raises:
        FileRefused: the file cannot be read at all.
    """
    read = read_receipts(data)
    done = import_receipts(store, company, read.receipts, actor, dry_run=dry_run)
    return _by_rows(done, read.rows, read.problems)


def from_erp(listed: ErpPurchaseOrder) -> PurchaseOrder:
    """An order that the ERP lists, as one that is handed in.

    Raises:
        ValueError: it is none that could be kept; the message says why.
    """
    state = OrderState.CLOSED if listed.closed else OrderState.OPEN
    lines = tuple(PurchaseOrderLine(**line.model_dump()) for line in listed.lines)
    return PurchaseOrder(**listed.model_dump(exclude={"closed", "lines"}), state=state, lines=lines)


def _by_rows(done: Imported, rows: Sequence[int], problems: tuple[RowProblem, ...]) -> Imported:
    changes = tuple(change.model_copy(update={"row": row}) for change, row in zip(done.changes, rows, strict=True))
    return done.model_copy(update={"changes": changes, "problems": problems})


def _planned(store: Store, company: str, every: Sequence[T], plan: Plan[T], tell: Tell) -> Imported:
    with store.reading() as tx:
        done = Imported(changes=plan(tx, company, every), dry_run=True)
    tell(done)
    return done


def _taken(store: Store, company: str, every: Sequence[T], actor: str, write: Write[T], tell: Tell) -> Imported:
    done = Imported()
    for some in _parts(every):
        with store.begin() as tx:
            changes = write(tx, company, some, actor)
            changed = {change.number for change in changes if change.outcome in (Outcome.NEW, Outcome.CHANGED)}
            again = judge_again(tx, changed, actor) if changed else 0
            done = Imported(changes=(*done.changes, *changes), again=done.again + again)
            tell(done)
    return done


def _parts(every: Sequence[T]) -> Iterator[list[T]]:
    left = iter(every)
    while some := list(islice(left, AT_ONCE)):
        yield some


def judge_again(tx: Transaction, order_numbers: Collection[str], actor: str) -> int:
    """Send what rests because of these orders to be judged anew, but what somebody edits; how many documents."""
    count = 0
    for document_id in order_waits.waiting_for(tx, order_numbers):
        if editing.of_document(tx, document_id) is None:
            documents.move(tx, document_id, Stage.NEEDS_REVIEW, Stage.EXTRACTED, actor, AGAIN)
            count += 1
    return count

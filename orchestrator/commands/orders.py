"""Commands about purchase orders: orders list, show, import, receipts import."""

from pathlib import Path
from typing import Annotated, Any

import typer

from bots.erp.port import ReadsOrders
from bots.errors import BusinessError
from orchestrator import order_intake
from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.purchasing.changes import Imported, Outcome
from orchestrator.purchasing.models import OrderState
from orchestrator.store import purchase_orders
from orchestrator.store.purchase_facts import standing
from orchestrator.wiring import farm

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
File = Annotated[Path, typer.Argument(help="An xlsx workbook (its first sheet) or csv; - for standard input.")]
LARGEST = 21 * 2**20


def list_(
    search: Annotated[
        str, typer.Option(help="The beginning of a number, the supplier's code or part of its name.")
    ] = "",
    state: Annotated[OrderState | None, typer.Option(help="Only orders in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="At most so many, the last changed first.")] = 100,
    json: Json = False,
) -> None:
    """List the purchase orders that the farm knows."""
    with farm().store.reading() as tx:
        found = purchase_orders.listing(tx, search, state.value if state else "", limit=limit)
    if json:
        print_json([order.model_dump(mode="json") for order in found])
        return
    print_table(
        ("number", "supplier", "code", "currency", "date", "state", "changed (UTC)"),
        (
            (
                o.number,
                o.supplier_name,
                o.supplier_code,
                o.currency,
                o.issue_date or "",
                o.state,
                str(o.changed_at)[:19],
            )
            for o in found
        ),
    )


def show(
    number: Annotated[str, typer.Argument(help="The order's number, however it is written.")], json: Json = False
) -> None:
    """Show an order: what was ordered, came in, is billed and left, and which documents bill it."""
    here = farm()
    company = here.accounts.first.company
    with here.store.reading() as tx:
        order = purchase_orders.by_number(tx, company, number)
        if order is None:
            err.print(f"No order {number} of {company} is known; `botfarm orders list` shows them.", markup=False)
            raise typer.Exit(1)
        known, bills = standing(tx, order.id), purchase_orders.bills_of(tx, order.id)
    if json:
        lines = [line.model_dump(mode="json") for line in known.lines]
        documents = [bill.model_dump(mode="json") | {"counts": bill.counts} for bill in bills]
        print_json(order.model_dump(mode="json") | {"lines": lines, "documents": documents})
        return
    out.print(f"{order.number} {order.supplier_name} {order.currency} {order.state}", markup=False)
    print_table(
        ("line", "item", "description", "ordered", "unit", "price", "received", "billed", "left"),
        (
            (
                line.line_id, line.item_number or line.seller_item_number, line.description, line.quantity, line.unit,
                line.price, "" if line.received is None else line.received, line.billed, line.quantity - line.billed,
            )
            for line in known.lines
        ),
    )  # fmt: skip
    rows = (
        (
            b.document_id[:8],
            b.invoice_number,
            b.stage,
            b.invoice_line,
            b.line_id,
            b.quantity,
            f"{b.amount:f}",
            b.currency,
        )
        for b in bills
    )
    print_table(("document", "number", "stage", "its line", "order line", "quantity", "net", ""), rows, "Documents")


def import_(file: File, dry_run: DryRun = False, json: Json = False) -> None:
    """Take in purchase orders, one order line a row; what is there already is not doubled.

    The first row names the columns, in English, Chinese, Russian or German: order number, line, quantity, price and
    currency must be there; supplier code or name, item, description, unit, date and status may be. An order with a
    row that is wrong is left out whole. Exit 1 when something was not taken.
    """
    here = farm()
    data = _content(file)
    _show(here.acts.import_orders_file(actor(), here.accounts.first.company, data, dry_run=dry_run), json)


def import_receipts(file: File, dry_run: DryRun = False, json: Json = False) -> None:
    """Take in goods receipts: receipt number, order number, line or item, quantity. Exit 1 when some were not taken."""
    here = farm()
    data = _content(file)
    _show(here.acts.import_receipts_file(actor(), here.accounts.first.company, data, dry_run=dry_run), json)


def read(dry_run: DryRun = False, json: Json = False) -> None:
    """Read the purchase orders of the ERP, where its adapter can: those that come with the farm cannot yet.

    Exit 1 when it cannot, or some were not taken.
    """
    here = farm()
    session = here.open_erp()
    try:
        if not isinstance(session, ReadsOrders):
            raise BusinessError("This adapter reads no purchase orders; hand them in as a file: botfarm orders import.")
        listed = session.purchase_orders()
    finally:
        session.close()
    company = here.accounts.first.company
    orders = tuple(order_intake.from_erp(order) for order in listed)
    _show(here.acts.import_orders(actor(), company, orders, dry_run=dry_run), json)


def _content(file: Path) -> bytes:
    if str(file) == "-":
        return typer.get_binary_stream("stdin").read(LARGEST)
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read ({error.strerror}).") from error


def _show(done: Imported, json: bool) -> None:
    if json:
        print_json(_told(done))
    else:
        rows: list[tuple[int, str, str, str, str]] = [
            (change.row, change.number, change.receipt, change.outcome.value, _detail(change.reason, change.kept))
            for change in done.changes
            if change.outcome is not Outcome.SAME
        ]
        rows += [(problem.row, problem.number, "", "left out", problem.message) for problem in done.problems]
        if rows:
            print_table(("row", "order", "receipt", "outcome", ""), sorted(rows))
        counts = ", ".join(f"{done.count(outcome)} {outcome}" for outcome in Outcome)
        out.print(f"{'Would be: ' if done.dry_run else ''}{counts}, {len(done.problems)} rows with problems.")
        if done.again:
            out.print(f"{done.again} documents that waited for them are judged again.")
    if not done.complete:
        raise typer.Exit(1)


def _detail(reason: str, kept: tuple[str, ...]) -> str:
    return reason or (f"not in the file, and left as they are: lines {', '.join(kept)}" if kept else "")


def _told(done: Imported) -> dict[str, Any]:
    counts = {outcome.value: done.count(outcome) for outcome in Outcome}
    return {**done.model_dump(mode="json"), "counts": counts, "complete": done.complete}

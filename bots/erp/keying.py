"""Making the ERP hold a draft of an order: what is ours is kept or replaced, what is not ours is left alone."""

from collections.abc import Callable
from functools import partial

from bots.erp import looking
from bots.erp.comparing import compare, differences
from bots.erp.pages import WebErp
from bots.erp.port import EntryState, ErpAccount
from bots.errors import BusinessError, RefusedByErp, TechnicalError
from bots.orders import InvoiceOrder, OrderKind

MOST_DRAFTS = 10
OnStep = Callable[[str], None]


def fill(erp: WebErp, order: InvoiceOrder, account: ErpAccount, absent: bool, on_step: OnStep) -> None:
    """A draft of `order`, read back and equal, is on the screen; see `ErpSession.fill`.

    Args:
        absent: that the ERP has no entry of the order's supplier and number has just been seen.

    Raises:
        RefusedByErp: the ERP has the invoice already, posted or by somebody else's hand.
    """
    refuse_unkeyable(erp, order, account)
    wanted = expected(erp, order, account)
    if _own_draft_kept(erp, wanted, absent):
        return
    key(erp, wanted, on_step)
    with erp.web.doing("compare"):
        compare(wanted, erp.read(), erp.lines.ordered)


def is_on_screen(erp: WebErp, order: InvoiceOrder) -> bool:
    """Whether the form in front is the draft of `order`."""
    erp.web.settle()
    try:
        shown = erp.read()
    except TechnicalError:
        return False
    return (shown.mark, shown.invoice_number, shown.state) == (order.mark, order.invoice_number, EntryState.DRAFT)


def refuse_unkeyable(erp: WebErp, order: InvoiceOrder, account: ErpAccount) -> None:
    """Refuse what this ERP has no place for.

    Raises:
        BusinessError: another company, a kind, a currency or a cost centre that cannot be keyed.
    """
    if order.company != account.company:
        raise BusinessError(f"the order is for {order.company!r}, this login for {account.company!r}")
    if order.kind not in erp.forms:
        raise BusinessError(f"{erp.name} has no form for a {order.kind.value}")
    facts = {field.fact for field in (*erp.header, *erp.totals)}
    if "currency" not in facts and order.currency != erp.currency:
        known = erp.currency or "no known currency"
        raise BusinessError(f"{erp.name} keys {known} only, the order is in {order.currency}")
    centres = sorted({line.cost_centre for line in order.lines if line.cost_centre})
    if centres and not has_cost_centres(erp) and not account.without_cost_centres:
        raise BusinessError(
            f"{erp.name} has no place for the cost centres {', '.join(centres)}; take them off the order, "
            "or set without_cost_centres for this ERP account"
        )


def has_cost_centres(erp: WebErp) -> bool:
    """Whether the lines take a cost centre."""
    fields = (*erp.lines.fields, *erp.lines.columns.values())
    return any(field.fact == "cost_centre" for field in fields)


def expected(erp: WebErp, order: InvoiceOrder, account: ErpAccount) -> InvoiceOrder:
    """`order` as it is keyed here: as the ERP can hold it; without cost centres where the account leaves them out."""
    order = erp.as_keyed(order)
    if not account.without_cost_centres:
        return order
    lines = tuple(line.model_copy(update={"cost_centre": ""}) for line in order.lines)
    return order.model_copy(update={"lines": lines})


def key(erp: WebErp, order: InvoiceOrder, on_step: OnStep) -> None:
    """Key `order` into an empty form and save it."""
    keyed = negative(order) if erp.negative_credit_notes and order.kind is OrderKind.CREDIT_NOTE else order
    steps: list[tuple[str, Callable[[], None]]] = [
        ("form", lambda: erp.new(keyed)),
        ("header", lambda: erp.fill_header(keyed)),
        *(
            (f"line {n - erp.lines.first + 1}", partial(erp.fill_line, n, line))
            for n, line in enumerate(keyed.lines, erp.lines.first)
        ),
        ("taxes", lambda: erp.fill_taxes(keyed)),
        ("save", erp.save),
    ]
    for step, work in steps:
        with erp.web.doing(step):
            work()
        on_step(step)


def discard_drafts(erp: WebErp, order: InvoiceOrder) -> int:
    """Delete the drafts of `order` that the farm keyed; returns how many there were."""
    for count in range(MOST_DRAFTS):
        found = [*looking.entries(erp, order.supplier_name, order.invoice_number), *looking.marked(erp, order.mark)]
        drafts = [row for row, shown in found if (shown.state, shown.mark) == (EntryState.DRAFT, order.mark)]
        if not drafts:
            return count
        looking.show(erp, drafts[0])
        erp.discard(drafts[0])
    raise RefusedByErp(f"drafts of this order stay in the ERP though they are deleted; look for {order.mark!r}")


def negative(order: InvoiceOrder) -> InvoiceOrder:
    """`order` with its quantities, nets and totals below zero; unit prices stay."""
    lines = tuple(line.model_copy(update={"quantity": -line.quantity, "net": -line.net}) for line in order.lines)
    totals = {name: -getattr(order, name) for name in ("net_total", "tax_total", "gross_total")}
    return order.model_copy(update={"lines": lines, **totals})


def _own_draft_kept(erp: WebErp, order: InvoiceOrder, absent: bool) -> bool:
    """Whether an own draft that equals `order` is on the screen now; other drafts of ours are deleted."""
    for _ in range(MOST_DRAFTS):
        found = [] if absent else looking.entries(erp, order.supplier_name, order.invoice_number)
        live = [(row, shown) for row, shown in found if shown.state is not EntryState.CANCELLED]
        _refuse_others(live, order)
        live = live or [pair for pair in looking.marked(erp, order.mark) if pair[1].state is not EntryState.CANCELLED]
        if not live:
            return False
        absent = False
        row, shown = live[0]
        looking.show(erp, row)
        if len(live) == 1 and not list(differences(order, shown, erp.lines.ordered)):
            return True
        if shown.state is EntryState.POSTED:
            raise RefusedByErp(f"the order is in the ERP already, as {shown.supplier_name} {shown.invoice_number}")
        with erp.web.doing("discard"):
            erp.discard(row)
    raise RefusedByErp(f"drafts of this order stay in the ERP though they are deleted; look for {order.mark!r}")


def _refuse_others(live: looking.Found, order: InvoiceOrder) -> None:
    for _, shown in live:
        what = f"{shown.number or 'without a number'} ({shown.state.value})"
        if shown.mark != order.mark:
            raise RefusedByErp(f"the ERP has {order.invoice_number!r} already, {what}, keyed by somebody else")
        if shown.state is EntryState.POSTED:
            raise RefusedByErp(f"the order is in the ERP already, {what}")

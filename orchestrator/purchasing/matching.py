"""A document held against the orders that it names, in two ways (ordered) or three (ordered and received)."""

from enum import StrEnum

from config.order_matching_file import OrderMatching
from extractors.models import Invoice, Kind
from orchestrator.money import smallest_unit
from orchestrator.purchasing.billed_lines import billed_lines
from orchestrator.purchasing.differences import Difference, Terms, differences
from orchestrator.purchasing.models import Frozen, KnownOrder, OrderState, PurchaseFacts
from orchestrator.purchasing.shares import Share, shares
from orchestrator.supplier_name import normalise_name
from orchestrator.suppliers import SupplierMatch

BILLS = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE})


class Wrong(StrEnum):
    """What is wrong about an order as a whole."""

    OTHER_SUPPLIER = "other_supplier"
    OTHER_CURRENCY = "other_currency"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NOT_KNOWN = "not_known"
    NONE_NAMED = "none_named"
    NO_LINES = "no_lines"


class OrderProblem(Frozen):
    """What is wrong about an order; `number` as the order has it, or as printed where it is not known."""

    wrong: Wrong
    number: str = ""
    ours: str = ""
    theirs: str = ""


class OrderMatch(Frozen):
    """What came of it, with every figure.

    Attributes:
        orders: the numbers of the orders that were found.
        three_way: of these, those held against goods receipts.
        shares: what the document bills of which order line.
        problems, differences: what is wrong; nothing of both is a pass.
        lines: how many lines (and charges) of the document were looked at.
    """

    orders: tuple[str, ...] = ()
    three_way: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    problems: tuple[OrderProblem, ...] = ()
    differences: tuple[Difference, ...] = ()
    lines: int = 0

    @property
    def passed(self) -> bool:
        return not self.problems and not self.differences


def match_orders(
    invoice: Invoice, kind: Kind, supplier: SupplierMatch, facts: PurchaseFacts | None, tolerance: OrderMatching
) -> OrderMatch:
    """Hold a document against its orders; `invoice` states a credit note's amounts positive, as judging has them."""
    if facts is None or kind not in BILLS:
        return OrderMatch()
    currency = invoice.currency.value.strip().upper() if invoice.currency else ""
    unknown = tuple(
        OrderProblem(wrong=Wrong.NOT_KNOWN, number=number)
        for number in (facts.unknown if facts.any_known and tolerance.unknown_is_wrong else ())
    )
    if not facts.orders:
        return OrderMatch(problems=unknown or _missing(invoice, kind, supplier, facts, tolerance, currency))
    billed = billed_lines(invoice, kind)
    found = shares(billed, facts.orders)
    same_currency = all(order.currency == currency for order in facts.orders)
    three_way = {order.id: tolerance.is_three_way(supplier.code, _has_receipts(order)) for order in facts.orders}
    terms = Terms(tolerance, smallest_unit(currency), three_way, prices=same_currency)
    return OrderMatch(
        orders=tuple(order.number for order in facts.orders),
        three_way=tuple(order.number for order in facts.orders if three_way[order.id]),
        shares=found,
        problems=(*unknown, *_of_orders(invoice, kind, supplier, facts.orders, currency), *_lines(len(billed))),
        differences=differences(found, billed, terms),
        lines=len(billed),
    )


def _has_receipts(order: KnownOrder) -> bool:
    return any(line.received is not None for line in order.lines)


def _lines(count: int) -> tuple[OrderProblem, ...]:
    return () if count else (OrderProblem(wrong=Wrong.NO_LINES),)


def _missing(
    invoice: Invoice, kind: Kind, supplier: SupplierMatch, facts: PurchaseFacts, tolerance: OrderMatching, currency: str
) -> tuple[OrderProblem, ...]:
    """An invoice that names no order, though it must."""
    if kind is not Kind.INVOICE or facts.unknown:
        return ()
    net = invoice.net_total or invoice.gross_total
    least = None if tolerance.required_from is None else tolerance.required_from * smallest_unit(currency)
    is_large = least is not None and net is not None and net.value >= least
    if is_large or (supplier.code and supplier.code in tolerance.required_suppliers):
        return (OrderProblem(wrong=Wrong.NONE_NAMED),)
    return ()


def _of_orders(
    invoice: Invoice, kind: Kind, supplier: SupplierMatch, orders: tuple[KnownOrder, ...], currency: str
) -> tuple[OrderProblem, ...]:
    name = supplier.supplier.name if supplier.supplier else invoice.supplier_name.value if invoice.supplier_name else ""
    found = []
    for order in orders:
        if not _is_of(order, supplier.code, name):
            whose = order.supplier_name or order.supplier_code
            found.append(OrderProblem(wrong=Wrong.OTHER_SUPPLIER, number=order.number, ours=whose, theirs=name))
        if order.currency != currency:
            wrong = Wrong.OTHER_CURRENCY
            found.append(OrderProblem(wrong=wrong, number=order.number, ours=order.currency, theirs=currency))
        if order.state is not OrderState.OPEN and kind is Kind.INVOICE:
            wrong = Wrong.CANCELLED if order.state is OrderState.CANCELLED else Wrong.CLOSED
            found.append(OrderProblem(wrong=wrong, number=order.number))
    return tuple(found)


def _is_of(order: KnownOrder, code: str, name: str) -> bool:
    """Whether the order is the supplier's: by its code in the ERP where both have one, else by name."""
    if order.supplier_code and code:
        return order.supplier_code == code
    return not order.supplier_name or normalise_name(order.supplier_name) == normalise_name(name)

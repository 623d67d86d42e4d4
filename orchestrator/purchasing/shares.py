"""How much of which order line each billed line bills."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestrator.purchasing.assignment import assign
from orchestrator.purchasing.billed_lines import BilledLine
from orchestrator.purchasing.models import Frozen, KnownOrder, OrderedLine
from orchestrator.purchasing.scoring import SAME, Evidence, Fit, Place, Scoring, near
from orchestrator.purchasing.units import factor

ROUNDS = 60
"""So often a document may bill one order line, as a collective invoice does; what is left then is on no order."""
PRICE_OF_RETURNED = Decimal("0.98")
"""A credit note pays goods back that came at about the price that was billed; at less it only lowers the price."""


class Share(Frozen):
    """A part of a billed line, on an order line. Quantities are in the order line's unit; given back is below zero.

    Attributes:
        invoice_line: the number of the billed line, from 1.
        order_line: the id of the order line in the store; `line_id` is what people call it.
        quantity: zero for a credit that only lowers the price.
        amount, price: without tax, in the document's currency; the price is of one unit.
        by_value: the quantity was worked out from the amount, as the document states none in this unit.
        evidence: why the line was taken for this one.
        ordered, received, billed_before: of the order line, before this document.
    """

    invoice_line: int
    order_id: int
    order_number: str
    order_line: int
    line_id: str
    description: str
    quantity: Decimal
    unit: str
    amount: Decimal
    price: Decimal
    order_price: Decimal
    by_value: bool = False
    evidence: Evidence
    ordered: Decimal
    received: Decimal | None
    billed_before: Decimal


@dataclass(frozen=True)
class Portion:
    """A quantity of a billed line in the unit of an order line, with its share of the amount."""

    quantity: Decimal
    amount: Decimal
    by_value: bool


def shares(billed: Sequence[BilledLine], orders: Sequence[KnownOrder]) -> tuple[Share, ...]:
    """The best assignment of the billed lines to the lines of the orders; lines that fit none are left out."""
    places = [Place(order, line) for order in orders for line in order.lines]
    found = [
        share
        for row, column, fit in sorted(_joined(billed, places, len(orders) == 1), key=lambda joined: joined[0])
        for share in _share(billed[row], places[column], fit)
    ]
    return tuple(_spread(found, places))


def _joined(billed: Sequence[BilledLine], places: Sequence[Place], one_order: bool) -> Iterator[tuple[int, int, Fit]]:
    """Each billed line at most once. In the first round each order line at most once; then what is left over where
    only figures speak for it; then those that an order line has several of."""
    scoring = Scoring(billed, places, one_order)
    all_fits = scoring.fits(range(len(billed)))
    left, free = set(range(len(billed))), set(range(len(places)))
    for round_ in range(ROUNDS):
        fits = {
            pair: fit
            for pair, fit in all_fits.items()
            if pair[0] in left and (not round_ or fit.evidence is not Evidence.FIGURES)
        }
        joined = assign({pair: fit.score for pair, fit in fits.items()})
        if not round_:
            known = {row for (row, _), fit in all_fits.items() if fit.evidence is not Evidence.FIGURES}
            rest = scoring.left_over(sorted(left - joined.keys() - known), sorted(free - set(joined.values())))
            fits, joined = fits | rest, joined | dict(rest.keys())
        if not joined:
            return
        for row, column in joined.items():
            yield row, column, fits[row, column]
        left -= joined.keys()


def _share(billed: BilledLine, place: Place, fit: Fit) -> Iterator[Share]:
    portion = _portion(billed, place.line)
    if portion is None:
        return
    line = place.line
    price = portion.amount / portion.quantity if portion.quantity else abs(portion.amount)
    quantity = Decimal(0) if _only_lowers_price(portion, price, line) else portion.quantity
    yield Share(
        invoice_line=billed.number, order_id=place.order.id, order_number=place.order.number, order_line=line.id,
        line_id=line.line_id, description=line.description, quantity=quantity, unit=line.unit, amount=portion.amount,
        price=price, order_price=line.price, by_value=portion.by_value, evidence=fit.evidence, ordered=line.quantity,
        received=line.received, billed_before=line.billed,
    )  # fmt: skip


def _portion(billed: BilledLine, line: OrderedLine) -> Portion | None:
    """The whole billed line in the order line's unit; by its value where it states no quantity in such a unit."""
    many = factor(billed.unit, line.unit)
    if billed.quantity is not None and many is not None:
        return Portion(billed.quantity * many, billed.amount, by_value=False)
    return Portion(billed.amount / line.price, billed.amount, by_value=True) if line.price else None


def _only_lowers_price(portion: Portion, price: Decimal, line: OrderedLine) -> bool:
    if portion.amount >= 0 or portion.by_value:
        return False
    paid = line.billed_amount / line.billed if line.billed > 0 and line.billed_amount > 0 else line.price
    return price < min(paid, line.price) * PRICE_OF_RETURNED


def _spread(found: Sequence[Share], places: Sequence[Place]) -> Iterator[Share]:
    """What goes beyond the rest of an order line goes to lines of the same goods at the same price that have one."""
    rest: dict[int, Decimal] = {place.line.id: place.line.quantity - place.line.billed for place in places}
    twins = _twins(places)
    for share in found:
        rest[share.order_line] -= share.quantity
    for share in found:
        left = share
        for twin in twins[share.order_line] if share.quantity > 0 and not share.by_value else ():
            over = min(-rest[share.order_line], rest[twin.line.id], left.quantity)
            if over > 0:
                rest[share.order_line] += over
                rest[twin.line.id] -= over
                yield _moved(left, twin, over)
                left = left.model_copy(
                    update={"quantity": left.quantity - over, "amount": left.amount - over * left.price}
                )
        if left.quantity or left is share:
            yield left


def _moved(share: Share, twin: Place, quantity: Decimal) -> Share:
    line = twin.line
    own = {
        "order_id": twin.order.id, "order_number": twin.order.number, "order_line": line.id, "line_id": line.line_id,
        "order_price": line.price, "ordered": line.quantity, "received": line.received, "billed_before": line.billed,
        "quantity": quantity, "amount": quantity * share.price,
    }  # fmt: skip
    return share.model_copy(update=own)


def _twins(places: Sequence[Place]) -> dict[int, list[Place]]:
    """For each order line the other ones of the same goods, unit and price."""
    alike: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        line = place.line
        goods = line.item_number or line.seller_item_number or " ".join(line.description.casefold().split())
        if goods:
            alike[goods, line.unit].append(place)
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for group in alike.values():
        for place in group:
            found[place.line.id] = [
                other for other in group if other is not place and near(other.line.price, place.line.price, SAME)
            ]
    return found

"""Where a document goes beyond its orders: by line and as a whole, each difference with its figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from config.order_matching_file import OrderMatching
from orchestrator.purchasing.billed_lines import BilledLine
from orchestrator.purchasing.models import Frozen
from orchestrator.purchasing.shares import Share

HALF = Decimal("0.5")


class Kind(StrEnum):
    """What is wrong."""

    OVER_ORDERED = "over_ordered"
    OVER_RECEIVED = "over_received"
    NOT_RECEIVED = "not_received"
    PRICE = "price"
    OVER_GIVEN_BACK = "over_given_back"
    UNORDERED = "unordered"
    TOGETHER = "together"


class Difference(Frozen):
    """One thing that is wrong, with what a sentence needs; amounts and prices are in the document's currency."""

    kind: Kind
    lines: tuple[int, ...] = ()
    description: str = ""
    order_number: str = ""
    line_id: str = ""
    unit: str = ""
    ordered: Decimal | None = None
    received: Decimal | None = None
    billed_before: Decimal | None = None
    billed_now: Decimal | None = None
    price: Decimal | None = None
    order_price: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Terms:
    """What is allowed. `unit` is the smallest one of the document's currency; `prices` says whether they compare."""

    tolerance: OrderMatching
    unit: Decimal
    three_way: Mapping[int, bool]
    prices: bool = True


@dataclass(frozen=True)
class _Bill:
    """All shares of a document on one order line."""

    shares: Sequence[Share]

    @property
    def first(self) -> Share:
        return self.shares[0]

    @property
    def now(self) -> Decimal:
        return sum((share.quantity for share in self.shares), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.first.billed_before + self.now

    def over(self, allowed: Decimal) -> Decimal:
        """By how much this document goes beyond what is allowed; what others did before is not its fault."""
        return max(Decimal(0), min(self.total - allowed, self.now))


def differences(shares: Sequence[Share], billed: Sequence[BilledLine], terms: Terms) -> tuple[Difference, ...]:
    """Everything beyond the tolerances, in the order of the document's lines; under-billing is nothing."""
    bills: defaultdict[int, list[Share]] = defaultdict(list)
    for share in shares:
        bills[share.order_line].append(share)
    found: list[Difference] = []
    tolerated = Decimal(0)
    for several in bills.values():
        wrong, over = _of_line(_Bill(several), terms)
        found += wrong
        tolerated += Decimal(0) if wrong else over
    found += _unordered(shares, billed, terms)
    found.sort(key=lambda difference: difference.lines)
    if tolerated > terms.tolerance.document_amount * terms.unit:
        found.append(Difference(kind=Kind.TOGETHER, amount=tolerated))
    return tuple(found)


def _of_line(bill: _Bill, terms: Terms) -> tuple[list[Difference], Decimal]:
    """What is wrong with the bill of one order line, and by how much it is over in all."""
    if bill.now < 0:
        return _given_back(bill), Decimal(0)
    quantity = [(kind, allowed, bill.over(allowed)) for kind, allowed in _limits(bill, terms)]
    prices = [(share, _price_over(share, terms)) for share in bill.shares]
    most = max((over for _, _, over in quantity), default=Decimal(0))
    over = most * (bill.first.order_price if terms.prices else bill.first.price) + sum(p for _, p in prices)
    if over <= terms.tolerance.line_amount * terms.unit and (most == 0 or over > 0):
        return [], over
    share_over = Decimal(1) + terms.tolerance.quantity_percent / 100
    wrong = [_quantity_wrong(kind, bill) for kind, allowed, _ in quantity if bill.over(allowed * share_over) > 0]
    highest = Decimal(1) + terms.tolerance.price_percent / 100
    wrong += [_price_wrong(s) for s, extra in prices if extra > 0 and s.price > s.order_price * highest]
    return wrong, over


def _limits(bill: _Bill, terms: Terms) -> Iterator[tuple[Kind, Decimal]]:
    yield Kind.OVER_ORDERED, bill.first.ordered
    if terms.three_way.get(bill.first.order_id):
        received = bill.first.received or Decimal(0)
        yield Kind.OVER_RECEIVED if received > 0 else Kind.NOT_RECEIVED, received


def _price_over(share: Share, terms: Terms) -> Decimal:
    """What the price makes a share dearer; half of the smallest unit is rounding."""
    if not terms.prices or share.by_value or share.quantity <= 0:
        return Decimal(0)
    over = share.amount - share.quantity * share.order_price
    return over if over > terms.unit * HALF else Decimal(0)


def _given_back(bill: _Bill) -> list[Difference]:
    return [] if bill.total >= 0 else [_quantity_wrong(Kind.OVER_GIVEN_BACK, bill)]


def _quantity_wrong(kind: Kind, bill: _Bill) -> Difference:
    share = bill.first
    return Difference(
        kind=kind, lines=tuple(sorted({one.invoice_line for one in bill.shares})), description=share.description,
        order_number=share.order_number, line_id=share.line_id, unit=share.unit, ordered=share.ordered,
        received=share.received, billed_before=share.billed_before, billed_now=bill.now,
    )  # fmt: skip


def _price_wrong(share: Share) -> Difference:
    return Difference(
        kind=Kind.PRICE, lines=(share.invoice_line,), description=share.description, order_number=share.order_number,
        line_id=share.line_id, unit=share.unit, billed_now=share.quantity, price=share.price,
        order_price=share.order_price, amount=share.amount - share.quantity * share.order_price,
    )  # fmt: skip


def _unordered(shares: Sequence[Share], billed: Sequence[BilledLine], terms: Terms) -> list[Difference]:
    """Lines that are on no order; those that give something back harm nobody."""
    joined = {share.invoice_line for share in shares}
    left = [line for line in billed if line.number not in joined and line.amount > 0]
    if sum((line.amount for line in left), Decimal(0)) <= terms.tolerance.unordered_amount * terms.unit:
        return []
    return [
        Difference(
            kind=Kind.UNORDERED, lines=(line.number,), description=line.description, amount=line.amount,
            billed_now=line.quantity, unit=line.unit,
        )
        for line in left
    ]  # fmt: skip

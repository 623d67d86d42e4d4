"""Orders, what came in, and invoices to them, some with a planted difference; nothing knows the matcher's limits."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from benchmarks.order_matching.goods import EXTRA, GOODS

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PLANTED = (
    "over_ordered", "over_received", "price", "unordered", "billed_twice", "other_supplier", "other_currency", "closed",
    "not_known", "over_given_back",
)  # fmt: skip


@dataclass
class Line:
    """An order line; `calls` is what the supplier calls it."""

    id: int
    words: str
    calls: str
    item: str
    quantity: int
    price: Decimal
    received: int
    billed: int = 0


@dataclass
class Bill:
    """A line of an invoice, and the order line that it is for (None: none)."""

    words: str
    item: str
    quantity: int
    price: Decimal
    line: int | None


@dataclass
class Case:
    """An invoice (or credit note) to an order; `planted` is what is wrong with it, empty for nothing."""

    order: int
    lines: list[Bill]
    planted: str = ""
    credit: bool = False
    supplier: str = "S1"
    currency: str = "EUR"
    named: str = ""


@dataclass
class Order:
    """A purchase order with its invoices in their sequence."""

    number: str
    lines: list[Line]
    cases: list[Case] = field(default_factory=list)


def generate(seed: int, orders: int, share_planted: float) -> list[Order]:
    """So many orders with one to three invoices each."""
    random = Random(seed)
    return [_order(random, number, share_planted) for number in range(orders)]


def _order(random: Random, number: int, share_planted: float) -> Order:
    kinds = random.sample(range(len(GOODS)), random.randint(1, 10))
    lines = []
    for place, kind in enumerate(kinds):
        words, *calls = GOODS[kind]
        quantity, price = random.randint(2, 60), Decimal(random.randint(80, 45_000)) / 100
        item = str(random.randint(10_000, 99_999))
        lines.append(Line(number * 100 + place, words, random.choice(calls), item, quantity, price, quantity))
    made = Order(f"PO-{52_000 + number}", lines)
    for turn in range(random.randint(1, 3)):
        case = _invoice(random, made, number, last=turn == 2)
        if case is None:
            break
        if random.random() < share_planted:
            _plant(random, made, case)
        made.cases.append(case)
        if case.planted:  # what follows would be wrong, too
            break
    return made


def _invoice(random: Random, order: Order, number: int, last: bool) -> Case | None:
    """A part of what is left, in any sequence."""
    bills = []
    for line in order.lines:
        left = line.quantity - line.billed
        quantity = left if last else random.randint(0, left)
        if quantity:
            line.billed += quantity
            bills.append(_bill(random, line, quantity))
    random.shuffle(bills)
    return Case(number, bills, named=_written(random, order.number)) if bills else None


def _bill(random: Random, line: Line, quantity: int) -> Bill:
    item = line.item if random.random() < 0.35 else ""
    price = line.price * Decimal(random.choice(("1", "1", "1", "0.97")))  # a discount now and then
    return Bill(_as_read(random, line.calls), item, quantity, round(price, 2), line.id)


def _as_read(random: Random, words: str) -> str:
    """As OCR might have it: a letter wrong now and then, a note of the supplier's behind it."""
    letters = [random.choice(LETTERS) if c.isalpha() and random.random() < 0.02 else c for c in words]
    note = random.choice(("", "", "", f", LS {random.randint(1000, 9999)}", " (Teillieferung)"))
    return "".join(letters) + note


def _written(random: Random, number: str) -> str:
    return random.choice((number, number, number.replace("-", " "), number.lower()))


def _plant(random: Random, order: Order, case: Case) -> None:
    kind = random.choice(PLANTED)
    bill = random.choice(case.lines)
    line = next(line for line in order.lines if line.id == bill.line)
    case.planted = kind
    if kind == "over_ordered":
        extra = line.quantity - line.billed + random.randint(1, 5)
        bill.quantity, line.billed = bill.quantity + extra, line.billed + extra
    elif kind == "over_received":
        line.received = line.billed - random.randint(1, bill.quantity)
    elif kind == "price":
        bill.price = round(line.price * Decimal(random.randint(104, 130)) / 100, 2) + Decimal("0.10")
    elif kind == "unordered":
        case.lines.append(Bill(random.choice(EXTRA), "", 1, Decimal(random.randint(500, 20_000)) / 100, None))
    elif kind == "billed_twice":
        again = _bill(random, line, line.quantity - line.billed + bill.quantity)
        case.lines.append(again)
        line.billed += again.quantity
    elif kind == "other_supplier":
        case.supplier = "S2"
    elif kind == "other_currency":
        case.currency = "USD"
    elif kind == "not_known":
        case.named = f"PO-{random.randint(80_000, 99_999)}"
    elif kind == "over_given_back":
        case.credit, case.lines = True, [Bill(_as_read(random, line.calls), "", line.quantity * 3, line.price, line.id)]

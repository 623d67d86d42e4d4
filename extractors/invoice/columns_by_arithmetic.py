"""Columns found without known headings: by numbers that stand above each other and whose product is a third."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from extractors.invoice.columns import NUMBER_COLUMNS, Column, Header
from extractors.invoice.drafts import CENT, countable
from extractors.invoice.layout import Row, union
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Box

PROVEN = frozenset({"quantity", "unit_price", "line_total"})
NEAR = 6.0
"""Points that numbers of one column may stand apart at their nearer side."""
MOST = 9
"""Numbers of a row that are looked at."""


@dataclass(frozen=True)
class Product:
    """A row's quantity, price and total."""

    row: int
    page: int
    quantity: Candidate[Decimal]
    price: Candidate[Decimal]
    total: Candidate[Decimal]

    def over(self, other: "Product") -> bool:
        """Whether all three stand in the columns of the other row's."""
        mine, theirs = ((p.quantity.box, p.price.box, p.total.box) for p in (self, other))
        return all(_aligned(a, b) for a, b in zip(mine, theirs, strict=True))


def headers_by_arithmetic(reading: Reading) -> Iterator[Header]:
    """The columns of the table in most of whose rows quantity times price is the total; at most one."""
    products = [product for row in reading.sheet.rows for product in _products(reading, row)]
    best: Sequence[Product] = ()
    for seed in products:
        held = {product.row: product for product in products if product.over(seed)}
        if _surer(list(held.values()), best):
            best = list(held.values())
    if best and (len(best) > 1 or best[0].quantity.value != 1):
        yield _header(reading, sorted(best, key=lambda product: product.row))


def enriched(header: Header, proven: Header) -> Header:
    """`header` with the columns that only the arithmetic knows, where no heading claims their place."""
    known = {column.field for column in header.columns}
    claimed = [column for column in header.columns if column.field in NUMBER_COLUMNS]
    added = [
        column
        for column in proven.columns
        if column.field in PROVEN - known and not any(_overlap(column.box, other.box) for other in claimed)
    ]
    columns = sorted((*header.columns, *added), key=lambda column: column.box[0])
    return replace(header, columns=tuple(columns)) if added else header


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0])


def _surer(held: Sequence[Product], best: Sequence[Product]) -> bool:
    return _weight(held) > _weight(best)


def _weight(products: Sequence[Product]) -> float:
    """Products of one prove less than others; a price has more decimals than a quantity, and is mostly behind it."""
    units = sum(1 in (product.quantity.value, product.price.value) for product in products)
    counted = sum(countable(product.quantity) < countable(product.price) for product in products)
    before = sum(product.quantity.box[0] < product.price.box[0] for product in products)
    return len(products) - 0.4 * units + 0.2 * counted + 0.05 * before


def _products(reading: Reading, row: Row) -> Iterator[Product]:
    """The row's quantity, price and total; the total may stand on the next row."""
    amounts = _numbers(reading, row)
    found = [p for three in combinations(amounts, 3) for p in _both_ways(reading, row, *three)]
    if not found and len(amounts) > 1:
        for below in reading.sheet.below(row.index, 1):
            totals = [a for a in _numbers(reading, below) if a.detail and a.detail.decimals == 2]
            pairs = combinations(amounts, 2)
            found = [p for pair in pairs for total in totals for p in _both_ways(reading, row, *pair, total)]
    yield from found


def _numbers(reading: Reading, row: Row) -> list[Candidate[Decimal]]:
    return [a for a in reading.amounts_by_row.get(row.index, ()) if a.detail and not a.detail.percent][:MOST]


def _both_ways(
    reading: Reading, row: Row, first: Candidate[Decimal], second: Candidate[Decimal], total: Candidate[Decimal]
) -> Iterator[Product]:
    """Either of two numbers as the quantity, where their product, or it less a discount, is the total."""
    full = first.value * second.value
    if total.value and (
        abs(abs(full) - abs(total.value)) <= max(CENT, abs(total.value) / 5000)
        or _discounted(reading, row, full, total.value)
    ):
        yield Product(row.index, row.page, first, second, total)
        if first.value != second.value:
            yield Product(row.index, row.page, second, first, total)


def _discounted(reading: Reading, row: Row, full: Decimal, total: Decimal) -> bool:
    """A percentage of the row makes `total` of `full`."""
    if not 0 < abs(total) < abs(full):
        return False
    rates = [a.value for a in reading.amounts_by_row[row.index] if 0 < a.value < 100 and a.value != total]
    return any(abs(abs(full) * (100 - rate) / 100 - abs(total)) <= CENT for rate in rates)


def _aligned(a: Box, b: Box) -> bool:
    return min(abs(a[0] - b[0]), abs(a[2] - b[2]), abs(a[0] + a[2] - b[0] - b[2]) / 2) <= NEAR


def _header(reading: Reading, products: Sequence[Product]) -> Header:
    columns = [
        Column("quantity", _typical([p.quantity.box for p in products])),
        Column("unit_price", _typical([p.price.box for p in products])),
        Column("line_total", _typical([p.total.box for p in products])),
    ]
    columns += _rates(reading, products)
    text = _text(reading, products)
    if text:
        columns.append(Column("description", text))
    first = products[0]
    above = first.row - 1
    return Header(tuple(sorted(columns, key=lambda column: column.box[0])), above, above, first.page)


def _typical(boxes: Sequence[Box]) -> Box:
    return union(boxes)


def _rates(reading: Reading, products: Sequence[Product]) -> Iterator[Column]:
    """The column of percentages that most of the rows have."""
    places: dict[int, list[Box]] = defaultdict(list)
    for product in products:
        for amount in reading.amounts_by_row[product.row]:
            if amount.detail and amount.detail.percent and 0 <= amount.value <= 30:
                places[round(amount.box[2] / 20)].append(amount.box)
    best = max(places.values(), key=len, default=[])
    if len(best) * 2 > len(products):
        yield Column("tax_rate", union(best))


def _text(reading: Reading, products: Sequence[Product]) -> Box | None:
    """Where the longest words of the rows stand."""
    boxes = []
    for product in products:
        phrases = [p for p in reading.sheet.rows[product.row].phrases if sum(c.isalpha() for c in p.text) >= 3]
        longest = max(phrases, key=lambda phrase: len(phrase.text), default=None)
        if longest:
            boxes.append(longest.box)
    return union(boxes) if boxes else None

"""Columns found without known headings: by numbers that stand above each other and whose product is a third."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractors.invoice.columns import Column, Header
from extractors.invoice.drafts import CENT
from extractors.invoice.layout import Row, union
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Box

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


def _surer(held: Sequence[Product], best: Sequence[Product]) -> bool:
    return _weight(held) > _weight(best)


def _weight(products: Sequence[Product]) -> float:
    """Products of one prove less than others; a price has decimals."""
    return sum(
        (0.6 if 1 in (p.quantity.value, p.price.value) else 1.0)
        + 0.2 * bool(p.price.detail and p.price.detail.decimals)
        for p in products
    )


def _products(reading: Reading, row: Row) -> Iterator[Product]:
    amounts = [a for a in reading.amounts_by_row.get(row.index, ()) if a.detail and not a.detail.percent][:MOST]
    for first, second, total in combinations(amounts, 3):
        if total.value and abs(first.value * second.value - total.value) <= max(CENT, abs(total.value) / 5000):
            yield Product(row.index, row.page, first, second, total)
            if first.value != second.value:
                yield Product(row.index, row.page, second, first, total)


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

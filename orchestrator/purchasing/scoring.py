"""How well a billed line fits an order line: by the order's line number, the item, the words, price and quantity."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from orchestrator.invoice_number import normalise_number
from orchestrator.purchasing.billed_lines import BilledLine
from orchestrator.purchasing.likeness import Described, described, likeness
from orchestrator.purchasing.models import KnownOrder, OrderedLine
from orchestrator.purchasing.units import factor

REFERENCE, ITEM, ITEM_IN_WORDS, WORDS = 4000, 1500, 900, 800
SAME_PRICE, NEAR_PRICE, SAME_QUANTITY, FITS = 300, 120, 120, 60
ALIKE, LEAST_ALIKE = 0.5, 0.12
"""Likeness (0 to 1) from which words alone join two lines, and from which they do with what else speaks for it."""
OWN_WORD, OWN_PRICE, CLOSE_PRICE, OWN_QUANTITY = 0.3, 0.35, 0.15, 0.1
"""What counts beside likeness: a word that only this order line has, the same or nearly its price, its quantity."""
SHORTEST_WORD = 3
SAME, CLOSER, CLOSE = Decimal("0.005"), Decimal("0.05"), Decimal("0.1")
"""Shares by which prices may differ and still be the same, or close; closer where nothing else speaks for it."""
SHORTEST_ITEM = 4
"""Characters from which an item number is looked for among the words of a description."""
MANY_PAIRS = 20_000
"""From here on only lines with a whole word in common are compared by their letters."""


class Evidence(StrEnum):
    """Why a billed line was taken for an order line."""

    REFERENCE = "reference"
    ITEM = "item"
    WORDS = "words"
    WORDS_AND_FIGURES = "words_and_figures"
    FIGURES = "figures"
    """The same price, and either the same quantity or a price that no other order line has."""


@dataclass(frozen=True)
class Place:
    """An order line with its order."""

    order: KnownOrder
    line: OrderedLine


@dataclass(frozen=True)
class Figures:
    """What the figures of two lines say: `price` 0 to 2 for other, near, the same."""

    price: int = 0
    same_quantity: bool = False
    within_rest: bool = False

    @property
    def score(self) -> int:
        price = (0, NEAR_PRICE, SAME_PRICE)[self.price]
        return price + (SAME_QUANTITY if self.same_quantity else 0) + (FITS if self.within_rest else 0)

    @property
    def weight(self) -> float:
        return (0.0, CLOSE_PRICE, OWN_PRICE)[self.price] + (OWN_QUANTITY if self.same_quantity else 0.0)


@dataclass(frozen=True)
class Fit:
    """How well two lines fit (more is better), and why they do at all."""

    score: int
    evidence: Evidence


class Scoring:
    """Compares the lines of one document with the lines of the orders that it names."""

    def __init__(self, billed: Sequence[BilledLine], places: Sequence[Place], one_order: bool) -> None:
        self.billed, self.places, self.one_order = billed, places, one_order
        self._words = [described(line.description) for line in billed]
        self._ordered = [described(place.line.description) for place in places]
        self._items = [_items(place.line) for place in places]
        self._given = [normalise_number(line.item_number) for line in billed]
        self._any_item = any(self._items)
        self._own_words = _own_words(self._ordered)
        self._own_price = _own_prices(places)
        self._many = len(billed) * len(places) > MANY_PAIRS

    def fits(self, rows: Sequence[int]) -> dict[tuple[int, int], Fit]:
        """Every pair of these billed lines and all order lines that fits at all."""
        found = {}
        for row in rows:
            for column in range(len(self.places)):
                fit = self._fit(row, column)
                if fit is not None:
                    found[row, column] = fit
        return found

    def left_over(self, rows: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], Fit]:
        """Pairs of what nothing else has joined, where the prices are close and no third line is as close."""
        close = [
            (row, column, figures)
            for row in rows
            for column in columns
            if (figures := _figures(self.billed[row], self.places[column].line, CLOSER)).price
            and self._may(row, column)
        ]
        by_row, by_column = Counter(row for row, _, _ in close), Counter(column for _, column, _ in close)
        return {
            (row, column): Fit(figures.score, Evidence.FIGURES)
            for row, column, figures in close
            if by_row[row] == by_column[column] == 1
        }

    def _may(self, row: int, column: int) -> bool:
        """Whether no item number speaks against it."""
        return self._by_item(row, column) >= 0

    def _fit(self, row: int, column: int) -> Fit | None:
        billed, line = self.billed[row], self.places[column].line
        figures = _figures(billed, line)
        if self._is_named(billed, line):
            return Fit(REFERENCE + figures.score, Evidence.REFERENCE)
        item = self._by_item(row, column)
        if item < 0:
            return None
        alike = self._alike(self._words[row], self._ordered[column])
        own_word = not self._own_words[column].isdisjoint(self._words[row].words | self._words[row].numbers)
        likely = alike + (OWN_WORD if own_word else 0.0)
        evidence = Evidence.ITEM if item else self._evidence(alike, likely, figures, column)
        return Fit(item + int(likely * WORDS) + figures.score, evidence) if evidence else None

    def _evidence(self, alike: float, likely: float, figures: Figures, column: int) -> Evidence | None:
        """Whether words and figures together join two lines."""
        if alike >= ALIKE:
            return Evidence.WORDS
        if likely >= LEAST_ALIKE and likely + figures.weight >= ALIKE:
            return Evidence.WORDS_AND_FIGURES
        if figures.price == 2 and (figures.same_quantity or self._own_price[column]):
            return Evidence.FIGURES
        return None

    def _is_named(self, billed: BilledLine, line: OrderedLine) -> bool:
        """The document says which line of its one order it bills; with several it would not say of which."""
        return self.one_order and bool(billed.order_line) and _number(billed.order_line) == _number(line.line_id)

    def _by_item(self, row: int, column: int) -> int:
        """Below zero where both state the seller's item, and it is another."""
        if not self._any_item:
            return 0
        line, items = self.places[column].line, self._items[column]
        given = self._given[row]
        if given and given in items:
            return ITEM
        if given and line.seller_item_number:
            return -1
        words = self._words[row]
        named = (item.casefold() for item in items if len(item) >= SHORTEST_ITEM)
        return ITEM_IN_WORDS if any(item in words.numbers or item in words.words for item in named) else 0

    def _alike(self, one: Described, other: Described) -> float:
        if self._many and one.words.isdisjoint(other.words) and one.numbers.isdisjoint(other.numbers):
            return 0.0
        return likeness(one, other)


def _figures(billed: BilledLine, line: OrderedLine, close: Decimal = CLOSE) -> Figures:
    many = factor(billed.unit, line.unit)
    if billed.quantity is None or many is None:
        return Figures()
    quantity = abs(billed.quantity) * many
    price = abs(billed.amount) / quantity
    rest = line.billed if billed.gives_back else line.quantity - line.billed
    return Figures(
        price=2 if near(price, line.price, SAME) else 1 if near(price, line.price, close) else 0,
        same_quantity=quantity in (line.quantity, rest),
        within_rest=quantity <= rest,
    )


def _own_words(ordered: Sequence[Described]) -> list[frozenset[str]]:
    """The words of each order line that no other one has, but those that say little."""
    lines = Counter(word for each in ordered for word in each.words | each.numbers)
    return [
        frozenset(
            w for w in each.words | each.numbers if lines[w] == 1 and (len(w) >= SHORTEST_WORD or not w.isascii())
        )
        for each in ordered
    ]


def _own_prices(places: Sequence[Place]) -> list[bool]:
    """Whether no other order line is at about the price of this one."""
    prices = sorted(place.line.price for place in places)
    alone = {
        price
        for before, price, after in zip([None, *prices], prices, [*prices[1:], None], strict=False)
        if (before is None or not near(before, price, SAME)) and (after is None or not near(price, after, SAME))
    }
    return [place.line.price in alone and place.line.price > 0 for place in places]


def near(one: Decimal, other: Decimal, share: Decimal) -> bool:
    return abs(one - other) <= share * max(abs(one), abs(other))


def _number(text: str) -> str:
    """A line's number without the zeros before it: 00010 is 10."""
    return normalise_number(text).lstrip("0")


def _items(line: OrderedLine) -> frozenset[str]:
    return frozenset(normalise_number(item) for item in (line.item_number, line.seller_item_number) if item)

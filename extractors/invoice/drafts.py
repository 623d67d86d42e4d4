"""A line while it is being read, and the arithmetic within it: quantity times price, less a discount, is the total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from extractors.invoice.reading import Candidate
from extractors.models import Source, Word

CENT = Decimal("0.01")


@dataclass
class Draft:
    """The numbers of a line by column, and the words of its description.

    Attributes:
        row: the index of its (last) row on the sheet.
        part: how many total rows and foreign headings stand between the heading and this line.
        subtotals: how many sub-totals stand above it.
        charge: its words say that it is an allowance or a charge.
    """

    row: int
    numbers: dict[str, Candidate[Decimal]]
    words: list[Word] = field(default_factory=list)
    page: int = 1
    source: Source = Source.TEXT
    part: int = 0
    subtotals: int = 0
    charge: bool = False

    def amount(self, name: str) -> Decimal | None:
        found = self.numbers.get(name)
        return found.value if found else None

    @property
    def total(self) -> Decimal:
        """What the line adds to the sum, 0 where it has no amount."""
        found = self.numbers.get("line_total") or self.numbers.get("line_gross")
        return found.value if found else Decimal(0)

    @property
    def exact(self) -> bool:
        """The total is printed as money is: with decimals or a currency."""
        found = self.numbers.get("line_total") or self.numbers.get("line_gross")
        return bool(found and found.detail and (found.detail.decimals or found.detail.currency))

    @property
    def priced(self) -> bool:
        """A quantity or a price stands beside the total; beside a charge it must give the total."""
        if not {"quantity", "unit_price"} & self.numbers.keys():
            return False
        return self.agrees or not self.charge or self.total > 0

    def totalled(self, name: str) -> "Draft":
        """The same line with the number of another column as its total."""
        found = self.numbers.get(name)
        rest = {field: number for field, number in self.numbers.items() if field not in (name, "line_total")}
        return replace(self, numbers=rest | {"line_total": found}) if found else self

    @cached_property
    def agrees(self) -> bool:
        """Quantity times price, less a discount, is the total."""
        quantity, price = self.amount("quantity"), self.amount("unit_price")
        if quantity is None or price is None or not {"line_total", "line_gross"} & self.numbers.keys():
            return False
        discount = self.amount("discount") or Decimal(0)
        expected = {quantity * price, quantity * price * (100 - abs(discount)) / 100, quantity * price - abs(discount)}
        total = abs(self.total)
        return any(abs(abs(value) - total) <= max(CENT, total / 2000) for value in expected)

    @property
    def taken_back(self) -> bool:
        """A minus is printed only at the total, as credit notes do: the quantity goes with it (5 x 4.10 = -20.50)."""
        quantity, price = self.amount("quantity") or Decimal(0), self.amount("unit_price") or Decimal(0)
        return quantity > 0 and price > 0 and self.total < 0


def line_amounts(drafts: Iterable[Draft], name: str) -> Iterator[Decimal]:
    """The numbers of one column, line by line, where they are."""
    for draft in drafts:
        amount = draft.amount(name)
        if amount is not None:
            yield amount


def summed(drafts: Iterable[Draft]) -> Decimal:
    """What the drafts' totals give together."""
    return sum((draft.total for draft in drafts), Decimal(0))


def sums_up(drafts: tuple[Draft, ...], net: Decimal | None) -> bool:
    """Whether the line totals give the net total, within a cent a line."""
    return net is not None and bool(drafts) and abs(abs(summed(drafts)) - abs(net)) <= CENT * max(2, len(drafts))


def countable(amount: Candidate[Decimal]) -> float:
    """How little a number looks like a quantity: by its decimals, zeros for less of them, and less before a unit."""
    after = amount.phrase.text[amount.end : amount.end + 3].strip()
    exponent = amount.value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    printed = amount.detail.decimals if amount.detail else 0
    return decimals + 0.4 * printed - 4 * after[:1].isalpha()

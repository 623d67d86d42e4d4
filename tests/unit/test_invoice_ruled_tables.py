"""Ruled tables as a second opinion: asked only where the words' lines do not add up, believed only where theirs do."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from extractors.invoice.whole_invoice import read_invoice
from extractors.models import Kind, Page
from extractors.text.tables import Cell, Table
from tests.unit.invoice_pages import LETTER, page

COLUMNS = (0, 30, 60, 90, 120)
"""Where the rulings stand, in characters of a row as typed."""


def typed(*cells: str, right: bool = False) -> str:
    """A row of the table: the first cell on the left, the others on the left too, or on the right."""
    return cells[0].ljust(30) + "".join(cell.rjust(28).ljust(30) if right else cell.ljust(30) for cell in cells[1:])


HEADING = typed("Description", "Qty", "Unit price", "Amount")
PAPER = typed("Copier paper A4", "10", "19.40", "195.00", right=True)
FREIGHT = typed("Carriage", "3", "8.30", "25.00", right=True)
LINED_UP = (HEADING, typed("Copier paper A4", "10", "19.40", "195.00"), typed("Carriage", "3", "8.30", "25.00"))
TOTALS = (
    "",
    "                    Net total 220.00",
    "                    VAT 20% 44.00",
    "                    Total due 264.00",
)


def table(first: int, last: int, number: int = 1) -> Table:
    """Rulings around the page's rows from `first` to `last`."""
    rows = []
    for row in range(first, last + 1):
        top = 37.0 + 16.0 * row
        boxes = [(18.0 + a * LETTER, top, 18.0 + b * LETTER, top + 16.0) for a, b in pairwise(COLUMNS)]
        rows.append(tuple(Cell(text="", bbox=box) for box in boxes))
    return Table(page=number, rows=tuple(rows))


def asked(*tables: Table) -> tuple[Callable[[], tuple[Table, ...]], list[bool]]:
    """Gives the tables, and notes each time that it is asked for them."""
    times: list[bool] = []

    def give() -> tuple[Table, ...]:
        times.append(True)
        return tables

    return give, times


def amounts(pages: tuple[Page, ...], tables: Callable[[], tuple[Table, ...]] = tuple) -> list[list[Decimal | None]]:
    """Quantity, price and total of each line."""
    lines = read_invoice(pages, Kind.INVOICE, "en", tables).lines
    return [
        [value.value if value else None for value in (line.quantity, line.unit_price, line.line_total)]
        for line in lines
    ]


RIGHT = [
    [Decimal(10), Decimal("19.40"), Decimal("195.00")],
    [Decimal(3), Decimal("8.30"), Decimal("25.00")],
]


def test_tables_are_not_asked_for_where_the_lines_add_up() -> None:
    tables, times = asked(table(0, 2))
    assert amounts((page(*LINED_UP, *TOTALS),), tables) == RIGHT
    assert times == []


def test_tables_are_not_asked_for_without_a_net_total() -> None:
    tables, times = asked(table(0, 2))
    read_invoice((page("Invoice number: 17", "Thank you"),), Kind.INVOICE, "en", tables)
    assert times == []


def test_a_table_that_adds_up_wins_over_words_that_do_not() -> None:
    pages = (page(HEADING, PAPER, FREIGHT, *TOTALS),)
    assert amounts(pages) != RIGHT
    tables, times = asked(table(0, 2))
    assert amounts(pages, tables) == RIGHT
    assert times == [True]


def test_values_of_cells_have_their_places_and_descriptions() -> None:
    tables, _ = asked(table(0, 2))
    line, _ = read_invoice((page(HEADING, PAPER, FREIGHT, *TOTALS),), Kind.INVOICE, "en", tables).lines
    assert line.description and line.description.value == "Copier paper A4"
    assert line.line_total and line.line_total.page == 1
    left = 20.0 + PAPER.index("195.00") * LETTER
    assert line.line_total.bbox == (left, 56.0, left + 6 * LETTER, 65.0)


def test_a_table_goes_on_without_heading_and_ends_with_its_total() -> None:
    second = page(
        FREIGHT,
        typed("Total", "", "", "220.00", right=True),
    )
    pages = (page(HEADING, PAPER), second.model_copy(update={"number": 2}), page(*TOTALS, number=3))
    tables, _ = asked(table(0, 1), table(0, 1, number=2))
    assert amounts(pages, tables) == RIGHT


def test_words_stay_where_the_table_does_not_add_up_either() -> None:
    pages = (page(HEADING, PAPER, FREIGHT, *TOTALS),)
    tables, times = asked(table(0, 1))
    assert amounts(pages, tables) == amounts(pages)
    assert times == [True]


def test_a_table_without_a_heading_of_lines_gives_none() -> None:
    pages = (page(HEADING, PAPER, FREIGHT, *TOTALS),)
    tables, _ = asked(table(1, 2))
    assert amounts(pages, tables) == amounts(pages)

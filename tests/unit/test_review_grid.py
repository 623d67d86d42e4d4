"""A grid of lines as a person left it: what is the same keeps its evidence, what is new is the person's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.models import Adjustment, Invoice, InvoiceLine, Source, Value
from orchestrator.correcting.grid import COLUMNS, edited, rows_of
from orchestrator.errors import DecisionRefused

Rows = list[dict[str, str]]


def text(value: str) -> Value[str]:
    return Value(value=value, confidence=0.7, page=1, bbox=(1, 2, 3, 4), source=Source.OCR)


def amount(value: str) -> Value[Decimal]:
    return Value(value=Decimal(value), confidence=0.7, page=1, bbox=(1, 2, 3, 4), source=Source.OCR)


def line(name: str, total: str) -> InvoiceLine:
    return InvoiceLine(description=text(name), quantity=amount("1"), unit_price=amount(total), line_total=amount(total))


INVOICE = Invoice(lines=(line("Paper", "10.00"), line("Toner", "89.00"), line("Freight", "5.50")))
CODES = {(1, "account"): "6100", (3, "account"): "6700", (3, "cost_centre"): ""}


def rows(invoice: Invoice = INVOICE, codes: dict[tuple[int, str], str] = CODES) -> Rows:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(invoice.lines, codes)]


def test_a_grid_that_was_not_touched_changes_nothing() -> None:
    found = edited(INVOICE, CODES, rows(), {})
    assert found.lines == INVOICE.lines and found.codes == CODES and not found.is_rearranged(3)


def test_a_removed_line_takes_its_codes_with_it_and_the_others_keep_theirs() -> None:
    grid = rows()
    del grid[0]
    found = edited(INVOICE, CODES, grid, {})
    assert found.lines == INVOICE.lines[1:] and found.came_from == (2, 3)
    assert found.codes == {(2, "account"): "6700", (2, "cost_centre"): ""}


def test_an_inserted_line_is_the_persons_and_moves_the_codes() -> None:
    grid = rows()
    grid.insert(1, {"description": "Staples", "line_total": "1.234,50", "account": "6101"})
    found = edited(INVOICE, CODES, grid, {"lines.2.line_total": (2, (5.0, 6.0, 7.0, 8.0))})
    new = found.lines[1]
    assert found.came_from == (1, None, 2, 3) and new.quantity is None
    assert new.line_total == Value(
        value=Decimal("1234.50"), confidence=1.0, page=2, bbox=(5.0, 6.0, 7.0, 8.0), source=Source.PERSON
    )
    assert found.codes == {
        (1, "account"): "6100",
        (2, "account"): "6101",
        (4, "account"): "6700",
        (4, "cost_centre"): "",
    }


def test_cells_that_were_not_given_stay_and_codes_left_empty_go_back_to_the_tables() -> None:
    grid: Rows = [{"description": "Paper"}, {"quantity": "2"}, {"description": "Freight", "account": " "}]
    found = edited(INVOICE, CODES, grid, {})
    assert found.lines[0] == INVOICE.lines[0] and found.lines[1].description == INVOICE.lines[1].description
    assert found.lines[1].quantity is not None and found.lines[1].quantity.source is Source.PERSON
    assert found.codes == {(1, "account"): "6100", (3, "cost_centre"): ""}


def test_empty_rows_are_left_out_and_an_emptied_cell_has_no_value() -> None:
    grid = [*rows(), {"description": " ", "quantity": ""}]
    grid[1]["unit_price"] = ""
    found = edited(INVOICE, CODES, grid, {})
    assert len(found.lines) == 3 and found.lines[1].unit_price is None


def test_allowances_keep_their_codes_after_fewer_lines() -> None:
    invoice = INVOICE.model_copy(update={"adjustments": (Adjustment(amount=amount("-3")),)})
    codes = {(4, "account"): "6900"}
    assert edited(invoice, codes, rows(invoice, codes)[:1], {}).codes == {(2, "account"): "6900"}


@pytest.mark.parametrize(
    ("grid", "says"),
    [
        ([{"colour": "red"}], "no column"),
        ([{"quantity": "some"}], "Line 1: 'some' is no quantity"),
        ([{"description": "x"}, {"line_total": "1,23,4"}], "Line 2"),
        ([{"description": "x"}] * 5001, "at most 5000"),
        ([{"account": "x" * 501}], "printable"),
    ],
)
def test_what_cannot_be_taken_is_refused(grid: Rows, says: str) -> None:
    with pytest.raises(DecisionRefused, match=says):
        edited(INVOICE, CODES, grid, {})


NAMES = st.sampled_from(["Paper", "Toner", "Freight", "Ink", "Pens"])
LINES = st.lists(st.tuples(NAMES, st.integers(1, 99)), max_size=6)


def invoice_of(lines: list[tuple[str, int]]) -> Invoice:
    return Invoice(lines=tuple(line(name, f"{total}.00") for name, total in lines))


@given(LINES, LINES)
def test_the_grid_means_what_it_shows(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    """Whatever was there, the lines afterwards read as the grid, and only equal cells keep what was read."""
    invoice, wanted = invoice_of(before), invoice_of(after)
    found = edited(invoice, {}, rows(wanted, {}), {})
    assert rows_of(found.lines, found.codes) == rows_of(wanted.lines, {})
    kept = [old for old in found.came_from if old is not None]
    assert kept == sorted(set(kept)) and len(found.came_from) == len(after)
    if before == after:
        assert found.lines == invoice.lines


@given(LINES, st.data())
def test_a_removed_line_never_changes_the_others(before: list[tuple[str, int]], data: st.DataObject) -> None:
    invoice = invoice_of(before)
    grid = rows(invoice, {})
    if not grid:
        return
    gone = data.draw(st.integers(0, len(grid) - 1))
    del grid[gone]
    found = edited(invoice, {}, grid, {})
    assert all(
        value.source is Source.OCR for item in found.lines for value in (item.description, item.quantity) if value
    )

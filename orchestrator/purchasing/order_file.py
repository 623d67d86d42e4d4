"""Orders and goods receipts out of a file: one line a row. An order with a row that is wrong is left out whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from orchestrator.purchasing import cells, columns
from orchestrator.purchasing.changes import RowProblem
from orchestrator.purchasing.models import Frozen, GoodsReceipt, OrderState, PurchaseOrder
from orchestrator.purchasing.order_numbers import order_key
from orchestrator.purchasing.sheets import Cell, FileRefused, Row, rows

NUMBERS = ("quantity", "net_price", "price_quantity")
DATES = ("issue_date", "received_on")
HEADER = ("supplier_code", "supplier_name", "currency", "issue_date", "state")
MOST_PROBLEMS = 500


class OrdersRead(Frozen):
    """The orders of a file, the row in which each begins, what is wrong, and the headings that mean nothing here."""

    orders: tuple[PurchaseOrder, ...] = ()
    rows: tuple[int, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    passed_over: tuple[str, ...] = ()


class ReceiptsRead(Frozen):
    """The same for goods receipts."""

    receipts: tuple[GoodsReceipt, ...] = ()
    rows: tuple[int, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    """A file's rows by our columns."""

    header: columns.Header
    rows: Sequence[Row]
    mark: str

    def cell(self, row: Row, column: str) -> Cell:
        place = self.header.places.get(column)
        return row[1][place] if place is not None and place < len(row[1]) else ""

    def text(self, row: Row, column: str) -> str:
        """As text; 10 where a workbook has the number 10.0."""
        cell = self.cell(row, column)
        return format(cell.normalize(), "f") if hasattr(cell, "normalize") else str(cell)


def read_orders(data: bytes) -> OrdersRead:
    """The purchase orders of an xlsx or csv file.

    Raises:
        FileRefused: it cannot be read at all, or its columns are not understood.
    """
    needed = ("number", "line_id", "quantity", "net_price", "currency")
    sheet = _sheet(data, columns.ORDER, needed)
    problems: list[RowProblem] = []
    grouped: dict[str, list[tuple[Row, dict[str, Any]]]] = {}
    wrong: set[str] = set()
    for row in sheet.rows:
        values, mistakes = _values(sheet, row, columns.ORDER)
        key = order_key(str(values.get("number", "")))
        problems += mistakes
        if not key:
            problems.append(RowProblem(row=row[0], column="number", message="The order number is missing."))
            continue
        wrong |= {key} if mistakes else set()
        grouped.setdefault(key, []).append((row, values))
    orders, starts = [], []
    for key, lines in grouped.items():
        if key in wrong:
            continue
        made = _order(lines)
        if isinstance(made, PurchaseOrder):
            orders.append(made)
            starts.append(lines[0][0][0])
        else:
            problems += made
    return OrdersRead(
        orders=tuple(orders), rows=tuple(starts), problems=tuple(problems[:MOST_PROBLEMS]),
        passed_over=sheet.header.free,
    )  # fmt: skip


def read_receipts(data: bytes) -> ReceiptsRead:
    """The goods receipts of an xlsx or csv file.

    Raises:
        FileRefused: it cannot be read at all, or its columns are not understood.
    """
    sheet = _sheet(data, columns.RECEIPT, ("number", "order_number", "quantity"))
    receipts, starts, problems = [], [], list[RowProblem]()
    for row in sheet.rows:
        values, mistakes = _values(sheet, row, columns.RECEIPT)
        made = mistakes or _validated(GoodsReceipt, values, row[0], str(values.get("order_number", "")))
        if isinstance(made, GoodsReceipt):
            receipts.append(made)
            starts.append(row[0])
        else:
            problems += made
    return ReceiptsRead(
        receipts=tuple(receipts), rows=tuple(starts), problems=tuple(problems[:MOST_PROBLEMS]),
        passed_over=sheet.header.free,
    )  # fmt: skip


def _sheet(data: bytes, names: columns.Names, needed: Sequence[str]) -> _Sheet:
    found, separator = rows(data)
    header = columns.header_of([str(cell) for cell in found[0][1]], names, needed)
    if header.problem:
        raise FileRefused(header.problem)
    places = [header.places[name] for name in NUMBERS if name in header.places]
    numeric = (row[1][place] for row in found[1:] for place in places if place < len(row[1]))
    return _Sheet(header, found[1:], cells.decimal_mark(numeric, separator))


def _values(sheet: _Sheet, row: Row, names: columns.Names) -> tuple[dict[str, Any], list[RowProblem]]:
    """The row's cells by our columns, those without anything left out, and what is wrong with them."""
    values: dict[str, Any] = {}
    wrong: list[RowProblem] = []
    number = sheet.text(row, "number")
    for column in names:
        cell = sheet.cell(row, column)
        if cell == "":
            continue
        try:
            values[column] = _value(sheet, row, column, cell)
        except ValueError as error:
            wrong.append(RowProblem(row=row[0], column=column, message=f"{column}: {error}.", number=number))
    return values, wrong


def _value(sheet: _Sheet, row: Row, column: str, cell: Cell) -> Any:
    if column in NUMBERS:
        return cells.number(cell, sheet.mark)
    if column in DATES:
        return cells.day(cell)
    text = sheet.text(row, column)
    return _state(text) if column == "state" else text


def _state(text: str) -> OrderState:
    state = columns.STATES.get(columns.folded(text))
    if state is None:
        raise ValueError(f"{text!r} is no status that is known; write open, closed or cancelled")
    return state


def _order(lines: Sequence[tuple[Row, dict[str, Any]]]) -> PurchaseOrder | list[RowProblem]:
    """The order of these rows. What concerns the whole order may stand in its first row or in each, but alike."""
    number = str(lines[0][1]["number"])
    header: dict[str, Any] = {}
    for row, values in lines:
        for name in HEADER:
            value = values.get(name)
            if value is not None and header.setdefault(name, value) != value:
                message = f"{name}: order {number} has {header[name]} in one row and {value} in another."
                return [RowProblem(row=row[0], column=name, message=message, number=number)]
    made = []
    for row, values in lines:
        line = {name: value for name, value in values.items() if name not in ("number", *HEADER)}
        made.append((row, line))
    content = {"number": number, "lines": tuple(line for _, line in made), **header}
    return _validated(PurchaseOrder, content, lines[0][0][0], number, [row[0] for row, _ in made])


def _validated(
    model: type[Any], content: Mapping[str, Any], row: int, number: str, line_rows: Sequence[int] = ()
) -> Any | list[RowProblem]:
    try:
        made: BaseModel = model.model_validate(content)
    except ValidationError as error:
        return list(_problems(error, row, number, line_rows))
    return made


def _problems(error: ValidationError, row: int, number: str, line_rows: Sequence[int]) -> Iterator[RowProblem]:
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short":  # no line is left, as each is told to be wrong
            continue
        place = detail["loc"]
        in_line = len(place) > 1 and place[0] == "lines" and isinstance(place[1], int) and place[1] < len(line_rows)
        at = line_rows[int(place[1])] if in_line else row
        column = str(place[-1]) if place and not isinstance(place[-1], int) else ""
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "missing":
            message = "is missing"
        yield RowProblem(row=at, column=column, message=f"{column or 'The order'}: {message}.", number=number)

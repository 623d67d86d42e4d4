"""The Excel workbook: what became of every file, what needs a person, and all lines."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from orchestrator.reports.cells import money_format, put
from orchestrator.reports.sheets import EXCEPTIONS, LINES, MONEY, OUTCOMES, Row, Sheet, gather
from orchestrator.store import Store

HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="0F5C63")


def write_workbook(store: Store, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all; its folder is made where it is missing.

    Raises:
        OSError: the folder cannot be written to.
    """
    with store.reading() as tx:
        rows = gather(tx)
    book = Workbook()
    book.remove(book.worksheets[0])
    for plan, content in ((OUTCOMES, rows.outcomes), (EXCEPTIONS, rows.exceptions), (LINES, rows.lines)):
        _fill(book.create_sheet(plan.name), plan, content)
    _save(book, path)


def _fill(sheet: Worksheet, plan: Sheet, rows: Sequence[tuple[str | None, Row]]) -> None:
    _head(sheet, plan)
    for number, (currency, row) in enumerate(rows, start=2):
        for column, ((_, _, shown_as), content) in enumerate(zip(plan.columns, row, strict=True), start=1):
            if content is not None and content != "":
                put(_cell(sheet, number, column), content, money_format(currency) if shown_as == MONEY else shown_as)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(plan.columns))}{len(rows) + 1}"


def _head(sheet: Worksheet, plan: Sheet) -> None:
    for column, (title, width, _) in enumerate(plan.columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = _cell(sheet, 1, column)
        put(cell, title)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, Alignment(vertical="center")


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    assert isinstance(found, Cell), "nothing is merged on our sheets"
    return found


def _save(book: Workbook, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    partial = Path(name)
    try:
        book.save(partial)
        partial.chmod(0o644)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)

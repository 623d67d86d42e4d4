"""The compliance report as an Excel workbook: a sheet for each part, written row by row so that none is kept."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from orchestrator.reports.cells import Content as CellContent
from orchestrator.reports.cells import money_format, put
from orchestrator.reports.compliance import words
from orchestrator.reports.compliance.made import Made
from orchestrator.reports.compliance.sections import sections
from orchestrator.reports.compliance.telling import Cell, Column, Money, Said, Section, Spoken, told
from orchestrator.reports.compliance.whole_file import whole_file

HEAD_FONT, HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0F5C63")
TITLE_FONT, QUIET = Font(bold=True, size=14), Font(color="5A6670")
WRAPPED = Alignment(vertical="top", wrap_text=True)
WIDTH = 2.2
"""Characters of a column for each share of the page."""
DAY, TIME, COUNT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "#,##0"


def write_excel(made: Made, spoken: Spoken, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    with whole_file(path) as partial:
        book = Workbook(write_only=True)
        _cover(book.create_sheet(_sheet_name(spoken, words.REPORT)), made, spoken)
        for section in sections(made):
            _fill(book.create_sheet(_sheet_name(spoken, section.name)), section, spoken)
        book.save(partial)


def _sheet_name(spoken: Spoken, name: str) -> str:
    return spoken.gettext(name)[:31]


def _cover(sheet: Worksheet, made: Made, spoken: Spoken) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 90
    period = made.content.period
    _write(sheet, [_cell(sheet, spoken.gettext(words.TITLE), font=TITLE_FONT)])
    facts: Sequence[tuple[str, Cell]] = (
        (words.PERIOD, f"{spoken.day(period.since)} – {spoken.day(period.until)}"),
        (words.MADE_BY, made.by),
        (words.MADE_AT, made.at),
        (words.FINGERPRINT, made.fingerprint),
        (words.CHAIN, made.chain_says),
    )
    for name, value in facts:
        _write(sheet, [_cell(sheet, spoken.gettext(name)), _typed(sheet, spoken, value)])
    if not period.is_over(made.at):
        _write(sheet, [_cell(sheet, spoken.gettext(words.PRELIMINARY))])
    _write(sheet, [])
    _write(sheet, [_cell(sheet, spoken.gettext(words.SIGNED), font=TITLE_FONT)])
    for name in words.SIGNATURE:
        _write(sheet, [_cell(sheet, spoken.gettext(name))])


def _fill(sheet: Worksheet, section: Section, spoken: Spoken) -> None:
    for number, column in enumerate(section.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(8.0, column.share * WIDTH)
    sheet.freeze_panes = "A2"
    _write(sheet, list(_head(sheet, section.columns, spoken)))
    count = 0
    for row in section.rows():
        _write(sheet, [_typed(sheet, spoken, cell) for cell in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(section.columns))}{count + 1}"


def _head(sheet: Worksheet, columns: Sequence[Column], spoken: Spoken) -> Iterator[SheetCell]:
    for column in columns:
        yield _cell(sheet, spoken.gettext(column.title), font=HEAD_FONT, fill=HEAD_FILL)


def write_title(sheet: Worksheet, titles: Sequence[str], spoken: Spoken) -> None:
    """The head of a table; `titles` in English."""
    _write(sheet, list(_head(sheet, [Column(title, 1) for title in titles], spoken)))


def write_row(sheet: Worksheet, row: Sequence[Cell], spoken: Spoken) -> None:
    """A row of typed cells."""
    _write(sheet, [_typed(sheet, spoken, cell) for cell in row])


def _typed(sheet: Worksheet, spoken: Spoken, cell: Cell) -> SheetCell:
    """A cell of its own type: times, days and amounts as such, texts as texts."""
    if isinstance(cell, Money):
        return _cell(sheet, cell.value, money_format(cell.currency or None))
    if isinstance(cell, datetime | date):
        return _cell(sheet, cell, TIME if isinstance(cell, datetime) else DAY)
    if isinstance(cell, int):
        return _cell(sheet, cell, COUNT)
    text = told(spoken, cell)
    return _cell(sheet, text or None, wrapped=not isinstance(cell, Said) and len(text) > 40)


def _cell(
    sheet: Worksheet, content: CellContent | Decimal, number_format: str = "", *, font: Font | None = None,
    fill: PatternFill | None = None, wrapped: bool = False,
) -> SheetCell:  # fmt: skip
    made = WriteOnlyCell(sheet)
    put(made, content, number_format)
    if font is not None:
        made.font = font
    if fill is not None:
        made.fill = fill
    if wrapped:
        made.alignment = WRAPPED
    return made


def _write(sheet: Worksheet, cells: list[SheetCell]) -> None:
    sheet.append(cells)

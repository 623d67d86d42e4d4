"""The rows of a file of orders or goods receipts: the first sheet of an xlsx workbook, or csv. Nothing of it is run."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from orchestrator.errors import OrchestratorError

LARGEST = 20 * 2**20
LARGEST_UNPACKED = 200 * 2**20
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 100_000, 200, 2000
Cell = str | Decimal | date
"""As the file has it; numbers and dates of a workbook are told from text."""
Row = tuple[int, tuple[Cell, ...]]
"""A row's number as a spreadsheet shows it, and its cells; empty text for nothing."""


class FileRefused(OrchestratorError):
    """A file of orders or goods receipts cannot be read at all; the message says what to do."""


def rows(data: bytes) -> tuple[list[Row], str]:
    """The rows that hold anything, the heading first, and the separator of a csv file (empty for a workbook).

    Raises:
        FileRefused: it is neither, too large, broken, or has no rows.
    """
    if len(data) > LARGEST:
        raise FileRefused(f"The file is larger than {LARGEST // 2**20} MB; split it.")
    if data.startswith(b"PK"):
        found, separator = list(_workbook(data)), ""
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("This is an old Excel workbook (xls); save it as xlsx or as CSV UTF-8.")
    else:
        found, separator = _csv(data)
    if not found:
        raise FileRefused("The file has no rows; its first row must name the columns.")
    return found, separator


def _workbook(data: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise FileRefused("The workbook is far larger than it looks; save its sheet as CSV UTF-8.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise FileRefused(f"The sheet has more than {MOST_ROWS} rows; split it.")
            row = tuple(_cell(content) for content in cells)
            if any(cell != "" for cell in row):
                yield number, row
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise FileRefused(f"The workbook cannot be read ({error}); save it anew as xlsx, or as CSV UTF-8.") from error


def _cell(content: Any) -> Cell:
    if content is None:
        return ""
    if isinstance(content, bool):
        return str(content)
    if isinstance(content, int | float):
        return Decimal(str(content))
    if isinstance(content, datetime):
        return content.date()
    return content if isinstance(content, date) else str(content).strip()[:LONGEST_CELL]


def _csv(data: bytes) -> tuple[list[Row], str]:
    lines = list(io.StringIO(_text(data), newline=""))
    first = 1 if lines and lines[0].strip().strip('"').lower().startswith("sep=") else 0
    if len(lines) <= first:
        return [], ","
    separator = max(",;\t", key=lines[first].count)
    reader = csv.reader(lines[first:], delimiter=separator, strict=True)
    found: list[Row] = []
    try:
        start = first + 1
        for cells in reader:
            if len(found) > MOST_ROWS:
                raise FileRefused(f"The file has more than {MOST_ROWS} rows; split it.")
            row = tuple(cell.strip()[:LONGEST_CELL] for cell in cells[:MOST_COLUMNS])
            if any(row):
                found.append((start, row))
            start = first + reader.line_num + 1
    except csv.Error as error:
        line = first + reader.line_num
        raise FileRefused(f"Line {line} of the file is no csv ({error}); check the quotation marks.") from error
    return found, separator


def _text(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused('The file is not UTF-8; in Excel choose "CSV UTF-8" when you save it.') from error
    if "\x00" in text:
        raise FileRefused("This is neither a workbook (xlsx) nor text (csv).")
    return text


def texts(cells: Sequence[Cell]) -> list[str]:
    """The cells as a person reads them."""
    return [str(cell) for cell in cells]

"""Tables drawn with lines on PDF pages, as rows of cells with boxes, by pdfplumber."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from extractors.errors import UnreadableFile
from extractors.models import Box, Frozen
from extractors.text.pdf import open_pdf
from extractors.text.rulings import may_hold_table

MIN_PATHS = 4
"""Pages with fewer drawn lines and shapes hold no ruled table."""

Cells = list[tuple[float, float, float, float] | None]


class Cell(Frozen):
    """A cell's text, lines separated by a newline, and where it is."""

    text: str
    bbox: Box


class Table(Frozen):
    """A ruled table on a page (1-based), row by row; a cell that the rulings leave out is None."""

    page: int
    rows: tuple[tuple[Cell | None, ...], ...]


def read_tables(data: bytes, numbers: Iterable[int]) -> tuple[Table, ...]:
    """The ruled tables on the given pages (1-based) of a PDF; slow, 70 ms a page, so ask for few pages.

    None where the file cannot be read so: others opened it, and what they read is kept.
    """
    asked = sorted(set(numbers))
    try:
        wanted = _ruled(data, asked) if asked else []
        if not wanted:
            return ()
        with pdfplumber.open(BytesIO(data), pages=wanted) as pdf:
            return tuple(table for page in pdf.pages for table in _page_tables(page))
    except (PdfminerException, UnreadableFile):
        return ()


def _ruled(data: bytes, numbers: Sequence[int]) -> list[int]:
    """The pages whose shapes may be a table."""
    with open_pdf(data) as pdf:
        return [number for number in numbers if may_hold_table(pdf[number - 1])]


def _page_tables(page: pdfplumber.page.Page) -> list[Table]:
    tables = []
    left, top = page.bbox[0], page.bbox[1]
    for found in page.find_tables():
        texts = found.extract()
        rows = tuple(
            tuple(_cell(box, text, left, top) for box, text in zip(row.cells, line, strict=False))
            for row, line in zip(found.rows, texts, strict=False)
        )
        if len(rows) > 1:
            tables.append(Table(page=page.page_number, rows=rows))
    page.close()
    return tables


def _cell(box: tuple[float, float, float, float] | None, text: str | None, left: float, top: float) -> Cell | None:
    if box is None:
        return None
    x0, y0, x1, y1 = box
    return Cell(text=(text or "").strip(), bbox=(x0 - left, y0 - top, x1 - left, y1 - top))

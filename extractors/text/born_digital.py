"""The text layer of a PDF page as words with boxes, by pdfium's text rectangles."""

import ctypes
import re
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.models import Box, Page, Source, Word

WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe\xad]?")
SOFT_HYPHENS = re.compile(r"[\x02\ufffe\xad]$")
MAX_CHARACTERS = 400_000
"""A page with more is cut: no page for people holds so many."""

Place = Callable[[float, float, float, float], Box]
"""Turns pdfium's left, bottom, right, top into a box as displayed."""


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """The words of a page's text layer in the order in which the PDF holds them; `number` is 1-based."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        words = tuple(_words(textpage, placing(page)))
    finally:
        textpage.close()
    return Page(number=number, width=width, height=height, words=words, source=Source.TEXT)


def placing(page: pypdfium2.PdfPage) -> Place:
    """How coordinates of this page map to points from the top left of the page as displayed, rotation honoured."""
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if rotation == 180:
        return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if rotation == 270:
        return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)
    return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)


def _words(textpage: pypdfium2.PdfTextPage, place: Place) -> Iterator[Word]:
    count = min(textpage.count_chars(), MAX_CHARACTERS)
    if count < 1:
        return
    units = _code_units(textpage, count)
    sides = Sides()
    exact = len(units) == count
    for match in WORD.finditer(units):
        start, end = match.span()
        if not exact:
            start = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, start)
            end = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, end - 1) + 1
        box = _box(textpage, start, end - start, sides) if 0 <= start < end else None
        if box is not None:
            text = match.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            yield Word(text=SOFT_HYPHENS.sub("-", text), bbox=place(*box))


def _code_units(textpage: pypdfium2.PdfTextPage, count: int) -> str:
    """The page's text, one character a UTF-16 code unit, so that its positions are pdfium's own."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    raw = bytes(buffer)[: max(written - 1, 0) * 2]
    text = raw.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(raw):
        return text
    return "".join(map(chr, memoryview(raw).cast("H")))


class Sides:
    """Where pdfium writes the sides of a rectangle; one serves all words of a page."""

    def __init__(self) -> None:
        self.left, self.top, self.right, self.bottom = (ctypes.c_double() for _ in range(4))

    def box(self, textpage: pypdfium2.PdfTextPage, index: int) -> Box | None:
        """Left, bottom, right, top of a rectangle of the run that was counted last."""
        if not pdfium.FPDFText_GetRect(textpage, index, self.left, self.top, self.right, self.bottom):
            return None
        return (self.left.value, self.bottom.value, self.right.value, self.top.value)


def _box(textpage: pypdfium2.PdfTextPage, start: int, count: int, sides: Sides) -> Box | None:
    """Left, bottom, right, top of a run of characters, None where the page gives none."""
    rectangles = pdfium.FPDFText_CountRects(textpage, start, count)
    found = [box for index in range(rectangles) if (box := sides.box(textpage, index))]
    if len(found) < 2:
        return found[0] if found else None
    return (
        min(b[0] for b in found),
        min(b[1] for b in found),
        max(b[2] for b in found),
        max(b[3] for b in found),
    )

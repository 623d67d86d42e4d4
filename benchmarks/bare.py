"""What reading is held against: the bare text reader of PDFs, with and without the words' boxes."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

WORD = re.compile(r"\S+")


def read_text(data: bytes) -> int:
    """The text of all pages by pypdfium2; returns how many pages there are."""
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    count = len(pdf)
    pdf.close()
    return count


def read_words(data: bytes) -> int:
    """The words of all pages with their boxes by pypdfium2; returns how many words there are."""
    pdf = pypdfium2.PdfDocument(data)
    found = []
    for page in pdf:
        textpage = page.get_textpage()
        found += _words(textpage)
        textpage.close()
        page.close()
    pdf.close()
    return len(found)


def _words(textpage: pypdfium2.PdfTextPage) -> list[tuple[str, float, float, float, float]]:
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for match in WORD.finditer(textpage.get_text_range()):
        start, end = match.span()
        for index in range(pdfium.FPDFText_CountRects(textpage, start, end - start)):
            pdfium.FPDFText_GetRect(textpage, index, left, top, right, bottom)
            found.append((match.group(), left.value, top.value, right.value, bottom.value))
    return found

"""The pages of a document as words: the text layer where it can be used, OCR only where it cannot."""

import pypdfium2
from pydantic import Field

from extractors.codes.stated import Code
from extractors.errors import ExtractionError, UnreadableFile
from extractors.models import Frozen, Limits, Page, Problem, Source
from extractors.text.born_digital import read_page
from extractors.text.finding_codes import codes_on_page, codes_on_scan
from extractors.text.images import scans
from extractors.text.ocr import OcrEngine
from extractors.text.pdf import PageContent, page_content, render
from extractors.text.scan import ScannedPage, read_scan
from extractors.text.tables import MIN_PATHS
from extractors.text.turning import Turning
from extractors.text.usable import needs_ocr

LEAST_DPI = 150.0
MOST_DPI = 300.0
MAX_WIDTH = 1800
"""Pixels of the shorter side of a drawn page at most: more only costs time."""
MAX_RENDERED = 40_000_000
"""Pixels of a drawn page at most, however large the page says it is."""


class Pages(Frozen):
    """What was read from a document's pages.

    Attributes:
        turnings: by page number, how to bring boxes of a page that lay askew back to the page as displayed.
        ruled: numbers (1-based) of pages with a text layer on which lines are drawn, so that tables may be found.
        codes: the machine-readable codes, boxes on the page as displayed.
    """

    pages: tuple[Page, ...]
    turnings: dict[int, Turning] = Field(default_factory=dict)
    ruled: tuple[int, ...] = ()
    codes: tuple[Code, ...] = ()
    problems: tuple[Problem, ...] = ()

    def part(self, first: int, last: int) -> "Pages":
        """What was read from the pages `first` to `last`; problems, which tell their page, stay with the whole."""
        return Pages(
            pages=tuple(page for page in self.pages if first <= page.number <= last),
            turnings={number: turning for number, turning in self.turnings.items() if first <= number <= last},
            ruled=tuple(number for number in self.ruled if first <= number <= last),
            codes=tuple(code for code in self.codes if first <= code.page <= last),
        )


def read_pdf_pages(pdf: pypdfium2.PdfDocument, engine: OcrEngine, limits: Limits) -> Pages:
    """Every page of a PDF.

    A page that cannot be read is left empty and told in `problems`; the others are still read.

    Raises:
        UnreadableFile: image_bomb, or damaged when no page at all can be opened.
    """
    pages: list[Page] = []
    turnings: dict[int, Turning] = {}
    ruled: list[int] = []
    codes: list[Code] = []
    problems: list[Problem] = []
    for number in range(1, len(pdf) + 1):
        try:
            page, content, turning, on_page = _read_pdf_page(pdf, number, engine, limits)
            codes += on_page
            if turning is not None:
                turnings[number] = turning
        except (pypdfium2.PdfiumError, ExtractionError) as error:
            if isinstance(error, UnreadableFile) and error.code == "image_bomb":
                raise
            problems.append(_page_problem(number, error))
            page, content = Page(number=number, width=595, height=842, words=(), source=Source.TEXT), PageContent()
        pages.append(page)
        if content.paths >= MIN_PATHS and page.source is Source.TEXT:
            ruled.append(number)
    if len(problems) == len(pages):
        raise UnreadableFile(problems[0].code, problems[0].message)
    return Pages(
        pages=tuple(pages), turnings=turnings, ruled=tuple(ruled), codes=tuple(codes), problems=tuple(problems)
    )


def read_image_pages(data: bytes, engine: OcrEngine, limits: Limits) -> Pages:
    """Every page of a TIFF, PNG or JPEG, by OCR.

    Raises:
        UnreadableFile: damaged.
        EngineMissing, ReadingTimeout: from the OCR engine.
    """
    read: list[ScannedPage] = []
    codes: list[Code] = []
    for number, scan in enumerate(scans(data, limits), start=1):
        read.append(read_scan(engine, scan.image, number, scan.width, scan.height))
        codes += codes_on_scan(scan.image, number, scan.width, scan.height)
    turnings = {scan.page.number: scan.turning for scan in read}
    return Pages(pages=tuple(scan.page for scan in read), turnings=turnings, codes=tuple(codes))


def _read_pdf_page(
    pdf: pypdfium2.PdfDocument, number: int, engine: OcrEngine, limits: Limits
) -> tuple[Page, PageContent, Turning | None, tuple[Code, ...]]:
    handle = pdf[number - 1]
    try:
        page = read_page(handle, number)
        content = page_content(handle, limits)
        if needs_ocr(page, content):
            image = render(handle, _scale(page, content))
            codes = codes_on_scan(image, number, page.width, page.height)
            scanned = read_scan(engine, image, number, page.width, page.height)
            if _finds_more(scanned.page, page):
                return scanned.page, content, scanned.turning, codes
            return page, content, None, codes
        return page, content, None, codes_on_page(handle, number, content)
    finally:
        handle.close()


def _scale(page: Page, content: PageContent) -> float:
    """Pixels a point: the scan's own resolution within bounds, never more pixels than the bound."""
    native = content.image_width / content.image_points * 72 if content.image_points else MOST_DPI
    scale = min(max(native, LEAST_DPI), MOST_DPI) / 72
    short, area = max(min(page.width, page.height), 1.0), max(page.width * page.height, 1.0)
    return float(min(scale, max(MAX_WIDTH / short, 0.01), (MAX_RENDERED / area) ** 0.5))


def _finds_more(scanned: Page, layer: Page) -> bool:
    """Whether OCR found at least as much as the little that the text layer has."""
    return sum(len(word.text) for word in scanned.words) >= sum(len(word.text) for word in layer.words)


def _page_problem(number: int, error: Exception) -> Problem:
    if isinstance(error, ExtractionError):
        return Problem(code=error.code, message=f"Page {number}: {error}")
    return Problem(code="page_damaged", message=f"Page {number} is damaged and was left out.")

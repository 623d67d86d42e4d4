"""Words and boxes of text layers, what counts as usable text, tables, places of printed values."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.evidence import PrintedWords, with_places
from extractors.models import Box, Invoice, InvoiceLine, Limits, Page, Source, Value, Word
from extractors.text.born_digital import read_page
from extractors.text.pdf import PageContent, open_pdf, page_content
from extractors.text.tables import read_tables
from extractors.text.usable import garbage_share, has_usable_text, needs_ocr, page_text
from tests.reading_documents import INVOICE_LINES, scan, scanned_pdf, table_pdf, text_pdf

LIMITS = Limits()


def first_page(data: bytes) -> tuple[Page, PageContent]:
    with open_pdf(data) as pdf:
        return read_page(pdf[0], 1), page_content(pdf[0], LIMITS)


def near(box: Box, expected: Box, points: float = 4.0) -> bool:
    return all(abs(a - b) <= points for a, b in zip(box, expected, strict=True))


def test_words_come_in_order_with_boxes_from_the_top_left() -> None:
    page, _ = first_page(text_pdf(["Hello big world", "Second"]))
    assert [word.text for word in page.words] == ["Hello", "big", "world", "Second"]
    assert (page.number, round(page.width), round(page.height), page.source) == (1, 595, 842, Source.TEXT)
    assert near(page.words[0].bbox, (72, 63, 98, 72))
    assert near(page.words[3].bbox, (72, 87, 112, 96))
    assert page_text(page) == "Hello big world\nSecond"


@pytest.mark.parametrize(
    ("rotation", "size", "expected"),
    [
        (0, (595, 842), (72, 63, 98, 72)),
        (90, (842, 595), (842 - 72, 72, 842 - 63, 98)),
        (180, (595, 842), (595 - 98, 842 - 72, 595 - 72, 842 - 63)),
        (270, (842, 595), (63, 595 - 98, 72, 595 - 72)),
    ],
)
def test_a_rotated_page_gives_boxes_as_it_is_displayed(rotation: int, size: tuple[float, float], expected: Box) -> None:
    page, _ = first_page(text_pdf(["Hello"], rotation=rotation))
    assert (round(page.width), round(page.height)) == size
    assert near(page.words[0].bbox, expected)


def test_drawings_and_images_are_counted_without_decoding() -> None:
    _, drawn = first_page(table_pdf([["a", "b"], ["c", "d"]]))
    _, scanned = first_page(scanned_pdf(scan()))
    assert drawn.paths == 4 and drawn.coverage == 0
    assert scanned.coverage > 0.95 and scanned.image_width == 1240


def page_of(text: str) -> Page:
    words = tuple(Word(text=part, bbox=(0, 0, 1, 1)) for part in text.split())
    return Page(number=1, width=595, height=842, words=words, source=Source.TEXT)


SCANNED = PageContent(objects=1, coverage=1.0)
DRAWN = PageContent(objects=5)


@pytest.mark.parametrize(
    ("text", "content", "usable"),
    [
        (" ".join(INVOICE_LINES), DRAWN, True),
        ("Page 1", DRAWN, False),
        ("", DRAWN, False),
        ("(cid:12) (cid:44) (cid:7) and a few more letters here", DRAWN, False),
        ("\ue012\ue013\ue014\ue015 abcdefghijklmnop", DRAWN, False),
        ("Scanned by the mail room on 13.11.2025", SCANNED, False),
        (" ".join(INVOICE_LINES), SCANNED, True),
        ("增值税电子普通发票 金额 价税合计 销售方", DRAWN, True),
    ],
)
def test_what_counts_as_usable_text(text: str, content: PageContent, usable: bool) -> None:
    assert has_usable_text(page_of(text), content) is usable
    assert needs_ocr(page_of(text), content) is not usable


def test_an_empty_page_needs_no_ocr() -> None:
    assert not needs_ocr(page_of(""), PageContent(objects=0))


def test_garbage_is_measured_as_a_share() -> None:
    assert garbage_share("clean") == 0
    assert garbage_share("(cid:1)(cid:2)") == 1
    assert garbage_share("a\ufffd") == 0.5


def test_ruled_tables_give_cells_with_text_and_boxes() -> None:
    rows = [["Item", "Quantity", "Total"], ["Bolts", "2", "100.00"]]
    (table,) = read_tables(table_pdf(rows), [1])
    assert table.page == 1
    assert [[cell.text if cell else None for cell in row] for row in table.rows] == rows
    cell = table.rows[1][2]
    assert cell is not None and near(cell.bbox, (312, 120, 432, 140))


def test_no_pages_wanted_or_no_table_drawn_gives_none() -> None:
    assert read_tables(b"never opened", []) == ()
    assert read_tables(text_pdf(), [1]) == ()


def test_a_file_that_pdfplumber_cannot_read_has_no_tables() -> None:
    assert read_tables(b"%PDF-1.7 and nothing more", [1]) == ()


def printed() -> list[Page]:
    return [first_page(text_pdf())[0]]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1190.00"), (INVOICE_LINES[6], 2)),
        (Decimal("190"), (INVOICE_LINES[5], 3)),
        (date(2025, 11, 13), (INVOICE_LINES[2], 1)),
        ("INV-4711", (INVOICE_LINES[1], 2)),
    ],
)
def test_a_value_is_found_where_the_page_prints_it(value: object, words: tuple[str, int]) -> None:
    page = printed()[0]
    found = PrintedWords([page]).find(value)
    assert found is not None
    number, box = found
    row = INVOICE_LINES.index(words[0])
    assert number == 1 and near((box[1], box[3], 0, 0), (63 + 24 * row, 72 + 24 * row, 0, 0))


def test_several_words_give_one_box_and_absent_values_none() -> None:
    words = PrintedWords(printed())
    found = words.find("Northwind Traders Ltd.")
    assert found is not None and near(found[1], (72, 63, 190, 72), 6)
    assert words.find("Contoso") is None
    assert words.find(Decimal("13")) is None
    assert words.find(Decimal("4711")) is None


def test_a_total_is_shown_at_its_last_place_and_unprinted_values_stay() -> None:
    page, _ = first_page(text_pdf(["Sum 50.00", "Other", "Total 50.00"]))
    total = Value(value=Decimal("50.00"), confidence=0.99, source=Source.XML)
    name = Value(value="Nobody", confidence=0.99, source=Source.XML)
    line = InvoiceLine(line_total=total)
    placed = with_places(Invoice(gross_total=total, supplier_name=name, lines=(line,)), [page])
    assert placed.gross_total is not None and placed.gross_total.bbox is not None
    assert placed.gross_total.page == 1 and placed.gross_total.bbox[1] > 100
    assert placed.lines[0].line_total is not None and placed.lines[0].line_total.bbox is not None
    assert placed.lines[0].line_total.bbox[1] < 80
    assert placed.supplier_name == name

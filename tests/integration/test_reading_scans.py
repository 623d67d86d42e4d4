"""Scans read by the real engines."""

import math

import pytest
from PIL import Image

from extractors.errors import EngineMissing, ReadingTimeout, UnreadableFile
from extractors.models import Limits, Page, Source
from extractors.text.engines import standard_engine
from extractors.text.ocr import OcrEngine
from extractors.text.pages import read_image_pages, read_pdf_pages
from extractors.text.pdf import open_pdf
from extractors.text.rapid.engine import RapidOcr
from extractors.text.scan import ScannedPage, read_scan
from extractors.text.tesseract.engine import TesseractEngine
from extractors.text.tesseract.program import Tesseract
from extractors.text.usable import page_text
from tests.reading_documents import DEJAVU, INVOICE_LINES, RUSSIAN_LINES, image_bytes, scan, scanned_pdf, text_pdf

LIMITS = Limits()
pytestmark = pytest.mark.usefixtures("tesseract")

ENGINE = standard_engine(60.0)
both_engines = pytest.mark.parametrize("engine", [RapidOcr(), TesseractEngine()], ids=["rapidocr", "tesseract"])


def read_whole(image: Image.Image, engine: OcrEngine = ENGINE) -> ScannedPage:
    """The page of a picture of A4 size, 595 by 842 points, and how it lay."""
    width, height = (595.2, 841.9) if image.width < image.height else (841.9, 595.2)
    return read_scan(engine, image, 1, width, height)


def read(image: Image.Image, engine: OcrEngine = ENGINE) -> Page:
    return read_whole(image, engine).page


def box_of(page: Page, text: str) -> tuple[float, float, float, float]:
    return next(word.bbox for word in page.words if text in word.text)


@both_engines
def test_a_clean_scan_gives_its_words_with_boxes_in_points(engine: OcrEngine) -> None:
    page = read(scan(), engine)
    text = page_text(page)
    for line in INVOICE_LINES:
        assert line in text
    assert page.source is Source.OCR and all(0 < word.confidence <= 1 for word in page.words)
    assert box_of(page, "Northwind") == pytest.approx((72, 74, 160, 86), abs=6)


@both_engines
@pytest.mark.parametrize("turn", [-4.0, 5.0])
def test_a_tilted_scan_is_levelled_and_its_boxes_lie_on_the_page_as_it_came(turn: float, engine: OcrEngine) -> None:
    image = scan(turn=turn)
    found = read_whole(image, engine)
    assert "Total amount due 1,190.00 EUR" in page_text(found.page)
    middles = [(box[1] + box[3]) / 2 for box in (box_of(found.page, "Total"), box_of(found.page, "1,190.00"))]
    assert abs(middles[0] - middles[1]) < 4, "the words of a line stand side by side"
    x0, y0, _, y1 = (side * 150 / 72 for side in found.turning.back(box_of(found.page, "Northwind")))
    turned_start = (150 - 620, 170 - 877)
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corner = (turned_start[0] * cos + turned_start[1] * sin + 620, -turned_start[0] * sin + turned_start[1] * cos + 877)
    assert x0 == pytest.approx(corner[0], abs=12) and y0 < corner[1] < y1 + 12


@both_engines
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_lying_on_its_side_or_head_is_turned_and_boxes_stay_with_the_page(turn: int, engine: OcrEngine) -> None:
    image = scan(turn=turn)
    found = read_whole(image, engine)
    assert "Invoice number INV-4711" in page_text(found.page)
    assert found.page.width < found.page.height, "upright"
    x0, y0, x1, y1 = found.turning.back(box_of(found.page, "Northwind"))
    middle = (x0 + x1) / 2 / found.turning.width, (y0 + y1) / 2 / found.turning.height
    upright = (119 / 595, 80 / 842)
    expected = {
        90: (upright[1], 1 - upright[0]),
        180: (1 - upright[0], 1 - upright[1]),
        270: (1 - upright[1], upright[0]),
    }
    assert middle == pytest.approx(expected[turn], abs=0.03)


def test_a_russian_scan_is_read_in_its_own_script() -> None:
    if not DEJAVU.exists():
        pytest.skip("no font with Cyrillic letters")
    text = page_text(read(scan(RUSSIAN_LINES, font=str(DEJAVU))))
    assert "Поставщик" in text and "оплате" in text


def test_only_pages_without_usable_text_go_through_ocr() -> None:
    with open_pdf(scanned_pdf(scan(), stamp="Received 14.11.2025")) as pdf:
        (scanned,) = read_pdf_pages(pdf, ENGINE, LIMITS).pages
    with open_pdf(text_pdf()) as pdf:
        (layer,) = read_pdf_pages(pdf, ENGINE, LIMITS).pages
    assert scanned.source is Source.OCR and "INV-4711" in page_text(scanned)
    assert layer.source is Source.TEXT


def test_every_page_of_a_tiff_is_read_at_its_own_size() -> None:
    tiff = image_bytes(scan(), "TIFF", more=[scan(["Second page of the same invoice"])])
    pages = read_image_pages(tiff, ENGINE, LIMITS).pages
    assert [page.number for page in pages] == [1, 2]
    assert "Second page" in page_text(pages[1])
    assert (round(pages[0].width), round(pages[0].height)) == (595, 842)


def test_an_image_bomb_inside_a_pdf_is_refused_before_it_is_drawn() -> None:
    with open_pdf(scanned_pdf(scan())) as pdf, pytest.raises(UnreadableFile) as caught:
        read_pdf_pages(pdf, ENGINE, Limits(max_pixels=10_000))
    assert caught.value.code == "image_bomb"


def test_an_empty_scan_gives_a_page_without_words() -> None:
    assert read(Image.new("L", (1240, 1754), 255)).words == ()


def test_a_missing_language_is_named() -> None:
    with pytest.raises(EngineMissing) as caught:
        Tesseract().words(scan(), ("xyz",), 6)
    assert caught.value.code == "ocr_language" and "xyz" in str(caught.value)


def test_ocr_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ReadingTimeout):
        Tesseract(seconds=0.01).words(scan(), ("eng",), 6)

"""Small documents for the tests of reading, built on the spot."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SCAN_WIDTH, SCAN_HEIGHT = 1240, 1754
"""A4 at 150 dpi."""

INVOICE_LINES = (
    "Northwind Traders Ltd",
    "Invoice number INV-4711",
    "Date 13.11.2025",
    "Consulting services in October",
    "Net total 1,000.00 EUR",
    "VAT 19 percent 190.00 EUR",
    "Total amount due 1,190.00 EUR",
    "Please pay within fourteen days",
)
RUSSIAN_LINES = (
    "Общество с ограниченной ответственностью Ромашка",
    "Счет на оплату номер 4711 от 13 ноября 2025",
    "Поставщик и покупатель согласны",
    "Итого к оплате без налога",
    "Руководитель организации",
)
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""A font with Cyrillic letters."""


def text_pdf(
    lines: Sequence[str] = INVOICE_LINES, rotation: int = 0, pages: int = 1, size: tuple[float, float] = A4
) -> bytes:
    """A PDF with a text layer: a line every 24 points from 72 points below the top, at 72 points from the left."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for _ in range(pages):
        for index, line in enumerate(lines):
            canvas.drawString(72, size[1] - 72 - 24 * index, line)
        canvas.showPage()
    canvas.save()
    return rotated(out.getvalue(), rotation) if rotation else out.getvalue()


def rotated(pdf: bytes, degrees: int) -> bytes:
    """Every page shown turned clockwise."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        page.rotate(degrees)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_pdf(password: str, owner: str = "owner") -> bytes:
    """A PDF that needs the password to open; with an empty one, it only forbids changes."""
    writer = PdfWriter(clone_from=BytesIO(text_pdf()))
    writer.encrypt(password, owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_attachment(name: str, content: bytes, lines: Sequence[str] = INVOICE_LINES) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(text_pdf(lines)))
    writer.add_attachment(name, content)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(lines: Sequence[str] = INVOICE_LINES, turn: float = 0.0, font: str = "Vera.ttf") -> Image.Image:
    """A page: a line every 80 pixels from pixel 150 down, at pixel 150; turned counter-clockwise."""
    image = Image.new("L", (SCAN_WIDTH, SCAN_HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    folder = reportlab.__path__[0]
    face = ImageFont.truetype(font if "/" in font else f"{folder}/fonts/{font}", 36)
    for index, line in enumerate(lines):
        draw.text((150, 150 + 80 * index), line, fill=0, font=face)
    return image.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255)


def image_bytes(image: Image.Image, kind: str, more: Sequence[Image.Image] = (), dpi: int = 150) -> bytes:
    """The picture as PNG, JPEG or TIFF; further ones are further pages of a TIFF."""
    out = BytesIO()
    if kind == "TIFF":
        image.save(out, kind, dpi=(dpi, dpi), compression="tiff_lzw", save_all=True, append_images=list(more))
    else:
        image.save(out, kind, dpi=(dpi, dpi))
    return out.getvalue()


def russian_scans(count: int = 1) -> bytes:
    """Pages that a program of its own reads: Tesseract, a child of the reader."""
    page = scan(RUSSIAN_LINES, font=str(DEJAVU))
    return image_bytes(page, "TIFF", more=[page] * (count - 1))


def scanned_pdf(image: Image.Image, stamp: str = "") -> bytes:
    """A PDF page that a picture covers, with nothing in the text layer but the stamp."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    if stamp:
        canvas.drawString(400, 20, stamp)
    canvas.save()
    return out.getvalue()


def table_pdf(rows: Sequence[Sequence[str]]) -> bytes:
    """A PDF with a ruled table: columns 120 points wide from 72, rows 20 points high from 100 below the top."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    top = A4[1] - 100
    for row_index, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = 72 + 120 * column, top - 20 * (row_index + 1)
            canvas.rect(x, y, 120, 20)
            canvas.drawString(x + 4, y + 6, text)
    canvas.save()
    return out.getvalue()

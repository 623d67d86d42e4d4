"""A page to draw on in millimetres from the top left corner, over reportlab, the same bytes each time."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TypedDict, Unpack

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path("/usr/share/fonts/truetype")
FACES = {
    "Sans": "liberation/LiberationSans-Regular.ttf",
    "Sans-Bold": "liberation/LiberationSans-Bold.ttf",
    "Serif": "liberation/LiberationSerif-Regular.ttf",
    "Serif-Bold": "liberation/LiberationSerif-Bold.ttf",
    "Mono": "liberation/LiberationMono-Regular.ttf",
    "Mono-Bold": "liberation/LiberationMono-Bold.ttf",
    "DejaVu": "dejavu/DejaVuSans.ttf",
    "DejaVu-Bold": "dejavu/DejaVuSans-Bold.ttf",
}
Column = tuple[str, float, str]
"""Title, position in millimetres, alignment (l, c, r)."""


class Style(TypedDict, total=False):
    """How text looks; size in points, ink as #rrggbb."""

    bold: bool
    size: float
    ink: str


def register_fonts() -> None:
    """Make the free fonts known to reportlab; FileNotFoundError names a missing one."""
    for name, path in FACES.items():
        if not (FONTS / path).exists():
            raise FileNotFoundError(f"{FONTS / path}: install fonts-dejavu and fonts-liberation")
        pdfmetrics.registerFont(TTFont(name, FONTS / path))
    pdfmetrics.registerFontFamily("Serif", normal="Serif", bold="Serif-Bold")


class Sheet:
    """A document being drawn, one page after the other."""

    def __init__(self, title: str, font: str = "Sans", size: float = 9, password: str = "") -> None:
        self.out = BytesIO()
        lock = StandardEncryption(password, password, strength=128) if password else None
        self.height = A4[1]
        self.font, self.size = font, size
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1, encrypt=lock)
        self.canvas.setTitle(title)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        align: str = "l",
        *,
        bold: bool = False,
        size: float = 0,
        ink: str = "#111111",
    ) -> None:
        """Write one line; `align` says which end of it x is."""
        self.canvas.setFillColor(HexColor(ink))
        self.canvas.setFont(self.font + "-Bold" if bold else self.font, size or self.size)
        write = {
            "l": self.canvas.drawString,
            "c": self.canvas.drawCentredString,
            "r": self.canvas.drawRightString,
        }
        write[align](x * mm, self.height - y * mm, text)

    def block(self, x: float, y: float, rows: Sequence[str], step: float = 4.5, **style: Unpack[Style]) -> float:
        """Write lines one below the other; returns where the next would stand."""
        for row in rows:
            self.text(x, y, row, **style)
            y += step
        return y

    def row(self, y: float, columns: tuple[Column, ...], cells: tuple[str, ...], **style: Unpack[Style]) -> None:
        """Write a table row: each cell at its column."""
        for (_, x, align), cell in zip(columns, cells, strict=True):
            self.text(x, y, cell, align, **style)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, ink: str = "#444444") -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(HexColor(ink))
        self.canvas.setLineWidth(width)
        self.canvas.line(x0 * mm, self.height - y0 * mm, x1 * mm, self.height - y1 * mm)

    def box(self, x: float, y: float, wide: float, high: float, fill: str = "", stroke: str = "") -> None:
        """Draw a rectangle whose top left corner is x, y."""
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        self.canvas.setStrokeColor(HexColor(stroke or "#000000"))
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(
            x * mm, self.height - (y + high) * mm, wide * mm, high * mm, stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled circle."""
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x * mm, self.height - y * mm, radius * mm, stroke=0, fill=1)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        """Draw a filled polygon."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * mm, self.height - points[0][1] * mm)
        for x, y in points[1:]:
            path.lineTo(x * mm, self.height - y * mm)
        path.close()
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """Finish this page and begin another."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """Finish the document; returns the PDF."""
        self.canvas.save()
        return self.out.getvalue()

"""Pages that are drawn on and remember where each value was put."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.generated.fonts import Face, face

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page."""
Run = tuple[str, str]
"""A piece of text and the name of the value that it prints ("" for none); "lines.0.quantity" is a cell's name."""

ASCENT, DESCENT = 0.76, 0.22
BLACK = "#000000"


@dataclass(frozen=True)
class Place:
    """Where a value stands: page from 1, box, and the text as printed."""

    name: str
    page: int
    box: Box
    text: str


@dataclass
class Sheet:
    """Draws text, rules and boxes; y runs down the page and a text's y is its base line."""

    width: float
    height: float
    family: str
    size: float
    places: list[Place] = field(default_factory=list)
    pages: list[list[tuple[object, ...]]] = field(default_factory=lambda: [[]])
    page: int = 1
    word_by_word: bool = False
    order: str = ""
    """How a page's texts stand in the file: "" as drawn, "mixed" (by size, then by chance) or "backwards"."""

    def face(self, bold: bool = False, family: str = "") -> Face:
        return face(family or self.family, bold)

    def new_page(self) -> None:
        self.pages.append([])
        self.page = len(self.pages)

    def measure(self, text: str, size: float = 0, bold: bool = False, family: str = "") -> float:
        """The width of `text` in points."""
        return float(stringWidth(text, self.face(bold, family), size or self.size))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        mark: str = "",
        *,
        align: str = "l",
        size: float = 0,
        bold: bool = False,
        ink: str = BLACK,
        family: str = "",
    ) -> float:
        """Draw one line; returns where it ends (right edge)."""
        return self.runs(x, y, [(text, mark)], align=align, size=size, bold=bold, ink=ink, family=family)

    def runs(
        self,
        x: float,
        y: float,
        runs: Sequence[Run],
        *,
        align: str = "l",
        size: float = 0,
        bold: bool = False,
        ink: str = BLACK,
        family: str = "",
    ) -> float:
        """Draw pieces one after the other on a line; returns the right edge."""
        size = size or self.size
        name = self.face(bold, family)
        widths = [float(stringWidth(text, name, size)) for text, _ in runs]
        start = x - sum(widths) * {"l": 0.0, "c": 0.5, "r": 1.0}[align]
        for (text, mark), width in zip(runs, widths, strict=True):
            if mark and text.strip():
                self.remember(mark, text, (start, y - ASCENT * size, start + width, y + DESCENT * size))
            self._put(start, y, text, name, size, ink)
            start += width
        return start

    def _put(self, x: float, y: float, text: str, name: str, size: float, ink: str) -> None:
        if not self.word_by_word:
            self.pages[self.page - 1].append(("text", x, y, text, name, size, ink))
            return
        for word in text.split(" "):
            self.pages[self.page - 1].append(("text", x, y, word, name, size, ink))
            x += float(stringWidth(word + " ", name, size))

    def remember(self, mark: str, text: str, box: Box) -> None:
        """Note that `text`, printed in `box` of this page, is the value named `mark` (several names by "|")."""
        rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
        for name in mark.split("|"):
            self.places.append(Place(name, self.page, rounded, text.strip()))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, ink: str = BLACK) -> None:
        self.pages[self.page - 1].append(("rule", x0, y0, x1, y1, width, ink))

    def box(self, box: Box, fill: str = "", ink: str = "", width: float = 0.5, round_by: float = 0) -> None:
        """A rectangle, filled (`fill`) or drawn round (`ink`) or both."""
        self.pages[self.page - 1].append(("box", box, fill, ink, width, round_by))

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.pages[self.page - 1].append(("disc", x, y, radius, fill))

    def turned(self, x: float, y: float, text: str, degrees: float, size: float, ink: str, bold: bool = False) -> None:
        """Text turned anti-clockwise about its middle (a watermark, a note at the edge)."""
        self.pages[self.page - 1].append(("turned", x, y, text, self.face(bold), size, ink, degrees))

    def done(self, title: str) -> bytes:
        """The PDF."""
        out = BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height), invariant=1, pageCompression=1)
        canvas.setTitle(title)
        for page in self.pages:
            for step in self._ordered(page):
                self._draw(canvas, step)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _ordered(self, page: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        if not self.order:
            return page
        texts = [step for step in page if step[0] == "text"]
        rest = [step for step in page if step[0] != "text"]
        ordered = (
            sorted(texts, key=lambda step: (str(step[5]), str(step[3])[::-1])) if self.order == "mixed" else texts[::-1]
        )
        return [*rest, *ordered]

    def _draw(self, canvas: Canvas, step: tuple[object, ...]) -> None:
        getattr(self, f"_draw_{step[0]}")(canvas, *step[1:])

    def _draw_text(self, canvas: Canvas, x: float, y: float, text: str, name: str, size: float, ink: str) -> None:
        canvas.setFillColor(HexColor(ink))
        canvas.setFont(name, size)
        canvas.drawString(x, self.height - y, text)

    def _draw_rule(self, canvas: Canvas, x0: float, y0: float, x1: float, y1: float, width: float, ink: str) -> None:
        canvas.setStrokeColor(HexColor(ink))
        canvas.setLineWidth(width)
        canvas.line(x0, self.height - y0, x1, self.height - y1)

    def _draw_box(self, canvas: Canvas, box: Box, fill: str, ink: str, width: float, round_by: float) -> None:
        if fill:
            canvas.setFillColor(HexColor(fill))
        if ink:
            canvas.setStrokeColor(HexColor(ink))
            canvas.setLineWidth(width)
        where = (box[0], self.height - box[3], box[2] - box[0], box[3] - box[1])
        if round_by:
            canvas.roundRect(*where, round_by, stroke=int(bool(ink)), fill=int(bool(fill)))
        else:
            canvas.rect(*where, stroke=int(bool(ink)), fill=int(bool(fill)))

    def _draw_disc(self, canvas: Canvas, x: float, y: float, radius: float, fill: str) -> None:
        canvas.setFillColor(HexColor(fill))
        canvas.circle(x, self.height - y, radius, stroke=0, fill=1)

    def _draw_turned(
        self, canvas: Canvas, x: float, y: float, text: str, name: str, size: float, ink: str, degrees: float
    ) -> None:
        canvas.saveState()
        canvas.translate(x, self.height - y)
        canvas.rotate(degrees)
        canvas.setFillColor(HexColor(ink))
        canvas.setFont(name, size)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()

"""Pages of a report: titles, texts, tables whose head comes again on each page, numbers at the foot, an outline."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from orchestrator.reports.compliance.pdf.typeface import REGULAR, Typeface
from orchestrator.reports.compliance.pdf.wrapping import wrapped

WIDTH, HEIGHT = landscape(A4)
MARGIN, FOOT = 36.0, 40.0
SIZE, LEADING, PAD = 7.0, 8.6, 2.5
TITLE, HEADING, BODY = 20.0, 12.0, 9.0
INK, QUIET, HEAD, RULE = HexColor("#16202a"), HexColor("#5a6670"), HexColor("#0f5c63"), HexColor("#c8d0d6")
WHITE = HexColor("#ffffff")
FEWEST = 3
"""Lines of a row that are left on a page when it is broken."""


class Paper:
    """Writes from top to bottom; a page is begun where the next piece does not fit."""

    def __init__(self, path: Path, faces: tuple[Typeface, Typeface], language: str, title: str, foot: str) -> None:
        self.regular, self.bold = faces
        self.foot, self.page, self.y = foot, 0, 0.0
        self.canvas = Canvas(
            str(path), pagesize=(WIDTH, HEIGHT), invariant=1, lang=language, pageCompression=1, initialFontName=REGULAR
        )
        self.canvas.setTitle(title)
        self.canvas.setCreator("botfarm")
        self.canvas.showOutline()
        self.pages_form = "botfarm-pages"
        self.begin_page()

    def begin_page(self) -> None:
        """Go on with a new page."""
        if self.page:
            self.canvas.showPage()
        self.page, self.y = self.page + 1, HEIGHT - MARGIN
        before = self.foot.format(page=self.page, pages="\n").partition("\n")[0]
        self._draw(before, MARGIN, MARGIN / 2, SIZE, self.regular, QUIET)
        self.canvas.saveState()
        self.canvas.translate(MARGIN + self.regular.width(before, SIZE), MARGIN / 2)
        self.canvas.doForm(self.pages_form)
        self.canvas.restoreState()

    def finish(self) -> None:
        """Write the number of pages wherever it is told, and the file."""
        after = self.foot.format(page=0, pages="\n").partition("\n")[2]
        self.canvas.showPage()
        self.canvas.beginForm(self.pages_form, -10, -10, 200, 20)
        self._draw(f"{self.page}{after}", 0, 0, SIZE, self.regular, QUIET)
        self.canvas.endForm()
        self.canvas.save()

    def heading(self, text: str, *, size: float = HEADING, needs: float = 110) -> None:
        """A title, also in the outline; it begins a page where less than `needs` points are left."""
        if self.y - needs < FOOT:
            self.begin_page()
        self.y -= size * 1.5
        key = f"part-{self.page}-{round(self.y)}"
        self.canvas.bookmarkHorizontal(key, 0, self.y + size)
        self.canvas.addOutlineEntry(text, key, 0, closed=False)
        self._draw(text, MARGIN, self.y, size, self.bold, INK)
        self.y -= size * 0.5

    def text(self, text: str, *, size: float = BODY, bold: bool = False, quiet: bool = False) -> None:
        """A paragraph."""
        face = self.bold if bold else self.regular
        for line in wrapped(text, WIDTH - 2 * MARGIN, size, face):
            self._room(size * 1.4)
            self.y -= size * 1.4
            self._draw(line, MARGIN, self.y, size, face, QUIET if quiet else INK)

    def space(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def line(self, x: float, width: float) -> None:
        """A line to write on."""
        self.canvas.setStrokeColor(INK)
        self.canvas.line(x, self.y, x + width, self.y)

    def label(self, text: str, x: float) -> None:
        """A small text at a place of the line."""
        self._draw(text, x, self.y - SIZE * 1.4, SIZE, self.regular, QUIET)

    def _room(self, height: float) -> bool:
        """Make room on this page or the next; whether the next was begun."""
        if self.y - height >= FOOT:
            return False
        self.begin_page()
        return True

    def _draw(self, text: str, x: float, y: float, size: float, face: Typeface, colour: Color) -> None:
        writing = self.canvas.beginText(x, y)
        writing.setFillColor(colour)
        for font, piece in face.runs(text):
            writing.setFont(font, size)
            writing.textOut(piece)
        self.canvas.drawText(writing)


class Grid:
    """A table on paper: rows of texts under heads that come again on every page."""

    def __init__(self, paper: Paper, titles: Sequence[str], shares: Sequence[float], figures: Sequence[bool]) -> None:
        self.paper, self.figures = paper, figures
        room = WIDTH - 2 * MARGIN
        self.widths = [share / sum(shares) * room for share in shares]
        inside = [width - 2 * PAD for width in self.widths]
        self.heads = [wrapped(text, width, SIZE, paper.bold) for text, width in zip(titles, inside, strict=True)]
        self.head_height = max(map(len, self.heads)) * LEADING + 2 * PAD
        if paper.y - self.head_height - 3 * LEADING < FOOT:
            paper.begin_page()
        self._draw_head()

    def row(self, texts: Sequence[str]) -> None:
        """The next row; one that is higher than the page goes on on the next."""
        paper = self.paper
        lines = [
            wrapped(text, width - 2 * PAD, SIZE, paper.regular) for text, width in zip(texts, self.widths, strict=True)
        ]
        while True:
            height = max(1, *map(len, lines))
            fits = int((paper.y - FOOT - 2 * PAD) / LEADING)
            if height > fits and (fits < FEWEST or height <= self._whole_page()):
                paper.begin_page()
                self._draw_head()
                continue
            self._draw_row([cell[:fits] for cell in lines], min(height, fits))
            if height <= fits:
                return
            lines = [cell[fits:] for cell in lines]

    def _whole_page(self) -> int:
        return int((HEIGHT - MARGIN - FOOT - self.head_height - 2 * PAD) / LEADING)

    def _draw_head(self) -> None:
        paper = self.paper
        paper.y -= self.head_height
        paper.canvas.setFillColor(HEAD)
        paper.canvas.rect(MARGIN, paper.y, WIDTH - 2 * MARGIN, self.head_height, stroke=0, fill=1)
        self._cells(self.heads, paper.y + self.head_height, paper.bold, WHITE)

    def _draw_row(self, cells: Sequence[Sequence[str]], height: int) -> None:
        paper = self.paper
        top = paper.y
        paper.y -= height * LEADING + 2 * PAD
        self._cells(cells, top, paper.regular, INK)
        paper.canvas.setStrokeColor(RULE)
        paper.canvas.setLineWidth(0.4)
        paper.canvas.line(MARGIN, paper.y, WIDTH - MARGIN, paper.y)

    def _cells(self, cells: Sequence[Sequence[str]], top: float, face: Typeface, colour: Color) -> None:
        x = MARGIN
        for lines, width, right in zip(cells, self.widths, self.figures, strict=True):
            y = top - PAD - SIZE
            for line in lines:
                at = x + width - PAD - face.width(line, SIZE) if right else x + PAD
                self.paper._draw(line, at, y, SIZE, face, colour)
                y -= LEADING
            x += width

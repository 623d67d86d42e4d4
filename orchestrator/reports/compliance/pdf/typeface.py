"""In which font each character is set, and how wide it is. What no font has, or what nobody can see, is replaced."""

import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from orchestrator.errors import OrchestratorError
from orchestrator.reports.compliance.pdf import font_files
from orchestrator.reports.compliance.pdf.chinese import cut_out

REGULAR, BOLD, CHINESE = "BotfarmRegular", "BotfarmBold", "BotfarmChinese"
UNKNOWN = "\ufffd"
FIRST_CHINESE = 0x2E80
"""From here on the signs of East Asia begin; before it the Latin font is asked alone."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that are not shown: what turns the direction of writing could make a text look otherwise."""


class FontMissing(OrchestratorError):
    """No font for the PDF is installed; the message names the package."""


class Place(NamedTuple):
    """A character as it is set: its font and its width in thousandths of the font's size."""

    shown: str
    font: str
    width: float


@dataclass
class Typeface:
    """The fonts of one report."""

    bold: bool
    chinese: bool
    places: dict[str, Place] = field(default_factory=dict)

    def place(self, character: str) -> Place:
        """How a character is set."""
        found = self.places.get(character)
        if found is None:
            found = self.places[character] = self._place(character)
        return found

    def _place(self, character: str) -> Place:
        if unicodedata.category(character) in UNSEEN:
            shown = "" if unicodedata.category(character) == "Cf" else UNKNOWN
        else:
            shown = " " if character.isspace() else character
        latin = BOLD if self.bold else REGULAR
        for font in (latin, CHINESE) if self.chinese else (latin,):
            if not shown or ord(shown) in _widths(font):
                return Place(shown, font, _widths(font)[ord(shown)] if shown else 0.0)
        return Place(UNKNOWN, latin, _widths(latin).get(ord(UNKNOWN), 600.0))

    def width(self, text: str, size: float) -> float:
        """Points that a text takes."""
        return sum(self.place(character).width for character in text) * size / 1000

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces of one font each."""
        font, piece = "", ""
        for character in text:
            place = self.place(character)
            if place.font != font and piece:
                yield font, piece
                piece = ""
            font, piece = place.font, piece + place.shown
        if piece:
            yield font, piece


def is_chinese(character: str) -> bool:
    """Whether a character is looked for in the Chinese font."""
    return ord(character) >= FIRST_CHINESE


@contextmanager
def typefaces(characters: Collection[str]) -> Iterator[tuple[Typeface, Typeface]]:
    """The regular and the bold typeface for a report that has these characters; for one report at a time.

    Raises:
        FontMissing
    """
    files = font_files.latin()
    if files is None:
        raise FontMissing("No font for the report is installed; install the package fonts-dejavu-core.")
    for name, path in zip((REGULAR, BOLD), files, strict=True):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))
    chinese = _register_chinese([one for one in characters if is_chinese(one)])
    try:
        yield Typeface(bold=False, chinese=chinese), Typeface(bold=True, chinese=chinese)
    finally:
        _forget_chinese()


def _register_chinese(characters: Collection[str]) -> bool:
    path = font_files.chinese()
    if path is None or not characters:
        return False
    pdfmetrics.registerFont(TTFont(CHINESE, BytesIO(cut_out(path, characters))))
    return True


def _forget_chinese() -> None:
    """The library keeps the first font of a name for good, and the next report needs other characters."""
    font = pdfmetrics._fonts.pop(CHINESE, None)
    if font is not None:
        pdfmetrics._dynFaceNames.pop(font.face.name, None)


def _widths(font: str) -> dict[int, float]:
    widths: dict[int, float] = pdfmetrics.getFont(font).face.charWidths
    return widths

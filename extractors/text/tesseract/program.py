"""Tesseract, the OCR engine that is always there, through pytesseract."""

import os
from functools import cache

from PIL import Image
from pytesseract import pytesseract

from extractors.errors import EngineMissing, ReadingTimeout
from extractors.models import Frozen, Word

HINT = "Install Debian's tesseract-ocr with tesseract-ocr-deu, -fra, -chi-sim, -rus and -osd."


class Orientation(Frozen):
    """How a page lies: degrees to turn it clockwise until upright, how sure, and its script (Latin, Han ...)."""

    degrees: int
    sureness: float
    script: str


class Tesseract:
    """Tesseract through pytesseract, one thread a page: the farm runs pages side by side instead."""

    def __init__(self, seconds: float = 60.0) -> None:
        self.seconds = seconds
        os.environ["OMP_THREAD_LIMIT"] = "1"

    def languages(self) -> frozenset[str]:
        """The installed languages.

        Raises:
            EngineMissing: Tesseract is not installed.
        """
        return _installed()

    def words(self, image: Image.Image, languages: tuple[str, ...], layout: int) -> tuple[Word, ...]:
        """The words in reading order, boxes in pixels; `layout` is Tesseract's page segmentation mode.

        Raises:
            EngineMissing: a language or Tesseract is not installed.
            ReadingTimeout: it took too long.
        """
        missing = set(languages) - self.languages()
        if missing:
            raise EngineMissing("ocr_language", f"Tesseract lacks {', '.join(sorted(missing))}. {HINT}")
        try:
            table = pytesseract.image_to_data(
                image,
                lang="+".join(languages),
                config=f"--psm {layout} --oem 1 -c tessedit_do_invert=0",
                output_type=pytesseract.Output.DICT,
                timeout=self.seconds,
            )
        except pytesseract.TesseractError as error:
            raise EngineMissing("ocr_failed", f"Tesseract could not read a page: {str(error)[:200]}") from error
        except RuntimeError as error:
            raise ReadingTimeout("ocr_timeout", f"Reading a scanned page took over {self.seconds:g} s.") from error
        return tuple(_words(table))

    def orientation(self, image: Image.Image) -> Orientation | None:
        """How the page lies, None where too little is on it."""
        try:
            found = pytesseract.image_to_osd(
                image, config="--psm 0", output_type=pytesseract.Output.DICT, timeout=self.seconds
            )
        except (pytesseract.TesseractError, RuntimeError):
            return None
        return Orientation(
            degrees=int(found["rotate"]) % 360,
            sureness=float(found["orientation_conf"]),
            script=str(found["script"]),
        )


@cache
def _installed() -> frozenset[str]:
    try:
        return frozenset(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError as error:
        raise EngineMissing("ocr_missing", f"Tesseract is not installed. {HINT}") from error


def _words(table: dict[str, list[str | int | float]]) -> list[Word]:
    found = []
    columns = ("text", "conf", "left", "top", "width", "height")
    for text, sureness, left, top, width, height in zip(*(table[name] for name in columns), strict=True):
        if not str(text).strip() or float(sureness) < 0:
            continue
        x, y = float(left), float(top)
        box = (x, y, x + float(width), y + float(height))
        found.append(Word(text=str(text).strip(), bbox=box, confidence=min(float(sureness), 100.0) / 100))
    return found

"""A page read by Tesseract: scaled, levelled, and turned and read in another script where that does better."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from extractors.text.ocr import Reading
from extractors.text.skew import measure_skew
from extractors.text.tesseract.program import Tesseract
from extractors.text.turning import Turning

MAX_WIDTH = 1800
"""Pixels; wider scans are scaled down, which helps Tesseract and costs less time."""
MAX_HEIGHT = 6000
MIN_WIDTH = 700
"""Narrower images are scaled up by two at most; their letters are too small otherwise."""
BLOCK = 6
"""Tesseract's page segmentation: one uniform block. Measured best on receipts and not worse on invoices."""
GOOD = 0.62
"""Mean confidence from which a first reading is kept; the wrong script or a page on its head gives 0.55 at most."""
POOR = 0.55
"""Mean confidence below which other scripts are tried, where the page's look tells nothing."""
CLEARLY = 0.15
"""By so much another script must do better on a strip of the page."""
SURE = 4.0
"""Tesseract's own measure from which it is believed about orientation and script; noise gives up to 3."""

LATIN = ("eng", "deu", "fra")
SCRIPTS: dict[str, tuple[str, ...]] = {
    "Latin": LATIN,
    "Fraktur": LATIN,
    "Cyrillic": ("rus", "eng"),
    "Han": ("chi_sim", "eng"),
    "HanS": ("chi_sim", "eng"),
    "HanT": ("chi_sim", "eng"),
    "Japanese": ("chi_sim", "eng"),
    "Korean": ("chi_sim", "eng"),
}
"""Languages tried by the script that the page has."""


class TesseractEngine:
    """Tesseract with trials of orientation and script; see `OcrEngine`."""

    def __init__(self, seconds: float = 60.0) -> None:
        self.program = Tesseract(seconds)

    def read(self, image: Image.Image) -> Reading:
        """The words of a grey page; see `OcrEngine.read`."""
        return _best_reading(self.program, _scaled(image))

    def read_unlike_latin(self, image: Image.Image) -> Reading:
        """The words of a page that looks like Cyrillic, or like whatever other script Tesseract is sure of."""
        scaled = _scaled(image)
        found = self.program.orientation(scaled)
        sure = found is not None and found.sureness >= SURE
        script = found.script if found and sure and SCRIPTS.get(found.script, LATIN) != LATIN else "Cyrillic"
        degrees = found.degrees if found and sure else 0
        return _read(self.program, scaled, degrees, _known(self.program, SCRIPTS[script]))


def _scaled(image: Image.Image) -> Image.Image:
    short, long = min(image.size), max(image.size)
    factor = min(MAX_WIDTH / short, MAX_HEIGHT / long, 1.0)
    if short < MIN_WIDTH:
        factor = min(MIN_WIDTH / max(short, 1), 2.0, MAX_HEIGHT / long)
    if factor == 1.0:
        return image
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    return image.resize(size, Image.Resampling.LANCZOS)


def _best_reading(program: Tesseract, image: Image.Image) -> Reading:
    """The first reading if it is good; else the best of those that the page's look or a trial of scripts suggests."""
    latin = _known(program, LATIN)
    first = _read(program, image, 0, latin)
    if first.score() >= GOOD:
        return first
    found = program.orientation(image)
    if found is not None and found.sureness >= SURE:
        languages = _known(program, SCRIPTS.get(found.script, LATIN))
        if found.degrees == 0 and languages == latin:
            return first
        return max(first, _read(program, image, found.degrees, languages), key=Reading.score)
    return max((first, *_other_scripts(program, image, first)), key=Reading.score)


def _other_scripts(program: Tesseract, image: Image.Image, first: Reading) -> Iterator[Reading]:
    """Readings in scripts that do clearly better than the first reading on the strip with the most ink."""
    if first.score() >= POOR or not first.words:
        return
    strip = _inkiest_strip(image)
    for script in ("Cyrillic", "Han"):
        languages = _known(program, SCRIPTS[script])
        if _read(program, strip, 0, languages).score() > first.score() + CLEARLY:
            yield _read(program, image, 0, languages)


def _inkiest_strip(image: Image.Image) -> Image.Image:
    """The eighth of the page that has the most ink, over its whole width."""
    rows = np.asarray(image.resize((1, 64), Image.Resampling.BOX), dtype=np.float32)[:, 0]
    start = int(np.argmin(np.convolve(rows, np.ones(8), "valid")))
    return image.crop((0, image.height * start // 64, image.width, image.height * (start + 8) // 64))


def _known(program: Tesseract, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the languages that are installed, or all of them, so that the engine says what is missing."""
    return tuple(name for name in languages if name in program.languages()) or languages


def _read(program: Tesseract, image: Image.Image, degrees: int, languages: tuple[str, ...]) -> Reading:
    upright = Turning(width=image.width, height=image.height, degrees=degrees)
    turned = upright.apply(image)
    turning = upright.model_copy(update={"tilt": measure_skew(turned)})
    if turning.tilt:
        turned = turning.apply(image)
    return Reading(words=program.words(turned, languages, BLOCK), turning=turning)

"""A page image to a `Page`: turned upright, levelled, read by OCR in the languages of its script, boxes mapped back."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from extractors.models import Frozen, Page, Source, Word
from extractors.text.ocr import OcrEngine
from extractors.text.skew import measure_skew
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


class Reading(Frozen):
    """One attempt: the words in pixels of the scaled, turned page, and how the page was turned for it."""

    words: tuple[Word, ...] = ()
    turning: Turning

    def score(self) -> float:
        """Mean confidence over the letters and digits, 0 to 1, less where hardly any were found."""
        weights = [sum(c.isalnum() for c in word.text) for word in self.words]
        total = sum(weights)
        if not total:
            return 0.0
        mean = sum(word.confidence * weight for word, weight in zip(self.words, weights, strict=True)) / total
        return mean * min(1.0, total / 30)


class ScannedPage(Frozen):
    """A scan's words, and how its page lies.

    Attributes:
        page: upright and level, so that the words of a line stand side by side; boxes in points of it.
        turning: brings boxes back to the page as it is displayed.
    """

    page: Page
    turning: Turning


def read_scan(engine: OcrEngine, image: Image.Image, number: int, width: float, height: float) -> ScannedPage:
    """The words of a grey page image that shows a page of `width` x `height` points."""
    scaled = _scaled(image)
    reading = _best_reading(engine, scaled)
    turning = reading.turning.model_copy(update={"width": width, "height": height})
    upright = turning.size()
    across, down = (points / pixels for points, pixels in zip(upright, reading.turning.size(), strict=True))
    words = []
    for word in reading.words:
        x0, y0, x1, y1 = word.bbox
        words.append(word.model_copy(update={"bbox": (x0 * across, y0 * down, x1 * across, y1 * down)}))
    page = Page(number=number, width=upright[0], height=upright[1], words=tuple(words), source=Source.OCR)
    return ScannedPage(page=page, turning=turning)


def _scaled(image: Image.Image) -> Image.Image:
    short, long = min(image.size), max(image.size)
    factor = min(MAX_WIDTH / short, MAX_HEIGHT / long, 1.0)
    if short < MIN_WIDTH:
        factor = min(MIN_WIDTH / max(short, 1), 2.0, MAX_HEIGHT / long)
    if factor == 1.0:
        return image
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    return image.resize(size, Image.Resampling.LANCZOS)


def _best_reading(engine: OcrEngine, image: Image.Image) -> Reading:
    """The first reading if it is good; else the best of those that the page's look or a trial of scripts suggests."""
    latin = _known(engine, LATIN)
    first = _read(engine, image, 0, latin)
    if first.score() >= GOOD:
        return first
    found = engine.orientation(image)
    if found is not None and found.sureness >= SURE:
        languages = _known(engine, SCRIPTS.get(found.script, LATIN))
        if found.degrees == 0 and languages == latin:
            return first
        return max(first, _read(engine, image, found.degrees, languages), key=Reading.score)
    return max((first, *_other_scripts(engine, image, first)), key=Reading.score)


def _other_scripts(engine: OcrEngine, image: Image.Image, first: Reading) -> Iterator[Reading]:
    """Readings in scripts that do clearly better than the first reading on the strip with the most ink."""
    if first.score() >= POOR or not first.words:
        return
    strip = _inkiest_strip(image)
    for script in ("Cyrillic", "Han"):
        languages = _known(engine, SCRIPTS[script])
        if _read(engine, strip, 0, languages).score() > first.score() + CLEARLY:
            yield _read(engine, image, 0, languages)


def _inkiest_strip(image: Image.Image) -> Image.Image:
    """The eighth of the page that has the most ink, over its whole width."""
    rows = np.asarray(image.resize((1, 64), Image.Resampling.BOX), dtype=np.float32)[:, 0]
    start = int(np.argmin(np.convolve(rows, np.ones(8), "valid")))
    return image.crop((0, image.height * start // 64, image.width, image.height * (start + 8) // 64))


def _known(engine: OcrEngine, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the languages that are installed, or all of them, so that the engine says what is missing."""
    return tuple(name for name in languages if name in engine.languages()) or languages


def _read(engine: OcrEngine, image: Image.Image, degrees: int, languages: tuple[str, ...]) -> Reading:
    upright = Turning(width=image.width, height=image.height, degrees=degrees)
    turned = upright.apply(image)
    turning = upright.model_copy(update={"tilt": measure_skew(turned)})
    if turning.tilt:
        turned = turning.apply(image)
    return Reading(words=engine.words(turned, languages, BLOCK), turning=turning)

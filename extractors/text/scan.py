"""A page image to a `Page`: read by an OCR engine, the words' boxes in points of the page as it was turned."""

from PIL import Image

from extractors.models import Frozen, Page, Source
from extractors.text.ocr import OcrEngine
from extractors.text.turning import Turning


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
    reading = engine.read(image)
    turning = reading.turning.model_copy(update={"width": width, "height": height})
    upright = turning.size()
    across, down = (points / pixels for points, pixels in zip(upright, reading.turning.size(), strict=True))
    words = []
    for word in reading.words:
        x0, y0, x1, y1 = word.bbox
        words.append(word.model_copy(update={"bbox": (x0 * across, y0 * down, x1 * across, y1 * down)}))
    page = Page(number=number, width=upright[0], height=upright[1], words=tuple(words), source=Source.OCR)
    return ScannedPage(page=page, turning=turning)

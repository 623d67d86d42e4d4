"""Which OCR engine reads a page: RapidOCR's networks for Latin and Chinese, Tesseract for Cyrillic and the rest."""

from PIL import Image

from extractors.errors import EngineMissing
from extractors.text.ocr import OcrEngine, Reading
from extractors.text.tesseract.engine import TesseractEngine

UNREAD = 0.15
"""Share of print without characters from which a page is taken to be in a script that the networks lack.

They leave nearly all of Cyrillic out, and a third of a form full of figures; of poor receipts at most a fifteenth.
"""
USABLE = 0.5


class ByScript:
    """RapidOCR's networks first; a page of which they leave much unread is given to Tesseract, the better one kept."""

    def __init__(self, networks: OcrEngine, tesseract: TesseractEngine) -> None:
        self.networks, self.tesseract = networks, tesseract

    def read(self, image: Image.Image) -> Reading:
        """See `OcrEngine.read`."""
        first = self.networks.read(image)
        if first.unread < UNREAD:
            return first
        try:
            return max(self.tesseract.read_unlike_latin(image), first, key=Reading.score)
        except EngineMissing:
            if first.score() < USABLE:
                raise
            return first


class Networks:
    """RapidOCR's networks, loaded when the first page comes: documents with text need neither their time nor memory."""

    def read(self, image: Image.Image) -> Reading:
        """See `OcrEngine.read`."""
        from extractors.text.rapid.engine import RapidOcr

        return RapidOcr().read(image)


def standard_engine(seconds: float) -> OcrEngine:
    """The engines of this machine; `seconds` is the limit of one call of Tesseract."""
    return ByScript(Networks(), TesseractEngine(seconds))

"""Scans that come as images: counting pages and opening them, sizes checked before anything is decoded."""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence

from extractors.errors import UnreadableFile
from extractors.models import Frozen, Limits

ASSUMED_DPI = 150.0
"""For images that do not say; most scans and photos of receipts lie near it."""

LARGE = 5000
"""Pixels of the longer side from which half of them are enough."""

BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, TypeError, KeyError, IndexError)
"""What Pillow raises for damaged images."""


class Scan(Frozen, arbitrary_types_allowed=True):
    """One page of an image file in grey, upright as its EXIF data says, with its size in points."""

    image: Image.Image
    width: float
    height: float


def page_count(data: bytes, limits: Limits) -> int:
    """Number of frames; counting stops just above the page limit.

    Raises:
        UnreadableFile: damaged.
    """
    try:
        with _opened(data) as image:
            count = 0
            for _ in ImageSequence.Iterator(image):
                count += 1
                if count > limits.max_pages:
                    break
            return count
    except BROKEN as error:
        raise _damaged() from error


def refuse_bomb(data: bytes, name: str, limits: Limits) -> None:
    """Raise `UnreadableFile` image_bomb if a frame's header states more pixels than the limit; nothing is decoded."""
    with _opened(data) as image:
        for index in range(limits.max_pages):
            try:
                image.seek(index)
            except BROKEN:
                return
            width, height = image.size
            if width * height > limits.max_pixels:
                raise UnreadableFile(
                    "image_bomb",
                    f"{name} states {width} x {height} pixels, more than the limit of {limits.max_pixels}.",
                )


def scans(data: bytes, limits: Limits) -> Iterator[Scan]:
    """The pages of a TIFF, PNG or JPEG, one at a time.

    Raises:
        UnreadableFile: damaged.
    """
    for index in range(page_count(data, limits)):
        try:
            with _opened(data) as image:
                image.seek(index)
                yield _scan(image)
        except BROKEN as error:
            raise _damaged() from error


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Image.open(BytesIO(data), formats=("TIFF", "PNG", "JPEG", "MPO"))
        except Image.DecompressionBombError as error:
            raise UnreadableFile("image_bomb", "The image states far too many pixels.") from error
        except BROKEN as error:
            raise _damaged() from error


def _scan(image: Image.Image) -> Scan:
    dpi_x, dpi_y = (dpi * part for dpi, part in zip(_resolution(image), _drafted(image), strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        upright = ImageOps.exif_transpose(_grey(image))
    turned = image.getexif().get(0x0112, 1) >= 5
    if turned:
        dpi_x, dpi_y = dpi_y, dpi_x
    return Scan(image=upright, width=upright.width * 72 / dpi_x, height=upright.height * 72 / dpi_y)


def _drafted(image: Image.Image) -> tuple[float, float]:
    """Have a JPEG decoded in grey, very large ones at half their size; returns which part of width and height is left.

    A page of 600 dpi in colour takes 100 MB and tells no more than one of 300.
    """
    width, height = image.size
    if image.format in ("JPEG", "MPO") and image.mode in ("RGB", "L"):
        halved = max(width, height) >= LARGE
        image.draft("L", (width // 2, height // 2) if halved else (width, height))
    return image.width / width, image.height / height


def _grey(image: Image.Image) -> Image.Image:
    """In grey, transparent parts white: a page without paint is paper."""
    if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.convert("F").getextrema()
        span = max(float(str(high)) - float(str(low)), 1.0)
        return image.convert("F").point(lambda v: (v - float(str(low))) * (255.0 / span)).convert("L")
    exif = image.getexif()
    grey = image.convert("L")
    grey.getexif().update(exif)
    return grey


def _resolution(image: Image.Image) -> tuple[float, float]:
    try:
        x, y = (float(part) for part in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        x = y = 0.0
    if not (50 <= x <= 2400 and 50 <= y <= 2400):
        return ASSUMED_DPI, ASSUMED_DPI
    return x, y


def _damaged() -> UnreadableFile:
    return UnreadableFile("damaged", "The image is damaged and cannot be opened. Please scan or send it again.")

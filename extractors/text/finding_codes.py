"""Codes on the pages of a document: only where something is drawn that may be one, and always on scans."""

from collections.abc import Iterator

import pypdfium2
from PIL import Image

from extractors.codes.decoding import payloads_in
from extractors.codes.registry import understood
from extractors.codes.stated import Code
from extractors.errors import UnreadableFile
from extractors.models import Box
from extractors.text.pdf import PageContent, render

MARGIN = 6.0
"""Points around a place: a code needs a quiet zone."""
MAX_PLACES = 12
"""Places looked at one by one; pages with more (catalogues, ornaments) are looked at as a whole."""
DPI = 300
WHOLE_DPI = 200
LARGE = 200_000.0
"""Square points (a third of an A4 page) from which a place is drawn at the lower resolution."""


def codes_on_page(page: pypdfium2.PdfPage, number: int, content: PageContent) -> tuple[Code, ...]:
    """The codes on a PDF page that has a text layer, with boxes as displayed.

    A page that cannot be drawn has none; its text is read all the same.
    """
    width, height = page.get_size()
    places = content.code_places
    if len(places) > MAX_PLACES:
        places = ((0.0, 0.0, width, height),)
    found: list[Code] = []
    for place in places:
        cut = _widened(place, width, height)
        if cut[2] <= cut[0] or cut[3] <= cut[1] or any(_inside(code.bbox, cut) for code in found):
            continue
        scale = (WHOLE_DPI if (cut[2] - cut[0]) * (cut[3] - cut[1]) > LARGE else DPI) / 72
        try:
            image = render(page, scale, cut)
        except UnreadableFile:
            continue
        found += _codes(image, number, cut, drawn=True)
    return tuple(found)


def codes_on_scan(image: Image.Image, number: int, width: float, height: float) -> tuple[Code, ...]:
    """The codes in the image of a page of `width` x `height` points."""
    return tuple(_codes(image, number, (0.0, 0.0, width, height), drawn=False))


def _codes(image: Image.Image, number: int, cut: Box, drawn: bool) -> Iterator[Code]:
    left, top, right, bottom = cut
    across, down = (right - left) / max(image.width, 1), (bottom - top) / max(image.height, 1)
    for payload in payloads_in(image, drawn):
        stated = understood(payload)
        if stated is not None:
            x0, y0, x1, y1 = payload.bbox
            yield Code(
                page=number,
                bbox=(left + x0 * across, top + y0 * down, left + x1 * across, top + y1 * down),
                stated=stated,
            )


def _widened(place: Box, width: float, height: float) -> Box:
    return (
        max(place[0] - MARGIN, 0.0),
        max(place[1] - MARGIN, 0.0),
        min(place[2] + MARGIN, width),
        min(place[3] + MARGIN, height),
    )


def _inside(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]

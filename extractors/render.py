"""Pages as pictures for people to look at: PDF in colour, scans in grey, upright and with their sizes in points.

Run as a program (``python -m extractors.render sizes TYPE`` or ``page TYPE NUMBER DPI``, the file on standard input)
it bounds its own memory and time, so that a hostile file ends that process and nothing else.
"""

import json
import resource
import sys
from collections.abc import Sequence
from io import BytesIO
from itertools import islice

import pypdfium2
from PIL import Image

from extractors.einvoice.signed import signed_content
from extractors.errors import ExtractionError, UnreadableFile
from extractors.file_types import IMAGES, MediaType, by_content
from extractors.models import Limits
from extractors.text.images import scans
from extractors.text.pdf import open_pdf

LONGEST_SIDE = 3000
"""Pixels; a poster is drawn smaller than asked for."""

MEMORY = 3 * 2**30
CPU_SECONDS = 30
REFUSED = 3
"""Exit code for a file or a page that cannot be drawn; the sentence is on standard error."""


def page_sizes(data: bytes, media_type: str, most: int, limits: Limits) -> tuple[tuple[float, float], ...]:
    """Width and height in points of the first `most` pages, as displayed; none for XML, mail and OFD.

    Raises:
        UnreadableFile: encrypted, damaged or too large.
    """
    if media_type in IMAGES:
        return tuple((scan.width, scan.height) for scan in islice(scans(data, limits), most))
    if media_type != MediaType.PDF:
        return ()
    with open_pdf(data) as pdf:
        return tuple(pdf.get_page_size(index) for index in range(min(len(pdf), most)))


def page_png(data: bytes, media_type: str, number: int, dpi: int, limits: Limits) -> bytes:
    """Page `number` (from 1) as PNG with `dpi` pixels an inch, fewer for very large pages.

    Raises:
        UnreadableFile: the file cannot be opened, or has no such page.
    """
    image = _scan(data, number, dpi, limits) if media_type in IMAGES else _pdf_page(data, media_type, number, dpi)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _pdf_page(data: bytes, media_type: str, number: int, dpi: int) -> Image.Image:
    if media_type != MediaType.PDF:
        raise _no_such_page(number)
    with open_pdf(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise _no_such_page(number)
        try:
            page = pdf[number - 1]
            scale = min(dpi / 72, LONGEST_SIDE / max(*page.get_size(), 1.0))
            drawn: Image.Image = page.render(scale=scale).to_pil().copy()
            return drawn
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise UnreadableFile("damaged", f"Page {number} cannot be drawn.") from error


def _scan(data: bytes, number: int, dpi: int, limits: Limits) -> Image.Image:
    scan = next(islice(scans(data, limits), max(number - 1, 0), None), None)
    if scan is None or number < 1:
        raise _no_such_page(number)
    scale = min(dpi / 72, LONGEST_SIDE / max(scan.width, scan.height, 1.0))
    size = max(round(scan.width * scale), 1), max(round(scan.height * scale), 1)
    return scan.image.resize(size, Image.Resampling.LANCZOS)


def _no_such_page(number: int) -> UnreadableFile:
    return UnreadableFile("no_such_page", f"The document has no page {number} that can be shown.")


def _opened(data: bytes, media_type: str) -> tuple[bytes, str]:
    """What is inside a signed file, with its type; other files as they are."""
    if media_type != MediaType.P7M:
        return data, media_type
    content = signed_content(data, "The file")
    return content, by_content(content) or ""


def main(arguments: Sequence[str]) -> int:
    """Answer one question about the file on standard input, within bounds; returns the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    what, media_type, *numbers = arguments
    data = sys.stdin.buffer.read()
    try:
        data, media_type = _opened(data, media_type)
        if what == "sizes":
            answer = json.dumps(page_sizes(data, media_type, int(numbers[0]), Limits())).encode()
        else:
            answer = page_png(data, media_type, int(numbers[0]), int(numbers[1]), Limits())
    except ExtractionError as error:
        sys.stderr.write(str(error))
        return REFUSED
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

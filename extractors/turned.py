"""A copy of a file with some of its pages turned, as a person said; the file itself stays as it came.

Run as a program (``python -m extractors.turned TYPE DEGREES``, DEGREES as JSON by page number, the file on standard
input, the copy on standard output) it bounds its own memory and time, so that a hostile file ends that process alone.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

import extractors
from extractors.errors import ExtractionError, UnreadableFile
from extractors.file_types import IMAGES, MediaType
from extractors.text.images import BROKEN
from extractors.text.pdf import open_pdf
from extractors.text.saving import saved
from extractors.text.turning import QUARTERS

MEMORY = 3 * 2**30
CPU_SECONDS = 60
SECONDS = 120
REFUSED = 3
"""Exit code for a file whose pages cannot be turned; the sentence is on standard error."""
ROOT = Path(extractors.__file__).resolve().parent.parent
JPEG_QUALITY = 95


def turned(data: bytes, media_type: str, degrees: Mapping[int, int]) -> bytes:
    """The file with each page of `degrees` (from 1) turned clockwise by 90, 180 or 270, as it is displayed.

    Raises:
        UnreadableFile: no_such_page, damaged, or unsupported: neither a PDF nor an image.
    """
    wanted = {page: by % 360 for page, by in degrees.items() if by % 360}
    if media_type == MediaType.PDF:
        return _turned_pdf(data, wanted)
    if media_type in IMAGES:
        return _turned_images(data, media_type, wanted)
    raise UnreadableFile("unsupported", "Only the pages of PDF files and of images can be turned.")


def _turned_pdf(data: bytes, degrees: Mapping[int, int]) -> bytes:
    with open_pdf(data) as pdf:
        _insist_on_pages(degrees, len(pdf))
        try:
            for number, by in degrees.items():
                page = pdf[number - 1]
                page.set_rotation((page.get_rotation() + by) % 360)
            return saved(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile("damaged", "The pages of this PDF cannot be turned.") from error


def _turned_images(data: bytes, media_type: str, degrees: Mapping[int, int]) -> bytes:
    """The same format again, every page upright as its EXIF data says before it is turned."""
    buffer = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=("TIFF", "PNG", "JPEG", "MPO")) as image:
            pages = [
                _turned_image(frame, degrees.get(number, 0))
                for number, frame in enumerate(ImageSequence.Iterator(image), start=1)
            ]
            _insist_on_pages(degrees, len(pages))
            first, *others = pages if media_type == MediaType.TIFF else pages[:1]
            how = {"save_all": True, "append_images": others} if others else {}
            if media_type == MediaType.JPEG:
                how = {"quality": JPEG_QUALITY, "subsampling": 0}
            elif media_type == MediaType.TIFF:
                how |= {"compression": "group4" if all(page.mode == "1" for page in pages) else "tiff_adobe_deflate"}
            first.save(buffer, media_type.upper(), dpi=first.info.get("dpi", (0, 0)), **how)
    except BROKEN as error:
        raise UnreadableFile("damaged", "The image is damaged, and its pages cannot be turned.") from error
    return buffer.getvalue()


def _turned_image(frame: Image.Image, by: int) -> Image.Image:
    dpi = frame.info.get("dpi")
    upright = ImageOps.exif_transpose(frame)
    swapped = (frame.getexif().get(0x0112, 1) >= 5) != (by in (90, 270))
    page = upright.transpose(QUARTERS[by]) if by else upright.copy()
    page.info = {"dpi": dpi[::-1] if swapped else dpi} if dpi else {}
    return page


def _insist_on_pages(degrees: Mapping[int, int], count: int) -> None:
    beyond = [page for page in degrees if not 1 <= page <= count]
    if beyond:
        raise UnreadableFile("no_such_page", f"There is no page {beyond[0]}; the file has {count}.")


def turned_apart(original: Path, media_type: str, degrees: Mapping[int, int]) -> bytes:
    """What `turned` gives, made by a process of its own.

    Raises:
        UnreadableFile: the pages cannot be turned, or not within the bounds.
    """
    command = [sys.executable, "-m", "extractors.turned", media_type, json.dumps(dict(degrees))]
    with original.open("rb") as data:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, the file on standard input
                command, stdin=data, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile("timeout", "Turning the pages took too long.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() if done.returncode == REFUSED else ""
        raise UnreadableFile("damaged", said or "The pages of this file cannot be turned.")
    return done.stdout


def main(arguments: Sequence[str]) -> int:
    """Turn the pages of the file on standard input within bounds; returns the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    degrees = {int(page): int(by) for page, by in json.loads(arguments[1]).items()}
    try:
        copy = turned(sys.stdin.buffer.read(), arguments[0], degrees)
    except ExtractionError as error:
        sys.stderr.write(str(error))
        return REFUSED
    sys.stdout.buffer.write(copy)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

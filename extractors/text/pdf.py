"""Opening PDFs with pdfium: the errors it knows, attachments, what lies on a page, and rendering."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from extractors.errors import UnreadableFile
from extractors.models import Box, Frozen, Limits
from extractors.text.born_digital import placing
from extractors.text.drawn import drawings_of_codes, objects_of, pictures_of_codes

MAX_ATTACHMENTS = 100


class PageContent(Frozen):
    """What is drawn on a page.

    Attributes:
        objects: number of page objects of any kind looked at (`drawn.MAX_OBJECTS` at most).
        paths: number of drawn lines and shapes.
        coverage: share of the page that its largest image covers, 0 to 1.
        image_width: that image's width in pixels; 0 without one.
        image_points: the width in points at which it is shown.
        code_places: where a QR code may be drawn: images and clusters of small shapes, boxes as displayed.
    """

    objects: int = 0
    paths: int = 0
    coverage: float = 0.0
    image_width: int = 0
    image_points: float = 0.0
    code_places: tuple[Box, ...] = ()


@contextmanager
def open_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A pdfium document that is closed at the end. Not thread-safe.

    Raises:
        UnreadableFile: encrypted (a password is needed to open it) or damaged.
    """
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(getattr(error, "err_code", None)) from error
    try:
        if len(pdf) < 1:
            raise UnreadableFile("damaged", "The PDF has no page that can be read. Please send it again.")
        yield pdf
    finally:
        pdf.close()


def _refusal(code: int | None) -> UnreadableFile:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return UnreadableFile("encrypted", "The PDF is encrypted and needs a password. Please send it without one.")
    return UnreadableFile("damaged", "The PDF is damaged and cannot be opened. Please ask the sender for it again.")


def attachments(pdf: pypdfium2.PdfDocument, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files embedded in a PDF; those over the size limit or unreadable are left out."""
    for index in range(min(pdf.count_attachments(), MAX_ATTACHMENTS)):
        try:
            attachment = pdf.get_attachment(index)
            size = ctypes.c_ulong()
            pdfium.FPDFAttachment_GetFile(attachment, None, 0, size)
            if 0 < size.value <= limits.max_bytes:
                yield attachment.get_name(), bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            continue


def page_content(page: pypdfium2.PdfPage, limits: Limits) -> PageContent:
    """Count what is drawn on the page and find its largest image; no image is decoded.

    Raises:
        UnreadableFile: image_bomb, when an image states more pixels than the limit.
    """
    width, height = page.get_size()
    area = max(width * height, 1.0)
    objects, paths, images = objects_of(page)
    image_width = 0
    coverage = points = 0.0
    shown = []
    for item in images:
        pixels = _pixels(item.handle, limits)
        left, bottom, right, top = box = item.box()
        share = min(max(right - left, 0.0) * max(top - bottom, 0.0) / area, 1.0)
        if share > coverage:
            coverage, image_width, points = share, pixels, right - left
        shown.append(box)
    place = placing(page)
    places = tuple(place(*box) for box in (*pictures_of_codes(shown), *drawings_of_codes(paths)))
    return PageContent(
        objects=objects, paths=len(paths), coverage=coverage, image_width=image_width, image_points=points,
        code_places=places,
    )  # fmt: skip


def _pixels(image: object, limits: Limits) -> int:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(image, width, height):
        return 0
    if width.value * height.value > limits.max_pixels:
        raise UnreadableFile(
            "image_bomb",
            f"An image in the PDF states {width.value} x {height.value} pixels, "
            f"more than the limit of {limits.max_pixels}.",
        )
    return int(width.value)


def render(page: pypdfium2.PdfPage, scale: float, part: Box | None = None) -> Image.Image:
    """The page in grey, `scale` pixels a point, as it is displayed; of a `part` (a box as displayed) only that.

    Raises:
        UnreadableFile: damaged, when pdfium cannot draw it.
    """
    cut = (0.0, 0.0, 0.0, 0.0)
    if part is not None:
        width, height = page.get_size()
        cut = (part[0], height - part[3], width - part[2], part[1])
    try:
        bitmap = page.render(scale=scale, grayscale=True, crop=cut)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise UnreadableFile("damaged", "A page of the PDF cannot be drawn.") from error
    try:
        image: Image.Image = bitmap.to_pil()
        return image.convert("L").copy()
    finally:
        bitmap.close()

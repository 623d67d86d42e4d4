"""Paper: a drawn PDF turned into what a scanner, a camera or a fax makes of it."""

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page of the PDF as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def scanned_pdf(pdf: bytes, dpi: int = 300) -> bytes:
    """A PDF of pictures alone, as an office scanner saves it: slightly soft, slightly grey, no text layer."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle("")
    canvas.setCreator("MFP scan")
    for page in pages(pdf, dpi):
        soft = _noisy(page.filter(ImageFilter.GaussianBlur(0.6)), spread=3, seed=1).point(lambda v: min(255, v + 4))
        canvas.drawImage(ImageReader(BytesIO(_jpeg(soft, dpi, 60))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def skewed_jpeg(pdf: bytes, dpi: int = 200, degrees: float = 2.5) -> bytes:
    """The first page put on the glass crookedly, with noise, specks, uneven light and a shadow at the edge."""
    page = pages(pdf, dpi)[0].rotate(degrees, Image.Resampling.BICUBIC, fillcolor=245)
    light = np.linspace(1.0, 0.88, page.width)[None, :] * np.linspace(0.98, 1.0, page.height)[:, None]
    lit = np.asarray(page, dtype=float) * 0.93 * light + 6
    random = np.random.default_rng(7)
    for x, y in zip(random.integers(0, page.width, 260), random.integers(0, page.height, 260), strict=True):
        lit[y : y + 2, x : x + 2] = 90
    lit[:, -18:] *= np.linspace(1.0, 0.45, 18)
    picture = Image.fromarray(lit.clip(0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.5))
    return _jpeg(_noisy(picture, spread=11, seed=8), dpi, 55)


def fax_tiff(pdf: bytes, dpi: int = 300) -> bytes:
    """All pages as a black-and-white TIFF with fax compression (group 4)."""
    first, *rest = [page.point(lambda v: 255 if v > 150 else 0).convert("1") for page in pages(pdf, dpi)]
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(dpi, dpi))
    return out.getvalue()


def _noisy(picture: Image.Image, spread: float, seed: int) -> Image.Image:
    grain = np.random.default_rng(seed).normal(0, spread, (picture.height, picture.width))
    return Image.fromarray((np.asarray(picture, dtype=float) + grain).clip(0, 255).astype("uint8"))


def _jpeg(picture: Image.Image, dpi: int, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    return out.getvalue()

"""Scans and photographs of drawn pages: what scanners, fax machines, telephones and pockets do to paper."""

import io
import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.generated.choices import Choices

Pixels = NDArray[np.float32]
Matrix = NDArray[np.float64]
WAYS = {"flatbed": 0.45, "photo": 0.25, "fax": 0.08, "copier": 0.12, "clean": 0.1}
STAMPS = ("PAID", "RECEIVED", "BEZAHLT", "EINGEGANGEN", "PAYÉ", "COPY", "BOOKED", "APPROVED", "GEBUCHT", "OK")
STAMP_INKS = ((180, 30, 40), (30, 50, 160), (20, 110, 60), (60, 60, 60))
STAMP_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
SAVED = time.gmtime(0)


@dataclass
class Scan:
    """A scanned page: pixels 0 to 255 (height, width, 3), and how points of the page come to pixels."""

    pixels: Pixels
    matrix: Matrix

    def box(self, box: list[float]) -> list[float]:
        """The box (pixels) round a box of the page (points)."""
        x0, y0, x1, y1 = box
        corners = np.array([[x0, y0, 1.0], [x1, y0, 1.0], [x0, y1, 1.0], [x1, y1, 1.0]]) @ self.matrix.T
        flat = corners[:, :2] / corners[:, 2:]
        low, high = flat.min(axis=0), flat.max(axis=0)
        return [round(float(value), 1) for value in (*low, *high)]


def scanned(content: bytes, row: dict[str, Any], choices: Choices, receipt: bool) -> tuple[bytes, str, dict[str, Any]]:
    """A PDF's pages scanned: the file, its suffix, and the row with places in pixels and what was done in `meta`."""
    way = choices.weighed("way", {**WAYS, "photo": 0.45, "fax": 0.01} if receipt else WAYS)
    dpi = (
        choices.pick("dpi", (200, 203, 240, 300))
        if receipt
        else choices.pick("dpi", (110, 130, 150, 150, 170, 200, 200))
    )
    dpi = min(dpi, 100 * choices.pick("fax dpi", (1, 2))) if way == "fax" else dpi
    pages = [scan_page(page, way, dpi, choices, i, receipt) for i, page in enumerate(pypdfium2.PdfDocument(content))]
    places = {
        name: [{**place, "box": pages[place["page"] - 1].box(place["box"])} for place in found]
        for name, found in row["places"].items()
    }
    images = [Image.fromarray(page.pixels.clip(0, 255).astype(np.uint8)) for page in pages]
    if way == "fax" or choices.chance("grey", 0.4):
        images = [image.convert("L") for image in images]
    suffix, data = _saved(images, choices, dpi)
    meta = {**row["meta"], "scan": way, "dpi": dpi}
    return data, suffix, {**row, "places": places, "meta": meta}


def scan_page(page: pypdfium2.PdfPage, way: str, dpi: int, choices: Choices, number: int, receipt: bool) -> Scan:
    """One page, as `way` takes it."""
    rng = np.random.default_rng(int(choices.share(f"page {number}") * 2**32))
    scale = dpi / 72
    image = page.render(scale=scale).to_pil().convert("RGB")
    if not receipt or rng.random() < 0.3:
        _marked(image, rng, dpi, receipt)
    scan = Scan(np.asarray(image, np.float32), np.diag([scale, scale, 1.0]))
    _printed(scan, rng, receipt)
    if way != "clean":
        if receipt and rng.random() < 0.5:
            _crumpled(scan, rng)
        if rng.random() < 0.25:
            _folded(scan, rng)
        _moved(scan, rng, way, dpi)
        _lit(scan, rng, way)
    _taken(scan, rng, way)
    if choices.chance("turned", 0.04):
        _turned(scan, choices.pick("turn", (1, 2, 3)))
    return scan


def _marked(image: Image.Image, rng: np.random.Generator, dpi: int, receipt: bool) -> None:
    """Stamps, a scribble of a pen, holes of a punch."""
    draw = ImageDraw.Draw(image, "RGBA")
    width, height = image.size
    if rng.random() < 0.25:
        _stamp(image, rng, dpi)
    if rng.random() < 0.15:
        x, y = rng.uniform(0.1, 0.8) * width, rng.uniform(0.1, 0.9) * height
        steps = np.add(rng.normal(0, dpi * 0.12, (14, 2)), (dpi * 0.06, 0))
        points = [tuple(point) for point in np.add(np.cumsum(steps, axis=0), (x, y)).tolist()]
        draw.line(points, fill=(20, 40, 150, 200), width=max(2, dpi // 75), joint="curve")
    if rng.random() < 0.2 and not receipt:
        for share in (0.37, 0.63):
            x, y, r = dpi * 0.45, height * share, dpi * 0.11
            draw.ellipse((x - r, y - r, x + r, y + r), fill=(90, 90, 90, 255))


def _stamp(image: Image.Image, rng: np.random.Generator, dpi: int) -> None:
    text = str(rng.choice(STAMPS))
    if rng.random() < 0.6:
        text += f"\n{rng.integers(1, 29):02}.{rng.integers(1, 13):02}.{rng.integers(2020, 2027)}"
    font = ImageFont.truetype(STAMP_FONT, int(dpi * rng.uniform(0.13, 0.26)))
    ink = tuple(int(value) for value in STAMP_INKS[int(rng.integers(len(STAMP_INKS)))])
    bounds = ImageDraw.Draw(image).multiline_textbbox((0, 0), text, font=font)
    size = (int(bounds[2]) + 24, int(bounds[3]) + 24)
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    draw.rectangle((2, 2, size[0] - 3, size[1] - 3), outline=(*ink, 200), width=3)
    draw.multiline_text((12, 8), text, font=font, fill=(*ink, 190), align="center")
    layer = layer.rotate(float(rng.uniform(-25, 25)), expand=True, resample=Image.Resampling.BICUBIC)
    x = int(rng.uniform(0.1, 0.75) * image.width)
    y = int(rng.uniform(0.05, 0.85) * image.height)
    image.paste(layer, (x, y), layer)


def _printed(scan: Scan, rng: np.random.Generator, receipt: bool) -> None:
    """What a worn printer does: pale ink, missing columns, pale bands."""
    pixels = scan.pixels
    height, width, _ = pixels.shape
    if rng.random() < (0.5 if receipt else 0.15):
        scan.pixels = 255 - (255 - pixels) * np.float32(rng.uniform(0.45, 0.85))
    if rng.random() < (0.3 if receipt else 0.06):
        for x in rng.integers(0, width, int(rng.integers(1, 4))):
            scan.pixels[:, x : x + int(rng.integers(1, 3))] = 250
    if rng.random() < (0.25 if receipt else 0.05):
        wave = np.sin(np.linspace(0, rng.uniform(4, 16), height) + rng.uniform(0, 6))[:, None, None]
        scan.pixels = 255 - (255 - scan.pixels) * (1 - 0.35 * wave.clip(0, 1)).astype(np.float32)


def _smooth(rng: np.random.Generator, height: int, width: int, cells: int) -> Pixels:
    """Smooth noise from -1 to 1."""
    coarse = Image.fromarray(rng.uniform(-1, 1, (cells, max(2, cells * width // height + 1))).astype(np.float32))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), np.float32)


def _crumpled(scan: Scan, rng: np.random.Generator) -> None:
    """Paper that was in a pocket: it waves a little, and the light shows it."""
    height, width, _ = scan.pixels.shape
    relief = _smooth(rng, height, width, int(rng.integers(5, 14)))
    shade = np.gradient(relief, axis=1) * width / 40 + np.gradient(relief, axis=0) * height / 40
    strength = rng.uniform(4, 16)
    scan.pixels = scan.pixels + (shade.clip(-2, 2) * strength)[:, :, None].astype(np.float32)
    drift = (_smooth(rng, height, width, 4) * rng.uniform(0.5, 3.0)).round().astype(int)
    rows = np.clip(np.arange(height)[:, None] + drift, 0, height - 1)
    scan.pixels = scan.pixels[rows, np.arange(width)[None, :]]


def _folded(scan: Scan, rng: np.random.Generator) -> None:
    """The creases of a letter folded in three, or of a note folded once across."""
    height, width, _ = scan.pixels.shape
    for share in (1 / 3, 2 / 3) if rng.random() < 0.6 else (0.5,):
        across = rng.random() < 0.75
        length = height if across else width
        where = np.arange(length) - length * (share + rng.normal(0, 0.01))
        crease = (np.exp(-np.abs(where) / 2.5) * rng.uniform(10, 70) + np.tanh(where / 60) * rng.uniform(-6, 6)).astype(
            np.float32
        )
        scan.pixels = scan.pixels - (crease[:, None, None] if across else crease[None, :, None])


def _moved(scan: Scan, rng: np.random.Generator, way: str, dpi: int) -> None:
    """Turned a little, and for a photograph seen at an angle with what lies under the paper."""
    height, width, _ = scan.pixels.shape
    margin = int(dpi * rng.uniform(0.1, 0.5)) if way == "photo" else 0
    spread = 0.025 if way == "photo" else 0.0
    angle = math.radians(float(np.clip(rng.normal(0, 1.6 if way == "photo" else 0.7), -4, 4)))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    middle = corners.mean(axis=0)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    goal = (corners - middle) @ turn.T + middle + margin + rng.uniform(-spread, spread, (4, 2)) * [width, height]
    forward = _homography(corners, goal)
    size = (width + 2 * margin, height + 2 * margin)
    back = np.linalg.inv(forward)
    back /= back[2, 2]
    paper = Image.fromarray(scan.pixels.clip(0, 255).astype(np.uint8))
    coefficients = back.flatten()[:8].tolist()
    moved = paper.transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC, fillcolor=(1, 2, 3)
    )
    pixels = np.asarray(moved, np.float32)
    outside = (pixels == np.array([1, 2, 3], np.float32)).all(axis=2)
    ground = _ground(rng, way, *outside.shape)
    scan.pixels = np.where(outside[:, :, None], ground, pixels)
    scan.matrix = forward @ scan.matrix


def _ground(rng: np.random.Generator, way: str, height: int, width: int) -> Pixels:
    """What shows beside the paper: a desk, the lid of the scanner."""
    if way != "photo":
        return np.full((height, width, 3), 255 if rng.random() < 0.7 else rng.uniform(20, 90), np.float32)
    colour = (rng.uniform(30, 160) + rng.uniform(-18, 18, 3) + [12, 0, -12]).astype(np.float32)
    grain = _smooth(rng, height, width, 40) * rng.uniform(2, 20)
    return (colour[None, None, :] + grain[:, :, None]).astype(np.float32)


def _homography(start: Matrix, goal: Matrix) -> Matrix:
    """The perspective that takes four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(start.tolist(), goal.tolist(), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    solved = np.linalg.solve(np.array(rows, float), np.array(values, float))
    return np.append(solved, 1.0).reshape(3, 3)


def _lit(scan: Scan, rng: np.random.Generator, way: str) -> None:
    """Uneven light, a shadow, the tint of a lamp or of old paper."""
    height, width, _ = scan.pixels.shape
    depth = rng.uniform(0.05, 0.35) if way == "photo" else rng.uniform(0, 0.06)
    light = 1 - depth * (0.5 + 0.5 * _smooth(rng, height, width, 2))
    if way == "photo" and rng.random() < 0.4:
        across = np.linspace(-1, 1, width)[None, :] * rng.uniform(-2, 2) + np.linspace(-1, 1, height)[
            :, None
        ] * rng.uniform(-2, 2)
        light = light * (1 - rng.uniform(0.1, 0.35) / (1 + np.exp(-across * 14)))
    tint = 1 - rng.uniform(0, 0.1, 3) * [0.3, 0.5, 1.0] * (1 if rng.random() < 0.5 else 0)
    scan.pixels = (scan.pixels * light[:, :, None] * tint).astype(np.float32)
    if way == "copier" and rng.random() < 0.6:
        edge = int(width * rng.uniform(0.005, 0.03))
        scan.pixels[:, :edge] *= np.float32(rng.uniform(0.1, 0.6))


def _taken(scan: Scan, rng: np.random.Generator, way: str) -> None:
    """Blur, noise, contrast, and black and white for a fax."""
    blur = {"photo": rng.uniform(0.3, 1.3), "flatbed": rng.uniform(0.2, 0.8), "copier": rng.uniform(0.3, 0.9)}.get(
        way, 0.25
    )
    image = Image.fromarray(scan.pixels.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(image, np.float32)
    grain = {"photo": rng.uniform(2, 12), "flatbed": rng.uniform(0, 6), "copier": rng.uniform(2, 10), "fax": 12.0}.get(
        way, 0.0
    )
    pixels = pixels + rng.normal(0, grain, (*pixels.shape[:2], 1)).astype(np.float32)
    if way == "copier":
        pixels = (pixels - 128) * np.float32(rng.uniform(1.1, 1.9)) + 128 + np.float32(rng.uniform(-10, 40))
        dust = rng.random(pixels.shape[:2]) < rng.uniform(0, 0.0008)
        pixels[dust] = rng.uniform(0, 120)
    if way == "fax":
        pixels = np.where(pixels.mean(axis=2, keepdims=True) > rng.uniform(120, 190), 255.0, 0.0).astype(np.float32)
        pixels = np.repeat(pixels, 3, axis=2)
    scan.pixels = pixels


def _turned(scan: Scan, quarters: int) -> None:
    """The page fed in sideways or upside down."""
    for _ in range(quarters):
        width = scan.pixels.shape[1]
        scan.pixels = np.rot90(scan.pixels).copy()
        scan.matrix = np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float) @ scan.matrix


def _saved(images: list[Image.Image], choices: Choices, dpi: int) -> tuple[str, bytes]:
    """The file of the scan: an image, or a PDF of images (always where there are several pages)."""
    form = choices.weighed("file", {".jpg": 0.55, ".png": 0.1, ".pdf": 0.35})
    out = io.BytesIO()
    quality = choices.pick("quality", (35, 50, 60, 70, 75, 80, 90))
    if form == ".pdf" or len(images) > 1:
        first, *rest = images
        first.save(
            out, "PDF", save_all=True, append_images=rest, quality=quality, resolution=float(dpi), creationDate=SAVED,
            modDate=SAVED,
        )  # fmt: skip
        return ".pdf", out.getvalue()
    if form == ".png":
        images[0].save(out, "PNG")
    else:
        images[0].save(out, "JPEG", quality=quality)
    return form, out.getvalue()

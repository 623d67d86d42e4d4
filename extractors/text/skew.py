"""How far a scanned page is tilted, by the sharpness of its row profile."""

import numpy as np
from PIL import Image

WIDTH = 800
"""Pixels to which the page is scaled for measuring; text lines stay apart at it."""
MOST = 10.0
"""Degrees to either side that are tried."""
LEAST = 0.2
"""Smaller tilts do not disturb OCR."""


def measure_skew(image: Image.Image) -> float:
    """Degrees by which to turn a grey page counter-clockwise to level its lines; 0 if level or nothing to measure."""
    ink = _ink(image)
    if ink is None:
        return 0.0
    coarse = _best(ink, np.arange(-MOST, MOST + 0.1, 1.0))
    middle = _best(ink, coarse + np.arange(-1.0, 1.01, 0.25))
    fine = _best(ink, middle + np.arange(-0.25, 0.26, 0.05))
    if _sharpness(ink, fine) < 1.05 * _sharpness(ink, 0.0):
        return 0.0
    return float(fine) if abs(fine) >= LEAST else 0.0


def _ink(image: Image.Image) -> tuple[np.ndarray, np.ndarray] | None:
    """Columns and rows of the dark pixels of the page scaled down, None if there are too few or too many."""
    scale = WIDTH / max(image.width, 1)
    small = image.resize((WIDTH, max(1, round(image.height * scale)))) if scale < 1 else image
    grey = np.asarray(small, dtype=np.float32)
    threshold = (np.percentile(grey, 1) + np.percentile(grey, 90)) / 2
    rows, columns = np.nonzero(grey < threshold)
    if not 200 <= rows.size <= grey.size * 0.5:
        return None
    return columns.astype(np.float32), rows.astype(np.float32)


def _best(ink: tuple[np.ndarray, np.ndarray], angles: np.ndarray) -> float:
    return float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))


def _sharpness(ink: tuple[np.ndarray, np.ndarray], angle: float) -> float:
    """Sum of squares of the row profile's steps once the page is turned by `angle` degrees."""
    columns, rows = ink
    turned = rows * np.cos(np.radians(angle)) - columns * np.sin(np.radians(angle))
    turned -= turned.min()
    profile = np.bincount(turned.astype(np.int32)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())

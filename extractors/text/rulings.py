"""Whether a PDF page may hold a table drawn with lines, by the outlines of its shapes: quick, so asked first."""

from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.models import Box
from extractors.text.drawn import objects_of

THIN = 3.0
"""Points; what is shorter draws no side of a cell."""
SIDES = 4
"""A table of lines has three columns at least, which are four sides."""
MANY_STROKES = 12
"""A single shape of so many strokes may be a whole table."""
WIDTH = 0.25
"""Share of the page's width that a table has at least; shapes closer together are a sign or an ornament."""
MOST_SHAPES = 2_000
"""A page with more is a drawing."""


def may_hold_table(page: pypdfium2.PdfPage) -> bool:
    """Whether at some height of the page so many vertical lines or sides of boxes stand side by side."""
    shapes = objects_of(page).paths
    if len(shapes) > MOST_SHAPES:
        return False
    width = page.get_width() * WIDTH
    boxes = [shape.box() for shape in shapes]
    if any(
        box[2] - box[0] >= width and pdfium.FPDFPath_CountSegments(shape.handle) >= MANY_STROKES
        for shape, box in zip(shapes, boxes, strict=True)
    ):
        return True
    return _columns([box for box in boxes if box[3] - box[1] >= THIN], width)


def _columns(boxes: Sequence[Box], least_width: float) -> bool:
    heights = {round((box[1] + box[3]) / 2) for box in boxes}
    return any(_stand_apart([box for box in boxes if box[1] <= y <= box[3]], least_width) for y in heights)


def _stand_apart(boxes: Sequence[Box], least_width: float) -> bool:
    """Whether boxes at one height have enough sides; a frame counts only where what it holds are lines, no boxes."""
    shapes = [box for box in boxes if box[2] - box[0] >= THIN]
    outlines = [box for box in boxes if not any(_holds(box, shape) for shape in shapes)]
    sides = {round(side / THIN) for box in outlines for side in (box[0], box[2])}
    return len(sides) >= SIDES and (max(sides) - min(sides)) * THIN >= least_width


def _holds(frame: Box, box: Box) -> bool:
    return frame != box and frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]

"""Shapes and images drawn on a PDF page: where they are, and which of them may be a QR code."""

import ctypes
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.models import Box

Matrix = tuple[float, float, float, float, float, float]

LEAST_SIDE = 26.0
"""Points; codes on paper are not smaller than 10 mm, and their images not much smaller."""
LEAST_SEGMENTS = 200
"""Strokes of a code that is one path: the smallest code has 441 modules, about half of them black."""
LEAST_MODULES = 80
"""Paths of a code that is drawn by many, each a module or a run of them."""
MODULE = 14.0
"""Points; the longer side of such a path at most."""
LEAST_RATIO = 0.7
"""Height to width, or width to height, of a code's outline; an image may hold more than the code."""


MAX_DEPTH = 5
MAX_OBJECTS = 20_000


class Drawn(NamedTuple):
    """A page object, and the matrix of the form that it stands in, None where it stands on the page itself."""

    handle: Any
    matrix: Matrix | None

    def box(self) -> Box:
        """Left, bottom, right, top in the page's own coordinates; all 0 where pdfium knows none."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(self.handle, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        box = (left.value, bottom.value, right.value, top.value)
        return box if self.matrix is None else _moved(box, self.matrix)


def matrix_of(form: object, outer: Matrix | None) -> Matrix | None:
    """The matrix of a form, with that of the form around it; None where nothing is moved."""
    held = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, held):
        return outer
    a, b, c, d, e, f = own = (held.a, held.b, held.c, held.d, held.e, held.f)
    if outer is None:
        return None if own == (1, 0, 0, 1, 0, 0) else own
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )  # fmt: skip


class PageObjects(NamedTuple):
    """How many objects of a page were looked at, and the shapes and images among them, those inside forms included."""

    seen: int
    paths: list[Drawn]
    images: list[Drawn]


def objects_of(page: pypdfium2.PdfPage) -> PageObjects:
    """What is drawn on a page, `MAX_OBJECTS` at most."""
    count = 0
    paths: list[Drawn] = []
    images: list[Drawn] = []
    todo: list[tuple[Any, Any, Any, Matrix | None, int]] = [
        (page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, MAX_DEPTH)
    ]
    while todo:
        holder, count_objects, get_object, matrix, depth = todo.pop()
        for index in range(min(count_objects(holder), MAX_OBJECTS - count)):
            handle = get_object(holder, index)
            count += 1
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                paths.append(Drawn(handle, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                images.append(Drawn(handle, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth > 1:
                inner = matrix_of(handle, matrix)
                todo.append((handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth - 1))
    return PageObjects(count, paths, images)


def pictures_of_codes(boxes: Iterable[Box]) -> list[Box]:
    """Images large enough to hold a code."""
    return [box for box in boxes if box[2] - box[0] >= LEAST_SIDE and box[3] - box[1] >= LEAST_SIDE]


def drawings_of_codes(paths: Sequence[Drawn]) -> list[Box]:
    """Single paths that may be a code, and the place around all the small ones where they are many."""
    found: list[Box] = []
    for path in paths:
        if pdfium.FPDFPath_CountSegments(path.handle) >= LEAST_SEGMENTS and _squarish(box := path.box()):
            found.append(box)
    if len(paths) >= LEAST_MODULES:
        small = [b for path in paths if (b := path.box())[2] - b[0] <= MODULE and b[3] - b[1] <= MODULE]
        if len(small) >= LEAST_MODULES:
            lefts, bottoms, rights, tops = zip(*small, strict=True)
            found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def _squarish(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) >= LEAST_SIDE and min(width, height) >= LEAST_RATIO * max(width, height)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(down), max(across), max(down))

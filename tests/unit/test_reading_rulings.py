"""Which pages may hold a table drawn with lines."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.text.rulings import may_hold_table
from tests.reading_documents import table_pdf


def grid(canvas: Canvas) -> None:
    canvas.grid([60, 160, 260, 360], [400, 420, 440])


def cells(canvas: Canvas) -> None:
    for x in (60, 160, 260):
        canvas.rect(x, 400, 100, 20, fill=1)


def sign_in_a_band(canvas: Canvas) -> None:
    canvas.rect(0, 746, 595, 96, fill=1)
    for x in (54, 62, 70, 78):
        canvas.rect(x, 768, 6, 40, fill=1)


def lines_across(canvas: Canvas) -> None:
    for y in range(400, 500, 20):
        canvas.line(60, y, 540, y)


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def judged(data: bytes) -> bool:
    return may_hold_table(pypdfium2.PdfDocument(data)[0])


@pytest.mark.parametrize(
    ("draw", "table"), [(grid, True), (cells, True), (sign_in_a_band, False), (lines_across, False)]
)
def test_sides_beside_each_other_make_a_table(draw: Callable[[Canvas], None], table: bool) -> None:
    assert judged(drawn(draw)) is table


def test_a_table_of_boxes_may_be_one() -> None:
    assert judged(table_pdf([("Item", "Quantity", "Amount"), ("Paper", "2", "10.00")]))

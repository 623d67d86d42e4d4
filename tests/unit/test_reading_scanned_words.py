"""Lines that were read cut into words; the total and the supplier of a till's receipt."""

from decimal import Decimal

import numpy as np
import pytest

from extractors.invoice.reading import Reading, read
from extractors.invoice.receipt_supplier import receipt_supplier
from extractors.invoice.receipt_total import is_receipt, paid_total
from extractors.models import Kind, Source
from extractors.text.rapid.detection import Line
from extractors.text.rapid.recognition import HEIGHT, Character, ReadLine
from extractors.text.rapid.words import cut_line
from tests.unit.invoice_pages import page


def line(text: str, places: list[int], unread: tuple[int, int] | None = None) -> ReadLine:
    """A picture with a black bar 10 pixels wide for every visible character; `unread`: print without characters."""
    picture = np.full((HEIGHT, places[-1] + 200), 255, np.uint8)
    for character, place in zip(text, places, strict=True):
        if not character.isspace():
            picture[12:36, place - 5 : place + 5] = 0
    if unread:
        picture[12:36, unread[0] : unread[1]] = 0
    characters = tuple(Character(c, p, 0.9 if c != "8" else 0.6) for c, p in zip(text, places, strict=True))
    return ReadLine(Line(100, 50, picture.shape[1], HEIGHT, 0), picture, characters)


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("ab cd", [20, 36, 50, 64, 80], ["ab", "cd"]),
        ("abcd", [20, 36, 100, 116], ["ab", "cd"]),
        ("abcd", [20, 36, 55, 71], ["abcd"]),
        ("1/2/201813:14", list(range(20, 228, 16)), ["1/2/2018", "13:14"]),
    ],
)
def test_a_line_is_cut_at_spaces_and_at_wide_gaps(text: str, places: list[int], words: list[str]) -> None:
    assert [piece.text for piece in cut_line(line(text, places)).pieces] == words


def test_a_word_lies_on_its_print_and_is_as_sure_as_its_weakest_character() -> None:
    (piece,) = cut_line(line("12813", [20, 36, 52, 68, 84])).pieces
    assert (piece.left, piece.right, piece.top, piece.bottom) == pytest.approx((15, 89, 12, 36), abs=1)
    assert piece.likely == 0.6


def test_print_without_characters_is_counted_as_unread() -> None:
    all_read, half_read = cut_line(line("abc", [20, 36, 52])), cut_line(line("abc", [20, 36, 52], (120, 160)))
    assert all_read.unread == 0
    assert half_read.unread == 40


def slip(*lines: str) -> Reading:
    return read((page(*lines, source=Source.OCR),), Kind.RECEIPT, "en")


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        (
            (
                "Subtotal            8.49",
                "GST  0.51",
                "Total            9.00",
                "Cash            50.00",
                "Change            41.00",
            ),
            "9.00",
        ),
        (("Total            23.26", "Rounding            -0.01", "Total            23.25"), "23.25"),
        (
            (
                "Total            28.49",
                "Rounding            0.01",
                "Total            28.50",
                "Cash            50.00",
                "Change            21.50",
            ),
            "28.50",
        ),
        (("Coffee            3.20", "Tea            2.80"), None),
    ],
)
def test_the_total_is_what_was_paid(lines: tuple[str, ...], total: str | None) -> None:
    found = paid_total(slip("A SHOP", *lines))
    assert (found.value if found else None) == (Decimal(total) if total else None)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("GREEN CORNER BAKERY", "12 Long Street", "Tel: 555 1234"), "GREEN CORNER BAKERY"),
        (("Corner Light", "BLUE LANE FOODS SDN BHD", "No. 3, Jalan Satu, 40170 Town"), "BLUE LANE FOODS SDN BHD"),
        (("HARBOUR PAINT AND TOOLS", "TRADING", "3 Long Street"), "HARBOUR PAINT AND TOOLS TRADING"),
    ],
)
def test_the_supplier_is_named_at_the_top(lines: tuple[str, ...], name: str) -> None:
    reading = slip(*lines, "Total  9.00", "Cash  10.00", "Change  1.00")
    found = receipt_supplier(reading)
    assert is_receipt(reading) and found is not None and found.value == name

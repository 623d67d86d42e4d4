"""Skew measured and boxes brought back to the page as it came."""

import pytest
from PIL import Image, ImageDraw

from extractors.text.skew import measure_skew
from extractors.text.turning import Turning
from tests.reading_documents import scan


@pytest.mark.parametrize("turn", [-7.0, -2.5, -0.6, 0.6, 3.0, 8.0])
def test_a_tilted_scan_is_measured_to_a_fifth_of_a_degree(turn: float) -> None:
    assert measure_skew(scan(turn=turn)) == pytest.approx(-turn, abs=0.2)


def test_level_and_empty_pages_have_no_skew() -> None:
    assert measure_skew(scan()) == 0
    assert measure_skew(Image.new("L", (800, 1000), 255)) == 0
    assert measure_skew(Image.new("L", (800, 1000), 0)) == 0
    assert measure_skew(Image.new("L", (3, 2), 0)) == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("tilt", [0.0, 4.0, -3.0])
def test_a_mark_found_on_the_turned_page_is_where_it_was(degrees: int, tilt: float) -> None:
    image = Image.new("L", (600, 900), 255)
    ImageDraw.Draw(image).rectangle((150, 300, 190, 330), fill=0)
    turning = Turning(width=600, height=900, degrees=degrees, tilt=tilt)
    turned = turning.apply(image).point(lambda value: 255 if value < 128 else 0)
    box = turned.getbbox()
    assert box is not None
    back = turning.back((float(box[0]), float(box[1]), float(box[2]), float(box[3])))
    assert back == pytest.approx((150, 300, 190, 330), abs=5)

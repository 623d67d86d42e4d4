"""Where the lines of text on a page are."""

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.text.rapid.networks import Network

STEP = 32
"""The network wants sides that are multiples of it."""
LIKELY = 0.3
SURE = 0.5
GROWTH = 1.6
"""The network marks the core of a line; its whole is larger by area times this over circumference."""
SMALLEST = 3.0
"""Pixels of the scaled page; lower cores are dirt."""
MOST = 1000


@dataclass(frozen=True)
class Line:
    """A line of text as a rectangle about its middle, in pixels; `angle` in degrees clockwise from level."""

    x: float
    y: float
    width: float
    height: float
    angle: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom: more than half as high again as it is wide."""
        return self.height > 1.5 * self.width


def find_lines(network: Network, image: np.ndarray, longest: int) -> list[Line]:
    """The lines on a grey page, which is scaled down for looking so that its longer side is `longest` at most."""
    height, width = image.shape
    factor = min(1.0, longest / max(height, width))
    size = tuple(max(STEP, round(side * factor / STEP) * STEP) for side in (width, height))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    text = network(small[None, None])[0][0, 0]
    return _lines(text, width / size[0], height / size[1])


def _lines(text: np.ndarray, across: float, down: float) -> list[Line]:
    mask = cv2.dilate((text > LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    lines = []
    for contour in contours[:MOST]:
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < SMALLEST or _mean(text, contour) < SURE:
            continue
        growth = width * height * GROWTH / (width + height)
        lines.append(_level(x * across, y * down, (width + growth) * across, (height + growth) * down, angle))
    return lines


def _level(x: float, y: float, width: float, height: float, angle: float) -> Line:
    """The rectangle with its angle between -45 and 45 degrees."""
    while angle > 45:
        width, height, angle = height, width, angle - 90
    while angle < -45:
        width, height, angle = height, width, angle + 90
    return Line(x, y, width, height, angle)


def _mean(text: np.ndarray, contour: np.ndarray) -> float:
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [contour], -1, 1, cv2.FILLED, offset=(-x, -y))
    return float(cv2.mean(text[y : y + height, x : x + width], inside)[0])

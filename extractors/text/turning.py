"""Turning a page image upright and level, and bringing boxes back to the page as it came."""

import math

from PIL import Image

from extractors.models import Box, Frozen

QUARTERS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class Turning(Frozen):
    """How an image or page of `width` x `height` (pixels or points, boxes in the same) is turned.

    Attributes:
        degrees: quarter turns clockwise: 0, 90, 180 or 270.
        tilt: degrees counter-clockwise after that, about the middle, corners cut.
    """

    width: float
    height: float
    degrees: int = 0
    tilt: float = 0.0

    def apply(self, image: Image.Image) -> Image.Image:
        """The turned image; what comes in at the corners is white."""
        if self.degrees:
            image = image.transpose(QUARTERS[self.degrees])
        if self.tilt:
            image = image.rotate(self.tilt, Image.Resampling.BICUBIC, fillcolor=255)
        return image

    def size(self) -> tuple[float, float]:
        """Width and height once turned."""
        return (self.height, self.width) if self.degrees in (90, 270) else (self.width, self.height)

    def level(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the image with its quarter turns lies once the tilt is taken out too."""
        if not self.tilt:
            return x, y
        middle_x, middle_y = (side / 2 for side in self.size())
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        x, y = x - middle_x, y - middle_y
        return x * cos + y * sin + middle_x, y * cos - x * sin + middle_y

    def back(self, box: Box) -> Box:
        """A box of the turned image as a box of the image before."""
        return self._unquarter(self._untilt(box) if self.tilt else box)

    def _untilt(self, box: Box) -> Box:
        """The box about its middle turned back; its size is kept, a tilt being small."""
        turned_width, turned_height = self.size()
        x = (box[0] + box[2] - turned_width) / 2
        y = (box[1] + box[3] - turned_height) / 2
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        middle_x, middle_y = x * cos - y * sin + turned_width / 2, x * sin + y * cos + turned_height / 2
        half_width, half_height = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        return (middle_x - half_width, middle_y - half_height, middle_x + half_width, middle_y + half_height)

    def _unquarter(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        if self.degrees == 90:
            return (y0, self.height - x1, y1, self.height - x0)
        if self.degrees == 180:
            return (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.degrees == 270:
            return (self.width - y1, x0, self.width - y0, x1)
        return box

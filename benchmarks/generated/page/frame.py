"""What all parts of a page share: the bill, the style, the sheet and the margins."""

from dataclasses import dataclass

from benchmarks.generated.choices import Choices
from benchmarks.generated.model import Bill
from benchmarks.generated.sheet import Run, Sheet
from benchmarks.generated.style import Style


@dataclass
class Frame:
    """One bill on its sheet; `bottom` is where the body of a page ends."""

    bill: Bill
    style: Style
    sheet: Sheet
    left: float
    right: float
    bottom: float

    @property
    def look(self) -> Choices:
        return self.style.look

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def step(self) -> float:
        """From one base line to the next."""
        return self.sheet.size * self.look.pick("leading", (1.2, 1.25, 1.3, 1.4, 1.5))

    def rows(
        self, x: float, y: float, rows: list[list[Run]], *, align: str = "l", size: float = 0, ink: str = "#000000"
    ) -> float:
        """Rows of runs below each other, the first with its base line at `y`; returns the next base line."""
        step = self.step * (size / self.sheet.size if size else 1)
        for row in rows:
            self.sheet.runs(x, y, row, align=align, size=size, ink=ink)
            y += step
        return y

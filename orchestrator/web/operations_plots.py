"""Plots as SVG, drawn here: points as the browser draws them, gaps where nothing was sampled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from orchestrator.operations.history import Line, Plot

WIDTH, HEIGHT = 360, 120
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 8, 18
HOUR = 12
"""Steps in an hour."""
NICE = (1, 2, 5)


@dataclass(frozen=True)
class Drawn:
    """A plot ready for the page.

    Attributes:
        paths: one for each line, as the `d` of an SVG path; a gap begins a new piece.
        rules: heights of the horizontal rules with their figures; `hours`: places of the full hours.
        rows: each time with a figure for every line, newest first, where anything was sampled.
        last: the newest figure of each line, None where there is none.
    """

    plot: Plot
    paths: tuple[str, ...]
    rules: tuple[tuple[float, float], ...]
    hours: tuple[tuple[float, datetime], ...]
    rows: tuple[tuple[datetime, tuple[float | None, ...]], ...]
    last: tuple[float | None, ...]


def draw(plot: Plot) -> Drawn:
    """The plot with its lines laid out in a picture of `WIDTH` by `HEIGHT`."""
    top = ceiling(plot.highest)
    rows = zip(plot.times, zip(*(line.values for line in plot.lines), strict=True), strict=True)
    return Drawn(
        plot=plot,
        paths=tuple(_path(line, top) for line in plot.lines),
        rules=tuple((_y(figure, top), figure) for figure in (0.0, top / 2, top)),
        hours=tuple(
            (_x(i, len(plot.times)), at) for i, at in enumerate(plot.times) if at.minute == 0 and at.hour % 2 == 0
        ),
        rows=tuple(reversed([(at, values) for at, values in rows if any(v is not None for v in values)])),
        last=tuple(_last(line.values) for line in plot.lines),
    )


def ceiling(highest: float) -> float:
    """The round figure at the top of the scale: 1, 2 or 5 and noughts, at least 2."""
    size = 1.0
    while True:
        for nice in NICE:
            if nice * size >= max(highest, 2.0):
                return nice * size
        size *= 10


def _path(line: Line, top: float) -> str:
    return " ".join(_pieces(line.values, top))


def _pieces(values: Sequence[float | None], top: float) -> Iterator[str]:
    """Move to each point that follows a gap, draw to the others; a point alone is drawn as a dot."""
    drawing = False
    for index, value in enumerate(values):
        if value is None:
            drawing = False
            continue
        yield f"{'L' if drawing else 'M'}{_x(index, len(values)):.1f} {_y(value, top):.1f}"
        if not drawing:
            yield "h0.01"
        drawing = True


def _x(index: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * index / max(1, count - 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, top) / top


def _last(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)

"""Whether confidence is honest: of the values that claim so much, how many are right, as a table and as a picture."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

Bin = tuple[float, float, int, float]
"""From, to (confidence claimed), how many values, and the share of them that is right."""

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
SIDE, MARGIN = 420, 50


def bins(claims: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The claims (confidence, right) counted by how much they claim; empty bins are left out."""
    given = list(claims)
    found = []
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        inside = [right for confidence, right in given if low <= confidence < high or (last and confidence == high)]
        if inside:
            found.append((low, high, len(inside), sum(inside) / len(inside)))
    return tuple(found)


def plot(table: Sequence[Bin]) -> str:
    """The calibration as SVG: a dot a bin, larger for more values; on the diagonal claims and facts agree."""
    most = max((count for _, _, count, _ in table), default=1)
    dots = "".join(
        f'<circle cx="{_x((low + high) / 2):.1f}" cy="{_y(right):.1f}" r="{4 + 12 * (count / most) ** 0.5:.1f}" '
        f'fill="#2b6cb0" fill-opacity="0.6"><title>claimed {low:.2f} to {high:.2f}: {count} values, '
        f"{right:.1%} right</title></circle>"
        for low, high, count, right in table
    )
    ticks = "".join(
        f'<text x="{_x(value):.0f}" y="{SIDE + MARGIN + 18}" text-anchor="middle">{value:g}</text>'
        f'<text x="{MARGIN - 8}" y="{_y(value) + 4:.0f}" text-anchor="end">{value:g}</text>'
        for value in (0, 0.25, 0.5, 0.75, 1)
    )
    size = SIDE + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size + 10}" font-family="sans-serif" '
        f'font-size="13">'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="#fff" stroke="#888"/>'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="4"/>{dots}{ticks}'
        f'<text x="{size / 2}" y="{size + 4}" text-anchor="middle">confidence claimed</text>'
        f'<text x="{MARGIN}" y="{MARGIN - 14}">share that is right</text></svg>\n'
    )


def _x(share: float) -> float:
    return MARGIN + SIDE * share


def _y(share: float) -> float:
    return MARGIN + SIDE * (1 - share)

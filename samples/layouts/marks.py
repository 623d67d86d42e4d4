"""The suppliers' marks (logos), drawn with a few shapes; each stands in a square of about 18 mm around x, y."""

from collections.abc import Callable

from samples.layouts.sheet import Sheet

Mark = Callable[[Sheet, float, float, str], None]


def _star(x: float, y: float, long: float, short: float) -> list[tuple[float, float]]:
    return [
        (x, y - long),
        (x + short, y - short),
        (x + long, y),
        (x + short, y + short),
        (x, y + long),
        (x - short, y + short),
        (x - long, y),
        (x - short, y - short),
    ]


def _leaning_sheets(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape([(x - 8, y - 9), (x + 17, y - 9), (x + 9, y + 9), (x - 16, y + 9)], ink)
    sheet.shape([(x - 14, y - 9), (x - 10, y - 9), (x - 18, y + 9), (x - 22, y + 9)], "#9fb8a8")


def _north_star(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape(_star(x + 7, y, 9.5, 2.2), ink)
    sheet.shape(_star(x + 7, y, 4.5, 2.6), "#8fb4e8")
    for i in range(3):
        sheet.rule(x - 22 + i * 4, y - 5 + i * 5, x - 3, y - 5 + i * 5, 1.6, ink)


def _houses(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape([(x - 8, y + 8), (x - 8, y - 4), (x - 2, y - 9), (x + 4, y - 4), (x + 4, y + 8)], ink)
    sheet.shape([(x + 5, y + 8), (x + 5, y - 1), (x + 10, y - 5), (x + 15, y - 1), (x + 15, y + 8)], "#999999")


def _boat(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape([(x - 6, y + 3), (x + 6, y + 3), (x + 3, y + 7), (x - 3, y + 7)], ink)
    sheet.shape([(x - 0.6, y - 6), (x - 0.6, y + 2), (x - 5.5, y + 2)], ink)
    sheet.shape([(x + 0.6, y - 6), (x + 0.6, y + 2), (x + 5, y + 2)], "#d9772b")


def _folded_sheet(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape([(x - 4, y - 5.5), (x + 1.5, y - 5.5), (x + 4, y - 3), (x + 4, y + 5.5), (x - 4, y + 5.5)], ink)
    sheet.shape([(x + 1.5, y - 5.5), (x + 4, y - 3), (x + 1.5, y - 3)], "#e8c9a8")
    for i in range(3):
        sheet.rule(x - 2.4, y - 0.6 + i * 2, x + 2.4, y - 0.6 + i * 2, 0.8, "#ffffff")


def _sparkle(sheet: Sheet, x: float, y: float, ink: str) -> None:
    sheet.shape(_star(x - 1, y + 0.8, 6, 1.5), ink)
    sheet.shape(_star(x + 4, y - 4, 2.6, 0.7), "#e6b422")


MARKS: dict[str, Mark] = {
    "": _sparkle,
    "S1001": _leaning_sheets,
    "S1002": _folded_sheet,
    "S1005": _north_star,
    "S1008": _boat,
    "S1009": _houses,
}
"""By supplier code; the stranger has none."""

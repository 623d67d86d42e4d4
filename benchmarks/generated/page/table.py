"""The table of lines, over as many pages as it needs."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.generated.model import Line
from benchmarks.generated.page.columns import Cell, Column, columns
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.sheet import Run
from benchmarks.generated.style import wrapped

NARROW = 105.0
"""A description column narrower than this makes optional columns go."""
OPTIONAL = ("tax", "unit", "code", "position", "gross", "rate", "discount")


@dataclass
class Grid:
    """Columns with their edges, and how the table is ruled."""

    frame: Frame
    columns: list[Column]
    edges: list[tuple[float, float]]
    size: float
    rules: str
    top: float = 0.0

    @property
    def pad(self) -> float:
        return 3.0

    @property
    def step(self) -> float:
        return self.size * 1.22

    def column(self, key: str) -> tuple[float, float] | None:
        """The edges of a column, None where the table has none such."""
        for column, edges in zip(self.columns, self.edges, strict=True):
            if column.key == key:
                return edges
        return None


def draw_table(frame: Frame, y: float) -> tuple[float, Grid]:
    """Draw all lines from `y`; returns the y below and the grid (for totals under its columns)."""
    grid = _grid(frame)
    stacked = frame.look.chance("stacked rows", 0.06)
    y = _header(grid, y)
    section, carried = "", Decimal(0)
    for i, line in enumerate(frame.bill.lines):
        cells, height = _row(grid, i, line, stacked)
        if line.section != section:
            y = _section_end(grid, y, section, i)
            section = line.section
            if y + height + grid.step * 2 > frame.bottom:
                y = _turn(grid, y, carried)
            y = _section(grid, y, section)
        if y + height > frame.bottom:
            y = _turn(grid, y, carried)
        _draw_row(grid, y, height, cells, i, stacked)
        y += height
        carried += line.gross if frame.bill.gross_prices else line.net
    y = _section_end(grid, y, section, len(frame.bill.lines))
    _finish(grid, y)
    return y, grid


def _grid(frame: Frame) -> Grid:
    look = frame.look
    size = frame.sheet.size * look.pick("table size", (0.88, 0.94, 1.0, 1.0))
    rules = look.weighed(
        "rules", {"none": 0.22, "head": 0.25, "rows": 0.2, "zebra": 0.13, "grid": 0.14, "columns": 0.06}
    )
    chosen = columns(frame)
    widths = [_width(frame, column, size) for column in chosen]
    rest = frame.width - sum(width for column, width in zip(chosen, widths, strict=True) if column.key != "description")
    while rest < NARROW:
        victim = next((key for key in OPTIONAL for column in chosen if column.key == key and _may_go(frame, key)), None)
        if victim is None:
            size *= 0.94
        else:
            chosen = [column for column in chosen if column.key != victim]
        widths = [_width(frame, column, size) for column in chosen]
        rest = frame.width - sum(w for column, w in zip(chosen, widths, strict=True) if column.key != "description")
    described = min(rest, max(NARROW, look.pick("description width", (170.0, 230.0, 600.0, 600.0, 600.0))))
    spare = rest - described
    edges, x = [], frame.left
    for column, width in zip(chosen, widths, strict=True):
        step = described if column.key == "description" else width + spare / max(1, len(chosen) - 1)
        edges.append((x, x + step))
        x += step
    return Grid(frame, chosen, edges, size, rules)


def _may_go(frame: Frame, key: str) -> bool:
    return not (key == "gross" and frame.bill.gross_prices)


def _width(frame: Frame, column: Column, size: float) -> float:
    if column.key == "description":
        return 0.0
    texts = ["".join(text for text, _ in column.write(i, line)) for i, line in enumerate(frame.bill.lines)]
    widest = max((frame.sheet.measure(text, size) for text in texts), default=0.0)
    words = max(frame.sheet.measure(word, size, True) for word in column.heading.split())
    whole = frame.sheet.measure(column.heading, size, True)
    heading = whole if whole < widest * 1.5 or frame.look.chance("headings in one", 0.5) else words
    return max(widest, heading) + 6.0 + float(frame.look.pick("column gap", (3, 6, 10, 14)))


def _place(grid: Grid, edges: tuple[float, float], align: str, y: float, cell: Cell, **font: object) -> None:
    x0, x1 = edges
    x = {"l": x0 + grid.pad, "c": (x0 + x1) / 2, "r": x1 - grid.pad}[align]
    grid.frame.sheet.runs(x, y, cell, align=align, size=grid.size, **font)  # type: ignore[arg-type]


def _header(grid: Grid, y: float) -> float:
    frame, look = grid.frame, grid.frame.look
    grid.top = y
    if look.chance("no header", 0.02):
        return y
    form = look.weighed("header", {"plain": 0.3, "dark": 0.28, "pale": 0.27, "ruled": 0.15})
    headings = [
        wrapped(frame.sheet, [(column.heading, "")], x1 - x0 - 5, grid.size, True)
        for column, (x0, x1) in zip(grid.columns, grid.edges, strict=True)
    ]
    lines = max(len(heading) for heading in headings)
    height = lines * grid.step + grid.size * 0.7
    if form in ("dark", "pale"):
        frame.sheet.box(
            (frame.left, y, frame.right, y + height), fill=frame.style.dark if form == "dark" else frame.style.pale
        )
    if form == "ruled":
        frame.sheet.rule(frame.left, y, frame.right, y, 0.8)
    ink = "#ffffff" if form == "dark" else "#000000"
    for column, edges, heading in zip(grid.columns, grid.edges, headings, strict=True):
        for j, line in enumerate(heading):
            row: Cell = [(line[0][0].rstrip(), "")] if line else []
            place = column.align if look.chance("heading aligned", 0.9) else "l"
            _place(
                grid,
                edges,
                place,
                y + grid.size * 1.1 + j * grid.step,
                row,
                bold=look.chance("heading bold", 0.8),
                ink=ink,
            )
    y += height
    if form == "ruled" or grid.rules in ("head", "rows"):
        frame.sheet.rule(frame.left, y, frame.right, y, look.pick("header rule", (0.5, 0.8, 1.2)))
    if grid.rules == "grid" and form in ("plain", "ruled"):
        frame.sheet.rule(frame.left, grid.top, frame.right, grid.top, 0.5)
    return y + (3 if grid.rules in ("none", "head") else 0)


def _row(grid: Grid, i: int, line: Line, stacked: bool) -> tuple[list[list[Cell]], float]:
    """The cells of a line, each as its rows of runs, and the height."""
    frame = grid.frame
    gap = frame.look.pick("row gap", (0.3, 0.5, 0.7, 1.0, 1.4)) * grid.size
    cells: list[list[Cell]] = []
    for column, (x0, x1) in zip(grid.columns, grid.edges, strict=True):
        if column.key == "description":
            width = frame.width if stacked else x1 - x0 - 2 * grid.pad
            cells.append(_description(frame, i, line, width, grid.size))
        else:
            cells.append([column.write(i, line)])
    rows = max(len(cell) for cell in cells)
    return cells, (rows + (1 if stacked else 0)) * grid.step + gap


def _description(frame: Frame, i: int, line: Line, width: float, size: float) -> list[Cell]:
    mark = f"lines.{i}.description"
    rows = wrapped(frame.sheet, [(line.description, mark)], width, size)
    shown = list(line.notes)
    code_shown = frame.look.chance("column code", 0.6) and "code" in frame.look.pick("column order", (" ",))
    if not code_shown and frame.look.chance("code under", 0.12):
        shown.insert(0, f"{frame.style.label('col.code')} {line.code}")
    for note in shown:
        rows += wrapped(frame.sheet, [(note, f"lines.{i}.note")], width, size)
    return rows


def _draw_row(grid: Grid, y: float, height: float, cells: list[list[Cell]], i: int, stacked: bool) -> None:
    frame, sheet = grid.frame, grid.frame.sheet
    if grid.rules == "zebra" and i % 2 == frame.look.pick("zebra", (0, 1)):
        sheet.box((frame.left, y, frame.right, y + height), fill=frame.style.pale)
    base = y + grid.size * 1.05
    deep = 0
    if stacked:
        index = next(j for j, column in enumerate(grid.columns) if column.key == "description")
        deep = len(cells[index])
    drop = frame.look.weighed("amounts stand", {"first": 0.9, "last": 0.1})
    rows = max(len(cell) for cell in cells)
    for column, edges, cell in zip(grid.columns, grid.edges, cells, strict=True):
        if column.key == "description":
            where = (frame.left, frame.right) if stacked else edges
            for j, row in enumerate(cell):
                _place(grid, where, "l", base + j * grid.step, row)
        else:
            shift = deep if stacked else rows - 1 if drop == "last" and column.key in ("net", "gross", "tax") else 0
            _place(grid, edges, column.align, base + shift * grid.step, cell[0])
    if grid.rules in ("rows", "grid"):
        sheet.rule(frame.left, y + height, frame.right, y + height, 0.4, frame.style.grey)


def _section(grid: Grid, y: float, section: str) -> float:
    if not section:
        return y
    grid.frame.sheet.text(grid.frame.left + 3, y + grid.size * 1.2, section, bold=True, size=grid.size)
    return y + grid.step * 1.4


def _section_end(grid: Grid, y: float, section: str, end: int) -> float:
    """A sub-total under a section, which is no line."""
    frame = grid.frame
    if not section or not frame.look.chance("section totals", 0.6):
        return y
    gross = frame.bill.gross_prices
    total = sum(
        (line.gross if gross else line.net for line in frame.bill.lines[:end] if line.section == section), Decimal(0)
    )
    label: list[Run] = [(frame.style.say("section_total", section=section), "")]
    _total_row(grid, y, label, total)
    return y + grid.step * 1.6


def _total_row(grid: Grid, y: float, label: list[Run], total: Decimal) -> None:
    """A label at the left or beside the amount, the amount in the amount column."""
    frame = grid.frame
    edges = grid.column("net") or grid.column("gross")
    assert edges is not None
    base = y + grid.size * 1.1
    bold = frame.look.chance("carried bold", 0.5)
    if frame.look.chance("carried right", 0.6):
        frame.sheet.runs(edges[0] - 8, base, label, align="r", size=grid.size, bold=bold)
    else:
        frame.sheet.runs(frame.left + 3, base, label, size=grid.size, bold=bold)
    align = next(column.align for column in grid.columns if column.key in ("net", "gross"))
    _place(grid, edges, align, base, frame.style.amount(total), bold=bold)


def _finish(grid: Grid, y: float) -> None:
    """The rules that close the table on this page."""
    frame = grid.frame
    if grid.rules in ("grid", "columns"):
        for x0, _ in [*grid.edges, (frame.right, 0.0)]:
            frame.sheet.rule(x0, grid.top, x0, y, 0.4, frame.style.grey)
        frame.sheet.rule(frame.left, y, frame.right, y, 0.4, frame.style.grey)
    elif grid.rules == "head" or frame.look.chance("closing rule", 0.3):
        frame.sheet.rule(frame.left, y + 1, frame.right, y + 1, 0.6)


def _turn(grid: Grid, y: float, carried: Decimal) -> float:
    """To the next page: carried forward, header again."""
    frame, look = grid.frame, grid.frame.look
    carries = look.chance("carried forward", 0.4)
    page = frame.sheet.page
    if carries:
        _total_row(grid, y + 2, [(frame.style.say("carried_forward", page=page + 1), "")], carried)
    _finish(grid, y)
    frame.sheet.new_page()
    y = frame.style.look.between("next top", 50, 90)
    y = _header(grid, y) if look.chance("header again", 0.8) else y
    grid.top = y if not look.chance("header again", 0.8) else grid.top
    if carries and look.chance("brought forward", 0.7):
        _total_row(grid, y, [(frame.style.say("brought_forward", page=page), "")], carried)
        y += grid.step * 1.5
    return y

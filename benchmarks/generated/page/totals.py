"""The totals under the table, and the summary of taxes."""

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.parties import head_ink
from benchmarks.generated.page.table import Grid
from benchmarks.generated.sheet import Run


@dataclass(frozen=True)
class Total:
    """A row: its label, its amount, whether it is the one that counts."""

    label: str
    amount: list[Run]
    strong: bool = False


def totals(frame: Frame) -> list[Total]:
    """The rows of this bill's totals."""
    bill, look = frame.bill, frame.look
    rows: list[Total] = []
    adjusted = bool(bill.allowance or bill.freight)
    if adjusted or (not bill.gross_prices and look.chance("always lines total", 0.08)):
        rows.append(_row(frame, "lines_total", bill.lines_total, "lines_total"))
    if bill.allowance:
        shown = -bill.allowance if look.chance("allowance signed", 0.75) else bill.allowance
        rows.append(_row(frame, "allowance", shown, "allowance", rate=frame.style.bare.short(bill.allowance_rate)))
    if bill.freight:
        rows.append(_row(frame, "freight", bill.freight, "freight"))
    rows += _with_tax(frame)
    return rows


def _with_tax(frame: Frame) -> list[Total]:
    bill, look = frame.bill, frame.look
    rows: list[Total] = []
    gross_key = "credit_total" if bill.kind == "credit_note" else "gross_total"
    gross = _row(frame, gross_key, bill.gross_total, "gross_total", "gross", strong=True)
    net_shown = look.chance("net shown", 0.5 if bill.gross_prices else 0.93)
    net = [_row(frame, "net_total", bill.net_total, "net_total")] if net_shown else []
    order = look.weighed("totals order", {"usual": 0.93, "gross first": 0.07})
    tax = _tax_rows(frame)
    if bill.exemption and not tax and look.chance("only gross when exempt", 0.5):
        net = []
    rows += [gross, *net, *tax] if order == "gross first" else [*net, *tax, gross]
    if bill.rounding:
        rows.append(_row(frame, "rounding", bill.rounding, "rounding"))
    if bill.prepaid:
        shown = -bill.prepaid if look.chance("prepaid signed", 0.7) else bill.prepaid
        rows.append(_row(frame, "prepaid", shown, "prepaid"))
    if bill.prepaid or bill.rounding or (bill.kind == "invoice" and look.chance("always due", 0.07)):
        rows.append(
            _row(frame, "amount_due", bill.amount_due, "amount_due", "gross", strong=look.chance("due strong", 0.6))
        )
    return rows


def _tax_rows(frame: Frame) -> list[Total]:
    bill, look = frame.bill, frame.look
    if bill.exemption or not any(part.rate for part in bill.taxes):
        shown = look.chance("zero tax shown", 0.5)
        return [_row(frame, "tax_total", Decimal(0), "tax_total")] if shown else []
    parts = [part for part in bill.taxes if part.rate or look.chance("zero rate shown", 0.4)]
    named = look.chance("rate in label", 0.7)
    if len(parts) == 1:
        return [_tax_row(frame, 0, "tax_total") if named else _row(frame, "tax_total", bill.tax_total, "tax_total")]
    if not named or look.chance("only tax total", 0.12):
        return [_row(frame, "tax_total", bill.tax_total, "tax_total")]
    rows = [_tax_row(frame, i, "tax_part") for i, part in enumerate(bill.taxes) if part in parts]
    if look.chance("tax parts summed", 0.35):
        rows.append(_row(frame, "tax_total", bill.tax_total, "tax_total"))
    return rows


def _tax_row(frame: Frame, i: int, mark: str) -> Total:
    part = frame.bill.taxes[i]
    base = "".join(text for text, _ in frame.style.amount(part.base))
    label = frame.style.label("tax", rate=frame.style.rate(part.rate), base=base)
    return Total(label, frame.style.amount(part.tax, mark, "totals"))


def _row(
    frame: Frame, key: str, value: Decimal, mark: str, level: str = "totals", strong: bool = False, **fills: str
) -> Total:
    return Total(frame.style.label(key, **fills), frame.style.amount(value, mark, level), strong)


def totals_form(frame: Frame) -> str:
    return frame.look.weighed(
        "totals form", {"right": 0.5, "columns": 0.16, "full": 0.1, "left": 0.05, "boxed": 0.1, "across": 0.09}
    )


def draw_totals(frame: Frame, y: float, grid: Grid) -> float:
    """Draw them; returns the y below. A new page is begun where they do not fit."""
    rows = totals(frame)
    form = totals_form(frame)
    if form == "across" and len(rows) > 6:
        form = "right"
    height = frame.step * 1.3 * len(rows) + 30
    if y + height > frame.bottom:
        frame.sheet.new_page()
        y = frame.look.between("next top", 50, 90)
    y += frame.look.pick("totals gap", (6, 10, 16, 26))
    if form == "across":
        return _across(frame, y, rows)
    if form == "boxed":
        return _boxed(frame, y, rows)
    return _list(frame, y, rows, *_edges(frame, form, grid))


def _edges(frame: Frame, form: str, grid: Grid) -> tuple[float, float, str]:
    """Where labels begin (or end), where amounts end, and how labels are set."""
    widest = max(frame.sheet.measure(row.label, bold=True) for row in totals(frame))
    amount = max(
        frame.sheet.measure("".join(t for t, _ in row.amount), frame.sheet.size * 1.3, True) for row in totals(frame)
    )
    width = min(
        frame.width, max(widest * 1.3 + amount + 30, frame.width * frame.look.pick("totals width", (0.36, 0.42, 0.5)))
    )
    if form == "columns":
        edges = grid.column("net") or grid.column("gross")
        assert edges is not None
        column = next(column for column in grid.columns if column.key in ("net", "gross"))
        end = edges[1] - 3 if column.align == "r" else frame.right - 3
        return max(frame.left, end - width), end, "r" if frame.look.chance("label close", 0.6) else "l"
    if form == "left":
        return frame.left, frame.left + width, "l"
    if form == "full":
        return frame.left, frame.right - 3, "l"
    return frame.right - width, frame.right - 3, "r" if frame.look.chance("label close", 0.25) else "l"


def _list(frame: Frame, y: float, rows: list[Total], x0: float, x1: float, align: str) -> float:
    look, sheet = frame.look, frame.sheet
    strong_form = look.weighed("strong", {"bold": 0.4, "rule": 0.25, "fill": 0.15, "pale": 0.1, "double": 0.1})
    step = frame.step * look.pick("totals leading", (1.0, 1.15, 1.35))
    amount = max(sheet.measure("".join(t for t, _ in row.amount), sheet.size * 1.3, True) for row in rows)
    for row in rows:
        size, ink = sheet.size, "#000000"
        if row.strong:
            size *= look.pick("strong size", (1.0, 1.0, 1.12, 1.25))
            y, ink = _emphasis(frame, y, (x0, x1), strong_form, size)
        where = x1 - amount - 14 if align == "r" else x0 + 3
        bold = row.strong and look.chance("strong bold", 0.85)
        plain_ink = ink if row.strong else head_ink(frame)
        sheet.text(where, y + size, row.label, align=align, size=size, bold=bold, ink=plain_ink)
        sheet.runs(x1, y + size, row.amount, align="r", size=size, bold=bold, ink=ink)
        y += step * size / sheet.size
        if row.strong and strong_form == "double":
            sheet.rule(x0, y + 1, x1, y + 1, 0.5)
            sheet.rule(x0, y + 3, x1, y + 3, 0.5)
            y += 6
    return y + frame.step


def _emphasis(frame: Frame, y: float, edges: tuple[float, float], form: str, size: float) -> tuple[float, str]:
    """What sets off the row that counts; returns where it goes and its ink."""
    x0, x1 = edges
    if form in ("fill", "pale"):
        fill = frame.style.dark if form == "fill" else frame.style.pale
        frame.sheet.box((x0 - 2, y, x1 + 3, y + size * 1.5), fill=fill)
        return y + size * 0.1, "#ffffff" if form == "fill" else "#000000"
    if form in ("rule", "double"):
        frame.sheet.rule(x0, y + 1, x1, y + 1, 0.7)
        return y + 3, "#000000"
    return y, "#000000"


def _boxed(frame: Frame, y: float, rows: list[Total]) -> float:
    x0, x1, _ = _edges(frame, "right", Grid(frame, [], [], frame.sheet.size, ""))
    height = frame.sheet.size * 1.75
    middle = x0 + (x1 - x0) * 0.6
    for row in rows:
        fill = frame.style.pale if row.strong else ""
        frame.sheet.box((x0, y, x1 + 3, y + height), fill=fill, ink=frame.style.grey)
        if frame.look.chance("totals split", 0.7):
            frame.sheet.rule(middle, y, middle, y + height, 0.4, frame.style.grey)
        frame.sheet.text(x0 + 4, y + height * 0.68, row.label, bold=row.strong)
        frame.sheet.runs(x1 - 1, y + height * 0.68, row.amount, align="r", bold=row.strong)
        y += height
    return y + frame.step


def _across(frame: Frame, y: float, rows: list[Total]) -> float:
    """Cells beside each other, the label above the amount."""
    sheet, look = frame.sheet, frame.look
    cell = frame.width / max(len(rows), 3)
    height = frame.sheet.size * 3.2
    x = frame.right - cell * len(rows)
    for row in rows:
        size = min(sheet.size, sheet.size * (cell - 8) / sheet.measure(row.label, bold=True))
        amount = "".join(text for text, _ in row.amount)
        wide = min(sheet.size, sheet.size * (cell - 8) / sheet.measure(amount, bold=True))
        if look.chance("across boxed", 0.75):
            sheet.box((x, y, x + cell, y + height), fill=frame.style.pale if row.strong else "", ink=frame.style.grey)
        sheet.text(x + 4, y + height * 0.36, row.label, size=size, ink=head_ink(frame))
        if look.chance("across right", 0.6):
            sheet.runs(x + cell - 4, y + height * 0.8, row.amount, align="r", size=wide, bold=row.strong)
        else:
            sheet.runs(x + 4, y + height * 0.8, row.amount, size=wide, bold=row.strong)
        x += cell
    return y + height + frame.step


def draws_summary(frame: Frame) -> bool:
    """Whether a table of the taxes by rate is drawn."""
    if frame.bill.exemption or frame.style.country.sales_tax:
        return False
    return frame.look.chance("summary", 0.45 if len(frame.bill.taxes) > 1 else 0.08)


def draw_summary(frame: Frame, y: float) -> float:
    """A row a rate with base and tax, a sum below."""
    bill, style, look, sheet = frame.bill, frame.style, frame.look, frame.sheet
    with_gross = look.chance("summary gross", 0.6)
    keys = ["rate", "base", "tax", *(["gross"] if with_gross else [])]
    step = frame.width * look.pick("summary step", (0.12, 0.15, 0.18))
    x = frame.left if look.chance("summary left", 0.7) else frame.right - step * len(keys)
    if look.chance("summary title", 0.35):
        sheet.text(x, y + sheet.size, style.say("summary.title"), bold=True)
        y += frame.step
    y += sheet.size
    ends = [x + step * (i + 1) for i in range(len(keys))]
    for end, key in zip(ends, keys, strict=True):
        sheet.text(
            end,
            y,
            style.say(f"summary.{key}"),
            align="r",
            bold=look.chance("summary bold", 0.6),
            size=sheet.size * 0.92,
        )
    y += frame.step
    sums: tuple[tuple[str, Decimal, Decimal, str], ...] = tuple(
        (style.rate(part.rate) + look.pick("rate sign", ("%", " %", "", "%")), part.base, part.tax, "part")
        for part in bill.taxes
    )
    if look.chance("summary sum", 0.6) and len(bill.taxes) > 1:
        sums = (*sums, (style.say("summary.total"), bill.net_total, bill.tax_total, "total"))
    for rate, base, tax, level in sums:
        cells: list[tuple[str | Decimal, str]] = [
            (rate, ""),
            (base, f"net_{level}"),
            (tax, f"tax_{level}"),
            (base + tax, f"gross_{level}"),
        ]
        for end, (value, mark) in zip(ends, cells, strict=False):  # the last is shown only with "summary gross"
            runs: list[Run] = [(value, mark)] if isinstance(value, str) else [(style.bare.plain(value), mark)]
            sheet.runs(end, y, runs, align="r", size=sheet.size * 0.92)
        y += frame.step
    return y + frame.step * 0.5

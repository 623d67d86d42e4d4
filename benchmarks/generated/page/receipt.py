"""A till receipt: a narrow strip, everything below each other, paid in cash or by card."""

from decimal import Decimal

from benchmarks.generated.fonts import MONO
from benchmarks.generated.model import Bill, Line
from benchmarks.generated.page.columns import unit
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.parties import contact_rows, tax_rows
from benchmarks.generated.sheet import Run, Sheet
from benchmarks.generated.style import Style, wrapped

TALL = 4000.0
NOTES = (5, 10, 20, 50, 100, 200, 500)


def draw_receipt(bill: Bill, style: Style) -> Sheet:
    """The receipt on its strip."""
    sheet = style.sheet()
    look = style.look
    if look.chance("receipt mono", 0.6) and style.language != "zh":
        sheet.family = look.pick("receipt family", MONO if style.is_western else MONO[1:])
    sheet.width = look.pick("strip", (164.0, 204.0, 227.0, 227.0, 240.0))
    sheet.height = TALL
    sheet.size = look.pick("receipt size", (7.0, 7.5, 8.0, 9.0)) * (0.85 if sheet.width < 200 else 1.0)
    margin = look.between("receipt margin", 6, 18)
    frame = Frame(bill, style, sheet, margin, sheet.width - margin, TALL)
    y = _head(frame, look.between("receipt top", 14, 40))
    y = _details(frame, _divider(frame, y, "a"))
    y = _lines(frame, _divider(frame, y, "b"))
    y = _totals(frame, _divider(frame, y, "c"))
    y = _foot(frame, _divider(frame, y, "d"))
    sheet.height = y + look.between("receipt bottom", 10, 50)
    return sheet


def _upper(frame: Frame, runs: list[Run]) -> list[Run]:
    if not frame.look.chance("receipt upper", 0.4):
        return runs
    return [(text.upper(), mark) for text, mark in runs]


def _centred(frame: Frame, y: float, rows: list[list[Run]], **font: float) -> float:
    middle = (frame.left + frame.right) / 2
    centred = frame.look.chance("receipt centred", 0.85)
    for row in rows:
        for line in wrapped(frame.sheet, _upper(frame, row), frame.width, font.get("size", 0.0)):
            last = [*line[:-1], (line[-1][0].rstrip(), line[-1][1])]
            x, align = (middle, "c") if centred else (frame.left, "l")
            frame.sheet.runs(x, y, last, align=align, size=font.get("size", 0.0), bold=bool(font.get("bold")))
            y += frame.step * (font.get("size", frame.sheet.size) / frame.sheet.size)
    return y


def _divider(frame: Frame, y: float, which: str) -> float:
    form = frame.look.weighed(f"divider {which}", {"": 0.35, "-": 0.3, "=": 0.12, "*": 0.06, "rule": 0.17})
    if form == "rule":
        frame.sheet.rule(frame.left, y - frame.step * 0.5, frame.right, y - frame.step * 0.5, 0.5)
        return y + frame.step * 0.5
    if form:
        count = int(frame.width / frame.sheet.measure(form))
        frame.sheet.text(frame.left, y, form * count)
        return y + frame.step
    return y + frame.step * 0.6


def _head(frame: Frame, y: float) -> float:
    bill, look, style = frame.bill, frame.look, frame.style
    size = frame.sheet.size * look.pick("shop size", (1.0, 1.2, 1.5, 1.9))
    name: list[list[Run]] = [[(bill.supplier.name, "supplier_name")]]
    if look.chance("shop brand", 0.2):
        brand = bill.supplier.name[:4] if style.language == "zh" else bill.supplier.name.split(" ")[0]
        y = _centred(frame, y + size * 1.6, [[(brand, "brand")]], size=size * 1.6, bold=1) + 4
        size = frame.sheet.size
    y = _centred(frame, y + size, name, size=size, bold=float(look.chance("shop bold", 0.7)))
    rows: list[list[Run]] = [[(row, "")] for row in bill.supplier.address] if look.chance("shop address", 0.92) else []
    rows += contact_rows(frame)[:2] if look.chance("shop contacts", 0.6) else []
    rows += tax_rows(frame) if look.chance("shop tax", 0.75) else []
    y = _centred(frame, y, rows)
    if look.chance("receipt title", 0.45):
        y = _centred(frame, y + frame.step * 0.5, [[(style.say("title.receipt"), "")]], bold=1)
    return y


def _details(frame: Frame, y: float) -> float:
    """Number, date with time, cashier, till: each on a line, or two beside each other."""
    bill, style, look = frame.bill, frame.style, frame.look
    rng = look.random(f"time {bill.number}")
    clock = f"{rng.randint(7, 22):02}:{rng.randint(0, 59):02}" + (
        f":{rng.randint(0, 59):02}" if look.chance("seconds", 0.4) else ""
    )
    when: list[Run] = [(style.day(bill.issued), "issue_date"), (f" {clock}" if look.chance("time", 0.75) else "", "")]
    if look.chance("date label", 0.55):
        when.insert(0, (style.label("issue_date") + " ", ""))
    rows: list[list[Run]] = [when]
    if look.chance("receipt number", 0.85):
        rows.append([(style.label("receipt_number") + " ", ""), (bill.number, "invoice_number")])
    if look.chance("cashier", 0.5):
        rows.append([(f"{style.label('cashier')} {bill.numbers['contact'].split(' ')[0]}", "")])
    if look.chance("till", 0.4):
        rows.append([(f"{style.label('till')} {rng.randint(1, 24):02}", "")])
    look.random("receipt order").shuffle(rows)
    beside = look.chance("receipt beside", 0.35)
    for i in range(0, len(rows), 2 if beside else 1):
        row = _upper(frame, rows[i])
        size = frame.sheet.size * min(1.0, frame.width / sum(frame.sheet.measure(text) for text, _ in row))
        frame.sheet.runs(frame.left, y, row, size=size)
        if beside and i + 1 < len(rows):
            wide = sum(frame.sheet.measure(text.upper()) for row in rows[i : i + 2] for text, _ in row)
            if wide > frame.width - 6:
                y += frame.step
            frame.sheet.runs(frame.right, y, _upper(frame, rows[i + 1]), align="r")
        y += frame.step
    return y


def _lines(frame: Frame, y: float) -> float:
    look, style = frame.look, frame.style
    if look.chance("receipt headings", 0.3):
        frame.sheet.text(frame.left, y, style.say("col.description"))
        frame.sheet.text(frame.right, y, style.say("col.gross"), align="r")
        y += frame.step
    form = look.weighed("receipt lines", {"one": 0.4, "below": 0.3, "above": 0.15, "code first": 0.15})
    for i, line in enumerate(frame.bill.lines):
        y = _line(frame, y, i, line, form)
    return y


def _line(frame: Frame, y: float, i: int, line: Line, form: str) -> float:
    look, style, sheet = frame.look, frame.style, frame.sheet
    name = f"lines.{i}."
    amount = line.gross if frame.bill.gross_prices else line.net
    total = style.amount(amount, name + "line_total")
    if len(frame.bill.taxes) > 1 and look.chance("tax letters", 0.6):
        total.append((" " + "ABCD"[[part.rate for part in frame.bill.taxes].index(line.rate)], ""))
    exact = max(0, -int(line.quantity.normalize().as_tuple().exponent))
    times: list[Run] = [
        (style.bare.plain(line.quantity, exact), name + "quantity"),
        (f" {unit(frame, line)}" if line.unit == "kg" else "", ""),
        (look.pick("times", (" x ", " X ", " @ ", "x", " * ")), ""),
        (style.bare.plain(line.unit_price), name + "unit_price"),
    ]
    text: list[Run] = [(line.description, name + "description")]
    if look.chance("receipt codes", 0.25):
        text.insert(0, (line.code + " ", name + "code"))
    width = frame.width - sum(sheet.measure(t) for t, _ in total) - 8
    if form == "one" and line.quantity != 1:
        text.insert(0, (style.bare.plain(line.quantity, exact) + " ", name + "quantity"))
    rows = wrapped(sheet, _upper(frame, text), width if form != "above" else frame.width)
    if form == "code first" or (form == "above" and line.quantity != 1):
        sheet.runs(frame.left + 8, y, times)
        y += frame.step
    for j, row in enumerate(rows):
        sheet.runs(frame.left, y + j * frame.step, row)
    y += frame.step * (len(rows) - 1)
    if form == "below":
        y += frame.step
        sheet.runs(frame.left + 12, y, times)
    sheet.runs(frame.right, y, total, align="r")
    return y + frame.step * look.pick("receipt gap", (1.0, 1.0, 1.25, 1.5))


def _pair(frame: Frame, y: float, label: str, amount: list[Run], size: float = 0, bold: bool = False) -> float:
    size = size or frame.sheet.size
    wide = frame.sheet.measure(label, size, bold) + sum(frame.sheet.measure(t, size, bold) for t, _ in amount)
    size *= min(1.0, (frame.width - 8) / wide)
    frame.sheet.text(frame.left, y, label, size=size, bold=bold)
    frame.sheet.runs(frame.right, y, amount, align="r", size=size, bold=bold)
    return y + frame.step * size / frame.sheet.size


def _totals(frame: Frame, y: float) -> float:
    bill, style, look = frame.bill, frame.style, frame.look
    if look.chance("items count", 0.3):
        count = sum(line.quantity if line.unit != "kg" else Decimal(1) for line in bill.lines)
        frame.sheet.text(frame.left, y, style.say("items_count", count=f"{count:.0f}"))
        y += frame.step
    if bill.gross_prices and (bill.rounding or look.chance("receipt subtotal", 0.3)):
        y = _pair(frame, y, style.label("lines_total"), style.amount(bill.lines_total, "lines_total", "totals"))
    taxed = any(part.rate for part in bill.taxes)
    first = not bill.gross_prices or (taxed and look.chance("receipt tax first", 0.3))
    if first:
        y = _taxes(frame, y)
    if bill.rounding:
        y = _pair(frame, y, style.label("rounding"), style.amount(bill.rounding, "rounding", "totals"))
    size = frame.sheet.size * look.pick("total size", (1.0, 1.15, 1.4, 1.8))
    gross = style.amount(bill.gross_total, "gross_total", "gross")
    y = _pair(
        frame, y + size - frame.sheet.size, style.label("gross_total"), gross, size, look.chance("total bold", 0.7)
    )
    y = _paid(frame, y)
    if taxed and not first and look.chance("receipt tax", 0.7):
        y = _taxes(frame, y + frame.step * 0.5)
    return y


def _paid(frame: Frame, y: float) -> float:
    """Cash with change, or a card."""
    bill, style, look = frame.bill, frame.style, frame.look
    rng = look.random(f"paid {bill.number}")
    form = look.weighed("paid", {"mixed": 0.75, "": 0.25})
    if not form:
        return y
    if rng.random() < 0.5:
        return _pair(frame, y, style.say("card"), style.amount(bill.gross_total, "paid", "totals"))
    notes = [Decimal(note) for note in NOTES if note >= bill.gross_total] or [bill.gross_total]
    given = rng.choice((bill.gross_total, notes[0], notes[min(1, len(notes) - 1)]))
    y = _pair(frame, y, style.say("cash"), style.amount(given, "cash", "totals"))
    return _pair(frame, y, style.say("change"), style.amount(given - bill.gross_total, "change", "totals"))


def _taxes(frame: Frame, y: float) -> float:
    """The tax contained: a line a rate, or a small table."""
    bill, style, look, sheet = frame.bill, frame.style, frame.look, frame.sheet
    many = len(bill.taxes) > 1
    if not bill.gross_prices or look.chance("receipt net", 0.4):
        y = _pair(frame, y, style.label("net_total"), style.amount(bill.net_total, "net_total", "totals"))
    if bill.gross_prices and look.chance("receipt tax table", 0.4):
        ends = [frame.left + frame.width * share for share in (0.22, 0.5, 0.75, 1.0)]
        for end, key in zip(ends, ("rate", "base", "tax", "gross"), strict=True):
            heading = style.say(f"summary.{key}")
            size = sheet.size * min(0.85, frame.width * 0.24 / sheet.measure(heading))
            sheet.text(end, y, heading, align="r", size=size)
        y += frame.step
        for part in bill.taxes:
            marks = ("tax_part" if many else "tax_total", "net_part" if many else "net_total")
            cells: list[Run] = [
                (style.rate(part.rate) + "%", ""), (style.bare.plain(part.base), marks[1]),
                (style.bare.plain(part.tax), marks[0]), (style.bare.plain(part.base + part.tax), ""),
            ]  # fmt: skip
            for end, cell in zip(ends, cells, strict=True):
                sheet.runs(end, y, [cell], align="r", size=sheet.size * 0.9)
            y += frame.step
        return y
    for part in bill.taxes:
        label = style.label("tax", rate=style.rate(part.rate), base=style.bare.plain(part.base))
        y = _pair(frame, y, label, style.amount(part.tax, "tax_part" if many else "tax_total", "totals"))
    return y


def _foot(frame: Frame, y: float) -> float:
    """Thanks, and perhaps a bar code."""
    look, style = frame.look, frame.style
    rows = [style.sentence("receipt.thanks", {})] if look.chance("receipt thanks", 0.8) else []
    y = _centred(frame, y, rows)
    if look.chance("bar code", 0.25):
        rng = look.random("bars")
        x = frame.left + frame.width * 0.15
        while x < frame.right - frame.width * 0.15:
            thick = rng.choice((0.7, 0.7, 1.4, 2.1))
            frame.sheet.box((x, y, x + thick, y + 24), fill="#000000")
            x += thick + rng.choice((0.8, 1.4, 2.2))
        y = _centred(frame, y + 34, [[(look.random("bar digits").choice("123456789") * 2 + "00451228", "")]])
    return y

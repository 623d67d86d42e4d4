"""The block of numbers and dates, and the title, in all the forms they take."""

from dataclasses import dataclass

from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.parties import (
    customer_tax_id,
    head_ink,
    shows_customer_tax_id,
    shows_tax_id,
    tax_id_text,
)
from benchmarks.generated.sheet import Run
from benchmarks.generated.style import wrapped

SHARES = {
    "due_date": 0.55, "po_number": 0.42, "customer_number": 0.5, "order_number": 0.22, "delivery_note": 0.22,
    "delivery_date": 0.3, "order_date": 0.14, "contract_number": 0.1, "our_reference": 0.2, "your_sign": 0.15,
    "contact": 0.22, "payment_terms": 0.18, "currency": 0.12, "tax_id": 0.07, "period": 0.1, "delivery_terms": 0.08,
    "page": 0.06,
}  # fmt: skip


@dataclass(frozen=True)
class Detail:
    """A label and its value."""

    label: str
    value: list[Run]


def title(frame: Frame) -> str:
    kind = frame.bill.kind
    return frame.style.say(f"title.{kind}")


def title_form(frame: Frame) -> str:
    """plain, or with the number (and date) in the title."""
    return frame.look.weighed("title form", {"plain": 0.68, "number": 0.18, "inline": 0.1, "none": 0.04})


def title_runs(frame: Frame) -> list[Run]:
    form = title_form(frame)
    if form == "plain":
        return [(title(frame), "")]
    if form == "none":
        return []
    fills: dict[str, list[Run]] = {
        "title": [(title(frame), "")],
        "number": [(frame.bill.number, "invoice_number")],
        "date": [(frame.style.day(frame.bill.issued), "issue_date")],
    }
    return frame.style.sentence(f"title.{form}", fills)


def draw_title(frame: Frame, x: float, y: float, align: str = "l", width: float = 0) -> float:
    """The title, no wider than `width` (0: the page); returns the y below."""
    runs = title_runs(frame)
    if not runs:
        return y
    size = (
        frame.look.between("title size", 11, 22)
        if title_form(frame) == "plain"
        else frame.look.between("title size", 10, 15)
    )
    wide = frame.sheet.measure("".join(text for text, _ in runs), size, True)
    size = min(size, size * (width or frame.width) / wide)
    ink = frame.look.pick("title ink", ("#000000", "#000000", frame.style.dark))
    frame.sheet.runs(
        x, y + size * 0.8, runs, align=align, size=size, bold=frame.look.chance("title bold", 0.85), ink=ink
    )
    return y + size * 1.3 + 4


def details(frame: Frame) -> list[Detail]:
    """What the block shows, in this supplier's order."""
    bill, look = frame.bill, frame.look
    credit = bill.kind == "credit_note"
    form = title_form(frame)
    made = (
        []
        if form in ("number", "inline")
        else [_detail(frame, "credit_number" if credit else "invoice_number", bill.number, "invoice_number")]
    )
    if form != "inline":
        made.append(
            _detail(frame, "credit_date" if credit else "issue_date", frame.style.day(bill.issued), "issue_date")
        )
    rest = [item for key, share in SHARES.items() if look.chance(f"detail {key}", share) for item in _other(frame, key)]
    if bill.payment_reference and look.chance("reference in details", 0.5):
        rest.append(_detail(frame, "payment_reference", bill.payment_reference, "payment_reference"))
    if credit:
        rest.append(_detail(frame, "original", bill.original, "original"))
    if shows_customer_tax_id(frame) == "details":
        rest.append(_detail(frame, "customer_tax_id", customer_tax_id(frame), "customer_tax_id"))
    look.random("details order").shuffle(rest)
    made += rest
    if look.chance("details mixed", 0.25):
        look.random("details mix").shuffle(made)
    return made


def _detail(frame: Frame, key: str, text: str, mark: str) -> Detail:
    return Detail(frame.style.label(key), [(text, mark)])


def _other(frame: Frame, key: str) -> list[Detail]:
    bill, style = frame.bill, frame.style
    if key == "due_date":
        if bill.kind == "credit_note" or bill.due is None:
            return []
        return [_detail(frame, key, style.day(bill.due), key)]
    if key == "po_number":
        return [_detail(frame, key, bill.po_number, key)]
    if key in bill.numbers:
        return [_detail(frame, key, bill.numbers[key], key)]
    if key in bill.dates:
        return [_detail(frame, key, style.day(bill.dates[key]), key)]
    if key == "period":
        text = f"{style.day(bill.dates['period_start'])} - {style.day(bill.dates['period_end'])}"
        return [_detail(frame, key, text, key)]
    if key == "payment_terms":
        runs = style.sentence("terms.days", {"days": [(str(bill.payment_days), "")]})
        return [Detail(style.label(key), runs)]
    if key == "currency":
        return [_detail(frame, key, bill.currency, key)]
    if key == "tax_id" and shows_tax_id(frame):
        return [_detail(frame, key, tax_id_text(style, bill.supplier.tax_id, bill.supplier.country), "supplier_tax_id")]
    if key == "delivery_terms":
        return [
            _detail(frame, key, frame.look.pick("incoterm", ("DAP", "EXW", "UPS Standard", "FCA", "DHL", "DDP")), key)
        ]
    if key == "page":
        return [Detail(style.say("page", page=1, pages=1).split("1")[0].strip() or "Page", [("1", "")])]
    return []


def details_form(frame: Frame) -> str:
    """rows and stack stand in a column; grid and line take the page's width."""
    return frame.look.weighed(
        "details form", {"rows": 0.5, "boxed rows": 0.12, "stack": 0.08, "grid": 0.22, "line": 0.08}
    )


def is_wide(frame: Frame) -> bool:
    return details_form(frame) in ("grid", "line")


def draw_details(frame: Frame, x: float, y: float, width: float) -> float:
    """The block at `x`, at most `width` wide; returns the y below."""
    forms = {"rows": _rows, "boxed rows": _boxed_rows, "stack": _stack, "grid": _grid, "line": _line}
    return forms[details_form(frame)](frame, details(frame), x, y, width) + 6


def _label_font(frame: Frame) -> dict[str, object]:
    return {"bold": frame.look.chance("label bold", 0.3), "ink": head_ink(frame)}


def _value_bold(frame: Frame) -> bool:
    return frame.look.chance("value bold", 0.15)


def _rows(frame: Frame, items: list[Detail], x: float, y: float, width: float) -> float:
    look, sheet = frame.look, frame.sheet
    bold = look.chance("label bold", 0.3)
    widest = max(sheet.measure(item.label, bold=bold) for item in items)
    tab = min(widest + look.pick("tab", (6, 10, 16, 26)), width * 0.62)
    size = sheet.size * min(1.0, (tab - 4) / widest)
    align = look.weighed("details align", {"left": 0.6, "right": 0.25, "close": 0.15})
    for item in items:
        if align == "close":
            sheet.text(x + tab - 5, y, item.label, align="r", bold=bold, size=size, ink=head_ink(frame))
        else:
            sheet.text(x, y, item.label, bold=bold, size=size, ink=head_ink(frame))
        if align == "right":
            sheet.runs(x + width, y, item.value, align="r", bold=_value_bold(frame))
            y += frame.step
        else:
            lines = wrapped(sheet, item.value, max(60, width - tab))
            y = max(frame.rows(x + tab, y, lines), y + frame.step)
    return y


def _boxed_rows(frame: Frame, items: list[Detail], x: float, y: float, width: float) -> float:
    sheet = frame.sheet
    height = sheet.size * 1.8
    y -= sheet.size
    split = x + width * frame.look.pick("box split", (0.45, 0.5, 0.55))
    shade = frame.style.pale if frame.look.chance("box shade", 0.5) else ""
    for item in items:
        sheet.box((x, y, split, y + height), fill=shade, ink=frame.style.grey)
        sheet.box((split, y, x + width, y + height), ink=frame.style.grey)
        sheet.text(
            x + 4,
            y + height * 0.68,
            item.label,
            bold=frame.look.chance("label bold", 0.3),
            size=_fit(frame, item.label, split - x - 6),
        )
        size = _fit(frame, "".join(text for text, _ in item.value), x + width - split - 6)
        sheet.runs(split + 4, y + height * 0.68, item.value, size=size)
        y += height
    return y + frame.step


def _fit(frame: Frame, text: str, width: float) -> float:
    wide = frame.sheet.measure(text, bold=True)
    return frame.sheet.size * min(1.0, width / wide) if wide else frame.sheet.size


def _stack(frame: Frame, items: list[Detail], x: float, y: float, width: float) -> float:
    for item in items:
        frame.sheet.text(x, y, item.label, ink=head_ink(frame), bold=frame.look.chance("label bold", 0.3))
        lines = wrapped(frame.sheet, item.value, width)
        y = frame.rows(x, y + frame.step, lines) + 3
    return y


def _grid(frame: Frame, items: list[Detail], x: float, y: float, width: float) -> float:
    """Labels above the values, several beside each other."""
    look, sheet = frame.look, frame.sheet
    across = min(len(items), look.pick("grid across", (3, 4, 5, 6)))
    boxed, shaded = look.chance("grid boxed", 0.6), look.chance("grid shaded", 0.4)
    small = sheet.size * look.pick("grid label size", (0.8, 0.9, 1.0))
    cell = frame.width / across
    height = sheet.size * 2.9
    x = frame.left
    for i in range(0, len(items), across):
        row = items[i : i + across]
        if shaded:
            sheet.box((x, y, x + cell * len(row), y + height * 0.47), fill=frame.style.pale)
        for j, item in enumerate(row):
            start = x + j * cell
            if boxed:
                sheet.box((start, y, start + cell, y + height), ink=frame.style.grey)
            size = min(small, _fit(frame, item.label, cell - 8))
            sheet.text(
                start + 4,
                y + height * 0.36,
                item.label,
                size=size,
                ink=head_ink(frame),
                bold=look.chance("label bold", 0.3),
            )
            size = _fit(frame, "".join(text for text, _ in item.value), cell - 8)
            sheet.runs(start + 4, y + height * 0.8, item.value, size=size, bold=_value_bold(frame))
        y += height + (0 if boxed else 3)
    return y + 6


def _line(frame: Frame, items: list[Detail], x: float, y: float, width: float) -> float:
    """One running line: label value, label value."""
    joint = frame.look.pick("line joint", (" | ", ", ", "   ", " · ", " / "))
    runs: list[Run] = []
    for i, item in enumerate(items):
        runs += [(joint if i else "", ""), (item.label + " ", ""), *item.value]
    lines = wrapped(frame.sheet, runs, frame.width)
    return frame.rows(frame.left, y + frame.sheet.size, lines) + 4

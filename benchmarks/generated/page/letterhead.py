"""The head of the first page: logo, brand or name, sometimes with address and numbers, sometimes nothing."""

from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.parties import address_rows, contact_rows, name_row, tax_rows
from benchmarks.generated.sheet import Run


def brand_text(frame: Frame) -> list[Run]:
    """The big text: the whole name, or only its first words as a brand (which is not the legal name)."""
    name = frame.bill.supplier.name
    form = frame.look.weighed("brand", {"name": 0.55, "upper": 0.15, "short": 0.3})
    if form == "name":
        return [(name, "supplier_name")]
    if form == "upper":
        return [(name.upper(), "supplier_name")]
    short = name[:4] if frame.style.language == "zh" else name.replace(",", "").split(" ")[0]
    return [(short.upper() if frame.look.chance("brand upper", 0.5) else short, "brand")]


def prints_legal_name(frame: Frame) -> bool:
    """Whether the letterhead itself shows the legal name."""
    return letterhead_form(frame) != "none" and any(mark == "supplier_name" for _, mark in brand_text(frame))


def letterhead_form(frame: Frame) -> str:
    return frame.look.weighed(
        "letterhead",
        {"left": 0.3, "right": 0.16, "centre": 0.14, "band": 0.12, "split": 0.16, "none": 0.12},
    )


def draw_letterhead(frame: Frame) -> float:
    """Draw it; returns the y below."""
    form = letterhead_form(frame)
    top = frame.look.between("top margin", 36, 58)
    if form == "none":
        return top + 10
    return {"left": _side, "right": _side, "centre": _centre, "band": _band, "split": _split}[form](frame, top)


def _size(frame: Frame, width: float) -> float:
    size = frame.look.between("brand size", 12, 24)
    text = "".join(text for text, _ in brand_text(frame))
    wide = frame.sheet.measure(text, size, True)
    return min(size, size * width / wide) if wide > width else size


def _details(frame: Frame) -> list[list[Run]]:
    """What stands under the name."""
    look = frame.look
    rows: list[list[Run]] = []
    if look.chance("head address", 0.6):
        if brand_text(frame)[0][1] != "supplier_name" and look.chance("head legal name", 0.6):
            rows.append(name_row(frame))
        address = address_rows(frame, frame.bill.supplier)
        if look.chance("address in one", 0.4):
            joint = look.pick("address joint", (", ", " · ", " - ", " | "))
            rows.append([(joint.join(row[0][0] for row in address), "")])
        else:
            rows += address
    if look.chance("head contacts", 0.45):
        rows += contact_rows(frame)
    if look.chance("head tax", 0.3):
        rows += tax_rows(frame)
    if look.chance("slogan", 0.12):
        rows.insert(0, [(frame.bill.supplier.slogan, "")])
    return rows


def _logo(frame: Frame, x: float, y: float, size: float) -> float:
    """A mark of simple shapes; returns its width with the gap after it."""
    kind = frame.look.pick("logo", ("", "", "disc", "square", "bars", "ring"))
    sheet, ink = frame.sheet, frame.style.dark
    if kind == "disc":
        sheet.disc(x + size / 2, y + size / 2, size / 2, ink)
        sheet.disc(x + size * 0.62, y + size * 0.4, size / 4, "#ffffff")
    elif kind == "square":
        sheet.box((x, y, x + size, y + size), fill=ink)
        sheet.box((x + size * 0.25, y + size * 0.25, x + size * 0.6, y + size * 0.6), fill=frame.style.pale)
    elif kind == "bars":
        for i in range(3):
            sheet.box(
                (x + i * size * 0.36, y + (2 - i) * size * 0.3, x + i * size * 0.36 + size * 0.26, y + size), fill=ink
            )
    elif kind == "ring":
        sheet.disc(x + size / 2, y + size / 2, size / 2, ink)
        sheet.disc(x + size / 2, y + size / 2, size * 0.33, "#ffffff")
    return size + 8 if kind else 0


def _side(frame: Frame, top: float) -> float:
    align = "l" if letterhead_form(frame) == "left" else "r"
    size = _size(frame, frame.width * 0.8)
    x = frame.left if align == "l" else frame.right
    ink = frame.look.pick("brand ink", ("#000000", frame.style.dark))
    shift = _logo(frame, frame.left, top - 6, size * 1.3) if align == "l" else 0
    frame.sheet.runs(x + shift, top + size * 0.8, brand_text(frame), align=align, size=size, bold=True, ink=ink)
    small = frame.look.pick("head small", (7.0, 8.0, 0.0))
    y = frame.rows(x + shift, top + size + 10, _details(frame), align=align, size=small, ink=frame.style.grey)
    return _ruled(frame, y)


def _ruled(frame: Frame, y: float) -> float:
    if frame.look.chance("head rule", 0.35):
        frame.sheet.rule(
            frame.left, y, frame.right, y, frame.look.pick("head rule width", (0.5, 1.0, 2.0)), frame.style.dark
        )
        y += 6
    return y + 12


def _centre(frame: Frame, top: float) -> float:
    middle = (frame.left + frame.right) / 2
    size = _size(frame, frame.width)
    ink = frame.look.pick("brand ink", ("#000000", frame.style.dark))
    frame.sheet.runs(middle, top + size * 0.8, brand_text(frame), align="c", size=size, bold=True, ink=ink)
    y = frame.rows(middle, top + size + 10, _details(frame), align="c", ink=frame.style.grey)
    return _ruled(frame, y)


def _band(frame: Frame, top: float) -> float:
    height = frame.look.between("band height", 50, 80)
    size = _size(frame, frame.width * 0.9)
    frame.sheet.box((0, 0, frame.sheet.width, height), fill=frame.style.dark)
    frame.sheet.runs(frame.left, height * 0.55, brand_text(frame), size=size, bold=True, ink="#ffffff")
    if frame.look.chance("band address", 0.6):
        line = ", ".join(frame.bill.supplier.address)
        frame.sheet.text(frame.left, height * 0.82, line, size=7.5, ink="#ffffff")
    return height + 28


def _split(frame: Frame, top: float) -> float:
    """Brand at one side, the details at the other."""
    size = _size(frame, frame.width * 0.55)
    shift = _logo(frame, frame.left, top - 6, size * 1.3)
    ink = frame.look.pick("brand ink", ("#000000", frame.style.dark))
    frame.sheet.runs(frame.left + shift, top + size * 0.8, brand_text(frame), size=size, bold=True, ink=ink)
    rows = _details(frame) or contact_rows(frame)
    small = frame.look.pick("head small", (7.0, 8.0, 0.0))
    if frame.look.chance("split right", 0.6):
        y = frame.rows(frame.right, top + 4, rows, align="r", size=small)
    else:
        y = frame.rows(frame.left + frame.width * 0.64, top + 4, rows, size=small)
    return _ruled(frame, max(y, top + size + 10))

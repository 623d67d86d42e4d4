"""The foot of every page: the company's particulars in columns or lines, and page numbers."""

from benchmarks.generated.page.closing import shows_bank
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.letterhead import prints_legal_name
from benchmarks.generated.page.parties import address_rows, bank_rows, contact_rows, name_row, register_rows, tax_rows
from benchmarks.generated.sheet import Run
from benchmarks.generated.style import wrapped

Rows = list[list[Run]]
SIZE = 6.8


def footer_form(frame: Frame) -> str:
    form: str = frame.look.weighed("footer", {"columns": 0.45, "lines": 0.3, "none": 0.25})
    needed = not prints_legal_name(frame) or shows_bank(frame) in ("footer", "both")
    return "columns" if form == "none" and needed else form


def groups(frame: Frame) -> list[Rows]:
    """What the footer says, in groups."""
    look = frame.look
    made: list[Rows] = [[name_row(frame), *address_rows(frame, frame.bill.supplier)]]
    if look.chance("footer contacts", 0.7):
        made.append(contact_rows(frame))
    if look.chance("footer tax", 0.8):
        made.append(register_rows(frame) + tax_rows(frame))
    if shows_bank(frame) in ("footer", "both") and frame.bill.accounts[0].bank:
        made.append(bank_rows(frame, short=True))
    made = [group for group in made if group]
    if look.chance("footer mixed", 0.3):
        look.random("footer order").shuffle(made)
    return made


def footer_height(frame: Frame) -> float:
    """How much of the page's foot is taken."""
    form = footer_form(frame)
    if form == "none":
        return 40.0
    rows = max(len(column) for column in _columns(frame)) if form == "columns" else len(_lines(frame))
    return 44.0 + rows * SIZE * 1.25


def _columns(frame: Frame) -> list[Rows]:
    parts = groups(frame)
    width = frame.width / len(parts) - 6
    return [[line for row in part for line in wrapped(frame.sheet, row, width, SIZE)] for part in parts]


def _lines(frame: Frame) -> Rows:
    joint: Run = (frame.look.pick("footer joint", (" · ", " | ", ", ", "  -  ")), "")
    joined: list[Run] = [run for group in groups(frame) for row in group for run in (joint, *row)][1:]
    return wrapped(frame.sheet, joined, frame.width, SIZE)


def draw_footers(frame: Frame) -> None:
    """On every page (the particulars perhaps only on the first)."""
    everywhere = frame.look.chance("footer everywhere", 0.75)
    count = len(frame.sheet.pages)
    for page in range(1, count + 1):
        frame.sheet.page = page
        if everywhere or page == 1:
            _draw_particulars(frame)
        _page_number(frame, page, count)


def _draw_particulars(frame: Frame) -> None:
    form = footer_form(frame)
    if form == "none":
        return
    y = frame.sheet.height - footer_height(frame) + 20
    if frame.look.chance("footer rule", 0.5):
        frame.sheet.rule(frame.left, y - 9, frame.right, y - 9, 0.4, frame.style.grey)
    step = SIZE * 1.25
    if form == "columns":
        columns = _columns(frame)
        for i, column in enumerate(columns):
            for j, row in enumerate(column):
                frame.sheet.runs(
                    frame.left + i * frame.width / len(columns), y + j * step, row, size=SIZE, ink=frame.style.grey
                )
        return
    centred = frame.look.chance("footer centred", 0.6)
    x = (frame.left + frame.right) / 2 if centred else frame.left
    for j, row in enumerate(_lines(frame)):
        frame.sheet.runs(x, y + j * step, row, align="c" if centred else "l", size=SIZE, ink=frame.style.grey)


def _page_number(frame: Frame, page: int, count: int) -> None:
    form = frame.look.weighed("page number", {"": 0.4, "always": 0.35, "many": 0.25})
    if not form or (form == "many" and count == 1):
        return
    text = frame.style.say("page", page=page, pages=count)
    if page > 1 and frame.look.chance("page number at top", 0.3):
        frame.sheet.text(frame.right, 34, text, align="r", size=SIZE)
        return
    place = frame.look.pick("page number place", ("l", "c", "r", "r"))
    x = {"l": frame.left, "c": (frame.left + frame.right) / 2, "r": frame.right}[place]
    frame.sheet.text(x, frame.sheet.height - 14, text, align=place, size=SIZE)

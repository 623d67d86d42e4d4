"""A whole invoice or credit note: its blocks in the order and the places that the look gives them."""

from benchmarks.generated.model import Bill
from benchmarks.generated.page.closing import draw_closing, draw_intro
from benchmarks.generated.page.details import details_form, draw_details, draw_title, is_wide, title_form
from benchmarks.generated.page.footer import draw_footers, footer_height
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.letterhead import draw_letterhead
from benchmarks.generated.page.parties import customer_block, ship_to_block, supplier_block
from benchmarks.generated.page.table import draw_table
from benchmarks.generated.page.totals import draw_summary, draw_totals, draws_summary
from benchmarks.generated.sheet import Sheet
from benchmarks.generated.style import Style


def draw_invoice(bill: Bill, style: Style) -> Sheet:
    """The bill on its pages."""
    sheet = style.sheet()
    look = style.look
    left, right = look.between("left margin", 34, 72), look.between("right margin", 34, 60)
    frame = Frame(bill, style, sheet, left, sheet.width - right, 0.0)
    frame.bottom = sheet.height - footer_height(frame) - 24
    y = draw_letterhead(frame)
    y = _top(frame, y)
    y = draw_intro(frame, y) + look.pick("table gap", (2, 6, 12, 20))
    y, grid = draw_table(frame, y)
    summary = draws_summary(frame)
    if summary and look.chance("summary first", 0.4):
        y = _summary(frame, y)
        summary = False
    y = draw_totals(frame, y, grid)
    if summary:
        y = _summary(frame, y)
    draw_closing(frame, y)
    draw_footers(frame)
    if look.chance("watermark", 0.03):
        word = look.pick("watermark word", (style.say("title.invoice"), "COPY", "ORIGINAL", "DUPLICATE"))
        sheet.page = 1
        sheet.turned(sheet.width / 2, sheet.height / 2, word, 50, 60, "#eeeeee", bold=True)
        sheet.pages[0].insert(0, sheet.pages[0].pop())  # under the text
    return sheet


def _summary(frame: Frame, y: float) -> float:
    if y + frame.step * (len(frame.bill.taxes) + 4) > frame.bottom:
        frame.sheet.new_page()
        y = frame.look.between("next top", 50, 90)
    return draw_summary(frame, y)


def _top(frame: Frame, y: float) -> float:
    """Title, parties and details above the table; returns the y below."""
    look = frame.look
    title = look.weighed("title place", {"below": 0.55, "above": 0.25, "over details": 0.2})
    title_align = look.weighed("title align", {"l": 0.7, "c": 0.15, "r": 0.15})
    title_x = {"l": frame.left, "c": (frame.left + frame.right) / 2, "r": frame.right}[title_align]
    if is_wide(frame) and title == "over details":
        title = "below"
    if title == "above":
        y = draw_title(frame, title_x, y, title_align) + 12
    y = max(y, look.pick("window", (0.0, 0.0, 130.0, 140.0)))
    bottom = _columns(frame, y, title == "over details")
    if title == "below":
        bottom = draw_title(frame, title_x, bottom + 4, title_align) + 6
    if is_wide(frame):
        bottom = draw_details(frame, frame.left, bottom, frame.width)
    return bottom


def _columns(frame: Frame, y: float, title_over: bool) -> float:
    """Two columns of blocks: the customer in one, what else there is beside or below."""
    look = frame.look
    split = look.between("column split", 0.52, 0.64)
    column = {"l": frame.left, "r": frame.left + frame.width * split}
    width = {"l": frame.width * split - 14, "r": frame.width * (1 - split)}
    heights = {"l": y, "r": y}
    side = look.weighed("customer side", {"l": 0.72, "r": 0.28})
    other = "r" if side == "l" else "l"

    def put(block: str, where: str) -> None:
        drawn = {"customer": customer_block, "supplier": supplier_block, "ship": ship_to_block, "details": draw_details}
        if block == "title":
            heights[where] = (
                draw_title(frame, column[where], heights[where] - frame.sheet.size, width=width[where])
                + frame.sheet.size
                + 4
            )
            return
        heights[where] = drawn[block](frame, column[where], heights[where], width[where]) + 6

    supplier = look.chance("supplier block", 0.28)
    if supplier and look.chance("supplier above customer", 0.3):
        put("supplier", side)
        supplier = False
    put("customer", side)
    if supplier:
        put("supplier", other)
    if not is_wide(frame):
        below = look.chance("details below customer", 0.15)
        where = side if below else other
        if title_over:
            put("title", where)
        put("details", where)
    if frame.bill.ship_to:
        put("ship", look.pick("ship side", (side, other)))
    if not supplier and is_wide(frame) and title_over and title_form(frame) == "plain":
        put("title", other)
    assert details_form(frame)
    return max(heights.values())

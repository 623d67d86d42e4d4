"""What follows the totals: terms, notes, how to pay, thanks."""

from datetime import timedelta
from decimal import Decimal

from benchmarks.generated.content import cents
from benchmarks.generated.page.frame import Frame
from benchmarks.generated.page.parties import bank_rows
from benchmarks.generated.sheet import Run
from benchmarks.generated.style import wrapped


def fills(frame: Frame) -> dict[str, list[Run]]:
    """What sentences may be filled with."""
    bill, style = frame.bill, frame.style
    days, percent = bill.cash_discount or (10, Decimal(2))
    saved = cents(bill.gross_total * percent / 100)
    early = bill.issued + timedelta(days=days)
    return {
        "due": [(style.day(bill.due or bill.issued, other=True), "due_date")],
        "days": [(str(bill.payment_days), "")],
        "gross": style.amount(bill.amount_due, "gross_total" if bill.amount_due == bill.gross_total else "amount_due"),
        "percent": [(style.bare.short(percent), "")],
        "discount_days": [(str(days), "")],
        "discount_day": [(style.day(early, other=True), "discount_date")],
        "discount_amount": style.amount(saved, "discount_amount"),
        "discounted": style.amount(bill.gross_total - saved, "discounted_total"),
        "order_date": [(style.day(bill.dates["order_date"], other=True), "order_date")],
        "delivery_date": [(style.day(bill.dates["delivery_date"], other=True), "delivery_date")],
        "delivery_note": [(bill.numbers["delivery_note"], "delivery_note")],
        "person": [(bill.numbers["contact"], "")],
        "phone": [(bill.supplier.phone, "phone")],
        "city": [(bill.supplier.city, "")],
        "month": [(f"{style.words.MONTHS[bill.issued.month - 1]} {bill.issued.year}", "")],
        "supplier": [(bill.supplier.name, "supplier_name")],
        "number": [(bill.number, "invoice_number")],
    }


def paragraphs(frame: Frame) -> list[list[Run]]:
    """The sentences under the totals."""
    bill, style, look = frame.bill, frame.style, frame.look
    values = fills(frame)
    made: list[list[Run]] = []
    if bill.exemption:
        made.append(style.sentence(bill.exemption, values))
    if bill.kind == "invoice":
        terms = look.weighed("terms", {"due": 0.42, "days": 0.25, "none": 0.33})
        if terms != "none" and bill.prepaid != bill.gross_total:
            made.append(style.sentence(f"terms.{terms}", values))
        if bill.cash_discount:
            made.insert(look.pick("discount first", (0, len(made))), style.sentence("terms.cash_discount", values))
    for i in range(look.pick("notes", (0, 1, 1, 2))):
        made.append(style.sentence("note", values, look.pick(f"note {i}", style._variants("SENTENCES", "note"))))
    if look.chance("thanks", 0.6):
        made.append(style.sentence("thanks", values))
    if bill.payment_reference and not look.chance("reference in details", 0.5):
        made.append([(style.label("payment_reference") + " ", ""), (bill.payment_reference, "payment_reference")])
    return [runs for runs in made if runs]


def draw_intro(frame: Frame, y: float) -> float:
    """The sentence above the table, where there is one."""
    if not frame.look.chance("intro", 0.35):
        return y
    key = "intro.credit" if frame.bill.kind == "credit_note" else "intro"
    lines = wrapped(frame.sheet, frame.style.sentence(key, fills(frame)), frame.width)
    return frame.rows(frame.left, y + frame.sheet.size, lines) + 2


def shows_bank(frame: Frame) -> str:
    """Where the bank account stands: body, footer, both or nowhere ("")."""
    return frame.look.weighed("bank", {"footer": 0.35, "body": 0.35, "both": 0.1, "": 0.2})


def draw_closing(frame: Frame, y: float) -> float:
    """Terms, notes and bank; on a new page where they do not fit."""
    lines = [line for runs in paragraphs(frame) for line in wrapped(frame.sheet, runs, frame.width * 0.95)]
    bank = bank_rows(frame) if shows_bank(frame) in ("body", "both") and frame.bill.accounts[0].bank else []
    if y + (len(lines) + len(bank) + 2) * frame.step > frame.bottom:
        frame.sheet.new_page()
        y = frame.look.between("next top", 50, 90)
    y += frame.sheet.size
    if frame.look.chance("bank first", 0.3):
        y = frame.rows(frame.left, _draw_bank(frame, y, bank), lines)
    else:
        y = _draw_bank(frame, frame.rows(frame.left, y, lines) + 4, bank)
    return y


def _draw_bank(frame: Frame, y: float, rows: list[list[Run]]) -> float:
    if not rows:
        return y
    if frame.look.chance("payment heading", 0.6):
        frame.sheet.text(frame.left, y, frame.style.label("payment_heading"), bold=True)
        y += frame.step
    if frame.look.chance("bank in line", 0.35):
        joint: Run = (frame.look.pick("bank joint", ("   ", ", ", " | ", " / ")), "")
        joined: list[Run] = [run for row in rows for run in (joint, *row)][1:]
        rows = wrapped(frame.sheet, joined, frame.width)
    return frame.rows(frame.left, y, rows) + 4

"""English invoice under a coloured banner: labels above values, table without lines, totals at the right."""

from samples.layouts.marks import MARKS
from samples.layouts.sheet import Column, Sheet
from samples.model import CUSTOMER, Bill
from samples.written import SYMBOLS, amount, day, grouped, number

COLUMNS: tuple[Column, ...] = (
    ("Description", 18, "l"),
    ("Qty", 108, "r"),
    ("Unit price", 134, "r"),
    ("VAT %", 155, "r"),
    ("Amount", 192, "r"),
)
TITLES = {"invoice": "INVOICE", "credit_note": "CREDIT NOTE"}
GREY = "#6b7480"


def draw(bill: Bill, ink: str = "#16365c", password: str = "") -> bytes:
    """The bill as a PDF of one page, which opens with the password only where one is given."""
    sheet = Sheet(f"{TITLES[bill.kind].title()} {bill.number}", size=9.5, password=password)
    _banner(sheet, bill, ink)
    _parties(sheet, bill)
    _details(sheet, bill)
    bottom = _totals(sheet, bill, _table(sheet, bill, 128, ink), ink)
    _payment(sheet, bill, bottom + 16, ink)
    party = bill.supplier
    sheet.rule(18, 280, 192, 280, 0.4, "#b8c0c8")
    foot = " | ".join(part for part in (party.name, party.register, party.web) if part)
    sheet.text(18, 285, foot, size=7.5, ink=GREY)
    sheet.text(192, 285, "Page 1 of 1", "r", size=7.5, ink=GREY)
    return sheet.done()


def _banner(sheet: Sheet, bill: Bill, ink: str) -> None:
    party = bill.supplier
    sheet.box(0, 0, 210, 34, fill=ink)
    sheet.disc(28, 17, 9, "#ffffff")
    MARKS[party.code](sheet, 28, 17, ink)
    sheet.text(42, 16, party.name, bold=True, size=15, ink="#ffffff")
    sheet.text(42, 22, ", ".join(party.address), size=8, ink="#d5deea")
    sheet.text(42, 26.5, f"{party.phone}   {party.email}", size=8, ink="#d5deea")
    sheet.text(192, 20, TITLES[bill.kind], "r", bold=True, size=20, ink="#ffffff")


def _parties(sheet: Sheet, bill: Bill) -> None:
    sheet.text(18, 46, "Credit to" if bill.kind == "credit_note" else "Bill to", size=8, ink=GREY)
    sheet.block(18, 51.5, [CUSTOMER, "Accounts Payable", "14 Lombard Lane", "London EC3V 9AA"], step=5)
    sheet.text(80, 46, "Deliver to", size=8, ink=GREY)
    sheet.block(80, 51.5, ["Warehouse 2, Dock Road", "Tilbury RM18 7EH"], step=5)
    sheet.text(140, 46, "VAT registration number", size=8, ink=GREY)
    sheet.text(140, 51.5, bill.supplier.tax_id)


def _details(sheet: Sheet, bill: Bill) -> None:
    number_label = "Credit note number" if bill.kind == "credit_note" else "Invoice number"
    details = [(number_label, bill.number), ("Date", day(bill.issued, "en"))]
    if bill.due:
        details.append(("Due date", day(bill.due, "en")))
    if bill.po_number:
        details.append(("Purchase order", bill.po_number))
    if "refers_to" in bill.notes:
        details.append(("Original invoice", bill.notes["refers_to"]))
    sheet.box(18, 82, 174, 20, fill="#f1f4f7")
    for i, (label, value) in enumerate(details):
        x = 24 + i * 43
        sheet.text(x, 90, label, size=8, ink=GREY)
        sheet.text(x, 96.5, value, bold=True, size=10)
    sheet.text(18, 113, bill.notes.get("subject", ""), ink=GREY)


def _table(sheet: Sheet, bill: Bill, y: float, ink: str) -> float:
    sheet.row(y, COLUMNS, tuple(title for title, _, _ in COLUMNS), bold=True, size=8.5, ink=ink)
    for line in bill.lines:
        y += 8.5
        quantity = f"{number(line.quantity, 'en')}"
        rate = number(line.tax_rate, "en")
        cells = (line.description, quantity, amount(line.unit_price, "en"), rate, amount(line.net, "en"))
        sheet.row(y, COLUMNS, cells)
    return y


def _totals(sheet: Sheet, bill: Bill, y: float, ink: str) -> float:
    symbol = SYMBOLS[bill.currency]
    y += 14
    rows = [("Subtotal", bill.net_total)]
    rows += [(f"VAT {number(rate, 'en')}%", tax) for rate, _, tax in bill.rates]
    for label, value in rows:
        sheet.text(134, y, label, ink=GREY)
        sheet.text(190, y, f"{symbol}{amount(value, 'en')}", "r")
        y += 6.5
    sheet.box(130, y - 3, 62, 9.5, fill=ink)
    label = "Total credit" if bill.kind == "credit_note" else "Total due"
    sheet.text(134, y + 3.2, label, bold=True, ink="#ffffff", size=11)
    sheet.text(190, y + 3.2, f"{symbol}{amount(bill.gross_total, 'en')}", "r", bold=True, ink="#ffffff", size=11)
    return y


def _payment(sheet: Sheet, bill: Bill, y: float, ink: str) -> None:
    party = bill.supplier
    rows = list(filter(None, bill.notes.get("terms", "").split("\n")))
    if bill.kind == "invoice" and bill.iban:
        rows += [f"Bank: {party.bank}   IBAN: {grouped(bill.iban)}   BIC: {party.bic}"]
    elif bill.kind == "invoice" and party.more:
        rows += [f"Bank: {party.bank}   Sort code: {party.more['sort_code']}   Account: {party.more['account']}"]
    heading = "Reason for credit" if bill.kind == "credit_note" else "Payment"
    sheet.text(18, y, heading, bold=True, ink=ink)
    sheet.block(18, y + 6, rows, step=5.2)

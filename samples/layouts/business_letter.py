"""German business letter: window address at the left, details at the right, ruled table, bank details in the footer."""

from samples.layouts.marks import MARKS
from samples.layouts.sheet import Column, Sheet, Style
from samples.model import CUSTOMER, Bill
from samples.written import SYMBOLS, amount, day, grouped, number

COLUMNS: tuple[Column, ...] = (
    ("Pos.", 25, "l"),
    ("Art.-Nr.", 34, "l"),
    ("Bezeichnung", 55, "l"),
    ("Menge", 126, "r"),
    ("Einheit", 129, "l"),
    ("Einzelpreis", 160, "r"),
    ("USt.", 171, "r"),
    ("Gesamt", 190, "r"),
)


def draw(bill: Bill, ink: str = "#1d4e3e") -> bytes:
    """The bill as a PDF of one page."""
    sheet = Sheet(f"Rechnung {bill.number}")
    _letterhead(sheet, bill, ink)
    _details(sheet, bill)
    sheet.text(25, 104, f"Rechnung Nr. {bill.number}", bold=True, size=15, ink=ink)
    sheet.block(25, 113, ["Sehr geehrte Damen und Herren,", bill.notes["greeting"]], step=5)
    bottom = _totals(sheet, bill, _table(sheet, bill, 128))
    assert bill.due is not None
    terms = [
        f"Zahlbar bis zum {day(bill.due, 'de')} ohne Abzug auf das unten genannte Konto.",
        "Bitte geben Sie bei Zahlung die Rechnungsnummer an. Die Ware bleibt bis zur Bezahlung unser Eigentum.",
        "Mit freundlichen Grüßen",
        bill.supplier.name,
    ]
    sheet.block(25, bottom + 14, terms, step=6)
    _footer(sheet, bill, ink)
    return sheet.done()


def _letterhead(sheet: Sheet, bill: Bill, ink: str) -> None:
    party = bill.supplier
    MARKS[party.code](sheet, 173, 24, ink)
    sheet.text(25, 25, party.name, bold=True, size=20, ink=ink)
    sheet.text(25, 31, " · ".join((*party.address, party.phone)), size=8, ink="#555555")
    sheet.text(25, 50, " · ".join((party.name, *party.address)), size=6.5, ink="#555555")
    sheet.rule(25, 51.2, 105, 51.2, 0.3)
    sheet.block(25, 58, [CUSTOMER, "Rechnungsprüfung", "Hafenallee 21", "20457 Hamburg"], step=5, size=10)


def _details(sheet: Sheet, bill: Bill) -> None:
    rows = [
        ("Rechnungsnummer", bill.number),
        ("Rechnungsdatum", day(bill.issued, "de")),
        ("Lieferdatum", bill.notes["delivered"]),
        ("Kundennummer", bill.notes["customer_no"]),
        ("Ihre Bestellung", bill.po_number or "telefonisch"),
        ("Ansprechpartner", bill.notes["contact"]),
    ]
    for i, (label, value) in enumerate(rows):
        sheet.text(125, 58 + i * 5, label, ink="#555555")
        sheet.text(190, 58 + i * 5, value, "r", bold=i < 2)


def _table(sheet: Sheet, bill: Bill, y: float) -> float:
    sheet.box(25, y - 5, 165, 7, fill="#e6ece8")
    sheet.row(y, COLUMNS, tuple(title for title, _, _ in COLUMNS), bold=True, size=8)
    for i, line in enumerate(bill.lines, 1):
        y += 7.5
        unit_price, net = amount(line.unit_price, "de"), amount(line.net, "de")
        rate = number(line.tax_rate, "de") + " %"
        quantity = number(line.quantity, "de")
        sheet.row(y, COLUMNS, (str(i), line.item, line.description, quantity, line.unit, unit_price, rate, net))
        sheet.rule(25, y + 2.3, 190, y + 2.3, 0.25, "#aaaaaa")
    return y


def _totals(sheet: Sheet, bill: Bill, y: float) -> float:
    symbol = SYMBOLS[bill.currency]
    rows = [("Summe netto", bill.net_total)]
    for rate, base, tax in bill.rates:
        rows.append((f"zzgl. {number(rate, 'de')} % USt. auf {amount(base, 'de')} {symbol}", tax))
    y += 4
    for label, value in rows:
        y += 6
        sheet.text(160, y, label, "r")
        sheet.text(190, y, f"{amount(value, 'de')} {symbol}", "r")
    y += 8
    sheet.rule(115, y - 5.5, 190, y - 5.5, 0.8)
    sheet.text(160, y, "Rechnungsbetrag", "r", bold=True, size=11)
    sheet.text(190, y, f"{amount(bill.gross_total, 'de')} {symbol}", "r", bold=True, size=11)
    sheet.rule(115, y + 2, 190, y + 2, 0.8)
    return y


def _footer(sheet: Sheet, bill: Bill, ink: str) -> None:
    party = bill.supplier
    sheet.rule(25, 266, 190, 266, 0.8, ink)
    style: Style = {"size": 7.8, "ink": "#444444"}
    sheet.block(25, 271, [party.name, *party.address, party.phone], step=4, **style)
    bank = [party.bank, f"IBAN {grouped(bill.iban)}", f"BIC {party.bic}"]
    sheet.block(80, 271, bank, step=4, **style)
    court, _, head = party.register.partition(" · ")
    legal = [f"USt-IdNr. {party.tax_id}", court, head, party.web]
    sheet.block(140, 271, legal, step=4, **style)
    sheet.text(190, 290, "Seite 1 von 1", "r", size=7, ink="#444444")

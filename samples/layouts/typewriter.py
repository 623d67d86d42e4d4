"""Plain invoice in a fixed-width face over as many pages as it takes, as old accounting programs print it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from samples.layouts.sheet import Column, Sheet
from samples.model import CUSTOMER, Bill, Line
from samples.written import amount, day, grouped, number

Words = Mapping[str, Sequence[str]]

WORDS: dict[str, Words] = {
    "en": {
        "title": "INVOICE",
        "number": "Invoice No.",
        "date": "Invoice date",
        "due": "Payment due",
        "order": "Your order",
        "tax_id": "VAT Reg. No.",
        "head": ("Description", "Qty", "Unit", "Price", "VAT%", "Amount"),
        "carried": "Carried forward",
        "brought": "Brought forward",
        "net": "Net total",
        "tax": "VAT {rate}% on {base}",
        "gross": "TOTAL",
        "page": "Page {page} of {pages}",
    },
    "de": {
        "title": "SAMMELRECHNUNG",
        "number": "Rechnungs-Nr.",
        "date": "Rechnungsdatum",
        "due": "Zahlbar bis",
        "order": "Ihre Bestellung",
        "tax_id": "USt-IdNr.",
        "head": ("Leistung", "Menge", "Einh.", "Preis", "MwSt%", "Betrag"),
        "carried": "Übertrag",
        "brought": "Übertrag von Seite 1",
        "net": "Nettobetrag",
        "tax": "MwSt {rate}% auf {base}",
        "gross": "GESAMTBETRAG",
        "page": "Seite {page} von {pages}",
    },
}
PLACES = ((22, "l"), (112, "r"), (116, "l"), (148, "r"), (162, "r"), (188, "r"))


def draw(bill: Bill, per_page: int = 8) -> bytes:
    """The bill as a PDF; more than `per_page` lines go over to further pages, the totals stand on the last."""
    words = WORDS[bill.language]
    sheet = Sheet(f"{words['title']} {bill.number}", font="Mono", size=9)
    parts = [bill.lines[i : i + per_page] for i in range(0, len(bill.lines), per_page)]
    before = Decimal(0)
    for page, part in enumerate(parts, 1):
        _head(sheet, bill, words, page, len(parts))
        y = _lines(sheet, bill, words, part, before, 118 if page == 1 else 66)
        before += sum((line.net for line in part), Decimal(0))
        if page < len(parts):
            sheet.text(148, y + 9, str(words["carried"]), "r")
            sheet.text(188, y + 9, amount(before, bill.language), "r")
            sheet.next_page()
    _totals(sheet, bill, words, y)
    return sheet.done()


def _head(sheet: Sheet, bill: Bill, words: Words, page: int, pages: int) -> None:
    party = bill.supplier
    sheet.box(22, 14, 13, 13, stroke="#000000")
    sheet.text(28.5, 22.8, party.name[0], "c", bold=True, size=20)
    sheet.text(40, 19, party.name, bold=True, size=14)
    sheet.text(40, 24.5, ", ".join(party.address), size=8.5)
    sheet.text(188, 34, str(words["page"]).format(page=page, pages=pages), "r")
    if page > 1:
        sheet.text(22, 46, f"{words['number']} {bill.number}", bold=True)
        sheet.text(188, 46, day(bill.issued, bill.language), "r")
        return
    sheet.text(22, 44, str(words["title"]), bold=True, size=16)
    details = [("number", bill.number), ("date", day(bill.issued, bill.language))]
    details += [("due", day(bill.due, bill.language))] if bill.due else []
    details += [("order", bill.po_number)] if bill.po_number else []
    details += [("tax_id", party.tax_id)] if party.tax_id else []
    for i, (label, value) in enumerate(details):
        sheet.text(22, 54 + i * 5.5, f"{words[label]}:")
        sheet.text(62, 54 + i * 5.5, value)
    sheet.block(125, 54, [CUSTOMER, *bill.notes["address"].split("\n")], step=5.5)
    sheet.text(22, 96, bill.notes["subject"])


def _lines(sheet: Sheet, bill: Bill, words: Words, part: tuple[Line, ...], before: Decimal, y: float) -> float:
    head = tuple(words["head"])
    columns: tuple[Column, ...] = tuple((title, x, align) for title, (x, align) in zip(head, PLACES, strict=True))
    sheet.rule(22, y - 6, 188, y - 6, 0.8, "#000000")
    sheet.row(y, columns, head, bold=True)
    sheet.rule(22, y + 3, 188, y + 3, 0.8, "#000000")
    y += 2
    if before:
        y += 9
        sheet.text(148, y, str(words["brought"]), "r")
        sheet.text(188, y, amount(before, bill.language), "r")
    for line in part:
        y += 9
        price, net = amount(line.unit_price, bill.language), amount(line.net, bill.language)
        quantity, rate = number(line.quantity, bill.language), str(line.tax_rate)
        sheet.row(y, columns, (line.description, quantity, line.unit, price, rate, net))
    return y


def _totals(sheet: Sheet, bill: Bill, words: Words, y: float) -> None:
    language = bill.language
    sheet.rule(22, y + 5, 188, y + 5, 0.8, "#000000")
    rows = [(str(words["net"]), bill.net_total)]
    for rate, base, tax in bill.rates:
        rows.append((str(words["tax"]).format(rate=rate, base=amount(base, language)), tax))
    y += 7
    for label, value in rows:
        y += 7
        sheet.text(148, y, label, "r")
        sheet.text(188, y, amount(value, language), "r")
    y += 10
    sheet.text(148, y, f"{words['gross']} {bill.currency}", "r", bold=True, size=11)
    sheet.text(188, y, amount(bill.gross_total, language), "r", bold=True, size=11)
    sheet.rule(110, y + 3, 188, y + 3, 1.4, "#000000")
    party = bill.supplier
    bank = f"{party.bank}   IBAN {grouped(bill.iban)}   BIC {party.bic}"
    sheet.block(22, y + 20, [*bill.notes["terms"].split("\n"), bank, f"{party.phone}   {party.email}"], step=5.5)

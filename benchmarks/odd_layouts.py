"""Invoices of made-up suppliers whose forms are odd: labels that no table holds, values at unusual places, decoys.

Each layout draws any number of documents with their truth; the same numbers give the same bytes.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
GOODS = (
    "Ledger paper",
    "Steel shelf",
    "Toner black",
    "Desk lamp",
    "Cable 5 m",
    "Copper pipe",
    "Seed potatoes",
    "Oak board",
)
CENT = Decimal("0.01")


@dataclass
class Form:
    """A page being drawn, in points from its top left corner, and the truth that goes with it."""

    canvas: Canvas
    chance: random.Random
    truth: dict[str, str] = field(default_factory=dict)
    y: float = 0.0

    def put(self, x: float, top: float, text: str, size: float = 10, right: bool = False) -> None:
        self.canvas.setFont("Helvetica", size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, HEIGHT - top - size, text)

    def number(self, letters: str, digits: int) -> str:
        return letters + "".join(self.chance.choice("123456789") for _ in range(digits))

    def day(self) -> date:
        return date(2026, 1, 3) + timedelta(days=self.chance.randrange(300))


@dataclass(frozen=True)
class Bill:
    """What one document says, before it is drawn."""

    supplier: str
    tax_id: str
    iban: str
    number: str
    issued: date
    lines: tuple[tuple[str, int, Decimal, Decimal], ...]
    net: Decimal
    tax: Decimal
    gross: Decimal


SUPPLIERS = (
    ("Bramble & Fitch Ltd", "GB980780684", "GB29NWBK60161331926819"),
    ("Korbmacher Nord GmbH", "DE136695976", "DE89370400440532013000"),
    ("Atelier Mirabelle SARL", "FR40303265045", "FR1420041010050500013M02606"),
    ("Van der Linde BV", "NL004495445B01", "NL91ABNA0417164300"),
    ("Halvorsen Fiske AS", "NO995525828", "NO9386011117947"),
    ("Tessuti Aurora SRL", "IT00743110157", "IT60X0542811101000000123456"),
    ("Alpenholz Zeller AG", "CHE107787577", "CH9300762011623852957"),
    ("Papeles del Sur SL", "ESB58378431", "ES9121000418450200051332"),
    ("Kowalczyk Metal Sp z oo", "PL8567346215", "PL61109010140000071219812874"),
    ("Ostrava Sklo sro", "CZ25123891", "CZ6508000000192000145399"),
    ("Lundqvist Trä AB", "SE556188840401", "SE4550000000058398257466"),
    ("Brauhaus Ottmar KG", "DE811569869", "DE75512108001245126199"),
)  # fmt: skip


def _bill(layout: int, chance: random.Random) -> Bill:
    supplier, tax_id, iban = SUPPLIERS[layout % len(SUPPLIERS)]
    lines = []
    for _ in range(chance.randint(2, 7)):
        quantity, price = chance.randint(1, 12), Decimal(chance.randint(150, 9900)) / 100
        lines.append((chance.choice(GOODS), quantity, price, quantity * price))
    net = sum((line[3] for line in lines), Decimal(0))
    tax = (net * 19 / 100).quantize(CENT)
    number = "".join(chance.choice("123456789") for _ in range(6))
    issued = date(2026, 1, 3) + timedelta(days=chance.randrange(300))
    return Bill(supplier, tax_id, iban, number, issued, tuple(lines), net, tax, net + tax)


@dataclass(frozen=True)
class Style:
    """How one layout shows what; a label of "" is not printed."""

    number: Callable[[Form, Bill], None]
    date: Callable[[Form, Bill], None]
    totals: Callable[[Form, Bill], None]
    sender: Callable[[Form, Bill], None]
    extra: Callable[[Form, Bill], None] = lambda form, bill: None


def _amount(value: Decimal) -> str:
    return f"{value:,.2f}".replace(",", " ").replace(".", ",")


def _plain_number(form: Form, bill: Bill) -> None:
    form.put(350, 130, "Invoice number")
    form.put(450, 130, bill.number)
    form.truth["invoice_number"] = bill.number


def _plain_date(form: Form, bill: Bill) -> None:
    form.put(350, 146, "Invoice date")
    form.put(450, 146, f"{bill.issued:%d.%m.%Y}")
    form.truth["issue_date"] = bill.issued.isoformat()


def _totals(*rows: tuple[str, Callable[[Bill], Decimal]], x: float = 380) -> Callable[[Form, Bill], None]:
    def draw(form: Form, bill: Bill) -> None:
        for label, amount in rows:
            form.put(x, form.y, label)
            form.put(545, form.y, _amount(amount(bill)), right=True)
            form.y += 15
        form.truth |= {"net_total": str(bill.net), "tax_total": str(bill.tax), "gross_total": str(bill.gross)}

    return draw


PLAIN_TOTALS = _totals(("Net", lambda b: b.net), ("VAT 19 %", lambda b: b.tax), ("Total", lambda b: b.gross))


def _plain_sender(form: Form, bill: Bill) -> None:
    form.put(40, 40, bill.supplier, 14)
    form.put(40, 60, "12 Harbour Road")
    form.truth["supplier_name"] = bill.supplier


def _odd_number_right(form: Form, bill: Bill) -> None:
    """An unknown label; the slip's number has a known one."""
    form.put(350, 130, "Slip ref.")
    form.put(450, 130, form.number("S", 5))
    form.put(350, 160, "Zettelziffer")
    form.put(450, 160, f"Z-{bill.number}")
    form.truth["invoice_number"] = f"Z-{bill.number}"


def _number_over_caption(form: Form, bill: Bill) -> None:
    form.put(420, 100, f"{bill.number}/26", 12)
    form.put(420, 116, "Fascicle mark", 7)
    form.put(300, 100, form.number("", 5), 12)
    form.put(300, 116, "Parcel mark", 7)
    form.truth["invoice_number"] = f"{bill.number}/26"


def _number_without_label(form: Form, bill: Bill) -> None:
    form.put(470, 42, f"BH{bill.number[:5]}", 11)
    form.put(350, 146, "Customer no.")
    form.put(450, 146, "40021")
    form.truth["invoice_number"] = f"BH{bill.number[:5]}"


def _number_left_of_label(form: Form, bill: Bill) -> None:
    form.put(350, 130, f"{bill.number}-A")
    form.put(420, 130, "being this folio")
    form.put(350, 146, form.number("", 6))
    form.put(420, 146, "being your folio")
    form.truth["invoice_number"] = f"{bill.number}-A"


def _odd_date_below(form: Form, bill: Bill) -> None:
    form.put(300, 130, "Loaded")
    form.put(300, 144, f"{form.day():%d.%m.%Y}")
    form.put(380, 130, "Sealed on")
    form.put(380, 144, f"{bill.issued:%d.%m.%Y}")
    form.put(460, 130, "Weighed")
    form.put(460, 144, f"{form.day():%d.%m.%Y}")
    form.truth["issue_date"] = bill.issued.isoformat()


def _odd_due(form: Form, bill: Bill) -> None:
    due = bill.issued + timedelta(days=form.chance.choice((7, 14, 30, 45)))
    form.put(350, 175, "Kassentag")
    form.put(450, 175, f"{due:%d.%m.%Y}")
    form.put(350, 190, "Lagertag")
    form.put(450, 190, f"{due + timedelta(days=form.chance.randint(3, 9)):%d.%m.%Y}")
    form.truth["due_date"] = due.isoformat()


def _american_date(form: Form, bill: Bill) -> None:
    """Day and month that can be exchanged, the month first, in a document that does not say so."""
    issued = bill.issued.replace(day=bill.issued.day % 12 + 1)
    form.put(350, 146, "Invoice date")
    form.put(450, 146, f"{issued:%m/%d/%Y}")
    form.truth["issue_date"] = issued.isoformat()


def _odd_order(form: Form, bill: Bill) -> None:
    order = form.number("K", 7)
    form.put(40, 230, f"Kommission {order}")
    form.put(250, 230, f"Tour {form.number('K', 7)}")
    form.truth["po_number"] = order


def _sender_in_footer(form: Form, bill: Bill) -> None:
    """A brand on top, the one who bills only in the small print."""
    form.put(40, 40, "SUNBIRD GROUP", 18)
    form.put(40, 62, "everything for the yard")
    form.put(40, 800, f"run by {bill.supplier}", 7)
    form.truth["supplier_name"] = bill.supplier


def _odd_tax_id(form: Form, bill: Bill) -> None:
    form.put(40, 212, "Steuerzeichen 77-1830-A4")
    form.put(250, 212, "Lizenz 12-9921-B7")
    form.truth["supplier_tax_id"] = "77-1830-A4"


def _payment_mark(form: Form, bill: Bill) -> None:
    mark = form.number("", 4) + " " + form.number("", 4)
    form.put(40, 246, f"Vermerk für die Bank: {mark}")
    form.truth["payment_reference"] = mark


def _freight(bill: Bill) -> Decimal:
    return (bill.net / 10).quantize(CENT)


ODD_TOTALS = _totals(
    ("Total", lambda b: b.net), ("VAT 19 %", lambda b: b.tax), ("Unterm Strich", lambda b: b.gross),
    ("Total of the year", lambda b: b.gross * 7),
)  # fmt: skip
NET_IN_DISGUISE = _totals(
    ("Summe A", lambda b: b.gross * 3), ("Summe B", lambda b: b.net), ("Summe C", lambda b: b.tax),
    ("Summe D", lambda b: b.gross), ("Summe E", lambda b: b.net + 40), x=300,
)  # fmt: skip
OPEN_ITEMS = _totals(
    ("Wertstufe 1", lambda b: b.net), ("Wertstufe 2", lambda b: b.tax), ("Wertstufe 3", lambda b: b.gross),
    ("Total", lambda b: b.gross + 211), ("Balance due", lambda b: b.gross + 211),
)  # fmt: skip

LAYOUTS: tuple[Style, ...] = (
    Style(_odd_number_right, _plain_date, PLAIN_TOTALS, _plain_sender),
    Style(_number_over_caption, _plain_date, PLAIN_TOTALS, _plain_sender),
    Style(_number_without_label, _plain_date, PLAIN_TOTALS, _plain_sender),
    Style(_number_left_of_label, _plain_date, PLAIN_TOTALS, _plain_sender),
    Style(_plain_number, _odd_date_below, PLAIN_TOTALS, _plain_sender),
    Style(_plain_number, _plain_date, PLAIN_TOTALS, _plain_sender, _odd_due),
    Style(_plain_number, _american_date, PLAIN_TOTALS, _plain_sender),
    Style(_plain_number, _plain_date, ODD_TOTALS, _plain_sender, _odd_order),
    Style(_plain_number, _plain_date, NET_IN_DISGUISE, _plain_sender),
    Style(_plain_number, _plain_date, OPEN_ITEMS, _sender_in_footer),
    Style(_plain_number, _plain_date, PLAIN_TOTALS, _sender_in_footer, _payment_mark),
    Style(_number_over_caption, _odd_date_below, OPEN_ITEMS, _plain_sender, _odd_tax_id),
)


def document(layout: int, number: int) -> tuple[bytes, dict[str, str]]:
    """A document of a layout (0 to `len(LAYOUTS) - 1`) as PDF, and its true header fields as text."""
    chance = random.Random(1000 * layout + number)
    bill, style = _bill(layout, chance), LAYOUTS[layout]
    buffer = io.BytesIO()
    form = Form(Canvas(buffer, pagesize=A4, invariant=1), chance)
    style.sender(form, bill)
    form.put(40, 110, "Example Trading Company")
    form.put(40, 124, "Market Square 1")
    form.put(40, 190, "INVOICE", 16)
    for part in (style.number, style.date, style.extra):
        part(form, bill)
    _table(form, bill)
    style.totals(form, bill)
    form.put(40, 780, f"VAT ID {bill.tax_id}   IBAN {bill.iban}", 8)
    form.truth = {"supplier_tax_id": bill.tax_id, "iban": bill.iban, "currency": "EUR"} | form.truth
    form.canvas.save()
    return buffer.getvalue(), form.truth


def _table(form: Form, bill: Bill) -> None:
    form.y = 280.0
    for x, heading in ((40, "Description"), (300, "Quantity"), (400, "Unit price"), (500, "Amount EUR")):
        form.put(x, form.y, heading)
    for name, quantity, price, total in bill.lines:
        form.y += 16
        cells: tuple[tuple[float, str, Any], ...] = (
            (40, name, False), (340, str(quantity), True), (450, _amount(price), True), (545, _amount(total), True),
        )  # fmt: skip
        for x, text, right in cells:
            form.put(x, form.y, text, right=right)
    form.y += 30

"""Bills in English, of British and American suppliers."""

from datetime import date
from decimal import Decimal

from samples.model import Bill, Party, lines
from samples.suppliers import supplier

STRANGER = Party(
    "",
    "Brightside Cleaning Services Ltd",
    ("27 Mill Lane", "Ipswich IP2 8AY", "United Kingdom"),
    tax_id="GB312904529",
    phone="+44 1473 496 0222",
    email="hello@brightside.example",
    web="www.brightside.example",
    register="Company No. 11830774",
    bank="Starling Bank",
    more={"sort_code": "60-83-71", "account": "7719 2204"},
)

FREIGHT_EN = Bill(
    supplier("S1008"),
    "HF-26-1187",
    date(2026, 5, 6),
    date(2026, 6, 5),
    "GBP",
    "en",
    lines(
        ("", "Container haulage Felixstowe - Tilbury", "2", "trips", "420.00", "20"),
        ("", "Freight insurance", "1", "each", "65.00", "20"),
        ("", "Pallet handling", "24", "each", "3.75", "20"),
    ),
    po_number="PO-45002",
    notes={
        "subject": "Transport in April 2026, booking FXT-88310",
        "terms": "30 days from invoice date. Please quote the invoice number.",
    },
)

SOFTWARE_US = Bill(
    supplier("S1003"),
    "BW-100245",
    date(2026, 6, 1),
    date(2026, 7, 1),
    "USD",
    "us",
    lines(
        ("", "Widget Cloud software subscription, Team plan, June 2026", "25", "seats", "48.00", "0"),
        ("", "Consulting hours: warehouse integration", "6.5", "hours", "150.00", "0"),
        ("", "Premium support", "1", "month", "199.00", "0"),
    ),
    po_number="PO-45110",
)

PEPPOL_EN = Bill(
    supplier("S1002"),
    "AP-2026-5521",
    date(2026, 9, 3),
    date(2026, 10, 3),
    "GBP",
    "en",
    lines(
        ("CP-A4", "Copier paper A4 80 gsm, box of 5 reams", "40", "box", "19.50", "20"),
        ("TN-17", "Toner cartridge black", "6", "each", "72.00", "20"),
    ),
    po_number="PO-45555",
)

SCANNED_EN = Bill(
    supplier("S1002"),
    "AP-2026-4410",
    date(2026, 6, 9),
    date(2026, 7, 9),
    "GBP",
    "en",
    lines(
        ("", "Copier paper A4 white 80gsm", "30", "box", "19.50", "20"),
        ("", "Recycled paper A3", "10", "box", "34.00", "20"),
        ("", "Carriage", "1", "each", "25.00", "20"),
    ),
    po_number="PO-45140",
    notes={
        "address": "Accounts Payable\n14 Lombard Lane\nLondon EC3V 9AA",
        "subject": "Delivered 5 June 2026 to Warehouse 2, Dock Road, Tilbury",
        "terms": "Terms: 30 days net. Goods remain our property until paid for.",
    },
)

CREDIT_EN = Bill(
    supplier("S1002"),
    "CN-0457",
    date(2026, 9, 24),
    None,
    "GBP",
    "en",
    lines(
        ("", "Copier paper A4 80 gsm, box of 5 reams, damaged", "4", "box", "19.50", "20"),
        ("", "Return freight", "1", "each", "15.00", "20"),
    ),
    kind="credit_note",
    notes={
        "refers_to": "AP-2026-5521",
        "subject": "Credit for goods returned on 18 September 2026",
        "terms": "Four boxes were delivered wet. The amount will be set off against your next payment.",
    },
)

WRONG_SUM_EN = Bill(
    supplier("S1008"),
    "HF-26-1240",
    date(2026, 8, 20),
    date(2026, 9, 19),
    "GBP",
    "en",
    lines(
        ("", "Air freight London - Rotterdam, 310 kg", "1", "each", "745.00", "20"),
        ("", "Customs clearance", "1", "each", "85.00", "20"),
        ("", "Fuel surcharge", "1", "each", "44.00", "20"),
    ),
    po_number="PO-45470",
    notes={
        "subject": "Air waybill 125-4471 8820",
        "terms": "30 days from invoice date. Please quote the invoice number.",
    },
    printed_gross=Decimal("1084.80"),
)

STRANGER_EN = Bill(
    STRANGER,
    "2026-118",
    date(2026, 10, 1),
    date(2026, 10, 15),
    "GBP",
    "en",
    lines(
        ("", "Office cleaning, September 2026", "22", "visits", "48.00", "20"),
        ("", "Window cleaning, ground floor", "1", "each", "120.00", "20"),
    ),
    notes={"subject": "Site: 14 Lombard Lane, London", "terms": "Payable within 14 days."},
)

LOCKED_EN = Bill(
    supplier("S1002"),
    "AP-2026-4902",
    date(2026, 7, 20),
    date(2026, 8, 19),
    "GBP",
    "en",
    lines(("", "Copier paper A4 80 gsm, box of 5 reams", "12", "box", "19.50", "20")),
    po_number="PO-45260",
    notes={"subject": "", "terms": "30 days from invoice date."},
)

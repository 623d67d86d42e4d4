"""The bills that the samples show. Prices are chosen so that tax per line and tax per rate agree to the cent."""

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

PAPER_DE = Bill(
    supplier("S1001"),
    "RE-2026-0417",
    date(2026, 3, 17),
    date(2026, 4, 16),
    "EUR",
    "de",
    lines(
        ("KP-8001", "Kopierpapier A4, 80 g/m²", "120", "Pack", "4.25", "19"),
        ("TN-2210", "Toner schwarz HL-5200", "3", "Stk", "89.00", "19"),
        ("FB-0310", "Fachbuch Aktenablage", "4", "Stk", "24.50", "7"),
        ("FR-0001", "Fracht und Verpackung", "1", "psch", "35.00", "19"),
    ),
    po_number="PO-44120",
    notes={
        "greeting": "wir berechnen Ihnen unsere Lieferung wie folgt:",
        "delivered": "13.03.2026",
        "customer_no": "20418",
        "contact": "Sabine Keller",
    },
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

STATIONERY_FR = Bill(
    supplier("S1004"),
    "FA-2026-00318",
    date(2026, 4, 22),
    date(2026, 5, 22),
    "EUR",
    "fr",
    lines(
        ("P80-A4", "Papier blanc A4 80 g, ramette de 500 feuilles", "60", "", "5.20", "20"),
        ("ENV-C5", "Enveloppes kraft C5, boîte de 250", "8", "", "18.75", "20"),
        ("LIV-77", "Guide pratique de la facturation (livre)", "5", "", "22.00", "5.5"),
        ("PORT", "Frais de transport", "1", "", "15.00", "20"),
    ),
    po_number="BC-7781",
)

HAULAGE_DE = Bill(
    supplier("S1005"),
    "NL-2026-778",
    date(2026, 7, 14),
    date(2026, 8, 13),
    "EUR",
    "de",
    lines(
        ("T-100", "Fracht Hamburg - Köln, Teilladung", "2", "Fahrt", "485.00", "19"),
        ("L-040", "Palettenlagerung Juni", "38", "Palette", "6.50", "19"),
        ("M-015", "Mautgebühren", "2", "Fahrt", "48.00", "19"),
    ),
    po_number="PO-45230",
    notes={
        "greeting": "für die ausgeführten Transporte berechnen wir:",
        "delivered": "30.06.2026",
        "customer_no": "K-7004",
        "contact": "Torben Hinrichs",
    },
)

OFFICE_ZH = Bill(
    supplier("S1006"),
    "26312000000081376652",
    date(2026, 8, 12),
    None,
    "CNY",
    "zh",
    lines(
        ("A4 80g", "*纸制品*复印纸", "20", "包", "22.50", "13"),
        ("CF-280A", "*办公用品*硒鼓", "2", "个", "380.00", "13"),
        ("同城", "*物流服务*配送运费", "1", "次", "90.00", "13"),
    ),
    po_number="PO-45311",
    notes={"words": "壹仟肆佰陆拾玖元整"},
)

SUPPLIES_RU = Bill(
    supplier("S1007"),
    "1547",
    date(2026, 5, 14),
    date(2026, 5, 28),
    "RUB",
    "ru",
    lines(
        ("", "Бумага офисная А4, 500 листов", "5", "пач.", "310.00", "20"),
        ("", "Тонер-картридж CE285A", "1", "шт.", "1450.00", "20"),
        ("", "Доставка по городу", "1", "усл.", "500.00", "20"),
    ),
    po_number="PO-45118",
    notes={"words": "Четыре тысячи двести рублей 00 копеек"},
)

KITCHEN_DE = Bill(
    supplier("S1009"),
    "2026-10-0093",
    date(2026, 10, 5),
    date(2026, 10, 19),
    "EUR",
    "de",
    lines(
        ("", "Ordner DIN A4 breit, grau", "50", "Stk", "2.10", "19"),
        ("", "Haftnotizen 76 × 76 mm, 12er-Pack", "15", "Pack", "7.80", "19"),
        ("", "Kaffee Crema, ganze Bohne, 1 kg", "12", "kg", "14.25", "7"),
        ("", "Reinigung Kaffeeautomat", "1", "psch", "79.00", "19"),
    ),
    po_number="PO-45702",
    notes={
        "delivery_note": "LS-33871",
        "terms": "Zahlbar innerhalb von 14 Tagen ohne Abzug auf das links genannte Konto.",
    },
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

SCANNED_DE = Bill(
    supplier("S1009"),
    "RG-60417",
    date(2026, 7, 1),
    date(2026, 7, 15),
    "EUR",
    "de",
    lines(
        ("71002", "Druckerpapier A4", "80", "Pack", "4.50", "19"),
        ("71345", "Toner cyan", "2", "Stk", "96.00", "19"),
        ("90001", "Lieferung", "1", "psch", "12.00", "19"),
    ),
    po_number="PO-45199",
    notes={
        "greeting": "vielen Dank für Ihre Bestellung. Wir berechnen:",
        "delivered": "29.06.2026",
        "customer_no": "11873",
        "contact": "Heike Müller",
    },
)

COLLECTIVE_DE = Bill(
    supplier("S1005"),
    "SR-2026-0812",
    date(2026, 8, 31),
    date(2026, 9, 30),
    "EUR",
    "de",
    lines(
        ("", "Fracht 03.08. Hamburg-Bremen", "1", "Fahrt", "185.00", "19"),
        ("", "Fracht 05.08. Hamburg-Kiel", "1", "Fahrt", "160.00", "19"),
        ("", "Fracht 10.08. Hamburg-Leipzig", "1", "Fahrt", "410.00", "19"),
        ("", "Palettentausch KW 32", "14", "Stk", "4.50", "19"),
        ("", "Fracht 14.08. Hamburg-Bremen", "1", "Fahrt", "185.00", "19"),
        ("", "Standzeit Rampe Leipzig", "1.5", "Std.", "52.00", "19"),
        ("", "Fracht 19.08. Hamburg-Rostock", "1", "Fahrt", "230.00", "19"),
        ("", "Fracht 24.08. Hamburg-Hannover", "1", "Fahrt", "205.00", "19"),
        ("", "Palettentausch KW 35", "22", "Stk", "4.50", "19"),
        ("", "Maut August", "1", "psch", "118.00", "19"),
        ("", "Dieselzuschlag August", "1", "psch", "64.00", "19"),
    ),
    po_number="RV-2026-11",
    notes={
        "address": "Rechnungsprüfung\nHafenallee 21\n20457 Hamburg",
        "subject": "Ihre Transporte im August 2026",
        "terms": "Zahlbar innerhalb von 30 Tagen ohne Abzug.",
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

WRONG_IBAN_DE = Bill(
    supplier("S1005"),
    "NL-2026-903",
    date(2026, 9, 8),
    date(2026, 10, 8),
    "EUR",
    "de",
    lines(
        ("T-100", "Fracht Hamburg - Stuttgart", "1", "Fahrt", "640.00", "19"),
        ("H-020", "Hebebühne", "1", "Fahrt", "55.00", "19"),
    ),
    po_number="PO-45588",
    notes={
        "greeting": "für den ausgeführten Transport berechnen wir:",
        "delivered": "04.09.2026",
        "customer_no": "K-7004",
        "contact": "Torben Hinrichs",
    },
    printed_iban="DE75512108001245126189",
)

MAILED_FR = Bill(
    supplier("S1004"),
    "FA-2026-00342",
    date(2026, 5, 11),
    date(2026, 6, 10),
    "EUR",
    "fr",
    lines(
        ("TON-305", "Toner noir HP 305A", "4", "", "74.50", "20"),
        ("CONS-H", "Conseil en aménagement du bureau (heures)", "3", "", "90.00", "20"),
    ),
    po_number="BC-7810",
)

LARGE_DE = Bill(
    supplier("S1009"),
    "2026-11-0107",
    date(2026, 11, 3),
    date(2026, 11, 17),
    "EUR",
    "de",
    lines(
        ("", "Schreibtisch höhenverstellbar 160 × 80 cm", "8", "Stk", "429.00", "19"),
        ("", "Bürodrehstuhl Modell Karl", "8", "Stk", "259.00", "19"),
        ("", "Lieferung und Montage (Stunden)", "6", "Std.", "58.00", "19"),
    ),
    po_number="PO-45790",
    notes={
        "delivery_note": "LS-34102",
        "terms": "Zahlbar innerhalb von 14 Tagen ohne Abzug auf das links genannte Konto.",
    },
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

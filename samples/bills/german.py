"""Bills in German."""

from datetime import date

from samples.model import Bill, lines
from samples.suppliers import supplier

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

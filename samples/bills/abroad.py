"""Bills in French, Chinese and Russian."""

from datetime import date

from samples.model import Bill, lines
from samples.suppliers import supplier

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

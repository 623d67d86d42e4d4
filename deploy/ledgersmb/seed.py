"""The example company in SQL, with the same codes as the local Tryton's, so that one coding file serves both."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

COMPANY = "Example Trading Company"
FIRST_YEAR = 2025
CURRENCIES = {  # units for one euro, the company's own currency
    "USD": "1.10",
    "GBP": "0.85",
    "CNY": "7.80",
    "RUB": "98.00",
    "CHF": "0.95",
    "PLN": "4.30",
}
EXPENSES = (
    ("5.1.1", "Purchased Goods"),
    ("5.1.3", "Services"),
    ("6100", "Office Supplies"),
    ("6200", "Freight and Postage"),
    ("6300", "IT and Software"),
    ("6400", "Professional Services"),
    ("6500", "Telephone and Internet"),
    ("6600", "Furniture and Equipment"),
)
TAX_RATES = ("0", "5", "5.5", "6", "7", "7.7", "8.1", "9", "10", "13", "19", "20", "21", "22", "25")
COST_CENTRES = (("CC100", "Office"), ("CC200", "IT"), ("CC300", "Logistics"), ("CC400", "Administration"))
BOT_ROLES = (
    "base_user",
    "contact_class_vendor",
    "ap_transaction_create",
    "ap_transaction_create_voucher",  # without it a draft cannot be marked as one
    "ap_transaction_list",
    "ar_transaction_list",  # the search of payables reads the table of receivables too
    "gl_reports",  # each new entry looks up which days are closed
    "draft_modify",
    "draft_post",
)
FRAME = Path(__file__).with_name("seed.sql")


def seed_sql(suppliers: Path, bot_user: str, last_year: int) -> str:
    """SQL that fills an empty LedgerSMB company: accounts, taxes, rates, cost centres, suppliers, the bot's rights."""
    with suppliers.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = ("code", "name", "tax_id", "iban", "country", "currency")
    settings = (
        ("company_name", COMPANY),
        ("curr", ":".join(("EUR", *CURRENCIES))),
        ("bot_user", bot_user),
        ("first_day", f"{FIRST_YEAR}-01-01"),
        ("last_day", f"{last_year}-12-31"),
    )
    return "".join(
        (
            "BEGIN;\nSET client_min_messages = warning;\n",
            _table("settings", ("name", "value"), settings),
            _table("expenses", ("code", "name"), EXPENSES),
            _table("taxes", ("code", "name", "rate"), map(_tax, TAX_RATES)),
            _table("rates", ("currency", "euros"), ((code, _euros(units)) for code, units in CURRENCIES.items())),
            _table("centres", ("code", "name"), COST_CENTRES),
            _table("suppliers", columns, ([row[column] for column in columns] for row in rows)),
            _table("roles", ("role",), ((role,) for role in BOT_ROLES)),
            FRAME.read_text(encoding="utf-8"),
            "COMMIT;\n",
        )
    )


def _tax(rate: str) -> tuple[str, str, str]:
    """Code of the tax account, name of the tax, and its rate: 5.5 becomes 23055, ``VAT 5.5%`` and 0.055."""
    return f"23{int(Decimal(rate) * 10):03}", f"VAT {rate}%", str(Decimal(rate) / 100)


def _euros(units: str) -> str:
    return str((1 / Decimal(units)).quantize(Decimal("0.00000001")))


def _table(name: str, columns: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    values = ",\n".join("(" + ", ".join(_quoted(cell) for cell in row) + ")" for row in rows)
    declared = ", ".join(f"{column} text" for column in columns)
    return f"CREATE TEMPORARY TABLE seed_{name} ({declared});\nINSERT INTO seed_{name} VALUES\n{values};\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

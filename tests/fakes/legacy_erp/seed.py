"""What the example company has, the same as the local Tryton's: suppliers, accounts, taxes, cost centres, users."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

COMPANY = "Example Trading Company"
BOT_USER = "bot"
BOT_PASSWORD = "Legacy-Bot-1"
SUPPLIERS_FILE = Path(__file__).resolve().parents[3] / "deploy" / "tryton" / "suppliers.csv"
CURRENCIES = ("EUR", "USD", "GBP", "CNY", "RUB", "CHF", "JPY", "PLN", "CZK", "SEK", "DKK", "NOK", "INR", "BRL")
ACCOUNTS = {
    "5.1.1": "Operating Expenses",
    "5.1.3": "Cleaning",
    "6100": "Office Supplies",
    "6200": "Freight and Postage",
    "6300": "IT and Software",
    "6400": "Professional Services",
    "6500": "Telephone and Internet",
    "6600": "Furniture and Equipment",
}
TAX_PERCENTS = ("0", "5", "5.5", "6", "7", "7.7", "8.1", "9", "10", "13", "19", "20", "21", "22", "25")
TAXES = {f"VAT {percent}%": Decimal(percent) for percent in TAX_PERCENTS}
COST_CENTRES = {"CC100": "Office", "CC200": "IT", "CC300": "Logistics", "CC400": "Administration"}


@dataclass(frozen=True)
class Supplier:
    code: str
    name: str
    tax_id: str = ""
    iban: str = ""
    id: int = 0


@dataclass(frozen=True)
class User:
    """Formats are keys of `NUMBER_FORMATS` and `DATE_FORMATS`; `completion` is the other kind of supplier field."""

    name: str
    password: str = BOT_PASSWORD
    number_format: str = "1,000.00"
    date_format: str = "mm/dd/yyyy"
    completion: bool = False


USERS = (User(BOT_USER), *(User(f"{BOT_USER}{number}") for number in range(2, 9)))
SETTINGS: dict[str, object] = {
    "tax_rounding": "up",
    "reverse_lines": True,
    "ask_before_post": "",
    "lost_session": "login",
    "single_session": False,
    "session_seconds": 3600,
}
"""tax_rounding: up or down, of half a cent. reverse_lines: saved lines are shown last first. ask_before_post: text of
a confirm at the Post button. lost_session: login (the form in the frame) or grey (no answer at all). single_session: a
login ends the user's other ones."""


def default_suppliers() -> list[Supplier]:
    with SUPPLIERS_FILE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [Supplier(row["code"], row["name"], row["tax_id"], row["iban"]) for row in rows]

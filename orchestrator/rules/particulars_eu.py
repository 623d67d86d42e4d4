"""What Directive 2006/112/EC wants on an invoice: article 226, and less on a simplified one (article 226b)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.models import Kind
from orchestrator.figures import figures
from orchestrator.rules.base import Case
from orchestrator.rules.particular import LONGEST, Particular, has, has_supplier_tax_id, is_structured, names_customer
from orchestrator.rules.values import field_value, text_of

LAW = "Directive 2006/112/EC, article "
CURRENCIES = {"BG": "BGN", "CZ": "CZK", "DK": "DKK", "HU": "HUF", "PL": "PLN", "RO": "RON", "SE": "SEK"}
"""Of member states without the euro, in which the limits of simplified invoices are written."""
PERCENT = re.compile(r"\d\s*(?:%|percent|prozent|pour\s?cent)", re.IGNORECASE)
TAX_WORD = (
    r"(?:mwst|ust|umsatzst|mehrwertst|steuer|vat|gst|tax|iva|tva|btw|moms|alv|dph|pdv|ddv|áfa|afa|pvn|pvm|käibem|podatek|"
    r"impost|impuest|φπα|фпа|ддс)"
)
SEARCHED = 40_000
"""Characters; the search is slow on texts made for it."""
TELLS_TAX = re.compile(rf"(?<!\w){TAX_WORD}[^\n]{{0,40}}\n?[^\n]{{0,40}}?\d[.,]\d\d(?!\d)", re.IGNORECASE)
"""A word for the tax with an amount after it, if need be on the next line."""
REVERSE_CHARGE = re.compile(
    r"reverse[\s-]?charge|steuerschuldnerschaft|autoliquidation|inversione contabile|inversión del sujeto|verlegd|"
    r"odwrotne obciążenie|omvendt betalingspligt|omvänd|käännetty|přenesen|prenesen|taxare inversă|fordított",
    re.IGNORECASE,
)


def particulars(case: Case, country: str) -> Iterator[Particular]:
    """What must stand on this document of a supplier in a member state; numbers and dates are asked elsewhere too."""
    if is_simplified(case, country):
        yield Particular("the tax number or name of the supplier", LAW + "226b (b)", _identifies_supplier)
        yield Particular("what was supplied", LAW + "226b (c)", _tells_supply)
        yield Particular("the tax, or its rate", LAW + "226b (d)", _tells_tax_or_rate)
        return
    yield Particular("a number", LAW + "226 (2)", has("invoice_number"))
    if _charges_tax(case) or _is_reverse(case):
        yield Particular("the supplier's tax number", LAW + "226 (3)", has_supplier_tax_id)
    if _is_reverse(case):
        yield Particular("the customer's tax number", LAW + "226 (4)", _has_customer_tax_id)
        yield Particular("the words “Reverse charge”", LAW + "226 (11a)", _says_reverse_charge)
    yield Particular("the customer's name", LAW + "226 (5)", names_customer)
    yield Particular("what was supplied", LAW + "226 (6)", _tells_supply)
    if _charges_tax(case):
        yield Particular("the tax rate", LAW + "226 (9)", _tells_rate)
        yield Particular("the amount of tax", LAW + "226 (10)", _tells_tax)


def is_simplified(case: Case, country: str) -> bool:
    """Whether a simplified invoice will do: the gross total is within the limit of the country, in its currency."""
    allowed, gross = case.parameters.particulars, case.invoice.gross_total
    if gross is None:
        return case.kind is Kind.RECEIPT
    currency = text_of(case.invoice, "currency").upper()
    if country in allowed.simplified and currency == CURRENCIES.get(country, "EUR"):
        return abs(gross.value) <= allowed.simplified[country]
    return currency == "EUR" and abs(gross.value) <= allowed.simplified_otherwise


def _identifies_supplier(case: Case) -> bool:
    return has("supplier_name")(case) or has_supplier_tax_id(case)


def _tells_supply(case: Case) -> bool:
    """Pages whose lines could not be taken apart still show them."""
    if any(line.description and line.description.value.strip() for line in case.invoice.lines):
        return True
    return not is_structured(case)


def _tells_tax_or_rate(case: Case) -> bool:
    return _tells_tax(case) or _tells_rate(case)


def _tells_tax(case: Case) -> bool:
    """Read or, on pages, visible: a word for the tax and an amount."""
    found = figures(case.invoice)
    if found.printed_tax is not None or (found.printed_net is not None and found.gross is not None):
        return True
    return not is_structured(case) and TELLS_TAX.search(case.text[:SEARCHED]) is not None


def _tells_rate(case: Case) -> bool:
    if any(line.tax_rate for line in figures(case.invoice).lines) or _stated_rates(case):
        return True
    return not is_structured(case) and (not case.text or bool(PERCENT.search(case.text[:LONGEST])))


def _charges_tax(case: Case) -> bool:
    found = figures(case.invoice)
    rates = [line.tax_rate.value for line in found.lines if line.tax_rate]
    return bool(found.printed_tax) or any(rate > 0 for rate in (*rates, *_stated_rates(case)))


def _stated_rates(case: Case) -> list[Decimal]:
    return [row.rate for row in case.stated_tax.rates if row.rate is not None] if case.stated_tax else []


def _is_reverse(case: Case) -> bool:
    """The customer owes the tax: category AE or K of the breakdown; pages do not tell it."""
    return case.stated_tax is not None and any(row.category in ("AE", "K") for row in case.stated_tax.rates)


def _has_customer_tax_id(case: Case) -> bool:
    return field_value(case.invoice, "customer_tax_id") is not None


def _says_reverse_charge(case: Case) -> bool:
    """An exemption reason of the breakdown may word it freely; supplies within the Community need not say it."""
    rows = [row for row in case.stated_tax.rates if row.category == "AE"] if case.stated_tax else []
    said = all(row.exemption for row in rows)
    return said or bool(REVERSE_CHARGE.search(case.text[:LONGEST]))

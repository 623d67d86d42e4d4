"""What article 169 (5) of the Russian Tax Code wants on a счёт-фактура, of itself or within a УПД."""

import re
from collections.abc import Iterator

from extractors.values.identifiers import find_national_numbers
from orchestrator.figures import figures
from orchestrator.rules.base import Case
from orchestrator.rules.particular import LONGEST, Particular, has, is_national_data, is_structured
from orchestrator.rules.values import field_value

LAW = "Tax Code of the Russian Federation (НК РФ), article 169 (5) "
TITLE = re.compile(
    r"(?:^|\n)[^\n]{0,40}?(?:сч[её]т\s?[-‐–—]\s?фактура\s*(?:№|n|no|от|\d)|универсальный\s+передаточный\s+документ)",
    re.IGNORECASE,
)
"""The document's own heading; a bill (счёт на оплату) may mention the words too."""
UNTAXED = re.compile(r"без\s+(?:ндс|налога)", re.IGNORECASE)


def applies(case: Case) -> bool:
    """Whether a document of a Russian supplier is a счёт-фактура, and not a bill for payment; UBL and CII never are."""
    return is_national_data(case) or TITLE.search(case.text[:LONGEST]) is not None


def particulars(case: Case) -> Iterator[Particular]:
    """What must stand on it; addresses, КПП, consignor and signatures cannot be told from the fields."""
    yield Particular("its number", LAW + "1", has("invoice_number"))
    yield Particular("its date", LAW + "1", has("issue_date"))
    yield Particular("the seller's name", LAW + "2", has("supplier_name"))
    yield Particular("the seller's ИНН", LAW + "2", has("supplier_tax_id"))
    yield Particular("the buyer's name", LAW + "2", has("customer_name"))
    yield Particular("the buyer's ИНН", LAW + "2", _has_buyers_number)
    yield Particular("what was supplied", LAW + "5", _tells_supply)
    yield Particular("the currency", LAW + "6.1", has("currency"))
    yield Particular("the rate of tax", LAW + "10", _has_rate)
    yield Particular("the amount of tax", LAW + "11", _has_tax)
    yield Particular("the total with tax", LAW + "12", has("gross_total"))


def _has_buyers_number(case: Case) -> bool:
    """On pages any second ИНН will do: which is whose may be read wrongly."""
    if field_value(case.invoice, "customer_tax_id") is not None:
        return True
    numbers = {found.value for found in find_national_numbers(case.text[:LONGEST]) if found.country == "ru"}
    return not is_structured(case) and len(numbers) > 1


def _tells_supply(case: Case) -> bool:
    return not is_structured(case) or any(line.description for line in case.invoice.lines)


def _has_rate(case: Case) -> bool:
    if any(line.tax_rate for line in case.invoice.lines):
        return True
    text = case.text[:LONGEST]
    return not is_structured(case) and ("%" in text or UNTAXED.search(text) is not None)


def _has_tax(case: Case) -> bool:
    return figures(case.invoice).printed_tax is not None or UNTAXED.search(case.text[:LONGEST]) is not None

"""The country under whose tax law a document falls, as far as it tells."""

from dataclasses import dataclass

from stdnum.exceptions import ValidationError

from orchestrator.rules.base import Case
from orchestrator.rules.tax_id import kind_of
from orchestrator.rules.values import text_of
from orchestrator.tax_number import country_of, normalise_tax_id

EU = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
     "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
)  # fmt: skip
"""The member states of the European Union."""
ISO = {"EL": "GR", "XI": "GB", "UK": "GB"}
"""ISO 3166 codes of letters that tax numbers begin with."""
BY_KIND = {"Chinese USCC": "CN", "Russian INN": "RU", "German tax number": "DE"}


@dataclass(frozen=True)
class Country:
    """A country (ISO 3166 alpha-2, empty where it is not known), and by what it is known, for a clerk."""

    code: str = ""
    by: str = ""


def supplier_country(case: Case) -> Country:
    """By the tax number under which was supplied, else by the address in structured data, else by the ERP's record."""
    printed = text_of(case.invoice, "supplier_tax_id")
    if code := country_of_number(printed, _language(case)):
        return Country(code, f"tax number {printed}")
    if case.stated_tax and case.stated_tax.supplier_country:
        code = case.stated_tax.supplier_country
        return Country(ISO.get(code, code), "address")
    held = case.supplier.supplier.tax_id if case.supplier.supplier else ""
    if code := country_of_number(held, _language(case)):
        return Country(code, f"tax number {held} in the ERP")
    return Country()


def customer_country(case: Case) -> Country:
    """By the customer's tax number, else by the address in structured data."""
    printed = text_of(case.invoice, "customer_tax_id")
    if code := country_of_number(printed, _language(case)):
        return Country(code, f"tax number {printed}")
    if case.stated_tax and case.stated_tax.customer_country:
        code = case.stated_tax.customer_country
        return Country(ISO.get(code, code), "address")
    return Country()


def _language(case: Case) -> str | None:
    """Russian data has no text that tells its language, but its currency; its tax numbers have no letters in front."""
    return "ru" if text_of(case.invoice, "currency").upper() == "RUB" else case.language


def country_of_number(printed: str, language: str | None) -> str:
    """The country of a tax number of a kind that is known and whose digits are right; else empty."""
    number = normalise_tax_id(printed)
    known = kind_of(number, printed, language) if number else None
    if known is None:
        return ""
    kind, check = known
    try:
        check(number)
    except ValidationError:
        return ""
    code = country_of(number) or BY_KIND.get(kind, "")
    return ISO.get(code, code)

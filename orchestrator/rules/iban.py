"""The IBAN has right check digits and is the one that the ERP holds for the supplier, or else of its country."""

import re
import unicodedata

from stdnum import iban
from stdnum.exceptions import ValidationError

from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.country import supplier_country
from orchestrator.rules.values import text_of

NEIGHBOURS = {
    "FR": ("MC",), "MC": ("FR",), "IT": ("SM", "VA"), "SM": ("IT",), "CH": ("LI",), "LI": ("CH",),
    "GB": ("GI", "JE", "GG", "IM"), "DK": ("FO", "GL"),
}  # fmt: skip
"""Countries whose companies bank in each other, and territories with letters of their own."""


def look(case: Case) -> Finding:
    """No IBAN on the paper is fine: not every country has them."""
    printed = text_of(case.invoice, "iban")
    number = normalise_iban(printed)
    held = case.supplier.supplier.iban if case.supplier.supplier else ""
    looked_at = {"iban": printed, "iban_in_erp": held}
    if not number:
        return Finding((), "The document shows no IBAN.", looked_at)
    if not is_valid_iban(number):
        return Finding((f"The IBAN {printed} is wrong: its check digits do not fit.",), "", looked_at)
    if case.parameters.iban.compare_with_supplier and held and normalise_iban(held) != number:
        other = f"The IBAN {printed} is not the one that the ERP holds for this supplier ({held})."
        return Finding((f"{other} Ask the supplier by a way other than this document.",), "", looked_at)
    if not held and (elsewhere := _elsewhere(case, number)):
        return Finding((elsewhere,), "", looked_at)
    return Finding((), f"The IBAN {printed} is valid.", looked_at)


def _elsewhere(case: Case, number: str) -> str:
    """How the account's country differs from the supplier's; empty where it does not, or is not known."""
    country, at = supplier_country(case), number[:2]
    if not case.parameters.iban.compare_with_country or not country.code or at in _banks_of(country.code):
        return ""
    return (
        f"The account {number} is in {at}, but the supplier is in {country.code} (by its {country.by}), "
        "and the ERP holds no account of it. Ask the supplier by a way other than this document."
    )


def _banks_of(country: str) -> tuple[str, ...]:
    return (country, *NEIGHBOURS.get(country, ()))


def normalise_iban(text: str) -> str:
    """Upper-case ASCII letters and digits only."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())


def is_valid_iban(number: str) -> bool:
    """Whether length and check digits fit, by country and overall."""
    try:
        iban.validate(number)
    except ValidationError:
        return False
    return True


RULE = Rule("iban", "2", Severity.REVIEW, look, serves="ISO 13616-1 (IBAN); ISA 240 (payment redirected by fraud)")

"""The IBAN has right check digits, and is the one that the ERP holds for the supplier."""

import re
import unicodedata

from stdnum import iban
from stdnum.exceptions import ValidationError

from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of


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
    return Finding((), f"The IBAN {printed} is valid.", looked_at)


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


RULE = Rule("iban", "1", Severity.REVIEW, look)

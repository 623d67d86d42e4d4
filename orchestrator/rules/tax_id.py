"""The supplier's tax number has right check digits by its country, and is of the same country as in the ERP."""

import re
from collections.abc import Callable

from stdnum import vatin
from stdnum.ch import uid as ch_uid
from stdnum.cn import uscc
from stdnum.de import stnr
from stdnum.exceptions import ValidationError
from stdnum.no import orgnr
from stdnum.ru import inn

from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of
from orchestrator.tax_number import country_of, normalise_tax_id

Check = Callable[[str], object]

EU_AND_GB = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB"

COUNTRY_CHECKS: dict[str, tuple[str, Check]] = {
    **{country: (f"VAT number ({country})", vatin.validate) for country in EU_AND_GB.split()},
    "NO": ("Norwegian organisation number", lambda number: orgnr.validate(number[2:])),
    "CH": ("Swiss UID", lambda number: ch_uid.validate(number[:12])),
    "RU": ("Russian INN", lambda number: inn.validate(number[2:])),
}
"""By the letters in front: the kind's name, and a check that raises for wrong digits."""


def look(case: Case) -> Finding:
    """A number of a kind that we do not know passes, with a note that it could not be checked."""
    printed = text_of(case.invoice, "supplier_tax_id")
    number = normalise_tax_id(printed)
    looked_at = {"supplier_tax_id": printed, "language": case.language}
    if not number:
        return Finding((), "The document shows no tax number.", looked_at)
    known = kind_of(number, printed, case.language)
    if known is None:
        return Finding((), f"The tax number {printed} is of a kind that cannot be checked.", looked_at)
    kind, check = known
    looked_at["kind"] = kind
    try:
        check(number)
    except ValidationError:
        wrong = f"The tax number {printed} is wrong: its digits do not fit a {kind}."
        return Finding((wrong,), "", looked_at)
    if other := _in_erp(case, number):
        looked_at["tax_id_in_erp"] = other
        abroad = f"The tax number {printed} is of another country than the supplier's in the ERP ({other})."
        return Finding((abroad,), "", looked_at)
    return Finding((), f"The tax number {printed} is a valid {kind}.", looked_at)


def _in_erp(case: Case, number: str) -> str:
    """The supplier's tax number in the ERP where it is of another country; one of the same country that differs
    leaves it open who the supplier is, which is the business of `supplier_known`."""
    held = case.supplier.supplier.tax_id if case.supplier.supplier else ""
    there, here = country_of(normalise_tax_id(held)), country_of(number)
    asked = case.parameters.tax_id.compare_with_supplier
    return held if asked and there and here and there != here else ""


def kind_of(number: str, printed: str, language: str | None) -> tuple[str, Check] | None:
    """The kind of a normalised tax number: by its country letters, else by its form and the document's language."""
    if country := country_of(number):
        return COUNTRY_CHECKS.get(country)
    if re.fullmatch(r"[0-9A-Z]{18}", number):
        return "Chinese USCC", uscc.validate
    if language == "ru" and re.fullmatch(r"\d{10}|\d{12}", number):
        return "Russian INN", inn.validate
    if language == "de" and re.fullmatch(r"\d{2,3}/\d{3,4}/\d{4,5}", printed):
        return "German tax number", stnr.validate
    return None


RULE = Rule("tax_id", "2", Severity.REVIEW, look, serves="Directive 2006/112/EC, articles 214, 215 and 226 (3)")

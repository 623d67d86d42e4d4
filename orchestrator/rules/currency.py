"""The currency is an ISO 4217 code that is legal tender somewhere today."""

from functools import cache

from babel.core import get_global
from babel.numbers import is_currency

from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of


@cache
def current_currencies() -> frozenset[str]:
    """Codes of all currencies that are legal tender in some country now (CLDR's list)."""
    used = (use for uses in get_global("territory_currencies").values() for use in uses)
    return frozenset(code for code, _, until, is_tender in used if until is None and is_tender)


def look(case: Case) -> Finding:
    """A missing currency is the business of `required_fields`."""
    code = text_of(case.invoice, "currency").upper()
    looked_at = {"currency": code}
    if not code or code in current_currencies():
        fine = f"{code} is a currency." if code else "The document shows no currency."
        return Finding((), fine, looked_at)
    if is_currency(code):
        return Finding((f"The currency {code} is not in use any more.",), "", looked_at)
    return Finding((f"{code} is not a currency; it must be a code such as EUR.",), "", looked_at)


RULE = Rule("currency", "1", Severity.BLOCK, look, serves="ISO 4217; Directive 2006/112/EC, article 230")

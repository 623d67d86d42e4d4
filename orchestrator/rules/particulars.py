"""What the law of the supplier's country wants on an invoice stands on it, as far as the reading can tell."""

from collections.abc import Iterator

from orchestrator.rules import particulars_cn, particulars_eu, particulars_ru
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.country import EU, Country, supplier_country
from orchestrator.rules.particular import Particular
from orchestrator.rules.required_fields import missing

ASKED_ELSEWHERE = {"a number": "invoice_number", "its number": "invoice_number", "its date": "issue_date"}
"""Particulars that `required_fields` names already where they are missing."""


def look(case: Case) -> Finding:
    """Countries whose law is not known here, and kinds that it does not concern, pass and say so."""
    country = supplier_country(case)
    asked = tuple(_asked(case, country))
    named = missing(case)
    lacking = [one for one in asked if not one.is_there(case) and ASKED_ELSEWHERE.get(one.name) not in named]
    looked_at = {
        "country": country.code, "known_by": country.by, "asked": ", ".join(one.name for one in asked),
    }  # fmt: skip
    fine = (
        f"All {len(asked)} particulars that were looked for by the law of {country.code} are there."
        if asked
        else "No law on required particulars was applied: the supplier's country is not known, or has none here."
    )
    return Finding(
        tuple(f"The document lacks {one.name}, which {one.article} asks for." for one in lacking), fine, looked_at
    )


def _asked(case: Case, country: Country) -> Iterator[Particular]:
    laws = case.parameters.particulars
    if country.code in EU and laws.eu:
        yield from particulars_eu.particulars(case, country.code)
    elif country.code == "CN" and laws.cn and particulars_cn.applies(case):
        yield from particulars_cn.particulars(case)
    elif country.code == "RU" and laws.ru and particulars_ru.applies(case):
        yield from particulars_ru.particulars(case)


RULE = Rule(
    "particulars",
    "1",
    Severity.REVIEW,
    look,
    serves="Directive 2006/112/EC, articles 226 and 226b; НК РФ ст. 169 п. 5; 发票管理办法实施细则第四条",
)

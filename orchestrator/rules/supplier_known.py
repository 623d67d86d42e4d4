"""The ERP knows the supplier, and exactly one."""

from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of


def look(case: Case) -> Finding:
    """The search was made before; this judges what it came to."""
    match = case.supplier
    looked_at = {
        "supplier_name": text_of(case.invoice, "supplier_name"),
        "supplier_tax_id": text_of(case.invoice, "supplier_tax_id"),
        "outcome": match.outcome.value,
        "matched_by": match.matched_by.value if match.matched_by else "",
        "supplier_code": match.code,
        "candidates": ", ".join(candidate.code for candidate in match.candidates),
    }
    return Finding(() if match.supplier else (match.sentence,), match.sentence, looked_at)


RULE = Rule(
    "supplier_known",
    "1",
    Severity.BLOCK,
    look,
    serves="SOX section 404: vendor master data; ISA 240 (fictitious suppliers)",
)

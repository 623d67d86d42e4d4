"""The visible PDF and the e-invoice inside it say the same of total, tax, IBAN and supplier."""

from extractors.page_and_xml import CODE
from orchestrator.rules.base import Case, Finding, Rule, Severity


def look(case: Case) -> Finding:
    """The extraction has compared them; people see the page, programs read the XML, and both would be paid."""
    told = tuple(problem for problem in case.problems if problem.code.startswith(CODE))
    looked_at = {problem.code.removeprefix(f"{CODE}_"): problem.message for problem in told}
    fine = "The pages say nothing that an embedded XML contradicts."
    return Finding(tuple(problem.message for problem in told), fine, looked_at or {"compared": "nothing contradicts"})


RULE = Rule(
    "pdf_and_xml", "1", Severity.REVIEW, look, serves="Directive 2006/112/EC, article 233 (integrity of content)"
)

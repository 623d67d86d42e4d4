"""The document is of a kind that the farm knows what to do with."""

from extractors.models import Kind
from orchestrator.rules.base import Case, Finding, Rule, Severity

SUPPORTED = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE, Kind.RECEIPT, Kind.CONTRACT})


def look(case: Case) -> Finding:
    """Anything else goes to a person."""
    unknown = "The document is none of the kinds that are known (invoice, credit note, receipt, contract)."
    return Finding(
        problems=() if case.kind in SUPPORTED else (unknown,),
        fine=f"The document is of a known kind ({case.kind.value.replace('_', ' ')}).",
        looked_at={"kind": case.kind.value},
    )


RULE = Rule("kind", "1", Severity.BLOCK, look, serves="Own policy: only invoices, credit notes and receipts are keyed")

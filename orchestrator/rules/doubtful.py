"""Which fields a person should look at, and why: by the same verdicts that sent the document to them."""

from collections.abc import Iterable

from extractors.models import Invoice
from orchestrator.rules.base import Case, Verdict
from orchestrator.rules.confidence import doubts
from orchestrator.rules.required_fields import missing

BY_FIELD = ("required_fields", "confidence")
"""Rules that say which of the fields they looked at is wrong; of the others, each value that they looked at may be."""


def doubtful(case: Case, verdicts: Iterable[Verdict]) -> dict[str, str]:
    """The fields (names of `Invoice`, `lines` among them) that a person should look at, each with the reason."""
    found = {**doubts(case), **missing(case)}
    for verdict in verdicts:
        if verdict.passed or verdict.rule_id in BY_FIELD:
            continue
        for field in verdict.looked_at:
            if field in Invoice.model_fields and getattr(case.invoice, field):
                found.setdefault(field, verdict.sentence)
    return found

"""The compliance rules, one a file. A new rule is a file here, a line in `RULES`, and its id where it applies."""

from extractors.models import Kind
from orchestrator.errors import RuleBroken
from orchestrator.rules import (
    arithmetic,
    confidence,
    currency,
    dates,
    duplicate_invoice,
    iban,
    kind,
    reading,
    required_fields,
    supplier_known,
    tax_id,
)
from orchestrator.rules.base import Case, Finding, Rule, Severity, Verdict

RULES: dict[str, Rule] = {
    "kind": kind.RULE,
    "required_fields": required_fields.RULE,
    "arithmetic": arithmetic.RULE,
    "dates": dates.RULE,
    "tax_id": tax_id.RULE,
    "iban": iban.RULE,
    "currency": currency.RULE,
    "supplier_known": supplier_known.RULE,
    "duplicate_invoice": duplicate_invoice.RULE,
    "confidence": confidence.RULE,
    "reading": reading.RULE,
}
"""Every rule by its id, in the order of their verdicts."""

RULES_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.INVOICE: tuple(RULES),
    Kind.CREDIT_NOTE: tuple(RULES),
    Kind.RECEIPT: tuple(RULES),
    Kind.CONTRACT: ("kind",),
    Kind.OTHER: ("kind",),
}
"""The rules that apply to each kind of document; to one of no known kind, no other question makes sense."""


def judge(case: Case) -> tuple[Verdict, ...]:
    """One verdict of each rule that applies, passed or not, in the order of `RULES`.

    Raises:
        RuleBroken: a rule raised; the document is not judged then, since a verdict that is missing is no pass.
    """
    return tuple(_judge(RULES[rule_id], case) for rule_id in RULES_OF_KIND[case.kind])


def _judge(rule: Rule, case: Case) -> Verdict:
    try:
        return rule.judge(case)
    except Exception as error:
        raise RuleBroken(
            f"Rule {rule.id} (version {rule.version}) could not judge document {case.document_id}: "
            f"{type(error).__name__}: {error}. Report it; the document waits."
        ) from error


__all__ = ["RULES", "RULES_OF_KIND", "Case", "Finding", "Rule", "Severity", "Verdict", "judge"]

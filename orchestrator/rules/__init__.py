"""The compliance rules, one a file. A new rule is a file here, a line in `RULES`, and its id where it applies."""

import logging

from extractors.models import Kind
from orchestrator.rules import (
    arithmetic,
    confidence,
    currency,
    dates,
    duplicate_invoice,
    en16931,
    iban,
    kind,
    order_matching,
    particulars,
    pdf_and_xml,
    period,
    reading,
    required_fields,
    supplier_known,
    tax_by_rate,
    tax_id,
    vat_rate,
)
from orchestrator.rules.bad_money import BAD_MONEY
from orchestrator.rules.base import Case, Finding, Rule, Severity, Verdict, make_verdict

LOG = logging.getLogger(__name__)

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
    "order_matching": order_matching.RULE,
    "confidence": confidence.RULE,
    "reading": reading.RULE,
    "en16931": en16931.RULE,
    "tax_by_rate": tax_by_rate.RULE,
    "vat_rate": vat_rate.RULE,
    "pdf_and_xml": pdf_and_xml.RULE,
    "period": period.RULE,
    "particulars": particulars.RULE,
    **BAD_MONEY,
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
    """One verdict of each rule that applies, passed or not, in the order of `RULES`."""
    return tuple(_judge(RULES[rule_id], case) for rule_id in RULES_OF_KIND[case.kind])


def _judge(rule: Rule, case: Case) -> Verdict:
    """One verdict; a rule that raises blocks the document, whatever its severity: a missing verdict is no pass."""
    try:
        return rule.judge(case)
    except Exception as error:
        LOG.exception("rule %s (version %s) raised on document %s", rule.id, rule.version, case.document_id)
        told = (
            f"Rule {rule.id} (version {rule.version}) could not be worked out: {type(error).__name__}: {error}. "
            "Report it, and try the document again once it is mended."
        )
        return make_verdict(rule.id, rule.version, Severity.BLOCK, Finding((told,), ""))


__all__ = ["RULES", "RULES_OF_KIND", "Case", "Finding", "Rule", "Severity", "Verdict", "judge"]

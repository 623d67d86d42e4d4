"""Decides whether a document is approved automatically or by a person."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from config.approval_file import ApprovalPolicy
from extractors.models import Kind
from orchestrator.money import plain
from orchestrator.rules.base import Verdict
from orchestrator.suppliers import SupplierMatch


class Approver(StrEnum):
    AUTOMATIC = "automatic"
    PERSON = "person"


class Decision(BaseModel):
    """Who approves, and why, in a sentence for a clerk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    approver: Approver
    reason: str

    @property
    def automatic(self) -> bool:
        """Whether no person is asked."""
        return self.approver is Approver.AUTOMATIC


def decide(
    kind: Kind,
    supplier: SupplierMatch,
    currency: str,
    gross_total: Decimal,
    verdicts: Sequence[Verdict],
    policy: ApprovalPolicy,
    learned_coding: bool = False,
) -> Decision:
    """Automatic only if every rule passed and the gross total is within the supplier's limit in `currency` (ISO 4217).

    Without any verdict nothing was judged, and a person is asked; so it is where a line's account was only learned from
    earlier ones (`learned_coding`), unless the policy trusts that.
    """
    if learned_coding and not policy.learned_coding:
        learned = "An account was only learned from earlier lines; the approval policy leaves that to a person."
        return Decision(approver=Approver.PERSON, reason=learned)
    refusal = _refusal(kind, supplier, currency, gross_total, verdicts, policy)
    if refusal:
        return Decision(approver=Approver.PERSON, reason=refusal)
    limit = policy.limit(supplier.code, currency)
    assert limit is not None
    reason = f"{plain(gross_total)} {currency} from {supplier.code} is within the limit of {plain(limit)} {currency}."
    return Decision(approver=Approver.AUTOMATIC, reason=reason)


def _refusal(
    kind: Kind,
    supplier: SupplierMatch,
    currency: str,
    gross_total: Decimal,
    verdicts: Sequence[Verdict],
    policy: ApprovalPolicy,
) -> str:
    """Why a person must approve; empty if none must."""
    failed = [verdict.rule_id for verdict in verdicts if not verdict.passed]
    if failed or not verdicts:
        return f"Not every rule passed: {', '.join(failed)}." if failed else "The document was not judged by any rule."
    if kind.value not in policy.kinds:
        return f"The approval policy leaves each {kind.value.replace('_', ' ')} to a person."
    if not supplier.supplier:
        return supplier.sentence
    own = policy.suppliers.get(supplier.code)
    if own and not own.automatic:
        return f"The approval policy leaves everything of supplier {supplier.code} to a person."
    limit = policy.limit(supplier.code, currency)
    if limit is None:
        return f"The approval policy has no limit for {currency or 'a document without currency'}."
    if gross_total > limit:
        return f"{plain(gross_total)} {currency} is over the limit of {plain(limit)} {currency}."
    if gross_total <= 0:
        return f"A gross total of {plain(gross_total)} {currency} is not approved automatically."
    return ""

"""Proposes a line's codes from how the supplier's, and similar, lines were coded.

Account and cost centre are looked for apart: one may follow the goods and the other the place that a line names. For
each code that earlier lines speak for, the evidence is counted (`code_evidence`); a small model that was fitted on
generated years says how likely it is right, and this farm's own record of proposals as sure corrects that.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from orchestrator.learning.attributes import ACCOUNT, COST_CENTRE, Attribute
from orchestrator.learning.code_choice import CodeChoice
from orchestrator.learning.code_model import CodeModels, packaged
from orchestrator.learning.support import BELOW_CLAIM, Records, Support, records_of
from orchestrator.store.coded_lines import LineCoding, SupportRecord


class CodingProposal(BaseModel):
    """Codes proposed for a line, by their names in the ERP.

    Attributes:
        tax_code: None where nothing tells it.
        confidence: 0 to 1; from `support.CLAIM` on at least 99 in 100 are meant to be right.
        reason: on how many lines it rests, for a clerk.
        account_support, cost_centre_support: what the codes rest on, for the record.
    """

    model_config = ConfigDict(frozen=True)

    account: str
    cost_centre: str
    tax_code: str | None
    confidence: float
    reason: str
    account_support: str
    cost_centre_support: str


@dataclass(frozen=True)
class CodingHistory:
    """Posted lines to learn from, newest first, and how right earlier proposals were."""

    own: Sequence[LineCoding] = ()
    others: Sequence[LineCoding] = ()
    records: Records = field(default_factory=dict)
    models: CodeModels = field(default_factory=packaged)

    def propose(self, description: str, tax_rate: str) -> CodingProposal | None:
        """The proposal for a line; None where nothing like it was coded.

        Args:
            tax_rate: in percent as text, empty where it is not known.
        """
        account, centre = self._account.choose(description), self._centre.choose(description)
        if account is None or centre is None:
            return None
        tax, sure_of_tax = self._tax(tax_rate)
        chance = account.confidence(self.records) * centre.confidence(self.records) * sure_of_tax
        sure = chance**self.models.caution
        return CodingProposal(
            account=account.code, cost_centre=centre.code, tax_code=tax,
            confidence=round(sure if self.own else min(sure, BELOW_CLAIM), 3), reason=_reason(account, centre),
            account_support=account.key, cost_centre_support=centre.key,
        )  # fmt: skip

    @cached_property
    def _account(self) -> CodeChoice:
        return self._choice(ACCOUNT)

    @cached_property
    def _centre(self) -> CodeChoice:
        return self._choice(COST_CENTRE)

    def _choice(self, attribute: Attribute) -> CodeChoice:
        return CodeChoice(attribute, self.own, self.others, self.models.by_attribute[attribute.code])

    def _tax(self, tax_rate: str) -> tuple[str | None, float]:
        """The tax code that lines of this rate have, the supplier's own first, and how sure it is."""
        lines = [line for line in self.own if line.tax_rate == tax_rate]
        lines = lines or [line for line in self.others if line.tax_rate == tax_rate]
        if not lines or not tax_rate:
            return None, 1.0
        code, agreed = Counter(line.tax_code for line in lines).most_common(1)[0]
        return code, (agreed + 0.3) / (len(lines) + 0.32)


def history(own: Sequence[LineCoding], others: Sequence[LineCoding], records: Iterable[SupportRecord]) -> CodingHistory:
    """The history from what the store has."""
    return CodingHistory(own, others, records_of(records))


def _reason(account: Support, centre: Support) -> str:
    told = f"coded so {account.agreed} of {account.seen} times {account.said}"
    if not centre.code or centre.said == account.said:
        return told
    return f"{told}; the cost centre {centre.agreed} of {centre.seen} times {centre.said}"

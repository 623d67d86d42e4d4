"""Proposes a line's codes from how the supplier's, and similar, lines were coded: counts, and nothing else.

Account and cost centre are looked for apart: one may follow the goods and the other the place that a line names. Each
rests on the lines of the same description at this supplier, on those with one of its words, on all of the supplier's
lines, or on the words at other suppliers. The confidence follows from how many lines agree, and from how often
proposals on such a support turned out right in this farm's own books.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from orchestrator.learning.code_choice import ACCOUNT, COST_CENTRE, CodeChoice
from orchestrator.learning.line_words import line_words
from orchestrator.learning.support import Records, Support, records_of
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

    def propose(self, description: str, tax_rate: str) -> CodingProposal | None:
        """The proposal for a line; None where nothing like it was coded.

        Args:
            tax_rate: in percent as text, empty where it is not known.
        """
        words = line_words(description)
        account = CodeChoice(ACCOUNT, self.own, self.others, self.records).choose(words)
        centre = CodeChoice(COST_CENTRE, self.own, self.others, self.records).choose(words)
        if account is None or centre is None:
            return None
        tax, sure_of_tax = self._tax(tax_rate)
        return CodingProposal(
            account=account[0].code, cost_centre=centre[0].code, tax_code=tax,
            confidence=round(min(account[1], centre[1], sure_of_tax), 3), reason=_reason(account[0], centre[0]),
            account_support=account[0].key, cost_centre_support=centre[0].key,
        )  # fmt: skip

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

"""Proposes a line's codes from how the supplier's, and similar, lines were coded: counts, and nothing else.

What is looked at, best first: the same description at this supplier, one of its words at this supplier, all of this
supplier's lines, the words at other suppliers. The confidence follows from how many lines agree, and from how often
proposals with such support turned out right in this farm's own books.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from orchestrator.learning.line_words import line_words
from orchestrator.store.coded_lines import BasisRecord, LineCoding

CLAIM = 0.95
"""From this confidence a proposal is used where no rule of the coding file fits."""
PROVEN = 0.985
"""What the farm's own record must prove, at least, for a confidence of `CLAIM` and more."""
BELOW_CLAIM = 0.94
RECORD_NEEDED = 25
"""Proposals of one support whose outcome is known, before the record counts more than the rule of thumb."""
PRIOR = 10.0
DOUBT = {"line": 0.6, "word": 1.0, "supplier": 1.3, "others": 2.0}
"""Lines that stand against each kind of support from the start."""
WORD_AGAINST = 0.7
CHANGED_AFTER = 3
"""Lines in a row coded otherwise than the many before: then practice has changed."""

Codes = tuple[str, str]
Support = tuple[str, int, bool]


class CodingProposal(BaseModel):
    """Codes proposed for a line, by their names in the ERP.

    Attributes:
        tax_code: None where nothing tells it.
        confidence: 0 to 1; from `CLAIM` on at least 99 in 100 are meant to be right.
        reason: on how many lines it rests, for a clerk.
        basis, seen, agreed: what it rests on, for the record.
    """

    model_config = ConfigDict(frozen=True)

    account: str
    cost_centre: str
    tax_code: str | None
    confidence: float
    reason: str
    basis: str
    seen: int
    agreed: int


class Count(NamedTuple):
    """The codes that most lines of a group have, how many lines there are and how many agree."""

    codes: Codes
    seen: int
    agreed: int


@dataclass(frozen=True)
class CodingHistory:
    """Posted lines to learn from, newest first, and how right earlier proposals were."""

    own: Sequence[LineCoding] = ()
    others: Sequence[LineCoding] = ()
    records: Mapping[Support, tuple[int, int]] | None = None

    def propose(self, description: str, tax_rate: str) -> CodingProposal | None:
        """The proposal for a line; None where nothing like it was coded."""
        words = line_words(description)
        for basis, said, count, against in self._counts(words):
            tax, sure_of_tax = self._tax(tax_rate)
            confidence = min(self._confidence(basis, count) * (0.6 if against else 1.0), sure_of_tax)
            return CodingProposal(
                account=count.codes[0], cost_centre=count.codes[1], tax_code=tax, confidence=round(confidence, 3),
                reason=f"coded so {count.agreed} of {count.seen} times {said}",
                basis=basis, seen=count.seen, agreed=count.agreed,
            )  # fmt: skip
        return None

    def _counts(self, words: tuple[str, ...]) -> Iterator[tuple[str, str, Count, bool]]:
        """What the codes may rest on, best first; the last item says whether another word speaks against it."""
        same = [line for line in self.own if words and line_words(line.description) == words]
        if same:
            yield "line", f"for this supplier and {same[0].description[:40]!r}", _count(same), False
        best = _by_word(self.own, words, "word")
        if best:
            yield "word", f"for this supplier and {best[0]!r}", best[1], best[2]
        if self.own:
            yield "supplier", "for this supplier", _count(self.own), False
        best = _by_word(self.others, words, "others")
        if best:
            yield "others", f"for {best[0]!r} at other suppliers", best[1], True

    def _tax(self, tax_rate: str) -> tuple[str | None, float]:
        """The tax code that the supplier's lines of this rate have, and how sure it is."""
        lines = [line for line in self.own if line.tax_rate == tax_rate] or list(self.others)
        lines = [line for line in lines if line.tax_rate == tax_rate]
        if not lines or not tax_rate:
            return None, 1.0
        code, agreed = Counter(line.tax_code for line in lines).most_common(1)[0]
        return code, (agreed + 0.3) / (len(lines) + 0.32)

    def _confidence(self, basis: str, count: Count) -> float:
        expected = rule_of_thumb(basis, count)
        right, total = (self.records or {}).get(support(basis, count.seen, count.agreed), (0, 0))
        if total < RECORD_NEEDED:
            return expected
        mean = (right + PRIOR * expected) / (total + PRIOR)
        proven = mean - math.sqrt(mean * (1 - mean) / (total + PRIOR))
        return proven if proven >= PROVEN else min(proven, BELOW_CLAIM)


def history(own: Sequence[LineCoding], others: Sequence[LineCoding], records: Iterable[BasisRecord]) -> CodingHistory:
    """The history with the records gathered by how strong the support was."""
    gathered: dict[Support, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for record in records:
        key = support(record.basis, record.seen, record.agreed)
        right, total = gathered[key]
        gathered[key] = (right + record.right, total + record.total)
    return CodingHistory(own, others, dict(gathered))


def support(basis: str, seen: int, agreed: int) -> Support:
    """How strong a support is: its basis, about how many lines, and whether all agree."""
    return basis, seen if seen <= 3 else 6 if seen <= 6 else 12 if seen <= 12 else 99, seen == agreed


def rule_of_thumb(basis: str, count: Count) -> float:
    """The confidence before there is a record."""
    return (count.agreed + 0.3) / (count.seen + DOUBT[basis])


def _by_word(lines: Sequence[LineCoding], words: tuple[str, ...], basis: str) -> tuple[str, Count, bool] | None:
    """The word that speaks clearest, and whether another one speaks for other codes."""
    counted = []
    for word in words:
        having = [line for line in lines if word in line_words(line.description)]
        if having:
            count = _count(having)
            counted.append((rule_of_thumb(basis, count), word, count))
    if not counted:
        return None
    counted.sort(key=lambda item: -item[0])
    _, word, best = counted[0]
    against = any(clear >= WORD_AGAINST and other.codes != best.codes for clear, _, other in counted[1:])
    return word, best, against


def _count(lines: Sequence[LineCoding]) -> Count:
    """The codes of most lines; those of the newest where practice seems to have changed."""
    codes = [(line.account, line.cost_centre) for line in lines]
    newest = codes[0]
    in_a_row = next((at for at, code in enumerate(codes) if code != newest), len(codes))
    top, agreed = Counter(codes).most_common(1)[0]
    if newest == top:
        return Count(top, len(codes), agreed)
    if in_a_row >= CHANGED_AFTER:
        return Count(newest, in_a_row, in_a_row)
    return Count(top, len(codes) + in_a_row, agreed)

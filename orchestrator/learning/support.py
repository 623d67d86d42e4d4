"""On what a proposed code rests: how many earlier lines, how like, how unanimous; and how sure that makes it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orchestrator.store.coded_lines import SupportRecord

CLAIM = 0.95
"""From this confidence a proposal is used where no rule of the coding file fits."""
PROVEN = 0.965
"""What the farm's own record must prove, at least, for a confidence of `CLAIM` and more."""
BELOW_CLAIM = 0.94
RECORD_NEEDED = 25
"""Proposals of one support whose outcome is known, before the record counts more than the rule of thumb."""
PRIOR = 10.0
DOUBT = {"line": 0.6, "word": 1.0, "supplier": 1.3, "others": 2.0}
"""Lines that stand against each basis from the start."""
CHANGED_AFTER = 3
"""Lines in a row coded otherwise than the many before: then practice has changed."""

SIZES = (1, 2, 3, 6, 12, 1_000_000)
"""Supports of up to so many lines share a record."""

Records = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Support:
    """A code, and what speaks for it.

    Attributes:
        basis: `line` (the same description at this supplier), `word` (one of its words there), `supplier` (all of its
            lines) or `others` (the word at other suppliers).
        said: the same in words, for a reason.
        seen, agreed: how many lines there are, and how many of them have the code.
        track: how proposals for the supplier did lately: `good`, `missed` (one), `poor`, or `new`.
    """

    code: str
    basis: str
    said: str
    seen: int
    agreed: int
    track: str = "new"

    @property
    def key(self) -> str:
        """Supports of about the same strength share a record."""
        share = self.agreed / self.seen
        unity = "all" if share == 1 else "nearly" if share >= 0.95 else "most" if share >= 0.8 else "mixed"
        return f"{self.track} {self.basis} {unity} {next(size for size in SIZES if self.seen <= size)}"

    @property
    def expected(self) -> float:
        """How sure it is by the rule of thumb."""
        return (self.agreed + 0.3) / (self.seen + DOUBT[self.basis])

    def confidence(self, records: Records) -> float:
        """How sure it is, by the record of such supports where there is enough of one.

        The record of weaker supports of the kind (fewer lines) counts too, where it makes it surer.
        """
        kind, _, size = self.key.rpartition(" ")
        right = total = 0
        proven = []
        for weaker in reversed([other for other in SIZES if other <= int(size)]):
            more = records.get(f"{kind} {weaker}", (0, 0))
            right, total = right + more[0], total + more[1]
            if total >= RECORD_NEEDED:
                proven.append(self._proven(right, total))
        if not proven:
            return self.expected
        best = max(proven)
        return best if best >= PROVEN else min(best, BELOW_CLAIM)

    def _proven(self, right: int, total: int) -> float:
        """The share that is right, less what chance may have added."""
        mean = (right + PRIOR * self.expected) / (total + PRIOR)
        return mean - math.sqrt(mean * (1 - mean) / (total + PRIOR))


def support_of(codes: Sequence[str], basis: str, said: str) -> Support:
    """What these codes (newest first, at least one) speak for; the newest where practice seems to have changed."""
    newest = codes[0]
    in_a_row = next((at for at, code in enumerate(codes) if code != newest), len(codes))
    top, agreed = Counter(codes).most_common(1)[0]
    if newest == top:
        return Support(top, basis, said, len(codes), agreed)
    if in_a_row >= CHANGED_AFTER:
        return Support(newest, basis, said, in_a_row, in_a_row)
    return Support(top, basis, said, len(codes) + in_a_row, agreed)


def records_of(found: Iterable[SupportRecord]) -> Records:
    """The records by support: (right, all)."""
    gathered: dict[str, tuple[int, int]] = {}
    for record in found:
        right, total = gathered.get(record.support, (0, 0))
        gathered[record.support] = (right + record.right, total + record.total)
    return gathered

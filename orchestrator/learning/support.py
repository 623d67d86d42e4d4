"""On what a proposed code rests: how many earlier lines, how like; and what the farm's record makes of its chance."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from orchestrator.store.coded_lines import SupportRecord

CLAIM = 0.95
"""From this confidence a proposal is used where no rule of the coding file fits."""
BELOW_CLAIM = 0.94
RECORD_NEEDED = 25
"""Proposals about as sure whose outcome is known, before the record counts."""
PRIOR = 60.0
"""For how many proposals of the record the model's own chance counts."""
BANDS = (0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 1.0)
"""Chances up to each share a record."""

Records = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Support:
    """A code, and what speaks for it.

    Attributes:
        basis: `line` (the same description at this supplier), `word` (one of its words there), `supplier` (all of its
            lines) or `others` (the word at other suppliers).
        said: the same in words, for a reason.
        seen, agreed: how many lines there are, and how many of them have the code.
        chance: how likely the code is right, by the evidence alone.
    """

    code: str
    basis: str
    said: str
    seen: int
    agreed: int
    chance: float

    @property
    def key(self) -> str:
        """Supports that are about as sure share a record."""
        return f"{self.basis} to {next(band for band in BANDS if self.chance <= band):g}"

    def confidence(self, records: Records) -> float:
        """The chance, as this farm's record of proposals about as sure makes it.

        The record counts as far as it proves more, or less, than chance may have added: one standard deviation.
        """
        right, total = records.get(self.key, (0, 0))
        if total < RECORD_NEEDED:
            return self.chance
        mean = (right + PRIOR * self.chance) / (total + PRIOR)
        spread = math.sqrt(mean * (1 - mean) / (total + PRIOR))
        return max(mean - spread, min(self.chance, mean + spread))


def records_of(found: Iterable[SupportRecord]) -> Records:
    """The records by support: (right, all)."""
    gathered: dict[str, tuple[int, int]] = {}
    for record in found:
        right, total = gathered.get(record.support, (0, 0))
        gathered[record.support] = (right + record.right, total + record.total)
    return gathered

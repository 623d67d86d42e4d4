"""A report as it was made: its content, by whom and when, and what the check of the whole history found then."""

from dataclasses import dataclass
from datetime import datetime

from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import Content
from orchestrator.reports.compliance.telling import Said
from orchestrator.store.audit import AuditResult

WHOLE = phrase("Nothing was changed, removed or inserted: {entries} entries were checked.")
BROKEN = phrase("The history is broken at entry {number}: {problem}")


@dataclass(frozen=True)
class Made:
    """What the forms are written from.

    Attributes:
        fingerprint: SHA-256 of the content.
        chain: what the check of the history found.
        by: as in the history.
    """

    content: Content
    fingerprint: str
    chain: AuditResult
    by: str
    at: datetime

    @property
    def holds(self) -> bool:
        """Whether the history is whole and everything agrees."""
        return self.chain.intact and self.content.holds

    @property
    def chain_says(self) -> Said:
        """What the check found, as a sentence."""
        if self.chain.intact:
            return Said(WHOLE, (("entries", str(self.chain.entries)),))
        return Said(BROKEN, (("number", str(self.chain.broken_seq)), ("problem", self.chain.problem)))

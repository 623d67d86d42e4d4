"""Postings whose outcome was not known for a time, and how they ended: from the history."""

from dataclasses import dataclass, field
from datetime import datetime

from orchestrator.reports.compliance.content import DoubtRow
from orchestrator.reports.compliance.exceptions import UNKNOWN, moment_of, reason_of
from orchestrator.stages import Stage
from orchestrator.store.compliance import Act, Kept


@dataclass
class InDoubt:
    """One posting in doubt, and the entry that ended it."""

    began: Act
    ended: Act | None = None


@dataclass
class Doubts:
    """Takes the period's entries one by one. One that was in doubt before and ended now is told with its end."""

    found: list[InDoubt] = field(default_factory=list)
    open: dict[str, InDoubt] = field(default_factory=dict)

    def take(self, act: Act) -> None:
        """Look at the next entry."""
        if act.action != "moved" or act.document_id is None:
            return
        if act.data["to"] == Stage.IN_DOUBT:
            self.open[act.document_id] = InDoubt(act)
            self.found.append(self.open[act.document_id])
        elif act.data.get("from") == Stage.IN_DOUBT:
            doubt = self.open.pop(act.document_id, None)
            if doubt is None:
                doubt = InDoubt(act)
                self.found.append(doubt)
            doubt.ended = act

    def rows(self, documents: dict[str, Kept]) -> tuple[DoubtRow, ...]:
        """In the order in which they began."""
        return tuple(_row(one, documents.get(str(one.began.document_id), UNKNOWN)) for one in self.found)


def _row(doubt: InDoubt, document: Kept) -> DoubtRow:
    ended = doubt.ended
    at: datetime | None = moment_of(ended) if ended else None
    return DoubtRow(
        moment_of(doubt.began), str(doubt.began.document_id), document.supplier, document.number, document.currency,
        document.gross_total, reason_of(doubt.began), str(ended.data["to"]) if ended else "",
        ended.actor if ended else "", reason_of(ended) if ended else "", at,
    )  # fmt: skip

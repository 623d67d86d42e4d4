"""What an import does, or would do, to each order and goods receipt."""

from enum import StrEnum

from pydantic import Field

from orchestrator.purchasing.models import Frozen

Values = dict[str, tuple[str, str]]
"""By field what stood there before and what stands there now, as text; empty before for what is new."""


class Outcome(StrEnum):
    """What becomes of an order or goods receipt that is handed in."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Change(Frozen):
    """What becomes of one of them.

    Attributes:
        number: of the order; `receipt` is the number of the goods receipt, empty for an order.
        values: what changes, `lines.10.quantity` for a line's.
        kept: lines that the farm knows and the import does not name; they stay as they are.
        reason: why it is refused, empty otherwise.
        row: where it begins in its file, 0 without one.
    """

    outcome: Outcome
    number: str
    receipt: str = ""
    values: Values = Field(default_factory=dict)
    kept: tuple[str, ...] = ()
    reason: str = ""
    row: int = 0


class RowProblem(Frozen):
    """A row of a file that could not be read; nothing of its order is taken. Rows count as spreadsheets show them."""

    row: int
    column: str = ""
    message: str
    number: str = ""


class Imported(Frozen):
    """What came of an import; with `dry_run` what would come of it.

    Attributes:
        again: how many documents that waited because of these orders are judged anew.
    """

    changes: tuple[Change, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    dry_run: bool = False
    again: int = 0

    def count(self, outcome: Outcome) -> int:
        """How many came out so."""
        return sum(change.outcome is outcome for change in self.changes)

    @property
    def complete(self) -> bool:
        """Whether everything was taken."""
        return not self.problems and not self.count(Outcome.REFUSED)

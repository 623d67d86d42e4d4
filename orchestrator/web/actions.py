"""What a person may do on the pages. The pages ask; the composition root says who does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orchestrator.rules import Severity
from orchestrator.stages import Stage
from orchestrator.store.findings import StoredVerdict

Action = Callable[[str, str, str], None]
"""Called with document id, actor and reason; the reason may be empty where `reason_needed` says so.

Raises OrchestratorError with a sentence when it cannot be done.
"""


@dataclass(frozen=True)
class Actions:
    """The three decisions."""

    approve: Action
    reject: Action
    retry: Action

    def named(self, name: str) -> Action | None:
        """The action of that name, None for another word."""
        return {"approve": self.approve, "reject": self.reject, "retry": self.retry}.get(name)


ALLOWED: dict[str, frozenset[Stage]] = {
    "approve": frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW}),
    "reject": frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FAILED, Stage.READY}),
    "retry": frozenset(
        {Stage.QUARANTINED, Stage.NEEDS_REVIEW, Stage.VALIDATED, Stage.FAILED, Stage.REJECTED, Stage.FILED}
    ),
}
"""In which stages a page offers which action; the stages' own table of moves decides again."""

LABEL = {"approve": "Approve", "reject": "Reject", "retry": "Try again"}
SAID = {"approve": "Approved.", "reject": "Rejected.", "retry": "It is being tried again."}


def offered(stage: Stage, verdicts: Sequence[StoredVerdict]) -> tuple[str, ...]:
    """The actions that a page offers: no approval where a rule says that it cannot be keyed as it is."""
    blocked = stage is Stage.NEEDS_REVIEW and any(v.severity == Severity.BLOCK and not v.passed for v in verdicts)
    return tuple(name for name, stages in ALLOWED.items() if stage in stages and not (blocked and name == "approve"))


def reason_needed(name: str, stage: Stage) -> bool:
    """Whether the person has to say why: always, but for approving what every rule passed."""
    return not (name == "approve" and stage is Stage.VALIDATED)

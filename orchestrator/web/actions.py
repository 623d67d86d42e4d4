"""What a page offers to do with a document, by its stage and by what the person may do."""

from collections.abc import Sequence

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.rules import Severity
from orchestrator.stages import Stage
from orchestrator.store.findings import StoredVerdict

ALLOWED: dict[str, frozenset[Stage]] = {
    "approve": frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW}),
    "reject": frozenset({Stage.VALIDATED, Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FAILED, Stage.READY}),
    "retry": frozenset(
        {Stage.QUARANTINED, Stage.NEEDS_REVIEW, Stage.VALIDATED, Stage.FAILED, Stage.REJECTED, Stage.FILED}
    ),
}
"""In which stages a page offers which action; the stages' own table of moves decides again."""

RIGHT = {"approve": Right.APPROVE, "reject": Right.REJECT, "retry": Right.RETRY}
LABEL = {"approve": "Approve", "reject": "Reject", "retry": "Try again"}
SIGNED = "signed"
"""What is said where others have to sign, too."""
SAID = {
    "approve": "Approved.",
    SIGNED: phrase("Signed; others sign it, too."),
    "reject": "Rejected.",
    "retry": "It is being tried again.",
}


def offered(actor: Actor, stage: Stage, verdicts: Sequence[StoredVerdict]) -> tuple[str, ...]:
    """The actions that a page offers to somebody: no approval where a rule says that it cannot be keyed as it is."""
    blocked = stage is Stage.NEEDS_REVIEW and any(v.severity == Severity.BLOCK and not v.passed for v in verdicts)
    fitting = (name for name, stages in ALLOWED.items() if stage in stages and not (blocked and name == "approve"))
    return tuple(name for name in fitting if RIGHT[name] in actor.rights)


def reason_needed(name: str, stage: Stage) -> bool:
    """Whether the person has to say why: always, but for approving what every rule passed."""
    return not (name == "approve" and stage is Stage.VALIDATED)

"""In which folder the clerk finds a file again."""

from orchestrator.stages import Stage

DONE = "done"
NEEDS_YOU = "needs-you"
REJECTED = "rejected"

OUTCOME_FOLDER: dict[Stage, str] = {
    Stage.POSTED: DONE,
    Stage.FILED: DONE,
    Stage.NEEDS_REVIEW: NEEDS_YOU,
    Stage.VALIDATED: NEEDS_YOU,
    Stage.FAILED: NEEDS_YOU,
    Stage.REJECTED: REJECTED,
    Stage.QUARANTINED: REJECTED,
}
"""A refused file lies in rejected/ because nothing can be decided about it here: it has to be sent anew."""


def folder_of(stage: Stage, *, duplicate: bool) -> str:
    """The folder of a file whose document rests at `stage`; a file that was known already is always done with.

    Raises:
        KeyError: the stage is none in which a document rests.
    """
    return DONE if duplicate else OUTCOME_FOLDER[stage]

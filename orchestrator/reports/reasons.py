"""Why a document is where it is: every reason, each once."""

from collections.abc import Sequence

from orchestrator.stages import Stage
from orchestrator.store.documents import Document
from orchestrator.store.findings import StoredVerdict

JUDGED = frozenset({Stage.NEEDS_REVIEW, Stage.VALIDATED})
"""Stages in which what the rules found is still the reason."""


def reasons(document: Document, verdicts: Sequence[StoredVerdict]) -> tuple[tuple[str, str], ...]:
    """Rule id and sentence of each rule that failed, then the document's own reason (with an empty rule id)."""
    found = [(v.rule_id, v.sentence) for v in verdicts if not v.passed] if document.stage in JUDGED else []
    own = document.reason.strip()
    if own and not _made_of(own, [sentence for _, sentence in found]):
        found.append(("", own))
    return tuple(found)


def _made_of(reason: str, sentences: Sequence[str]) -> bool:
    """Whether the reason only repeats the rules' sentences."""
    for sentence in sentences:
        reason = reason.replace(sentence, "")
    return not reason.strip(" ;,-\n")

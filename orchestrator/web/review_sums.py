"""What the page says while a person types: what is no value, what the rules hold against it, which sums hold."""

from typing import Any

from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused
from orchestrator.store import documents, findings
from orchestrator.web.desk import Desk
from orchestrator.web.languages import Language
from orchestrator.web.review_trial import tried


def judged(desk: Desk, document_id: str, changes: Changes, spoken: Language) -> dict[str, Any]:
    """For the page's script; nothing is kept of it.

    Returns:
        wrong: by field, and for lines by `row.column` with rows from 0, why a text is no value.
        doubtful: by field (`lines` are all lines), why a person should look at it as it is now.
        problems: what the rules say against it as it is now.

    Raises:
        DecisionRefused: nothing was read of the document.
    """
    judge = desk.acts.judge()
    with desk.store.reading() as tx:
        document = documents.get(tx, document_id)
        read = findings.latest_extraction(tx, document.id)
        if read is None or read.invoice is None:
            raise DecisionRefused("Nothing was read of this document that could be corrected.")
        trial, wrong = tried(read, changes)
        judgement = judge.look(tx, document, trial)
    return {
        "wrong": {name: spoken.gettext(why) for name, why in wrong.items()},
        "doubtful": {name: spoken.gettext(why) for name, why in judgement.doubtful.items()},
        "problems": [spoken.gettext(verdict.sentence) for verdict in judgement.verdicts if not verdict.passed],
        "checks": [],
        "suggestions": [],
    }

"""One decision on one document, as somebody asked for it on a page."""

from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.phrases import phrase
from orchestrator.stages import Stage
from orchestrator.store.documents import Document
from orchestrator.web.actions import ALLOWED, SIGNED, reason_needed
from orchestrator.web.desk import Desk

AS_JUDGED = "Approved as judged."
MOVED = phrase("Somebody or something moved it since you loaded the page. Nothing was done; this is how it stands now.")
NO_REASON = phrase("Nothing was done: please write the reason.")


def refusal(document: Document, name: str, why: str, seen_at: str) -> str:
    """Why this cannot be done as asked; empty when it can."""
    if seen_at != document.stage_since.isoformat() or document.stage not in ALLOWED[name]:
        return MOVED
    if not why and reason_needed(name, Stage(document.stage)):
        return NO_REASON
    return ""


def do(desk: Desk, actor: Actor, document_id: str, name: str, why: str) -> str:
    """Do it by the farm's acts; returns what to say was done: "signed" where others have to sign, too.

    Raises:
        NotAllowed, DecisionRefused
    """
    if name == "approve":
        after = desk.acts.approve(actor, document_id, why or AS_JUDGED)
        return name if after.done else SIGNED
    if name == "reject":
        desk.acts.reject(actor, document_id, why)
    else:
        desk.acts.retry(actor, document_id, why)
    return name


def decide(desk: Desk, actor: Actor, document: Document, name: str, why: str, seen_at: str) -> str:
    """Do it, where the document is as the person saw it; else why nothing was done.

    Raises:
        NotAllowed: they lack the right, or had a hand in the document.
    """
    problem = refusal(document, name, why, seen_at)
    if problem:
        return problem
    try:
        do(desk, actor, document.id, name, why)
    except OrchestratorError as error:
        return str(error)
    return ""

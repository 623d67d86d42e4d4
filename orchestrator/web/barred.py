"""Who may not approve which document, told before they try."""

from collections.abc import Collection

from orchestrator.errors import NotAllowed
from orchestrator.people import duties
from orchestrator.people.actor import Actor
from orchestrator.store import Transaction, audit_search


def barred(tx: Transaction, document_ids: Collection[str], actor: Actor) -> dict[str, str]:
    """Why somebody may not approve some of these documents: those in which they had a hand, each with the reason."""
    found = {}
    for document_id in audit_search.touched_by(tx, document_ids, actor.login):
        try:
            duties.insist_on_second_person(tx, document_id, str(actor))
        except NotAllowed as why:
            found[document_id] = str(why)
    return found

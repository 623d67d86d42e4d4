"""Segregation of duties: who had a hand in a document cannot be the one who approves it."""

from orchestrator.errors import NotAllowed
from orchestrator.people.actor import login_of
from orchestrator.store import Transaction, memories


def insist_on_second_person(tx: Transaction, document_id: str, actor: str) -> None:
    """Go on only where somebody else corrected the document, or nobody did.

    Raises:
        NotAllowed: the same person corrected it; the message says which field.
    """
    login = login_of(actor)
    fields = [c.field for c in memories.corrections_of(tx, document_id) if login_of(c.actor) == login]
    if fields:
        raise NotAllowed(
            f"{login} corrected {', '.join(sorted(set(fields)))} of this document; another person approves it."
        )

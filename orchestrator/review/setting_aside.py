"""Putting a document off until a time, or until somebody takes it back."""

from datetime import datetime

from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.holding import insist_on_no_other
from orchestrator.stages import NEEDS_PERSON
from orchestrator.store import Store, audit, clock, documents, editing, review

LONGEST = 500


def set_aside(store: Store, actor: Actor, document_id: str, until: datetime | None, reason: str) -> None:
    """Put a document off: it comes last in everybody's list, until its time comes or it moves on.

    Raises:
        DecisionRefused: it waits for no person, the time is over, or the reason is lacking.
        BeingEdited
    """
    why = " ".join(reason.split())[:LONGEST]
    if not why:
        raise DecisionRefused("Say why it is put off; whoever finds it wants to know.")
    with store.begin() as tx:
        document = documents.get(tx, document_id, to_change=True)
        insist_on_no_other(tx, document.id, str(actor))
        if document.stage not in NEEDS_PERSON:
            raise DecisionRefused(f"Document {document.id} is {document.stage}; it waits for nobody.")
        if until is not None and until <= clock.now(tx):
            raise DecisionRefused("That time is over; name one to come.")
        review.set_aside(tx, document.id, str(actor), until, why)
        audit.append(tx, str(actor), "set aside", document.id, {"until": until, "reason": why})
        editing.release(tx, document.id, actor.login)


def take_back(store: Store, actor: Actor, document_id: str) -> None:
    """Have a document wait again as the others do.

    Raises:
        DecisionRefused: it is not put off.
    """
    with store.begin() as tx:
        document = documents.get(tx, document_id, to_change=True)
        held = review.set_aside_of(tx, document)
        if held is None:
            raise DecisionRefused("It is not set aside.")
        review.take_back(tx, document.id)
        audit.append(tx, str(actor), "taken back", document.id, {"set aside by": held.actor})

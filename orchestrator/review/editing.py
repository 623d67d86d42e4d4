"""Who edits a document: a hold of two minutes, which the open page renews, so that no two people edit unknowingly."""

from datetime import timedelta

from orchestrator.people.actor import Actor
from orchestrator.people.holding import BeingEdited
from orchestrator.store import Store, Transaction, audit, documents
from orchestrator.store import editing as holds
from orchestrator.store.editing import Editing

LASTS = timedelta(minutes=2)
"""Without a sign of life for so long, the page was closed or its line is lost."""


def take(store: Store, document_id: str, actor: Actor, *, over: bool = False) -> Editing:
    """Begin to edit a document, or go on.

    Args:
        over: take it from whoever edits it; the history keeps that.

    Raises:
        BeingEdited: somebody else edits it, and it was not to be taken over.
        DocumentNotFound
    """
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        before = holds.by_another(tx, document.id, actor.login)
        taken = holds.take(tx, document.id, actor.login, str(actor), LASTS, over=over)
        if taken and before is not None:
            audit.append(tx, str(actor), "editing taken over", document.id, {"from": before.person})
        return _mine(tx, document.id, taken)


def keep(store: Store, document_id: str, actor: Actor) -> Editing:
    """A sign of life: what the actor edits stays theirs; what nobody edits becomes theirs.

    Raises:
        BeingEdited: somebody else has taken it.
        DocumentNotFound
    """
    with store.begin() as tx:
        document = documents.get(tx, document_id)
        return _mine(tx, document.id, holds.take(tx, document.id, actor.login, str(actor), LASTS, over=False))


def release(store: Store, document_id: str, actor: Actor) -> None:
    """Stop editing; another's hold stays."""
    with store.begin() as tx:
        holds.release(tx, documents.get(tx, document_id).id, actor.login)


def _mine(tx: Transaction, document_id: str, taken: bool) -> Editing:
    held = holds.of_document(tx, document_id)
    assert held is not None, "somebody has just taken it, in this transaction or before"
    if not taken:
        raise BeingEdited(holds.sentence(tx, held), held)
    return held


__all__ = ["LASTS", "BeingEdited", "Editing", "keep", "release", "take"]

"""Whom somebody may ask about a document on its page."""

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role, rights
from orchestrator.stages import NEEDS_PERSON
from orchestrator.store import Transaction, people
from orchestrator.store.documents import Document
from orchestrator.store.people import Person


def colleagues(tx: Transaction, actor: Actor, document: Document) -> tuple[Person, ...]:
    """The others who may see documents; nobody where the document waits for no person or the actor decides nothing."""
    if document.stage not in NEEDS_PERSON or not actor.rights & {Right.APPROVE, Right.CORRECT}:
        return ()
    return tuple(one for one in people.everyone(tx) if one.active and one.login != actor.login and _sees(one))


def _sees(person: Person) -> bool:
    return Right.SEE_DOCUMENTS in rights(Role(role) for role in person.roles)

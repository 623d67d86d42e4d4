"""Which person an OpenID provider means by a subject. A subject is known by its issuer and name, for ever."""

from sqlalchemy import delete, insert, select

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.people import Person, by_id
from orchestrator.store.tables import openid_links


def person_of(tx: Transaction, issuer: str, subject: str) -> Person | None:
    """Whom the provider means; None where nobody is linked."""
    mine = (openid_links.c.issuer == issuer) & (openid_links.c.subject == subject)
    found = tx.execute(select(openid_links.c.person_id).where(mine)).scalar_one_or_none()
    return None if found is None else by_id(tx, found)


def is_linked(tx: Transaction, issuer: str, person: Person) -> bool:
    """Whether the provider knows the person by some subject already."""
    theirs = (openid_links.c.issuer == issuer) & (openid_links.c.person_id == person.id)
    return tx.execute(select(openid_links.c.subject).where(theirs)).first() is not None


def link(tx: Transaction, issuer: str, subject: str, person: Person) -> None:
    """Keep whom the provider means from now on."""
    values = {"issuer": issuer, "subject": subject, "person_id": person.id, "linked_at": clock.now(tx)}
    tx.execute(insert(openid_links).values(values))


def unlink(tx: Transaction, person: Person) -> bool:
    """Forget by which subjects providers mean the person; whether there were any."""
    return tx.execute(delete(openid_links).where(openid_links.c.person_id == person.id)).rowcount > 0

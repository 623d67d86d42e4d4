"""Who edits which document now: one person at a time, for as long as their page gives a sign of life."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from orchestrator.store import clock, people
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import editing


class Editing(BaseModel):
    """Somebody's hold on a document.

    Attributes:
        person: as the history names them, `anna (web)`; `login` is the first part of it.
        until: when it ends unless the open page renews it.
    """

    model_config = ConfigDict(frozen=True)

    document_id: str
    login: str
    person: str
    since: datetime
    until: datetime


def of_document(tx: Transaction, document_id: str) -> Editing | None:
    """Who edits the document now; None if nobody does any more."""
    query = select(editing).where(editing.c.document_id == document_id, editing.c.until > clock.now(tx))
    row = tx.execute(query).one_or_none()
    return Editing.model_validate(dict(row._mapping)) if row else None


def by_another(tx: Transaction, document_id: str, login: str) -> Editing | None:
    """Who else edits it now."""
    held = of_document(tx, document_id)
    return held if held and held.login != login else None


def take(tx: Transaction, document_id: str, login: str, person: str, lasts: timedelta, *, over: bool) -> bool:
    """Hold the document for a person, renewed where it is theirs; `over`: whoever has it.

    Returns whether it is theirs now; if not, another person has it.
    """
    now = clock.now(tx)
    new = {"login": login, "person": person, "since": now, "until": now + lasts}
    of_this, free = editing.c.document_id == document_id, editing.c.until <= now
    mine = of_this & (editing.c.login == login) & ~free
    if tx.execute(update(editing).where(mine).values(person=person, until=now + lasts)).rowcount:
        return True
    if tx.execute(update(editing).where(of_this if over else of_this & free).values(new)).rowcount:
        return True
    if tx.execute(select(editing.c.login).where(of_this)).first() is not None:
        return False
    try:
        with tx.begin_nested():
            tx.execute(insert(editing).values(document_id=document_id, **new))
    except IntegrityError:  # another was first, just now
        return False
    return True


def release(tx: Transaction, document_id: str, login: str) -> None:
    """Let go of what this person holds."""
    tx.execute(delete(editing).where(editing.c.document_id == document_id, editing.c.login == login))


def sentence(tx: Transaction, held: Editing) -> str:
    """Who edits it, in words."""
    known = people.by_login(tx, held.login)
    return f"{known.name if known else held.login} edits it since {held.since:%H:%M} UTC."

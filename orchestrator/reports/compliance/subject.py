"""What the farm holds of one person who asks (GDPR, article 15): found by name, and given out as one file."""

from dataclasses import dataclass
from typing import Any

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.reports.rows import document_rows
from orchestrator.store import Store, Transaction, audit, people, personal_data
from orchestrator.store.people import Person
from orchestrator.store.personal_data import Supplier

ACTION = "personal data given out"
MOST = 500
"""Documents that are named one by one; the number of all is told beside."""


@dataclass(frozen=True)
class Subject:
    """What fits a name: documents that mention every word of it (as rows of lists), people and suppliers of that name.

    Attributes:
        total: how many documents there are, of which the first `MOST` are in `documents`.
        acts: entries of the history by the login of whoever fits.
    """

    name: str
    documents: tuple[dict[str, Any], ...]
    total: int
    people: tuple[Person, ...]
    suppliers: tuple[Supplier, ...]
    acts: dict[str, int]
    handed_in: dict[str, int]


def find(tx: Transaction, name: str, most: int = MOST) -> Subject:
    """Everything that fits a name."""
    rows, total = document_rows(tx, (), name, most)
    words = name.casefold().split()
    persons = tuple(
        one for one in people.everyone(tx) if all(word in f"{one.name} {one.login}".casefold() for word in words)
    )
    return Subject(
        name, tuple(rows), total, persons, personal_data.suppliers_named(tx, name, most),
        {one.login: personal_data.entries_about(tx, one.login) for one in persons},
        {one.login: personal_data.handed_in(tx, one.login) for one in persons},
    )  # fmt: skip


def give_out(store: Store, actor: Actor, name: str) -> dict[str, Any]:
    """Everything that fits a name as plain values, and an entry in the history that it was given out.

    Raises:
        NotAllowed: the right audit:read or documents:read is lacking.
    """
    actor.insist_on(Right.SEE_AUDIT)
    actor.insist_on(Right.SEE_DOCUMENTS)
    with store.reading() as tx:
        found = find(tx, name)
    with store.begin() as tx:
        audit.append(tx, str(actor), ACTION, None, {"name": name, "documents": found.total})
    return {
        "name": found.name,
        "documents": found.documents,
        "documents_in_all": found.total,
        "people": [
            {
                "login": one.login, "name": one.name, "roles": list(one.roles), "active": one.active,
                "since": one.made_at.isoformat(), "entries_of_the_history": found.acts[one.login],
                "files_handed_in": found.handed_in[one.login],
            }
            for one in found.people
        ],
        "suppliers": [one._asdict() for one in found.suppliers],
    }  # fmt: skip

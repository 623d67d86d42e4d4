"""Somebody who may look around a demo: every role, and a password made anew at each start."""

import secrets

from orchestrator.people import register
from orchestrator.people.roles import Role
from orchestrator.store import Store, people

LOGIN = "demo"
ACTOR = "demo"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def let_in(store: Store) -> str:
    """Take the visitor in, or give them a new password; the password."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))
    with store.begin() as tx:
        if people.by_login(tx, LOGIN) is None:
            register.add(tx, ACTOR, LOGIN, "Visitor", Role, password)
        else:
            register.change_password(tx, ACTOR, LOGIN, password)
    return password


def way_in(store: Store, url: str) -> str:
    """A line that says where the pages are and how to get in; the password holds until the next start."""
    return f"Dashboard: {url}   log in as {LOGIN} with the password {let_in(store)}"

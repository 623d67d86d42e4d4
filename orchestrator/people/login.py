"""Logging in: passwords, sessions of browsers, tokens of programs. Words that open doors are kept as digests only."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from orchestrator.errors import DecisionRefused, LoginRefused
from orchestrator.people import passwords
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Store, Transaction, audit, clock, people
from orchestrator.store.people import Person

LASTS, IDLE = timedelta(hours=12), timedelta(hours=2)
"""A session ends after a working day, and when it was not used for so long."""
SEEN_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
MOST_BY_LOGIN, MOST_BY_ADDRESS = 5, 30
"""Failed logins within `WINDOW`, after which no more are looked at."""
TOO_MANY = "Too many attempts failed. Try again in 15 minutes, or ask an administrator."
NOT_YOURS = "This is not your password."
NOT_FITTING = "Login and password do not fit."
STRANGER = "nobody"
"""Who tried a login that nobody has. What they typed lies apart, since it may be a password in the wrong place."""
MARK = "bf_"
"""Begins every token, so that a scanner of leaked secrets knows it."""


def log_in(store: Store, login: str, password: str, address: str) -> str:
    """The word for a new session's cookie.

    Args:
        address: where the browser is, for counting.

    Raises:
        LoginRefused: they do not fit (which of them is not told), or there were too many attempts.
    """
    plain = login.strip().casefold()
    with store.reading() as tx:
        by_login, by_address = people.failed_logins(tx, plain, address, WINDOW)
        person = people.by_login(tx, plain)
    if by_login >= MOST_BY_LOGIN or by_address >= MOST_BY_ADDRESS:
        raise LoginRefused(TOO_MANY)
    fits = passwords.fits(person.password_hash if person else None, password)
    if person is None or not fits or not person.active:
        with store.begin() as tx:
            people.failed_login(tx, plain, address)
            locked = by_login + 1 >= MOST_BY_LOGIN or by_address + 1 >= MOST_BY_ADDRESS
            actor = person.login if person else STRANGER
            facts = {"login_tried": "" if person else plain[:60], "address": address, "locked": locked}
            audit.append(tx, actor, "login failed", None, facts)
        raise LoginRefused(NOT_FITTING)
    with store.begin() as tx:
        if passwords.is_weak_by_now(person.password_hash or ""):
            people.change(tx, person.id, password_hash=passwords.HASHER.hash(password))
        people.forget_failed_logins(tx, plain, WINDOW)
        return begin_session(tx, person, f"{person.login} (web)")


def insist_on_password(store: Store, person: Person, password: str, address: str) -> None:
    """Go on only where the person knows their own password; failures count as failed logins.

    Raises:
        LoginRefused
    """
    with store.reading() as tx:
        by_login, _ = people.failed_logins(tx, person.login, address, WINDOW)
    if by_login >= MOST_BY_LOGIN:
        raise LoginRefused(TOO_MANY)
    if not passwords.fits(person.password_hash, password):
        with store.begin() as tx:
            people.failed_login(tx, person.login, address)
            facts = {"address": address, "reason": NOT_YOURS}
            audit.append(tx, f"{person.login} (web)", "login failed", None, facts)
        raise LoginRefused(NOT_YOURS)


def begin_session(tx: Transaction, person: Person, actor: str) -> str:
    """The word for a new session's cookie, of somebody who has proved who they are."""
    word = secrets.token_urlsafe(32)
    people.end_old_sessions(tx, IDLE)
    people.open_session(tx, digest(word), person.id, LASTS)
    audit.append(tx, actor, "logged in", None, {"login": person.login})
    return word


def log_out(store: Store, word: str) -> None:
    """End a session; nothing happens where there is none."""
    with store.begin() as tx:
        session = people.session_of(tx, digest(word), IDLE)
        person = session.person if session else None
        people.end_session(tx, digest(word))
        if person is not None:
            audit.append(tx, f"{person.login} (web)", "logged out", None, {"login": person.login})


def person_of_session(store: Store, word: str) -> Person | None:
    """Who is logged in with this cookie; None where nobody is any more."""
    with store.reading() as tx:
        session = people.session_of(tx, digest(word), IDLE) if word else None
        person = session.person if session else None
        stale = session is not None and clock.now(tx) - session.seen_at > SEEN_EVERY
    if person is None or not person.active:
        return None
    if stale:
        with store.begin() as tx:
            people.saw_session(tx, digest(word))
    return person


def actor_on_pages(person: Person) -> Actor:
    """A person who uses the pages, with the rights of their roles."""
    return Actor(person.login, "web", rights(Role(role) for role in person.roles))


def make_token(
    tx: Transaction, actor: str, person: Person, name: str, scopes: Iterable[Right], expires_at: datetime | None
) -> str:
    """A new token for a program that acts in the person's name; it is shown this once.

    Raises:
        DecisionRefused: no scope, one that the person has no right to, or no name.
    """
    wanted = sorted(set(scopes))
    lacking = [scope for scope in wanted if scope not in rights(Role(role) for role in person.roles)]
    if not wanted or not name.strip():
        raise DecisionRefused("A token needs a name, and at least one scope: " + ", ".join(Right) + ".")
    if lacking:
        raise DecisionRefused(f"{person.login} has no right to {', '.join(lacking)}; a token cannot have more.")
    word = MARK + secrets.token_urlsafe(32)
    people.add_token(tx, person.id, name.strip()[:100], digest(word), wanted, expires_at)
    audit.append(tx, actor, "token made", None, {"login": person.login, "name": name, "scopes": wanted})
    return word


def revoke_token(tx: Transaction, actor: str, person: Person, token_id: int) -> None:
    """Make a token of the person's worthless at once.

    Raises:
        DecisionRefused: they have no such token.
    """
    token = next((token for token in people.tokens_of(tx, person.id) if token.id == token_id), None)
    if token is None:
        raise DecisionRefused(f"{person.login} has no token {token_id}.")
    people.revoke_token(tx, token.id)
    audit.append(tx, actor, "token revoked", None, {"login": person.login, "name": token.name})


def actor_of_token(store: Store, word: str) -> Actor | None:
    """The program that shows this token, with the scopes that its person still has the right to; None for no token."""
    with store.reading() as tx:
        token = people.token(tx, digest(word))
        person = people.by_id(tx, token.person_id) if token else None
        used = token.used_at if token else None
        stale = used is None or clock.now(tx) - used > SEEN_EVERY
    if token is None or person is None or not person.active:
        return None
    if stale:
        with store.begin() as tx:
            people.used_token(tx, token.id)
    may = rights(Role(role) for role in person.roles)
    return Actor(person.login, f"API, {token.name}"[:60], frozenset(Right(scope) for scope in token.scopes) & may)


def digest(word: str) -> str:
    """What is kept of a word that opens a door. The words are random and long, so SHA-256 is enough."""
    return hashlib.sha256(word.encode()).hexdigest()

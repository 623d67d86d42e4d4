"""The register of people: who is in it, what they may do. Every change is in the history."""

import re
from collections.abc import Iterable

from orchestrator.errors import DecisionRefused, PersonNotFound
from orchestrator.people import passwords
from orchestrator.people.roles import Role
from orchestrator.store import Transaction, audit, people
from orchestrator.store.people import Person

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,60}")


def add(
    tx: Transaction,
    actor: str,
    login: str,
    name: str,
    roles: Iterable[Role],
    password: str | None = None,
    subject: str | None = None,
) -> Person:
    """Take somebody in. Without a password they log in by the OpenID provider alone.

    Raises:
        DecisionRefused: the login is taken or has odd characters, or no role is given.
        BadPassword: it is too easy to guess.
    """
    plain, given = login.strip().casefold(), _in_order(roles)
    if not LOGIN.fullmatch(plain):
        raise DecisionRefused(
            "A login has 2 to 61 letters (a to z), digits or . _ @ -, and begins with one of the first."
        )
    if people.by_login(tx, plain) is not None:
        raise DecisionRefused(f"There is a person with the login {plain!r} already.")
    if not given:
        raise DecisionRefused("A person needs at least one role: " + ", ".join(Role) + ".")
    kept = passwords.hashed(password, plain) if password is not None else None
    person = people.add(tx, plain, " ".join(name.split()) or plain, given, kept, subject)
    audit.append(tx, actor, "person added", None, {"login": plain, "name": person.name, "roles": list(given)})
    return person


def change_roles(tx: Transaction, actor: str, login: str, roles: Iterable[Role]) -> Person:
    """Give somebody these roles and no others; the last administrator keeps that role.

    Raises:
        PersonNotFound, DecisionRefused
    """
    person, given = get(tx, login), _in_order(roles)
    if not given:
        raise DecisionRefused("A person needs at least one role; to lock somebody out, disable them.")
    if Role.ADMINISTRATOR not in given:
        _insist_on_another_administrator(tx, person)
    people.change(tx, person.id, roles=given)
    audit.append(
        tx, actor, "person's roles changed", None,
        {"login": person.login, "before": list(person.roles), "after": list(given)},
    )  # fmt: skip
    return get(tx, login)


def change_password(tx: Transaction, actor: str, login: str, password: str, keep_session: str = "") -> None:
    """Set a password; every other session of theirs ends.

    Args:
        keep_session: the digest of the session in which they do it themselves.

    Raises:
        PersonNotFound, BadPassword
    """
    person = get(tx, login)
    people.change(tx, person.id, password_hash=passwords.hashed(password, person.login))
    people.end_sessions_of(tx, person.id, but=keep_session)
    audit.append(tx, actor, "person's password changed", None, {"login": person.login})


def change_language(tx: Transaction, actor: str, person: Person, language: str) -> None:
    """Have the pages speak another language to somebody; empty to follow their browser."""
    if language != person.language:
        people.change(tx, person.id, language=language)
        facts = {"login": person.login, "before": person.language, "after": language}
        audit.append(tx, actor, "person's language changed", None, facts)


def disable(tx: Transaction, actor: str, login: str) -> None:
    """Lock somebody out: their sessions end, their tokens no longer work. The last administrator stays.

    Raises:
        PersonNotFound, DecisionRefused
    """
    person = get(tx, login)
    _insist_on_another_administrator(tx, person)
    people.change(tx, person.id, active=False)
    people.end_sessions_of(tx, person.id)
    audit.append(tx, actor, "person disabled", None, {"login": person.login})


def enable(tx: Transaction, actor: str, login: str) -> None:
    """Let somebody in again.

    Raises:
        PersonNotFound
    """
    person = get(tx, login)
    people.change(tx, person.id, active=True)
    audit.append(tx, actor, "person enabled", None, {"login": person.login})


def get(tx: Transaction, login: str) -> Person:
    """The person of this login.

    Raises:
        PersonNotFound
    """
    person = people.by_login(tx, login.strip())
    if person is None:
        raise PersonNotFound(f"Nobody has the login {login!r}; `botfarm person list` shows all.")
    return person


def has_administrator(tx: Transaction) -> bool:
    """Whether anybody can let others in."""
    return any(_administers(person) for person in people.everyone(tx))


def _administers(person: Person) -> bool:
    return person.active and Role.ADMINISTRATOR in person.roles


def _insist_on_another_administrator(tx: Transaction, person: Person) -> None:
    others = (other for other in people.everyone(tx) if other.id != person.id)
    if _administers(person) and not any(map(_administers, others)):
        raise DecisionRefused(f"{person.login} is the only administrator; make another first.")


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    wanted = set(roles)
    return tuple(role for role in Role if role in wanted)

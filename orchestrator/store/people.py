"""People, their sessions, what they tried to log in with, and the tokens of programs that act in their name."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import RowMapping, bindparam, delete, func, insert, select, update

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import api_tokens, login_attempts, people, web_sessions

SESSION = (
    select(people, web_sessions.c.seen_at, web_sessions.c.expires_at)
    .join(web_sessions, web_sessions.c.person_id == people.c.id)
    .where(web_sessions.c.digest == bindparam("digest"))
)
PERSON = select(people).where(people.c.id == bindparam("id"))
"""Asked at every request, so put together once."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Person(Frozen):
    """Somebody who uses the farm.

    Attributes:
        login: unique, lower case; the history names people by it.
        roles: by their names, in the order of the table of roles.
        subject: how the OpenID provider names them, None without one.
        language: of the pages, empty to follow the browser.
    """

    id: int
    login: str
    name: str
    roles: tuple[str, ...]
    password_hash: str | None
    subject: str | None
    language: str
    active: bool
    made_at: datetime
    changed_at: datetime


class WebSession(Frozen):
    """A browser that is logged in: who by, and when it was used last."""

    person: Person
    seen_at: datetime


class ApiToken(Frozen):
    """A program's token; `digest` is the SHA-256 of the token, `scopes` are rights, a part of its person's."""

    id: int
    person_id: int
    name: str
    digest: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None


def add(
    tx: Transaction, login: str, name: str, roles: Iterable[str], password_hash: str | None, subject: str | None = None
) -> Person:
    """Keep a new person; the login must be free."""
    now = clock.now(tx)
    values = {
        "login": login, "name": name, "roles": json.dumps(list(roles)), "password_hash": password_hash,
        "subject": subject, "language": "", "active": True, "made_at": now, "changed_at": now,
    }  # fmt: skip
    tx.execute(insert(people).values(values))
    found = by_login(tx, login)
    assert found is not None
    return found


def change(
    tx: Transaction,
    person_id: int,
    *,
    name: str | None = None,
    roles: Iterable[str] | None = None,
    password_hash: str | None = None,
    active: bool | None = None,
    language: str | None = None,
) -> None:
    """Change what is given of a person."""
    given = {
        "name": name, "roles": None if roles is None else json.dumps(list(roles)), "password_hash": password_hash,
        "active": active, "language": language,
    }  # fmt: skip
    values = {column: value for column, value in given.items() if value is not None}
    tx.execute(update(people).where(people.c.id == person_id).values(values | {"changed_at": clock.now(tx)}))


def everyone(tx: Transaction) -> tuple[Person, ...]:
    """All people, by login."""
    return tuple(_person(row) for row in tx.execute(select(people).order_by(people.c.login)).mappings())


def by_login(tx: Transaction, login: str) -> Person | None:
    row = tx.execute(select(people).where(people.c.login == login.casefold())).mappings().first()
    return None if row is None else _person(row)


def by_id(tx: Transaction, person_id: int) -> Person | None:
    row = tx.execute(PERSON, {"id": person_id}).mappings().first()
    return None if row is None else _person(row)


def by_subject(tx: Transaction, subject: str) -> Person | None:
    """Whom the OpenID provider names so."""
    row = tx.execute(select(people).where(people.c.subject == subject)).mappings().first()
    return None if row is None else _person(row)


def _person(row: Mapping[Any, Any]) -> Person:
    values = dict(row)
    return Person.model_validate(values | {"roles": json.loads(values["roles"])})


def open_session(tx: Transaction, digest: str, person_id: int, lasts: timedelta) -> None:
    """Keep a new session."""
    now = clock.now(tx)
    values = {"digest": digest, "person_id": person_id, "made_at": now, "seen_at": now, "expires_at": now + lasts}
    tx.execute(insert(web_sessions).values(values))


def session_of(tx: Transaction, digest: str, idle: timedelta) -> WebSession | None:
    """The session, unless it ended or was not used for `idle`."""
    row = tx.execute(SESSION, {"digest": digest}).mappings().first()
    if row is None:
        return None
    values, now = dict(row), clock.now(tx)
    seen_at, expires_at = values.pop("seen_at"), values.pop("expires_at")
    if expires_at <= now or seen_at <= now - idle:
        return None
    return WebSession(person=_person(values), seen_at=seen_at)


def saw_session(tx: Transaction, digest: str) -> None:
    tx.execute(update(web_sessions).where(web_sessions.c.digest == digest).values(seen_at=clock.now(tx)))


def end_session(tx: Transaction, digest: str) -> None:
    tx.execute(delete(web_sessions).where(web_sessions.c.digest == digest))


def end_sessions_of(tx: Transaction, person_id: int, but: str = "") -> None:
    """End all of a person's sessions, `but` one."""
    theirs = (web_sessions.c.person_id == person_id) & (web_sessions.c.digest != but)
    tx.execute(delete(web_sessions).where(theirs))


def end_old_sessions(tx: Transaction, idle: timedelta) -> None:
    now = clock.now(tx)
    old = (web_sessions.c.expires_at <= now) | (web_sessions.c.seen_at <= now - idle)
    tx.execute(delete(web_sessions).where(old))


def failed_login(tx: Transaction, login: str, address: str) -> None:
    """Count a failed login."""
    tx.execute(insert(login_attempts).values(login=login[:100], address=address[:60], at=clock.now(tx)))


def failed_logins(tx: Transaction, login: str, address: str, within: timedelta) -> tuple[int, int]:
    """How many failed lately with this login, and from this address."""
    recent = login_attempts.c.at > clock.now(tx) - within
    by_name = select(func.count()).where(recent, login_attempts.c.login == login[:100])
    by_address = select(func.count()).where(recent, login_attempts.c.address == address[:60])
    return tx.execute(by_name).scalar_one(), tx.execute(by_address).scalar_one()


def forget_failed_logins(tx: Transaction, login: str, older_than: timedelta) -> None:
    """After a login that worked: this login's failures, and everybody's old ones."""
    old = login_attempts.c.at <= clock.now(tx) - older_than
    tx.execute(delete(login_attempts).where((login_attempts.c.login == login[:100]) | old))


def add_token(
    tx: Transaction, person_id: int, name: str, digest: str, scopes: Iterable[str], expires_at: datetime | None
) -> None:
    """Keep a new token."""
    values = {
        "person_id": person_id, "name": name, "digest": digest, "scopes": json.dumps(list(scopes)),
        "made_at": clock.now(tx), "expires_at": expires_at,
    }  # fmt: skip
    tx.execute(insert(api_tokens).values(values))


def token(tx: Transaction, digest: str) -> ApiToken | None:
    """The token, unless it was revoked or is over."""
    row = tx.execute(select(api_tokens).where(api_tokens.c.digest == digest)).mappings().first()
    if row is None or row["revoked_at"] is not None:
        return None
    if row["expires_at"] is not None and row["expires_at"] <= clock.now(tx):
        return None
    return _token(row)


def tokens_of(tx: Transaction, person_id: int) -> tuple[ApiToken, ...]:
    rows = tx.execute(select(api_tokens).where(api_tokens.c.person_id == person_id).order_by(api_tokens.c.id))
    return tuple(_token(row) for row in rows.mappings())


def used_token(tx: Transaction, token_id: int) -> None:
    tx.execute(update(api_tokens).where(api_tokens.c.id == token_id).values(used_at=clock.now(tx)))


def revoke_token(tx: Transaction, token_id: int) -> None:
    open_ = (api_tokens.c.id == token_id) & api_tokens.c.revoked_at.is_(None)
    tx.execute(update(api_tokens).where(open_).values(revoked_at=clock.now(tx)))


def _token(row: RowMapping) -> ApiToken:
    values = dict(row)
    return ApiToken.model_validate(values | {"scopes": json.loads(values["scopes"])})

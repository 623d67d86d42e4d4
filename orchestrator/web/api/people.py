"""People: who they are and what they may do; and whoever asks, of themselves."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, HTTPException
from fastapi import Request as WebRequest
from pydantic import Field, SecretStr
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.people import login as logging_in
from orchestrator.people import register
from orchestrator.people.roles import Right, Role
from orchestrator.store import Transaction
from orchestrator.store import people as kept
from orchestrator.store.people import Person
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import Line, Name, Number, Request, Told

routes = APIRouter(tags=["people"])
BY_HAND = "A token cannot revoke tokens; log in to do so."


class PersonTold(Told):
    """Somebody who uses the farm. `by_provider`: they log in by the OpenID provider."""

    login: str
    name: str
    roles: tuple[Role, ...]
    language: str
    active: bool
    by_provider: bool
    made_at: datetime


class People(Told):
    """Everybody, by login."""

    people: tuple[PersonTold, ...]


class Me(PersonTold):
    """Whoever asks. `rights`: what this session or token may do, named as the scopes of tokens are."""

    rights: tuple[Right, ...]


class TokenTold(Told):
    """A token of a program; the word itself is shown once, when it is made."""

    id: int
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None


class Tokens(Told):
    """A person's tokens, those that no longer work too."""

    tokens: tuple[TokenTold, ...]


class NewPerson(Request):
    """Somebody to take in. Without a password they log in by the OpenID provider, which names them by `subject`."""

    login: Line
    name: Line = ""
    roles: tuple[Role, ...] = Field(min_length=1, max_length=10)
    password: SecretStr | None = Field(None, max_length=200)
    subject: Line | None = None


class Roles(Request):
    """All the roles that somebody has from now on."""

    roles: tuple[Role, ...] = Field(min_length=1, max_length=10)


@routes.get("/me", response_model=Me, **reads(None))
def get_me(ask: Ask) -> Me:
    """Who this session or token is, and what it may do."""
    with ask.desk.store.reading() as tx:
        person = register.get(tx, ask.actor.login)
    return Me(**vars(_told(person)), rights=tuple(sorted(ask.actor.rights)))


@routes.get("/me/tokens", response_model=Tokens, **reads(None))
def list_my_tokens(ask: Ask) -> Tokens:
    """One's own tokens. They are made at the page of oneself, or by `botfarm token make`."""
    with ask.desk.store.reading() as tx:
        return _tokens(tx, ask.actor.login)


@routes.post("/me/tokens/{token_id}/revoke", response_model=Tokens, **writes(None, form=""))
def revoke_my_token(token_id: Number, write: Write, request: WebRequest) -> Response:
    """Make a token of one's own worthless at once. Takes a session: a stolen token must not lock out the others."""
    if request.state.person is None:
        raise HTTPException(403, BY_HAND)

    def act(acts: Acts) -> None:
        with acts.store.begin() as tx:
            person = register.get(tx, write.actor.login)
            logging_in.revoke_token(tx, str(write.actor), person, token_id)

    return write.once("", act, lambda tx: _tokens(tx, write.actor.login))


@routes.get("/people", response_model=People, **reads(Right.SEE_PEOPLE))
def list_people(ask: Ask) -> People:
    """Everybody, and what they may do."""
    with ask.desk.store.reading() as tx:
        return People(people=tuple(_told(person) for person in kept.everyone(tx)))


@routes.post("/people", status_code=201, response_model=PersonTold, **writes(Right.MANAGE_PEOPLE))
def add_person(wanted: NewPerson, write: Write) -> Response:
    """Take somebody in."""
    password = wanted.password.get_secret_value() if wanted.password else None

    def change(tx: Transaction) -> None:
        register.add(tx, str(write.actor), wanted.login, wanted.name, wanted.roles, password, wanted.subject)

    return _changed(write, (wanted, password), wanted.login, change, 201)


@routes.post("/people/{login}/roles", response_model=PersonTold, **writes(Right.MANAGE_PEOPLE, 404))
def change_roles(login: Name, wanted: Roles, write: Write) -> Response:
    """Give somebody these roles and no others."""
    return _changed(write, wanted, login, lambda tx: register.change_roles(tx, str(write.actor), login, wanted.roles))


@routes.post("/people/{login}/disable", response_model=PersonTold, **writes(Right.MANAGE_PEOPLE, 404, form=""))
def disable_person(login: Name, write: Write) -> Response:
    """Lock somebody out at once: their sessions end and their tokens no longer work."""
    return _changed(write, "", login, lambda tx: register.disable(tx, str(write.actor), login))


@routes.post("/people/{login}/enable", response_model=PersonTold, **writes(Right.MANAGE_PEOPLE, 404, form=""))
def enable_person(login: Name, write: Write) -> Response:
    """Let somebody in again."""
    return _changed(write, "", login, lambda tx: register.enable(tx, str(write.actor), login))


def _changed(
    write: Write, body: object, login: str, change: Callable[[Transaction], object], status: int = 200
) -> Response:
    def act(acts: Acts) -> None:
        with acts.store.begin() as tx:
            change(tx)

    return write.once(body, act, lambda tx: _told(register.get(tx, login)), status=status)


def _told(person: Person) -> PersonTold:
    roles = tuple(Role(role) for role in person.roles)
    return PersonTold(
        login=person.login, name=person.name, roles=roles, language=person.language, active=person.active,
        by_provider=person.subject is not None, made_at=person.made_at,
    )  # fmt: skip


def _tokens(tx: Transaction, login: str) -> Tokens:
    person = register.get(tx, login)
    return Tokens(tokens=tuple(TokenTold(**vars(token)) for token in kept.tokens_of(tx, person.id)))

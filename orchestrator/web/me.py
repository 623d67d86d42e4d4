"""One's own page: name and roles, language, password, who signs in one's place, tokens for programs."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import BadPassword, DecisionRefused, LoginRefused, PersonNotFound
from orchestrator.people import login as logging_in
from orchestrator.people import register
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, delegations, people
from orchestrator.store.people import Person
from orchestrator.web.desk import Desk
from orchestrator.web.languages import LANGUAGES
from orchestrator.web.session import COOKIE, actor_of

Text = Annotated[str, Form(max_length=300)]
Scopes = Annotated[list[Right], Form(default_factory=list)]
Days = Annotated[int, Form(ge=1, le=3650)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/me")

    @routes.get("")
    def me(request: Request, said: str = "") -> Response:
        return _page(desk, request, said=said)

    @routes.post("/language")
    def speak(request: Request, token: Text = "", language: Text = "") -> Response:
        def change(tx: Transaction, person: Person) -> None:
            register.change_language(tx, str(actor_of(request)), person, language if language in LANGUAGES else "")

        return _changed(desk, request, token, change, "language")

    @routes.post("/password")
    def password(request: Request, token: Text = "", old: Text = "", new: Text = "") -> Response:
        def change(tx: Transaction, person: Person) -> None:
            keep = logging_in.digest(request.cookies.get(COOKIE, ""))
            register.change_password(tx, str(actor_of(request)), person.login, new, keep)

        person: Person = request.state.person
        address = request.client.host if request.client else ""
        try:
            logging_in.insist_on_password(desk.store, person, old, address)
        except LoginRefused as refusal:
            return _page(desk, request, problem=str(refusal), status=401)
        return _changed(desk, request, token, change, "password")

    @routes.post("/tokens")
    def make_token(request: Request, scope: Scopes, token: Text = "", name: Text = "", days: Days = 365) -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        ends = datetime.now(UTC) + timedelta(days=days)
        try:
            with desk.store.begin() as tx:
                word = logging_in.make_token(tx, str(actor_of(request)), request.state.person, name, scope, ends)
        except DecisionRefused as refusal:
            return _page(desk, request, problem=str(refusal), status=409)
        return _page(desk, request, word=word)

    @routes.post("/tokens/{token_id}/revoke")
    def revoke(request: Request, token_id: int, token: Text = "") -> Response:
        def change(tx: Transaction, person: Person) -> None:
            logging_in.revoke_token(tx, str(actor_of(request)), person, token_id)

        return _changed(desk, request, token, change, "revoked")

    _add_delegations(desk, routes)
    return routes


def _add_delegations(desk: Desk, routes: APIRouter) -> None:
    @routes.post("/delegations")
    def delegate(
        request: Request, token: Text = "", to: Text = "", since: Text = "", until: Text = "", reason: Text = "",
    ) -> Response:  # fmt: skip
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        actor = actor_of(request)
        actor.insist_on(Right.APPROVE)
        try:
            first = _day(since) if since else None
            begins = first if first and first > datetime.now(UTC) else None
            desk.acts.delegate(actor, to, begins, _day(until) + timedelta(days=1), reason)
        except (ValueError, OverflowError):
            return desk.not_understood(request)
        except (DecisionRefused, PersonNotFound) as refusal:
            return _page(desk, request, problem=str(refusal), status=409)
        return RedirectResponse("/me?said=delegated", 303)

    @routes.post("/delegations/{delegation_id}/end")
    def take_back(request: Request, delegation_id: int, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.end_delegation(actor_of(request), delegation_id)
        except DecisionRefused as refusal:
            return _page(desk, request, problem=str(refusal), status=409)
        return RedirectResponse("/me?said=taken_back", 303)


def _day(text: str) -> datetime:
    """The beginning of a day in UTC.

    Raises:
        ValueError: it is none.
    """
    return datetime.combine(date.fromisoformat(text), time(), UTC)


def _others(tx: Transaction, person: Person) -> tuple[Person, ...]:
    """Whom somebody could give their place to; nobody where they have none."""
    if Right.APPROVE not in rights(Role(role) for role in person.roles):
        return ()
    everyone = (one for one in people.everyone(tx) if one.active and one.login != person.login)
    return tuple(one for one in everyone if Right.APPROVE in rights(Role(role) for role in one.roles))


def _changed(
    desk: Desk, request: Request, token: str, change: Callable[[Transaction, Person], None], said: str
) -> Response:
    if not desk.tokens.fits(request, token):
        return desk.too_old(request)
    try:
        with desk.store.begin() as tx:
            change(tx, request.state.person)
    except (BadPassword, DecisionRefused) as refusal:
        return _page(desk, request, problem=str(refusal), status=409)
    return RedirectResponse(f"/me?said={said}", 303)


def _page(
    desk: Desk, request: Request, said: str = "", problem: str = "", word: str = "", status: int = 200
) -> Response:
    person: Person = request.state.person
    with desk.store.reading() as tx:
        tokens = [token for token in people.tokens_of(tx, person.id) if token.revoked_at is None]
        given, others = delegations.of(tx, person.login), _others(tx, person)
    return desk.page(
        request, "me.html", status, me=person, tokens=tokens, said=said, problem=problem, word=word,
        scopes=sorted(actor_of(request).rights), delegations=given, others=others, day=timedelta(days=1),
    )  # fmt: skip

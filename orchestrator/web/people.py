"""The people of the farm, for auditors to see and administrators to change."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role
from orchestrator.store import Transaction, people
from orchestrator.web.desk import Desk
from orchestrator.web.session import needs

Text = Annotated[str, Form(max_length=300)]
Roles = Annotated[list[Role], Form(default_factory=list)]
Onlooker = Annotated[Actor, Depends(needs(Right.SEE_PEOPLE))]
Administrator = Annotated[Actor, Depends(needs(Right.MANAGE_PEOPLE))]
Change = Callable[[Transaction], object]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/people")

    @routes.get("")
    def listing(request: Request, actor: Onlooker, said: str = "") -> Response:
        return _page(desk, request, actor, said=said)

    @routes.post("")
    def add(
        request: Request, actor: Administrator, role: Roles, token: Text = "", login: Text = "", name: Text = "",
        password: Text = "", subject: Text = "",
    ) -> Response:  # fmt: skip
        by_provider = subject.strip() or None

        def change(tx: Transaction) -> None:
            register.add(tx, str(actor), login, name, role, None if by_provider else password, by_provider)

        return _changed(desk, request, actor, token, change, "added")

    @routes.post("/{login}/roles")
    def change_roles(request: Request, login: str, actor: Administrator, role: Roles, token: Text = "") -> Response:
        return _changed(
            desk, request, actor, token, lambda tx: register.change_roles(tx, str(actor), login, role), "roles"
        )

    @routes.post("/{login}/password")
    def set_password(
        request: Request, login: str, actor: Administrator, token: Text = "", password: Text = ""
    ) -> Response:
        return _changed(
            desk,
            request,
            actor,
            token,
            lambda tx: register.change_password(tx, str(actor), login, password),
            "password",
        )

    @routes.post("/{login}/disable")
    def disable(request: Request, login: str, actor: Administrator, token: Text = "") -> Response:
        return _changed(desk, request, actor, token, lambda tx: register.disable(tx, str(actor), login), "disabled")

    @routes.post("/{login}/enable")
    def enable(request: Request, login: str, actor: Administrator, token: Text = "") -> Response:
        return _changed(desk, request, actor, token, lambda tx: register.enable(tx, str(actor), login), "enabled")

    return routes


def _changed(desk: Desk, request: Request, actor: Actor, token: str, change: Change, said: str) -> Response:
    if not desk.tokens.fits(request, token):
        return desk.too_old(request)
    try:
        with desk.store.begin() as tx:
            change(tx)
    except OrchestratorError as refusal:
        return _page(desk, request, actor, problem=str(refusal), status=409)
    return RedirectResponse(f"/people?said={said}", 303)


def _page(desk: Desk, request: Request, actor: Actor, said: str = "", problem: str = "", status: int = 200) -> Response:
    with desk.store.reading() as tx:
        everyone = people.everyone(tx)
    manages = Right.MANAGE_PEOPLE in actor.rights
    return desk.page(
        request, "people.html", status, everyone=everyone, roles=Role, manages=manages, said=said, problem=problem
    )

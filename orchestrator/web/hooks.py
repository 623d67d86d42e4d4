"""Webhooks: which addresses are told, what each was sent and what became of it."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import OrchestratorError, WebhookNotFound
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.stages import Stage
from orchestrator.store import deliveries, webhooks
from orchestrator.web.desk import Desk
from orchestrator.web.session import needs
from orchestrator.webhooks.register import NewSecret

Text = Annotated[str, Form(max_length=300)]
Url = Annotated[str, Form(max_length=2100)]
Stages = Annotated[list[Stage], Form(default_factory=list)]
Manager = Annotated[Actor, Depends(needs(Right.MANAGE_WEBHOOKS))]
Before = Annotated[int | None, Query(ge=1, le=2**62)]
PAGE = 50
STATE_LABEL = {
    deliveries.DELIVERED: phrase("delivered"),
    deliveries.DEAD: phrase("given up"),
    webhooks.WAITING: phrase("waiting"),
}
TONE = {deliveries.DELIVERED: "done", deliveries.DEAD: "bad", webhooks.WAITING: "going"}


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/webhooks")
    _register(routes, desk)
    _steering(routes, desk)
    return routes


def _register(routes: APIRouter, desk: Desk) -> None:
    """The list, one webhook, adding, renewing the secret, removing."""
    acts = desk.acts

    @routes.get("")
    def listing(request: Request, actor: Manager, said: str = "") -> Response:
        return _list(desk, request, said=said)

    @routes.post("")
    def add(
        request: Request, actor: Manager, stage: Stages, token: Text = "", name: Text = "", url: Url = ""
    ) -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            made = acts.add_webhook(actor, name, url, stage)
        except OrchestratorError as refusal:
            return _list(desk, request, problem=str(refusal), status=409, given={"name": name, "url": url})
        return _one(desk, request, made.webhook.id, made=made)

    @routes.get("/{webhook_id}")
    def one(
        request: Request, webhook_id: int, actor: Manager, state: str = "", before: Before = None, said: str = ""
    ) -> Response:
        return _one(desk, request, webhook_id, state if state in deliveries.STATES else "", before, said=said)

    @routes.post("/{webhook_id}/secret")
    def renew(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            made = acts.renew_webhook_secret(actor, webhook_id)
        except WebhookNotFound:
            return _missing(desk, request)
        return _one(desk, request, webhook_id, made=made)

    @routes.post("/{webhook_id}/remove")
    def remove(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            acts.remove_webhook(actor, webhook_id)
        except WebhookNotFound:
            return _missing(desk, request)
        return RedirectResponse("/webhooks?said=removed", 303)


def _steering(routes: APIRouter, desk: Desk) -> None:
    """Testing, switching, sending again."""
    acts = desk.acts

    @routes.post("/{webhook_id}/test")
    def test(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        return _done(desk, request, webhook_id, token, lambda: acts.test_webhook(actor, webhook_id), "test")

    @routes.post("/{webhook_id}/disable")
    def disable(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        return _done(desk, request, webhook_id, token, lambda: acts.enable_webhook(actor, webhook_id, False), "off")

    @routes.post("/{webhook_id}/enable")
    def enable(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        return _done(desk, request, webhook_id, token, lambda: acts.enable_webhook(actor, webhook_id, True), "on")

    @routes.post("/{webhook_id}/resend")
    def resend_all(request: Request, webhook_id: int, actor: Manager, token: Text = "") -> Response:
        return _done(desk, request, webhook_id, token, lambda: acts.resend_deliveries(actor, webhook_id), "resent")

    @routes.post("/{webhook_id}/deliveries/{delivery_id}/resend")
    def resend(request: Request, webhook_id: int, delivery_id: int, actor: Manager, token: Text = "") -> Response:
        return _done(desk, request, webhook_id, token, lambda: acts.resend_delivery(actor, delivery_id), "resent")


def _done(desk: Desk, request: Request, webhook_id: int, token: str, act: Callable[[], object], said: str) -> Response:
    if not desk.tokens.fits(request, token):
        return desk.too_old(request)
    try:
        act()
    except WebhookNotFound:
        return _missing(desk, request)
    except OrchestratorError as refusal:
        return _one(desk, request, webhook_id, problem=str(refusal), status=409)
    return RedirectResponse(f"/webhooks/{webhook_id}?said={said}", 303)


def _list(
    desk: Desk, request: Request, said: str = "", problem: str = "", status: int = 200,
    given: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    with desk.store.reading() as tx:
        every = [(one, deliveries.counts(tx, one.id)) for one in webhooks.every(tx)]
    return desk.page(
        request, "webhooks.html", status, every=every, stages=Stage, said=said, problem=problem,
        given=given or {"name": "", "url": ""}, most=deliveries.MOST_COUNTED,
    )  # fmt: skip


def _one(
    desk: Desk, request: Request, webhook_id: int, state: str = "", before: int | None = None, *,
    said: str = "", problem: str = "", made: NewSecret | None = None, status: int = 200,
) -> Response:  # fmt: skip
    try:
        with desk.store.reading() as tx:
            webhook, counts = webhooks.get(tx, webhook_id), deliveries.counts(tx, webhook_id)
            found = deliveries.listing(tx, webhook_id, state, before, PAGE + 1)
    except WebhookNotFound:
        return _missing(desk, request)
    return desk.page(
        request, "webhook.html", status, webhook=webhook, counts=counts, found=found[:PAGE], state=state,
        more=found[PAGE - 1].id if len(found) > PAGE else None, before=before, said=said, problem=problem,
        secret=made.secret if made else "", most=deliveries.MOST_COUNTED, label=STATE_LABEL, tones=TONE,
        own=f"/webhooks/{webhook_id}",
    )  # fmt: skip


def _missing(desk: Desk, request: Request) -> Response:
    return desk.problem(request, 404, phrase("Not here"), phrase("There is no such webhook any more."))

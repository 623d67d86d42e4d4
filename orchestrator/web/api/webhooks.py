"""Webhooks: which addresses are told of stages, and what became of what they were sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Transaction, audit, deliveries
from orchestrator.store import webhooks as kept
from orchestrator.store.deliveries import Delivery
from orchestrator.store.webhooks import Webhook
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.once import Write, Writing
from orchestrator.web.api.texts import LARGEST_NUMBER, NO_NUL, Limit, Line, Number, Request, Told
from orchestrator.webhooks.register import NewSecret

routes = APIRouter(tags=["webhooks"])
MANAGE = Right.MANAGE_WEBHOOKS

State = Annotated[Literal["", "waiting", "delivered", "dead"], Query(description="Only in this state.")]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST_NUMBER, description="`next` of the page before; nothing for the first.")
]


class WebhookTold(Told):
    """An address that is told of stages, all of them where none is named; `note`: why the farm disabled it."""

    id: int
    name: str
    url: str
    stages: tuple[Stage, ...]
    enabled: bool
    note: str
    made_by: str
    made_at: datetime
    changed_at: datetime


class WebhookSecret(WebhookTold):
    """A webhook with its secret, which is told this once and not kept: None where the same request comes again."""

    secret: str | None


class Webhooks(Told):
    """Every webhook, oldest first."""

    webhooks: tuple[WebhookTold, ...]


class NewWebhook(Request):
    """Where to tell of which stages; of all without any."""

    name: Line = Field(min_length=1)
    url: str = Field(min_length=1, max_length=2000, pattern=NO_NUL)
    stages: tuple[Stage, ...] = Field((), max_length=100)


class DeliveryTold(Told):
    """A message to a webhook. `outcome` is that of the last attempt, `excerpt` the beginning of what was answered."""

    id: int
    webhook_id: int
    message_id: str
    event: str
    document_id: str | None
    body: str
    state: str
    attempts: int
    created_at: datetime
    next_at: datetime
    tried_at: datetime | None
    status: int | None
    milliseconds: int | None
    outcome: str
    excerpt: str


class DeliveryPage(Told):
    """Messages, newest first. `next`: what to give as `before` for the next page; None at the end."""

    deliveries: tuple[DeliveryTold, ...]
    next: int | None


@routes.get("/webhooks", response_model=Webhooks, **reads(MANAGE))
def list_webhooks(ask: Ask) -> Webhooks:
    """Which addresses are told of what."""
    with ask.desk.store.reading() as tx:
        return Webhooks(webhooks=tuple(_told(one) for one in kept.every(tx)))


@routes.post("/webhooks", status_code=201, response_model=WebhookSecret, **writes(MANAGE))
def add_webhook(wanted: NewWebhook, write: Write) -> Response:
    """Tell an address of stages from now on. Its secret is in this answer and nowhere else."""
    return _secret(
        write, wanted, lambda acts: acts.add_webhook(write.actor, wanted.name, wanted.url, wanted.stages), status=201
    )


@routes.post("/webhooks/{webhook_id}/secret", response_model=WebhookSecret, **writes(MANAGE, 404, form=""))
def renew_secret(webhook_id: Number, write: Write) -> Response:
    """Give a webhook another secret at once; the one until now signs nothing any more."""
    return _secret(write, "", lambda acts: acts.renew_webhook_secret(write.actor, webhook_id))


@routes.post("/webhooks/{webhook_id}/enable", response_model=WebhookTold, **writes(MANAGE, 404, form=""))
def enable_webhook(webhook_id: Number, write: Write) -> Response:
    """Tell it again; what waited meanwhile is sent."""
    return _switched(write, webhook_id, enabled=True)


@routes.post("/webhooks/{webhook_id}/disable", response_model=WebhookTold, **writes(MANAGE, 404, form=""))
def disable_webhook(webhook_id: Number, write: Write) -> Response:
    """Tell it nothing until it is enabled."""
    return _switched(write, webhook_id, enabled=False)


@routes.post("/webhooks/{webhook_id}/remove", response_model=Webhooks, **writes(MANAGE, 404, form=""))
def remove_webhook(webhook_id: Number, write: Write) -> Response:
    """Remove a webhook with all that it was sent; the others are answered."""
    return write.once(
        "",
        lambda acts: acts.remove_webhook(write.actor, webhook_id),
        lambda tx: Webhooks(webhooks=tuple(_told(one) for one in kept.every(tx))),
    )


@routes.post("/webhooks/{webhook_id}/test", response_model=DeliveryTold, **writes(MANAGE, 404, form=""))
def test_webhook(webhook_id: Number, write: Write) -> Response:
    """Have a message without content sent, as any other is."""
    return write.once("", lambda acts: acts.test_webhook(write.actor, webhook_id), lambda tx: _newest(tx, webhook_id))


@routes.get("/webhooks/{webhook_id}/deliveries", response_model=DeliveryPage, **reads(MANAGE, 404))
def list_deliveries(
    webhook_id: Number, ask: Ask, state: State = "", before: Before = None, limit: Limit = 50
) -> DeliveryPage:
    """What a webhook was sent and waits to be sent."""
    with ask.desk.store.reading() as tx:
        found = deliveries.listing(tx, kept.get(tx, webhook_id).id, state, before, limit + 1)
    shown = tuple(_delivery(one) for one in found[:limit])
    return DeliveryPage(deliveries=shown, next=shown[-1].id if len(found) > limit else None)


@routes.post("/webhooks/{webhook_id}/resend", response_model=WebhookTold, **writes(MANAGE, 404, form=""))
def resend_deliveries(webhook_id: Number, write: Write) -> Response:
    """Have everything sent at once that was given up or waits for its next attempt."""
    return write.once(
        "", lambda acts: acts.resend_deliveries(write.actor, webhook_id), lambda tx: _told(kept.get(tx, webhook_id))
    )


@routes.post("/deliveries/{delivery_id}/resend", response_model=DeliveryTold, **writes(MANAGE, 404, form=""))
def resend_delivery(delivery_id: Number, write: Write) -> Response:
    """Have one message sent once more, under the same message id."""
    return write.once(
        "",
        lambda acts: acts.resend_delivery(write.actor, delivery_id),
        lambda tx: _delivery(deliveries.get(tx, delivery_id)),
    )


def _secret(write: Writing, body: object, make: Callable[[Acts], NewSecret], status: int = 200) -> Response:
    """The answer that is kept for a repeat lacks the secret, which nothing keeps."""
    made: list[NewSecret] = []

    def answer(tx: Transaction) -> WebhookSecret:
        webhook = kept.get(tx, int(audit.last(tx).data["webhook"]))
        return WebhookSecret(**vars(_told(webhook)), secret=None)

    response = write.once(body, lambda acts: made.append(make(acts)), answer, status)
    if not made:
        return response
    whole = WebhookSecret(**vars(_told(made[0].webhook)), secret=made[0].secret)
    return Response(whole.model_dump_json(), status, media_type="application/json")


def _switched(write: Writing, webhook_id: int, *, enabled: bool) -> Response:
    return write.once(
        "",
        lambda acts: acts.enable_webhook(write.actor, webhook_id, enabled),
        lambda tx: _told(kept.get(tx, webhook_id)),
    )


def _newest(tx: Transaction, webhook_id: int) -> DeliveryTold:
    return _delivery(deliveries.listing(tx, webhook_id, limit=1)[0])


def _told(webhook: Webhook) -> WebhookTold:
    return WebhookTold(**vars(webhook))


def _delivery(one: Delivery) -> DeliveryTold:
    return DeliveryTold(**vars(one))

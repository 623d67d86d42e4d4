"""Commands about webhooks: webhook add, list, test, deliveries, resend, disable, enable, secret, remove."""

import time
from collections.abc import Callable
from typing import Annotated, Any

import typer

from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.stages import Stage
from orchestrator.store import deliveries as kept
from orchestrator.store import webhooks
from orchestrator.store.deliveries import Delivery
from orchestrator.store.webhooks import Webhook
from orchestrator.webhooks.register import NewSecret
from orchestrator.wiring import farm

Number = Annotated[int, typer.Argument(help="Its number in `webhook list`.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LOOK_SECONDS = 0.2


def add(
    url: Annotated[str, typer.Argument(help="Where it leads, https://...")],
    name: Annotated[str, typer.Option("--name", "-n", help="What it is for.")],
    stage: Annotated[
        list[Stage] | None, typer.Option("--stage", "-s", help="A stage to tell of; once for each, none for all.")
    ] = None,
    json: Json = False,
) -> None:
    """Tell an address of every change of a document's stage. Its secret is shown this once."""
    _show_secret(farm().acts.add_webhook(actor(), name, url, stage or ()), json)


def secret(webhook_id: Number, json: Json = False) -> None:
    """Give a webhook another secret; the one until now signs nothing any more."""
    _show_secret(farm().acts.renew_webhook_secret(actor(), webhook_id), json)


def list_(json: Json = False) -> None:
    """Show the webhooks and how each stands."""
    with farm().store.reading() as tx:
        found = [_row(one, kept.counts(tx, one.id)) for one in webhooks.every(tx)]
    if json:
        print_json(found)
        return
    headers = ("id", "name", "address", "stages", "enabled", "waiting", "dead", "last delivered (UTC)", "")
    names = ("id", "name", "url", "stages", "enabled", "waiting", "dead", "last_delivered", "note")
    print_table(headers, ([_cell(row[name]) for name in names] for row in found))


def test(
    webhook_id: Number,
    wait: Annotated[float, typer.Option(min=0, max=600, help="Seconds to wait for the answer.")] = 15,
    json: Json = False,
) -> None:
    """Have a test sent, and wait for what is answered. Exit 1 when it was not delivered."""
    one = farm().acts.test_webhook(actor(), webhook_id)
    until = time.monotonic() + wait
    while one.tried_at is None and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)  # how often to look; who sends is another process
        with farm().store.reading() as tx:
            one = kept.get(tx, one.id)
    if json:
        print_json(_delivery(one))
    elif one.tried_at is None:
        err.print("It was not sent yet: does the farm run (`botfarm up`, part webhooks)? It will be, once it does.")
    else:
        out.print(f"{one.outcome} {one.status or ''} {one.milliseconds} ms {one.excerpt}".rstrip(), markup=False)
    if one.state != kept.DELIVERED:
        raise typer.Exit(1)


def deliveries(
    webhook_id: Number,
    state: Annotated[str, typer.Option(help=f"Only {', '.join(kept.STATES)}.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    before: Annotated[int | None, typer.Option(help="Only those older than this number.")] = None,
    json: Json = False,
) -> None:
    """Show what a webhook was sent and waits for, newest first."""
    with farm().store.reading() as tx:
        found = kept.listing(tx, webhooks.get(tx, webhook_id).id, state, before, limit)
    rows = [_delivery(one) for one in found]
    if json:
        print_json(rows)
        return
    headers = ("id", "event", "document", "number", "state", "attempts", "status", "ms", "outcome", "next (UTC)")
    names = (
        "id", "event", "document_id", "sequence", "state", "attempts", "status", "milliseconds", "outcome", "next_at",
    )  # fmt: skip
    print_table(headers, ([_cell(row[name]) for name in names] for row in rows))


def resend(
    delivery_id: Annotated[int | None, typer.Argument(help="Its number in `webhook deliveries`.")] = None,
    all_of: Annotated[int | None, typer.Option("--all-of", help="All of this webhook that are not delivered.")] = None,
) -> None:
    """Have a message sent once more, or all of a webhook's that are not delivered; receivers know them by their ids."""
    if (delivery_id is None) == (all_of is None):
        raise typer.BadParameter("Name a delivery, or a webhook by --all-of.")
    if delivery_id is not None:
        farm().acts.resend_delivery(actor(), delivery_id)
        out.print(f"Delivery {delivery_id} is sent again.", markup=False)
    elif all_of is not None:
        out.print(f"{farm().acts.resend_deliveries(actor(), all_of)} are sent again.", markup=False)


def disable(webhook_id: Number) -> None:
    """Send nothing to a webhook until it is enabled; changes meanwhile are not told."""
    farm().acts.enable_webhook(actor(), webhook_id, False)
    out.print(f"Webhook {webhook_id} is disabled; `botfarm webhook enable {webhook_id}` goes on.", markup=False)


def enable(webhook_id: Number) -> None:
    """Send to a webhook again."""
    farm().acts.enable_webhook(actor(), webhook_id, True)
    out.print(f"Webhook {webhook_id} is told again.", markup=False)


def remove(webhook_id: Number) -> None:
    """Remove a webhook with all that it was sent and waits for."""
    farm().acts.remove_webhook(actor(), webhook_id)
    out.print(f"Webhook {webhook_id} is removed.", markup=False)


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add, "list": list_, "test": test, "deliveries": deliveries, "resend": resend, "disable": disable,
    "enable": enable, "secret": secret, "remove": remove,
}  # fmt: skip


def _show_secret(made: NewSecret, json: bool) -> None:
    if json:
        print_json({"id": made.webhook.id, "secret": made.secret})
        return
    out.print(f"Webhook {made.webhook.id} is told. Its secret, shown this once:", markup=False)
    out.print(made.secret, markup=False, highlight=False)


def _row(one: Webhook, counts: kept.Counts) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude={"salt"}) | counts.model_dump(mode="json")


def _delivery(one: Delivery) -> dict[str, Any]:
    return one.model_dump(mode="json")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "all"
    text = "" if value is None else str(value)
    return text[:19].replace("T", " ") if text[10:11] == "T" else text

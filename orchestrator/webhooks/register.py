"""The register of webhooks: adding, trying, disabling, removing, sending again. Every change is in the history."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from orchestrator.errors import DecisionRefused
from orchestrator.phrases import phrase
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, deliveries, webhooks
from orchestrator.store.deliveries import Delivery
from orchestrator.store.webhooks import TEST, Webhook
from orchestrator.webhooks import signing
from orchestrator.webhooks.addresses import Reach, split

MOST = 50
NO_NAME = phrase("A webhook needs a name.")
TOO_MANY = phrase("There are 50 webhooks already; remove one that is no longer used.")
DISABLED = phrase("The webhook is disabled; enable it first.")
IN_HAND = phrase("It is waiting to be sent already.")


@dataclass(frozen=True)
class NewSecret:
    """A webhook with its secret, which is shown this once."""

    webhook: Webhook
    secret: str


def add(store: Store, reach: Reach, actor: str, name: str, url: str, stages: Iterable[Stage]) -> NewSecret:
    """Tell an address of these stages from now on, of all where none is given.

    Raises:
        DecisionRefused: there is no name, or the address will not do.
    """
    plain, wanted = " ".join(name.split())[:100], set(stages)
    if not plain:
        raise DecisionRefused(NO_NAME)
    address, salt = reach.insist_on(url), secrets.token_hex(16)
    with store.begin() as tx:
        if len(webhooks.every(tx)) >= MOST:
            raise DecisionRefused(TOO_MANY)
        made = webhooks.add(tx, plain, address, salt, [stage for stage in Stage if stage in wanted], actor)
        _keep(tx, actor, "webhook added", made, stages=list(made.stages))
    return NewSecret(made, signing.secret(store.audit_key, salt))


def renew_secret(store: Store, actor: str, webhook_id: int) -> NewSecret:
    """Give a webhook another secret at once; the one until now signs nothing any more.

    Raises:
        WebhookNotFound
    """
    salt = secrets.token_hex(16)
    with store.begin() as tx:
        webhooks.change(tx, webhooks.get(tx, webhook_id).id, salt=salt)
        changed = webhooks.get(tx, webhook_id)
        _keep(tx, actor, "webhook's secret renewed", changed)
    return NewSecret(changed, signing.secret(store.audit_key, salt))


def test(store: Store, actor: str, webhook_id: int) -> Delivery:
    """Have a message without content sent, as any other is.

    Raises:
        WebhookNotFound, DecisionRefused: it is disabled.
    """
    with store.begin() as tx:
        webhook = _enabled(tx, webhook_id)
        data = {"webhook": webhook.name, "by": actor}
        _keep(tx, actor, "webhook tested", webhook)
        return deliveries.get(tx, webhooks.write(tx, webhook.id, TEST, data))


def enable(store: Store, actor: str, webhook_id: int, enabled: bool) -> Webhook:
    """Enable or disable a webhook. What waits is kept meanwhile; changes while it is disabled are not told.

    Raises:
        WebhookNotFound
    """
    with store.begin() as tx:
        webhook = webhooks.get(tx, webhook_id)
        if webhook.enabled != enabled:
            webhooks.change(tx, webhook_id, enabled=enabled, note="")
            _keep(tx, actor, "webhook enabled" if enabled else "webhook disabled", webhook)
        return webhooks.get(tx, webhook_id)


def remove(store: Store, actor: str, webhook_id: int) -> None:
    """Remove a webhook with all that it was sent and waits for.

    Raises:
        WebhookNotFound
    """
    with store.begin() as tx:
        webhook = webhooks.get(tx, webhook_id)
        webhooks.remove(tx, webhook_id)
        _keep(tx, actor, "webhook removed", webhook)


def send_again(store: Store, actor: str, delivery_id: int) -> Delivery:
    """Have a message sent once more, under the same message id.

    Raises:
        WebhookNotFound
        DecisionRefused: it waits for its first attempt, or its webhook is disabled.
    """
    with store.begin() as tx:
        one = deliveries.get(tx, delivery_id)
        webhook = _enabled(tx, one.webhook_id)
        if one.attempts == 0 and one.state == webhooks.WAITING:
            raise DecisionRefused(IN_HAND)
        deliveries.send_again(tx, delivery_id)
        _keep(tx, actor, "delivery sent again", webhook, delivery=one.message_id)
        return deliveries.get(tx, delivery_id)


def send_all_again(store: Store, actor: str, webhook_id: int) -> int:
    """Have all sent at once that is dead or waits for its next attempt; how many that is.

    Raises:
        WebhookNotFound, DecisionRefused
    """
    with store.begin() as tx:
        webhook = _enabled(tx, webhook_id)
        count = deliveries.send_all_again(tx, webhook_id)
        _keep(tx, actor, "deliveries sent again", webhook, count=count)
    return count


def _enabled(tx: Transaction, webhook_id: int) -> Webhook:
    webhook = webhooks.get(tx, webhook_id)
    if not webhook.enabled:
        raise DecisionRefused(DISABLED)
    return webhook


def _keep(tx: Transaction, actor: str, action: str, webhook: Webhook, **facts: object) -> None:
    """The history names the host alone: the rest of an address may be a secret of the receiver's."""
    about = {"webhook": webhook.id, "name": webhook.name, "host": split(webhook.url).netloc}
    audit.append(tx, actor, action, None, {**about, **facts})

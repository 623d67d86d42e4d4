"""Acts on webhooks and their deliveries."""

from collections.abc import Iterable

from orchestrator.acts.base import ActsBase
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store.deliveries import Delivery
from orchestrator.store.webhooks import Webhook
from orchestrator.webhooks import register as hooks


class WebhookActs(ActsBase):
    """Acts on webhooks and their deliveries."""

    def add_webhook(self, actor: Actor, name: str, url: str, stages: Iterable[Stage] = ()) -> hooks.NewSecret:
        """Tell an address of every change to these stages, of all changes without any; its secret is shown this once.

        Raises:
            NotAllowed: the right webhooks:manage is lacking, as for all that follows.
            DecisionRefused: there is no name, or the address will not do.
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.add(self.store, self.reach, str(actor), name, url, stages)

    def renew_webhook_secret(self, actor: Actor, webhook_id: int) -> hooks.NewSecret:
        """Give a webhook another secret at once.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.renew_secret(self.store, str(actor), webhook_id)

    def test_webhook(self, actor: Actor, webhook_id: int) -> Delivery:
        """Have a test sent to a webhook.

        Raises:
            NotAllowed, WebhookNotFound
            DecisionRefused: it is disabled.
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.test(self.store, str(actor), webhook_id)

    def enable_webhook(self, actor: Actor, webhook_id: int, enabled: bool) -> Webhook:
        """Enable or disable a webhook.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.enable(self.store, str(actor), webhook_id, enabled)

    def remove_webhook(self, actor: Actor, webhook_id: int) -> None:
        """Remove a webhook with all that it was sent.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        hooks.remove(self.store, str(actor), webhook_id)

    def resend_delivery(self, actor: Actor, delivery_id: int) -> Delivery:
        """Have one message to a webhook sent once more.

        Raises:
            NotAllowed, WebhookNotFound, DecisionRefused
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.send_again(self.store, str(actor), delivery_id)

    def resend_deliveries(self, actor: Actor, webhook_id: int) -> int:
        """Have everything of a webhook sent that is dead or waits for its next attempt; how many that is.

        Raises:
            NotAllowed, WebhookNotFound, DecisionRefused
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.send_all_again(self.store, str(actor), webhook_id)

"""The sender: takes up what is due, sends it side by side, and writes down what was answered.

It may be killed anywhere. What it had taken up comes due again when the lease is over, and is sent under the same
message id: every message is delivered at least once, or is dead and shown.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from orchestrator.errors import NotReady, WebhookNotFound
from orchestrator.store import Store, Transaction, audit, deliveries, webhooks
from orchestrator.store.deliveries import DEAD, DELIVERED, Delivery
from orchestrator.store.webhooks import WAITING, Webhook
from orchestrator.webhooks.sending import GONE, Answer, send
from orchestrator.webhooks.signing import secret
from orchestrator.webhooks.terms import WebhookTerms

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.5
GOODBYE_SECONDS = 4.0
PRUNE_SECONDS = 600.0
ACTOR = "webhooks"

Taken = tuple[Delivery, Webhook]


class Sender:
    """Sends what webhooks wait for until it is told to stop."""

    def __init__(self, store: Store, terms: WebhookTerms) -> None:
        self.store, self.terms = store, terms
        self.in_hand: dict[asyncio.Task[Answer], Delivery] = {}
        self.answered: list[tuple[Delivery, Answer]] = []
        self.prune_at = 0.0
        self.clerk = ThreadPoolExecutor(1, "webhooks-store")
        """Its own thread for the database: names that are looked up long take up the others."""

    async def run(self, stopped: Callable[[], bool]) -> None:
        """Send until `stopped` says so; what is in hand then is given a moment to end."""
        while not stopped():
            await self.step()
        if self.in_hand:
            await asyncio.wait(self.in_hand, timeout=GOODBYE_SECONDS)
        for task in self.in_hand:
            task.cancel()
        self._collect()
        await self._at_the_store(0)

    async def step(self) -> None:
        """Write down what was answered, take up what is due, and wait for the first that ends."""
        self._collect()
        try:
            taken = await self._at_the_store(self.terms.side_by_side - len(self.in_hand))
        except NotReady as away:
            log.warning("%s", away)
            taken = ()
        for delivery, webhook in taken:
            self.in_hand[asyncio.create_task(self._send(delivery, webhook))] = delivery
        if self.in_hand:
            await asyncio.wait(self.in_hand, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(LOOK_SECONDS)

    async def _at_the_store(self, free: int) -> tuple[Taken, ...]:
        return await asyncio.get_running_loop().run_in_executor(self.clerk, self._write_down_and_take, free)

    async def _send(self, delivery: Delivery, webhook: Webhook) -> Answer:
        word, body, terms = secret(self.store.audit_key, webhook.salt), delivery.body.encode(), self.terms
        return await send(webhook.url, word, delivery.message_id, body, terms.reach, terms.seconds)

    def _collect(self) -> None:
        for task in [task for task in self.in_hand if task.done()]:
            delivery = self.in_hand.pop(task)
            if not task.cancelled():
                self.answered.append((delivery, task.result()))

    def _write_down_and_take(self, free: int) -> tuple[Taken, ...]:
        """One transaction for both; where nothing is to be done there is none."""
        with self.store.reading() as tx:
            room = self._room(deliveries.with_due(tx), free)
        prune = time.monotonic() >= self.prune_at
        if not (room or self.answered or prune):
            return ()
        written = list(self.answered)
        with self.store.begin() as tx:
            for delivery, answer in written:
                self._write_down(tx, delivery, answer)
            taken = _with_webhooks(tx, deliveries.claim(tx, room, self.terms.lease))
            if prune and deliveries.prune(tx, self.terms.keep) < deliveries.PRUNED_AT_ONCE:
                self.prune_at = time.monotonic() + PRUNE_SECONDS
        del self.answered[: len(written)]
        return taken

    def _room(self, due: tuple[int, ...], free: int) -> dict[int, int]:
        """How many to take up for each webhook: a slow one leaves room for the others."""
        busy = Counter(delivery.webhook_id for delivery in self.in_hand.values())
        room: Counter[int] = Counter()
        while free > 0:
            open_ = [one for one in due if busy[one] + room[one] < self.terms.each]
            if not open_:
                break
            room[min(open_, key=lambda one: busy[one] + room[one])] += 1
            free -= 1
        return dict(room)

    def _write_down(self, tx: Transaction, delivery: Delivery, answer: Answer) -> None:
        state, after = DELIVERED, timedelta(0)
        if not answer.delivered:
            state = DEAD if delivery.attempts >= self.terms.tries else WAITING
            after = self.terms.wait(delivery.attempts, answer.asked) if state == WAITING else after
            log.warning(
                "webhook %d, message %s, attempt %d: %s (status %s)%s", delivery.webhook_id, delivery.message_id,
                delivery.attempts, answer.outcome, answer.status, "; it is dead" if state == DEAD else "",
            )  # fmt: skip
        deliveries.record(
            tx, delivery, state, answer.outcome, answer.status, answer.milliseconds, answer.excerpt, after
        )
        if answer.outcome == GONE:
            webhooks.change(tx, delivery.webhook_id, enabled=False, note=GONE)
            audit.append(tx, ACTOR, "webhook disabled", None, {"webhook": delivery.webhook_id, "reason": GONE})


def _with_webhooks(tx: Transaction, taken: tuple[Delivery, ...]) -> tuple[Taken, ...]:
    """Each message with its webhook; of one that was removed just now nothing is sent."""
    found: list[Taken] = []
    for delivery in taken:
        try:
            found.append((delivery, webhooks.get(tx, delivery.webhook_id)))
        except WebhookNotFound:
            continue
    return tuple(found)

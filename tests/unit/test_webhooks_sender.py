"""The sender with a real store and a real receiver: everything is delivered at least once, or dead and shown."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from orchestrator.errors import DecisionRefused, LostRace, NotReady, WebhookNotFound
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, deliveries, documents, webhooks
from orchestrator.store.deliveries import DEAD, DELIVERED, Delivery
from orchestrator.store.webhooks import WAITING, Webhook
from orchestrator.webhooks import register, sender, sending
from orchestrator.webhooks.addresses import reach
from orchestrator.webhooks.sender import Sender
from orchestrator.webhooks.terms import WebhookTerms
from tests import factories
from tests.farm_documents import receive, walk
from tests.webhook_receiver import Handler, Received, Receiver, running_receiver

HERE = reach("127.0.0.0/8")
NOW = timedelta(0)
TERMS = WebhookTerms(reach=HERE, seconds=5, tries=3, first=NOW, longest=NOW)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as made:
        yield made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "LOOK_SECONDS", 0.02)


def hook(store: Store, receiver: Receiver, *stages: Stage) -> register.NewSecret:
    return register.add(store, HERE, "anna", "books", receiver.url, stages)


def run(store: Store, until: Callable[[], bool], terms: WebhookTerms = TERMS) -> Sender:
    """Send until that is so, half a minute at most."""

    async def work() -> Sender:
        made = Sender(store, terms)
        async with asyncio.timeout(30):
            await made.run(until)
        return made

    return asyncio.run(work())


def every(store: Store, webhook: Webhook, state: str = "") -> tuple[Delivery, ...]:
    with store.reading() as tx:
        return deliveries.listing(tx, webhook.id, state, limit=10_000)


def ended(store: Store, webhook: Webhook) -> Callable[[], bool]:
    return lambda: not every(store, webhook, WAITING)


def test_a_change_is_told_with_what_is_known_of_the_document(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver, Stage.POSTED)
    document = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    run(store, ended(store, made.webhook))
    (one,) = receiver.received
    assert one.fits(made.secret)
    assert one.content["type"] == "document.stage_changed" and one.content["timestamp"].endswith("+00:00")
    with store.reading() as tx:
        entry = audit.history(tx, document)[-1]
    assert one.content["data"] == {
        "document_id": document, "sequence": entry.seq, "from": "submitting", "to": "posted", "by": "bot",
        "reason": "Posted as 37 and read back, every field equal.",
        "document": {
            "kind": "invoice", "supplier_name": "Nordwind Bürobedarf GmbH", "supplier_code": "S001",
            "invoice_number": "RE-2026-0417", "issue_date": "2026-05-04", "due_date": "2026-06-03", "currency": "EUR",
            "gross_total": "659.02", "erp_number": "37",
        },
    }  # fmt: skip
    (delivery,) = every(store, made.webhook)
    assert (delivery.state, delivery.status, delivery.attempts, delivery.outcome) == (DELIVERED, 204, 1, sending.TAKEN)
    assert delivery.sequence == entry.seq and delivery.document_id == document


@pytest.mark.slow
def test_hundreds_of_changes_arrive_each_once_and_numbered(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    ids = [receive(store) for _ in range(100)]
    with store.begin() as tx:
        for one in ids:
            walk(tx, one, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED, Stage.APPROVED)
    run(store, ended(store, made.webhook))
    assert len(receiver.received) == 400 == len({one.message_id for one in receiver.received})
    numbers = sorted(one.content["data"]["sequence"] for one in receiver.received)
    assert len(set(numbers)) == 400
    for document in ids:
        own = [one.content["data"] for one in receiver.received if one.content["data"]["document_id"] == document]
        in_order = [data["to"] for data in sorted(own, key=lambda data: data["sequence"])]
        assert in_order == ["received", "extracted", "validated", "approved"]


def test_only_what_is_wanted_is_told(store: Store, receiver: Receiver) -> None:
    some, none = hook(store, receiver, Stage.EXTRACTED), hook(store, receiver)
    register.enable(store, "anna", none.webhook.id, False)
    document = receive(store)
    with store.begin() as tx:
        walk(tx, document, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED)
    assert [json.loads(one.body)["data"]["to"] for one in every(store, some.webhook)] == ["extracted"]
    assert every(store, none.webhook) == ()


def test_a_change_that_is_undone_is_not_told(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    document = receive(store)
    with pytest.raises(LostRace), store.begin() as tx:
        documents.move(tx, document, Stage.RECEIVED, Stage.EXTRACTED, "test", "read")
        documents.move(tx, document, Stage.RECEIVED, Stage.EXTRACTED, "test", "read twice")
    assert [json.loads(one.body)["data"]["to"] for one in every(store, made.webhook)] == ["received"]


def test_a_refusal_is_tried_again_under_the_same_id_and_then_dead(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receiver.answers(500, b"out of paper")
    receive(store)
    run(store, ended(store, made.webhook))
    (one,) = every(store, made.webhook)
    assert (one.state, one.attempts, one.status, one.excerpt) == (DEAD, 3, 500, "out of paper")
    assert len(receiver.received) == 3 and {one.message_id for one in receiver.received} == {one.message_id}
    assert len({one.body for one in receiver.received}) == 1
    receiver.answers(200)
    again = register.send_again(store, "anna", one.id)
    assert (again.state, again.attempts, again.message_id) == (WAITING, 0, one.message_id)
    run(store, ended(store, made.webhook))
    assert every(store, made.webhook)[0].state == DELIVERED


def test_between_attempts_it_waits_as_the_terms_say(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receiver.answers(503, retry_after="900")
    receive(store)
    terms = WebhookTerms(reach=HERE, seconds=5, tries=3)
    run(store, lambda: bool(every(store, made.webhook)[0].tried_at), terms)
    (one,) = every(store, made.webhook)
    assert one.tried_at and one.next_at - one.tried_at == timedelta(seconds=900)
    assert len(receiver.received) == 1


def test_killed_between_sending_and_writing_down_it_is_sent_again(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)

    class Killed(Sender):
        def _write_down(self, *_: object) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(Killed(store, TERMS).run(lambda: False))
    assert len(receiver.received) == 1
    (one,) = every(store, made.webhook)
    assert (one.state, one.attempts, one.tried_at) == (WAITING, 1, None)
    with store.reading() as tx:
        assert deliveries.with_due(tx) == ()  # its lease still holds
    short = WebhookTerms(reach=HERE, seconds=5, tries=3)
    with store.begin() as tx:  # the lease is over
        deliveries.record(tx, one, WAITING, "", None, 0, "")
    run(store, ended(store, made.webhook), short)
    first, second = receiver.received
    assert (first.message_id, first.body) == (second.message_id, second.body)
    assert every(store, made.webhook)[0].state == DELIVERED


def test_a_lease_that_is_over_makes_it_due(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)
    with store.begin() as tx:
        (taken,) = deliveries.claim(tx, {made.webhook.id: 5}, timedelta(seconds=60))
        assert deliveries.claim(tx, {made.webhook.id: 5}, timedelta(seconds=60)) == ()
    with store.begin() as tx:
        deliveries.record(tx, taken, WAITING, "x", None, 0, "", timedelta(seconds=-1))
        (again,) = deliveries.claim(tx, {made.webhook.id: 5}, timedelta(seconds=60))
        assert (again.id, again.attempts) == (taken.id, 2)
        deliveries.record(tx, taken, DEAD, "late", 500, 0, "")  # of the attempt before: counts no more
        assert deliveries.get(tx, taken.id).state == WAITING
        deliveries.record(tx, taken, DELIVERED, "late", 200, 0, "")  # but a delivery is one, however late
        assert deliveries.get(tx, taken.id).state == DELIVERED
        deliveries.record(tx, again, DEAD, "x", None, 0, "")
        assert deliveries.get(tx, taken.id).state == DELIVERED


def test_a_slow_receiver_does_not_hold_up_another(store: Store, receiver: Receiver) -> None:
    slow = hook(store, receiver)
    receiver.keeps_waiting()
    with running_receiver() as other:
        quick = hook(store, other)
        for _ in range(20):
            receive(store)
        terms = WebhookTerms(reach=HERE, seconds=60, side_by_side=4, each=2)
        holding = {"most": 0}

        def until() -> bool:
            holding["most"] = max(holding["most"], len(receiver.received))
            done = ended(store, quick.webhook)()
            if done:
                receiver.released.set()
            return done

        run(store, until, terms)
        assert len(other.received) == 20
    assert holding["most"] <= 2 < len(every(store, slow.webhook, WAITING))


def test_never_more_side_by_side_than_the_terms_say(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    lock, now, most = threading.Lock(), Counter[str](), []

    def answer(_: Received, handler: Handler) -> None:
        with lock:
            now["open"] += 1
            most.append(now["open"])
        receiver.released.wait(0.02)
        with lock:
            now["open"] -= 1
        handler.say(200)

    receiver.server.answer = answer
    for _ in range(30):
        receive(store)
    run(store, ended(store, made.webhook), WebhookTerms(reach=HERE, side_by_side=8, each=3))
    assert 1 < max(most) <= 3


def test_two_senders_send_each_once(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    for _ in range(60):
        receive(store)

    async def both() -> None:
        async with asyncio.timeout(30):
            await asyncio.gather(*(Sender(store, TERMS).run(ended(store, made.webhook)) for _ in range(2)))

    asyncio.run(both())
    assert len(receiver.received) == 60 == len({one.message_id for one in receiver.received})


def test_one_that_is_gone_is_disabled_and_says_why(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receiver.answers(410)
    receive(store)
    run(store, lambda: len(receiver.received) == 1 and not webhooks_of(store)[0].enabled)
    (now,) = webhooks_of(store)
    assert (now.enabled, now.note) == (False, sending.GONE)
    with pytest.raises(DecisionRefused):
        register.test(store, "anna", made.webhook.id)
    assert register.enable(store, "anna", now.id, True).note == ""


def webhooks_of(store: Store) -> tuple[Webhook, ...]:
    with store.reading() as tx:
        return webhooks.every(tx)


def test_what_is_private_is_not_reached_and_says_so(store: Store, receiver: Receiver) -> None:
    made = register.add(store, HERE, "anna", "books", receiver.url.replace("127.0.0.1", "localhost"), ())
    receive(store)
    run(store, ended(store, made.webhook), WebhookTerms(tries=2, first=NOW, longest=NOW))
    (one,) = every(store, made.webhook)
    assert (one.state, one.outcome) == (DEAD, sending.PRIVATE) and receiver.received == []


def test_a_database_that_is_away_loses_nothing(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)

    class Away(Sender):
        left = 3

        def _write_down(self, *given: object) -> None:
            if self.left:
                self.left -= 1
                raise NotReady("The database does not answer; trying again later.")
            super()._write_down(*given)  # type: ignore[arg-type]  # handed on as they came

    async def work() -> None:
        async with asyncio.timeout(30):
            await Away(store, TERMS).run(ended(store, made.webhook))

    asyncio.run(work())
    assert len(receiver.received) == 1 and every(store, made.webhook)[0].state == DELIVERED


def test_stopping_gives_what_is_in_hand_a_moment(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)

    def answer(_: Received, handler: Handler) -> None:
        receiver.released.wait(0.3)
        handler.say(200)

    receiver.server.answer = answer
    run(store, lambda: bool(receiver.received))
    assert every(store, made.webhook)[0].state == DELIVERED


def test_a_test_goes_the_same_way(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver, Stage.POSTED)
    register.test(store, "anna (web)", made.webhook.id)
    run(store, ended(store, made.webhook))
    (one,) = receiver.received
    assert one.fits(made.secret) and one.content["type"] == "webhook.test"
    assert one.content["data"] == {"webhook": "books", "by": "anna (web)"}


def test_a_renewed_secret_signs_and_the_old_one_no_more(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    renewed = register.renew_secret(store, "anna", made.webhook.id)
    register.test(store, "anna", made.webhook.id)
    run(store, ended(store, made.webhook))
    assert receiver.received[0].fits(renewed.secret) and not receiver.received[0].fits(made.secret)


def test_what_is_old_is_removed_what_waits_is_not(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)
    run(store, ended(store, made.webhook))
    with store.begin() as tx:
        assert deliveries.prune(tx, timedelta(days=1)) == 0
        register_waiting = webhooks.write(tx, made.webhook.id, "webhook.test", {})
        assert deliveries.prune(tx, timedelta(seconds=-1)) == 1
    assert [one.id for one in every(store, made.webhook)] == [register_waiting]


def test_removing_takes_all_of_it_along(store: Store, receiver: Receiver) -> None:
    made = hook(store, receiver)
    receive(store)
    register.remove(store, "anna", made.webhook.id)
    assert webhooks_of(store) == () and every(store, made.webhook) == ()
    with pytest.raises(WebhookNotFound):
        register.remove(store, "anna", made.webhook.id)


def test_lists_page_and_counts_end_somewhere(store: Store, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    made = hook(store, receiver)
    for _ in range(7):
        receive(store)
    monkeypatch.setattr(deliveries, "MOST_COUNTED", 5)
    with store.reading() as tx:
        assert deliveries.counts(tx, made.webhook.id) == deliveries.Counts(waiting=5, dead=0, last_delivered=None)
        first = deliveries.listing(tx, made.webhook.id, limit=4)
        rest = deliveries.listing(tx, made.webhook.id, before=first[-1].id, limit=4)
    numbers = [one.id for one in (*first, *rest)]
    assert numbers == sorted(numbers, reverse=True) and len(numbers) == 7
    run(store, ended(store, made.webhook))
    with store.reading() as tx:
        found = deliveries.counts(tx, made.webhook.id)
    assert (found.waiting, found.dead) == (0, 0) and found.last_delivered is not None


def test_secrets_stand_nowhere(store: Store, receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    made = hook(store, receiver)
    receiver.answers(500)
    receive(store)
    run(store, ended(store, made.webhook))
    word = made.secret.removeprefix("whsec_")
    with store.reading() as tx:
        written = [entry.data for entry in audit.of_farm(tx)]
        rows = [one.model_dump_json() for one in (*webhooks.every(tx), *deliveries.listing(tx, made.webhook.id))]
    assert "attempt 3" in caplog.text
    assert not [text for text in (caplog.text, json.dumps(written), *rows) if word in text]
    assert made.webhook.salt not in caplog.text + json.dumps(written) and "/hook" not in json.dumps(written)

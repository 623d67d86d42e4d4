"""Recovery: what nobody works on is handed on, what failed too often is handed to a person."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from config.processes import Owner, myself
from orchestrator.reconcile import Bookmark, ReconcileTerms, reconcile
from orchestrator.stages import Stage
from orchestrator.store import Store, clock, documents, outbox, postings, runs
from queues.names import Queue
from tests.farm_documents import make_document_ready, receive, stage_of, walk

TERMS = ReconcileTerms(grace=timedelta(0))
GONE = Owner(myself().host, 2**22 - 1, 1.0)


def sent(store: Store, document_id: str, queue: Queue) -> int:
    """Mark all that is due as sent; returns how often the document was handed to the queue."""
    with store.begin() as tx:
        for message in outbox.due(tx):
            outbox.mark_sent(tx, message.id)
        return outbox.count(tx, document_id, queue)


def test_an_unsent_message_is_left_to_the_dispatcher(store: Store) -> None:
    document_id = receive(store)
    reconcile(store, lambda _: False, TERMS)
    assert sent(store, document_id, Queue.READ) == 1


def test_a_waiting_job_is_left_alone(store: Store) -> None:
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    reconcile(store, lambda _: True, TERMS)
    assert sent(store, document_id, Queue.READ) == 1


def test_a_job_that_the_queue_lost_is_sent_again(store: Store) -> None:
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    reconcile(store, lambda _: False, TERMS)
    assert sent(store, document_id, Queue.READ) == 2


def test_a_job_just_sent_gets_time_to_start(store: Store) -> None:
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    reconcile(store, lambda _: False, ReconcileTerms(grace=timedelta(minutes=1)))
    assert sent(store, document_id, Queue.READ) == 1


def test_a_document_being_worked_on_is_left_alone(store: Store) -> None:
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    with store.begin() as tx:
        runs.begin(tx, document_id, Queue.READ, myself())
    reconcile(store, lambda _: False, TERMS)
    assert sent(store, document_id, Queue.READ) == 1


def test_work_whose_process_died_is_lost_and_sent_again(store: Store) -> None:
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    with store.begin() as tx:
        runs.begin(tx, document_id, Queue.READ, GONE)
    reconcile(store, lambda _: False, TERMS)
    with store.reading() as tx:
        (run,) = runs.of_document(tx, document_id)
        message = outbox.latest(tx, document_id, Queue.READ)
    assert run.outcome == "lost"
    assert message is not None
    assert message.sent_at is None


def test_a_document_that_kills_its_readers_stops_at_last(store: Store) -> None:
    document_id = receive(store)
    for _ in range(TERMS.max_attempts):
        sent(store, document_id, Queue.READ)
        with store.begin() as tx:
            runs.finish(tx, runs.begin(tx, document_id, Queue.READ, GONE), "lost", "Its process ended.")
    reconcile(store, lambda _: False, TERMS)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert document.stage is Stage.FAILED
    assert "3 times" in document.reason


def test_postponed_work_does_not_count_as_failed(store: Store) -> None:
    document_id = receive(store)
    for _ in range(10):
        with store.begin() as tx:
            runs.finish(tx, runs.begin(tx, document_id, Queue.READ, GONE), "postponed", "not yet")
    sent(store, document_id, Queue.READ)
    reconcile(store, lambda _: False, TERMS)
    assert stage_of(store, document_id) is Stage.RECEIVED


@pytest.mark.parametrize("intended", [False, True])
def test_a_document_of_a_dead_bot_is_taken_back(store: Store, intended: bool) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, GONE, timedelta(minutes=5))
        if intended:
            postings.intend(tx, document_id, fence, GONE)
    reconcile(store, lambda _: False, TERMS)
    assert stage_of(store, document_id) is (Stage.IN_DOUBT if intended else Stage.READY)


def test_a_document_of_a_living_bot_is_left_alone(store: Store) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        postings.claim(tx, document_id, myself(), timedelta(minutes=5))
    reconcile(store, lambda _: False, TERMS)
    assert stage_of(store, document_id) is Stage.CLAIMED


def test_a_bot_of_another_host_keeps_its_lease_and_no_longer(store: Store) -> None:
    held, over = make_document_ready(store, "A-1"), make_document_ready(store, "A-2")
    elsewhere = Owner("another-host", 1, 1.0)
    with store.begin() as tx:
        postings.claim(tx, held, elsewhere, timedelta(minutes=5))
        postings.claim(tx, over, elsewhere, timedelta(seconds=-1))
    reconcile(store, lambda _: False, TERMS)
    assert (stage_of(store, held), stage_of(store, over)) == (Stage.CLAIMED, Stage.READY)


def test_doubt_that_cannot_be_settled_goes_to_a_person(store: Store) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, GONE, timedelta(minutes=5))
        postings.intend(tx, document_id, fence, GONE)
        walk(tx, document_id, Stage.SUBMITTING, Stage.IN_DOUBT)
        for _ in range(TERMS.max_attempts):
            runs.finish(tx, runs.begin(tx, document_id, Queue.KEY, GONE), "failed", "search failed")
    sent(store, document_id, Queue.KEY)
    reconcile(store, lambda _: False, TERMS)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW


def test_a_clock_that_was_set_back_neither_holds_messages_nor_doubles_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly = clock.now
    monkeypatch.setattr(clock, "now", lambda tx: truly(tx) + timedelta(hours=1))
    document_id = receive(store)
    monkeypatch.setattr(clock, "now", truly)
    assert sent(store, document_id, Queue.READ) == 1, "it does not wait for an hour"
    for _ in range(3):
        reconcile(store, lambda _: False, TERMS)
    assert sent(store, document_id, Queue.READ) == 2, "sent again once, as the queue lost it"


def test_a_backlog_is_looked_at_from_round_to_round(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrator.reconcile.LOOKED_AT_ONCE", 4)
    ids = [receive(store) for _ in range(10)]
    for document_id in ids:
        sent(store, document_id, Queue.READ)
    lost, bookmark, asked = ids[7], Bookmark(), Counter[str]()

    def is_waiting(message: outbox.Message) -> bool:
        asked[message.document_id] += 1
        return message.document_id != lost or message.id > len(ids)

    for _ in range(3):
        reconcile(store, is_waiting, TERMS, bookmark)
    assert asked == Counter(ids), "each once in three rounds"
    assert sent(store, lost, Queue.READ) == 2


def test_after_a_wiped_queue_one_round_hands_on_the_whole_backlog(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestrator.reconcile.LOOKED_AT_ONCE", 4)
    ids = [receive(store) for _ in range(10)]
    for document_id in ids:
        sent(store, document_id, Queue.READ)
    reconcile(store, lambda _: False, TERMS, Bookmark())
    assert [sent(store, document_id, Queue.READ) for document_id in ids] == [2] * len(ids)


def test_a_run_whose_end_could_not_be_written_does_not_hold_its_document_for_ever(store: Store) -> None:
    """As on a full disk: the process lives on and works on other documents."""
    document_id = receive(store)
    sent(store, document_id, Queue.READ)
    with store.begin() as tx:
        runs.begin(tx, document_id, Queue.READ, myself())
    reconcile(store, lambda _: False, replace(TERMS, run_limit=timedelta(0)))
    assert sent(store, document_id, Queue.READ) == 2

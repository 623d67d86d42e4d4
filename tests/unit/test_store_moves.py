"""Moves: every legal one is written whole, every illegal or racing one writes nothing."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.errors import DocumentNotFound, IllegalMove, LostRace
from orchestrator.stages import MOVES, QUEUE_OF, RESTING, Stage
from orchestrator.store import Store, audit, documents, outbox
from queues.names import Queue
from tests.farm_documents import receive, stage_of, walk


def test_a_received_document_is_told_to_the_read_queue(store: Store) -> None:
    document_id = receive(store)
    with store.reading() as tx:
        (message,) = outbox.due(tx)
    assert (message.document_id, message.queue) == (document_id, Queue.READ)


def test_a_move_writes_stage_history_and_outbox_together(store: Store) -> None:
    document_id = receive(store)
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, "reader", "It was read.")
    with store.reading() as tx:
        entry = audit.history(tx, document_id)[-1]
        queued = outbox.latest(tx, document_id, Queue.JUDGE)
        document = documents.get(tx, document_id)
    assert (document.stage, document.reason) == (Stage.EXTRACTED, "It was read.")
    assert (entry.action, entry.actor, entry.data["from"], entry.data["to"]) == (
        "moved",
        "reader",
        "received",
        "extracted",
    )
    assert queued is not None


def test_a_failed_transaction_leaves_no_trace(store: Store) -> None:
    document_id = receive(store)
    with pytest.raises(RuntimeError), store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, "reader", "It was read.")
        raise RuntimeError("pulled the plug")
    with store.reading() as tx:
        assert len(audit.history(tx, document_id)) == 2
        assert outbox.latest(tx, document_id, Queue.JUDGE) is None
    assert stage_of(store, document_id) is Stage.RECEIVED


@given(st.sampled_from(Stage), st.sampled_from(Stage))
def test_the_table_alone_decides_what_is_legal(from_: Stage, to: Stage) -> None:
    if to not in MOVES[from_]:
        with pytest.raises(IllegalMove):
            documents.move(None, "0" * 32, from_, to, "test", "")  # type: ignore[arg-type]  # refused before it is used


def test_every_stage_is_left_or_rests() -> None:
    assert set(MOVES) == set(Stage)
    for stage in Stage:
        assert MOVES[stage] or stage in RESTING
    assert not RESTING & set(QUEUE_OF)


def test_a_document_that_moved_on_cannot_be_moved_from_where_it_was(store: Store) -> None:
    document_id = receive(store)
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED)
    with pytest.raises(LostRace), store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.QUARANTINED, "late", "too late")
    assert stage_of(store, document_id) is Stage.EXTRACTED


def test_of_many_that_race_for_a_move_exactly_one_wins(store: Store) -> None:
    document_id = receive(store)
    outcomes: list[str] = []
    barrier = threading.Barrier(6)

    def racer() -> None:
        barrier.wait()
        try:
            with store.begin() as tx:
                documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, "racer", "mine")
            outcomes.append("won")
        except LostRace:
            outcomes.append("lost")

    threads = [threading.Thread(target=racer) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["lost"] * 5 + ["won"]


def test_an_old_fence_is_refused(store: Store) -> None:
    document_id = receive(store)
    with pytest.raises(LostRace), store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, "old", "", fence=7)


def test_a_document_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    document_id = receive(store)
    with store.reading() as tx:
        assert documents.get(tx, document_id[:10]).id == document_id
        with pytest.raises(DocumentNotFound, match="no document"):
            documents.get(tx, "zz")


def test_an_ambiguous_beginning_is_refused(store: Store) -> None:
    receive(store), receive(store)
    with store.reading() as tx, pytest.raises(DocumentNotFound, match="more than one"):
        documents.get(tx, "")


@pytest.mark.parametrize("text", ["100%_real", "it's", "%", "_", "\\"])
def test_search_takes_its_text_literally(store: Store, text: str) -> None:
    receive(store, name=b"other.pdf")
    wanted = receive(store, name=f"a {text} b.pdf".encode())
    with store.reading() as tx:
        assert [document.id for document in documents.listing(tx, text=text)] == [wanted]

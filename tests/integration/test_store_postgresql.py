"""What the store does particularly on PostgreSQL; the tests of the store run on it too."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config.processes import myself
from config.settings import Settings
from orchestrator.errors import LostRace
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, engine, heartbeats, postings, receipts, schedules
from orchestrator.store.migrate import open_store
from tests.farm_documents import make_document_ready, receive, stage_of
from tests.postgresql import PostgresCluster


@pytest.fixture
def store(postgresql: PostgresCluster, tmp_path: Path) -> Iterator[Store]:
    with postgresql.database() as url:
        opened = open_store(Settings(home=tmp_path, BOTFARM_DATABASE_URL=url))
        yield opened
        opened.close()


def test_a_document_goes_its_way(store: Store) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, myself(), timedelta(minutes=1))
        postings.intend(tx, document_id, fence, myself())
        documents.move(tx, document_id, Stage.SUBMITTING, Stage.POSTED, "bot", "keyed", fence=fence)
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact
        assert documents.listing(tx, text="INVOICE.pdf")[0].id == document_id


def test_one_racer_wins(store: Store) -> None:
    document_id = receive(store)
    outcomes: list[str] = []

    def racer() -> None:
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


def test_many_writers_make_one_chain(store: Store) -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend(receive(store) for _ in range(10))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).entries == 80
        assert len(receipts.everything(tx)) == 40


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_history_only_grows(store: Store, statement: str) -> None:
    receive(store)
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as tx:
        tx.execute(text(statement))


def test_two_documents_of_one_invoice_reach_one_bot(store: Store) -> None:
    first, second = make_document_ready(store, "RE-7"), make_document_ready(store, "re 7")
    assert (stage_of(store, first), stage_of(store, second)) == (Stage.READY, Stage.NEEDS_REVIEW)


def test_a_tick_is_taken_once(store: Store) -> None:
    due = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    with store.begin() as tx:
        assert schedules.take(tx, "report", due) is not None
        assert schedules.take(tx, "report", due) is None
        heartbeats.beat(tx, "intake", myself(), "idle", 12)
        assert schedules.last_due(tx, "report") == due


def test_kept_readers_see_what_was_committed_and_one_state_where_asked(store: Store) -> None:
    store.keep_readers()
    before = receive(store)
    with store.reading(one_state=True) as still, store.reading() as fresh:
        assert {one.id for one in documents.listing(still)} == {one.id for one in documents.listing(fresh)} == {before}
        after = receive(store)
        assert {one.id for one in documents.listing(still)} == {before}
        assert {one.id for one in documents.listing(fresh)} == {before, after}
    for one_state in (True, False):
        with store.reading(one_state=one_state) as tx:
            assert audit.verify(tx, store.audit_key).intact


def test_a_kept_reader_that_was_cut_while_it_lay_idle_is_replaced(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "IDLE_SECONDS", 0)
    store.keep_readers()
    own = text("SELECT pg_backend_pid()")
    with store.reading() as tx:
        first = tx.execute(own).scalar_one()
    with store.begin() as tx:
        assert tx.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": first}).scalar_one()
    with store.reading() as tx:
        assert tx.execute(own).scalar_one() != first

"""Hosts whose clocks are an hour apart: leases, waits and the history go by the database's clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import orchestrator.store as store_package
from config.processes import Owner
from config.settings import Settings
from orchestrator.reconcile import ReconcileTerms, reconcile
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, clock, documents, open_store, outbox, postings
from tests.farm_documents import make_document_ready, receive, stage_of
from tests.postgresql import PostgresCluster

ELSEWHERE = Owner("another-host", 4711, 1.0)
RECONCILE = "orchestrator.reconcile"


@pytest.fixture
def store(postgresql: PostgresCluster, tmp_path: Path) -> Iterator[Store]:
    with postgresql.database() as url:
        opened = open_store(Settings(home=tmp_path, BOTFARM_DATABASE_URL=url))
        yield opened
        opened.close()


@contextmanager
def an_hour_off(monkeypatch: pytest.MonkeyPatch, hours: int) -> Iterator[None]:
    """This process as on a host whose clock is wrong, in every module of the store that could ask it."""

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(hours=hours)

    with monkeypatch.context() as patched:
        for name in [
            *(f"orchestrator.store.{found.name}" for found in iter_modules(store_package.__path__)),
            RECONCILE,
        ]:
            if hasattr(module := import_module(name), "datetime"):
                patched.setattr(module, "datetime", Wrong)
        yield


@pytest.mark.parametrize("hours", [-1, 1])
def test_the_time_is_the_databases(store: Store, monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    with an_hour_off(monkeypatch, hours), store.reading() as tx:
        assert abs(clock.now(tx) - datetime.now(UTC)) < timedelta(seconds=5)
        assert clock.now(tx) <= clock.now(tx)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_bot_whose_clock_is_wrong_keeps_its_claim_and_no_longer(
    store: Store, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    document_id = make_document_ready(store)
    with an_hour_off(monkeypatch, hours), store.begin() as tx:
        fence = postings.claim(tx, document_id, ELSEWHERE, timedelta(minutes=4))
    reconcile(store, lambda message: True, ReconcileTerms())
    assert stage_of(store, document_id) is Stage.CLAIMED
    with an_hour_off(monkeypatch, hours), store.begin() as tx:
        postings.intend(tx, document_id, fence, ELSEWHERE)
    with store.reading() as tx:
        (attempt,) = postings.open_attempts(tx)
        assert abs(attempt.lease_until - clock.now(tx) - timedelta(minutes=4)) < timedelta(seconds=5)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_dispatcher_whose_clock_is_wrong_takes_nobodys_claim(
    store: Store, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        postings.claim(tx, document_id, ELSEWHERE, timedelta(minutes=4))
    with an_hour_off(monkeypatch, hours):
        reconcile(store, lambda message: True, ReconcileTerms())
    assert stage_of(store, document_id) is Stage.CLAIMED


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_a_host_with_a_wrong_clock_enqueues_is_due_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    with an_hour_off(monkeypatch, hours):
        document_id = receive(store)
    with store.reading() as tx:
        assert [message.document_id for message in outbox.due(tx)] == [document_id]
        entries = audit.history(tx, document_id)
        assert abs(documents.get(tx, document_id).received_at - clock.now(tx)) < timedelta(seconds=10)
    assert abs(datetime.fromisoformat(entries[0].at) - datetime.now(UTC)) < timedelta(seconds=10)


def test_a_settle_time_is_not_cut_short_by_a_clock_that_is_ahead(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id, begun = make_document_ready(store), datetime.now(UTC)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, ELSEWHERE, timedelta(0))
        documents.move(tx, document_id, Stage.CLAIMED, Stage.SUBMITTING, "test", "clicked", fence=fence)
    reconcile(store, lambda message: False, ReconcileTerms(settle=timedelta(minutes=2)))
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    with an_hour_off(monkeypatch, 1), store.reading() as tx:
        assert [message.queue for message in outbox.due(tx) if message.created_at > begun] == []

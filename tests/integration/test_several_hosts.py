"""What several hosts of one farm must bear of each other, on a PostgreSQL that both use."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from config import processes
from config.errors import ConfigError
from config.processes import Owner, myself
from config.settings import Settings, load_settings
from orchestrator.errors import NotReady
from orchestrator.parts import main_of, parts_of
from orchestrator.reconcile import ReconcileTerms, reconcile
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, heartbeats, open_store, outbox, postings, runs
from orchestrator.store import engine as engine_module
from orchestrator.store.migrate import _upgrade
from orchestrator.wiring import Farm
from queues.names import Queue
from tests.farm_documents import make_document_ready, receive, stage_of
from tests.postgresql import PostgresCluster

ELSEWHERE = Owner("another-host/0badcafe", 4711, 1.0)
KEY = "one key for all hosts"


@pytest.fixture
def url(postgresql: PostgresCluster) -> Iterator[str]:
    with postgresql.database() as address:
        yield address


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Settings(home=tmp_path / "one", BOTFARM_DATABASE_URL=url, audit_key=KEY))
    yield opened
    opened.close()


def silence(store: Store, host: str, seconds: float) -> None:
    """That host's last sign of life was so long ago."""
    with store.begin() as tx:
        statement = "UPDATE heartbeats SET seen_at = seen_at - make_interval(secs => :seconds) WHERE host = :host"
        tx.execute(text(statement), {"seconds": seconds, "host": host})


def beat(store: Store, owner: Owner, part: str = "read") -> None:
    with store.begin() as tx:
        heartbeats.beat(tx, part, owner, "idle", 1)


def test_hosts_of_one_name_are_told_apart() -> None:
    assert processes.is_here(myself())
    assert processes.name_of(myself().host) in myself().host
    twin = Owner(f"{processes.name_of(myself().host)}/00000000", myself().pid, myself().pid_started)
    assert not processes.is_here(twin)


def test_a_silent_host_loses_its_runs_but_not_what_it_keys(store: Store) -> None:
    read, keyed = receive(store), make_document_ready(store)
    with store.begin() as tx:
        runs.begin(tx, read, Queue.READ, ELSEWHERE)
        postings.claim(tx, keyed, ELSEWHERE, timedelta(minutes=4))
    beat(store, ELSEWHERE)
    silence(store, ELSEWHERE.host, 30)
    reconcile(store, lambda message: False, ReconcileTerms())
    with store.reading() as tx:
        assert [run.document_id for run in runs.unfinished(tx)] == [read]
    silence(store, ELSEWHERE.host, 20)
    reconcile(store, lambda message: False, ReconcileTerms())
    with store.reading() as tx:
        assert runs.unfinished(tx) == ()
        assert runs.of_document(tx, read)[0].outcome == "lost"
    assert stage_of(store, keyed) is Stage.CLAIMED


def test_a_host_with_one_part_that_still_beats_keeps_its_runs(store: Store) -> None:
    with store.begin() as tx:
        runs.begin(tx, receive(store), Queue.READ, ELSEWHERE)
    beat(store, ELSEWHERE, "read")
    silence(store, ELSEWHERE.host, 300)
    beat(store, ELSEWHERE, "judge")
    reconcile(store, lambda message: False, ReconcileTerms())
    with store.reading() as tx:
        assert len(runs.unfinished(tx)) == 1


def test_a_part_that_was_stopped_is_not_called_silent_and_a_replaced_one_is_forgotten(store: Store) -> None:
    name = processes.name_of(myself().host)
    before = Owner(f"{name}/00000000", 7, 1.0)
    beat(store, before)
    silence(store, before.host, 3600)
    beat(store, ELSEWHERE)
    silence(store, ELSEWHERE.host, 3600)
    beat(store, myself())
    with store.reading() as tx:
        assert {found.host for found in heartbeats.listing(tx)} == {myself().host, ELSEWHERE.host}
    with store.begin() as tx:
        heartbeats.say_goodbye(tx, "read", myself())
    with store.reading() as tx:
        assert [found.host for found in heartbeats.listing(tx)] == [ELSEWHERE.host]


def test_two_dispatchers_side_by_side_do_no_harm(store: Store) -> None:
    for _ in range(12):
        receive(store)
    with store.begin() as tx:
        for message in outbox.due(tx):
            outbox.mark_sent(tx, message.id)
    claimed = make_document_ready(store)
    with store.begin() as tx:
        postings.claim(tx, claimed, ELSEWHERE, timedelta(0))
    terms = ReconcileTerms(grace=timedelta(0))
    threads = [threading.Thread(target=reconcile, args=(store, lambda message: False, terms)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stage_of(store, claimed) is Stage.READY
    with store.reading() as tx:
        assert [attempt.outcome for attempt in postings.attempts_of(tx, claimed)] == ["lost"]
        assert audit.verify(tx, store.audit_key).intact
        assert documents.stage_counts(tx)[Stage.RECEIVED] == 12


def test_a_reconciler_that_comes_too_late_does_not_write_over_what_the_bot_wrote(store: Store) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, myself(), timedelta(minutes=1))
        postings.intend(tx, document_id, fence, myself())
        documents.move(tx, document_id, Stage.SUBMITTING, Stage.POSTED, "bot", "keyed", fence=fence)
        postings.finish(tx, document_id, fence, "posted", "keyed")
    reconcile(store, lambda message: False, ReconcileTerms())
    with store.reading() as tx:
        assert postings.attempts_of(tx, document_id)[0].outcome == "posted"


def test_hosts_that_start_together_make_one_schema_and_one_history(postgresql: PostgresCluster, tmp_path: Path) -> None:
    postgresql.say("CREATE DATABASE bare")
    settings = [
        Settings(home=tmp_path / str(n), BOTFARM_DATABASE_URL=postgresql.url("bare"), audit_key=KEY) for n in range(4)
    ]
    opened: list[Store] = []
    threads = [threading.Thread(target=lambda s=one: opened.append(open_store(s))) for one in settings]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert len(opened) == 4
        with opened[0].reading() as tx:
            assert audit.verify(tx, opened[0].audit_key).intact
        _upgrade(opened[1])
        _upgrade(opened[2])
    finally:
        for store in opened:
            store.close()
        postgresql.say("DROP DATABASE bare WITH (FORCE)")


def test_a_host_without_the_farms_audit_key_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ConfigError, match="BOTFARM_AUDIT_KEY_FILE"):
            open_store(Settings(home=tmp_path / "two", BOTFARM_DATABASE_URL=url))
    receive(store)
    with store.reading() as tx:
        assert audit.verify(tx, KEY.encode()).intact


def test_a_database_that_is_away_is_waited_for(store: Store, url: str, postgresql: PostgresCluster) -> None:
    with pytest.raises(NotReady, match="does not answer"), store.begin() as tx:
        postgresql.say(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{urlsplit(url).path[1:]}'"
        )
        tx.execute(text("SELECT 1"))
    with store.reading() as tx:
        assert documents.stage_counts(tx) == {}


def test_a_connection_that_nobody_answers_fails_in_seconds(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(NotReady, match="does not answer"):
        open_store(Settings(home=tmp_path, BOTFARM_DATABASE_URL="postgresql://farm@192.0.2.1/farm"))
    assert time.monotonic() - begun < 4 * engine_module.WITHIN_SECONDS


def test_the_server_lets_go_of_what_a_lost_host_held(store: Store) -> None:
    limits = {
        "idle_in_transaction_session_timeout": f"{engine_module.STALLED_SECONDS // 60}min",
        "lock_timeout": "30s",
    }
    with store.reading() as tx:
        for name, value in limits.items():
            assert tx.execute(text(f"SHOW {name}")).scalar_one() == value


def test_a_transaction_that_stopped_in_the_middle_does_not_hold_the_others_up(store: Store) -> None:
    with pytest.raises(NotReady), store.begin() as tx:
        tx.execute(text("SET LOCAL idle_in_transaction_session_timeout = '300ms'"))
        audit.append(tx, "stalled", "holds the history's lock", None, {})
        assert receive(store)  # waits until the server has ended the stalled one
        tx.execute(text("SELECT 1"))
    with store.reading() as tx:
        assert "stalled" not in {entry.actor for d in documents.listing(tx) for entry in audit.history(tx, d.id)}


def test_readers_and_judges_side_by_side(tmp_path: Path) -> None:
    several = Farm(load_settings(home=tmp_path, readers=3, judges=1))
    assert parts_of(several, "read") == ("read:1", "read:2", "read:3")
    assert parts_of(several, "judge") == ("judge",)
    assert callable(main_of(several, "read:2"))
    for wrong in ("read:x", "web:2", "nonsense"):
        with pytest.raises(ConfigError, match="There is no part"):
            main_of(several, wrong)

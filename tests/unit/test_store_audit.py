"""The history: any change, removal or insertion is found and named."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from orchestrator.stages import Stage
from orchestrator.store import Store, audit
from tests.farm_documents import receive, walk

TAMPER = {
    "changed content": ("UPDATE audit SET data = replace(data, 'extracted', 'posted') WHERE seq = 3", 3),
    "changed actor": ("UPDATE audit SET actor = 'somebody else' WHERE seq = 2", 2),
    "changed time": ("UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 1", 1),
    "changed hash": ("UPDATE audit SET hash = replace(hash, substr(hash, 1, 8), 'ffff0000') WHERE seq = 2", 2),
    "removed in the middle": ("DELETE FROM audit WHERE seq = 3", 3),
    "removed at the beginning": ("DELETE FROM audit WHERE seq = 1", 1),
    "cut off at the end": ("DELETE FROM audit WHERE seq = 5", 5),
    "all removed": ("DELETE FROM audit", 1),
    "inserted": (
        "INSERT INTO audit SELECT 0, at, actor, action, document_id, data, previous_hash, hash, "
        "commitment FROM audit WHERE seq = 1",
        0,
    ),
    "appended": (
        "INSERT INTO audit SELECT 6, at, actor, action, document_id, data, hash, hash, commitment FROM audit "
        "WHERE seq = 5",
        6,
    ),
    "moved past the history": ("UPDATE documents SET stage = 'posted'", 5),
    "seal removed": ("DELETE FROM audit_head", 5),
    "seal turned back": ("UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit WHERE seq = 4)", 5),
}

TRIGGERS = {"sqlite": ["audit_no_update", "audit_no_delete"], "postgresql": ["audit_append_only ON audit"]}


@pytest.fixture
def written(store: Store) -> Store:
    """A history of five entries."""
    document_id = receive(store)
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW, Stage.REJECTED)
    return store


def tamper(store: Store, statement: str) -> None:
    """As somebody with the database file would: the triggers are taken away first."""
    with store.begin() as tx:
        for trigger in TRIGGERS[tx.dialect.name]:
            tx.execute(text(f"DROP TRIGGER {trigger}"))
        tx.execute(text(statement))


def test_an_untouched_history_is_intact(written: Store) -> None:
    with written.reading() as tx:
        result = audit.verify(tx, written.audit_key)
    assert (result.intact, result.entries) == (True, 5)


def test_an_empty_history_is_intact(store: Store) -> None:
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact


@pytest.mark.parametrize("what", TAMPER)
def test_tampering_is_found_and_its_first_place_named(written: Store, what: str) -> None:
    statement, seq = TAMPER[what]
    tamper(written, statement)
    with written.reading() as tx:
        result = audit.verify(tx, written.audit_key)
    assert (result.broken_seq, bool(result.problem)) == (seq, True)


def test_a_chain_computed_anew_lacks_the_seal(written: Store) -> None:
    with written.reading() as tx:
        result = audit.verify(tx, b"another key")
    assert not result.intact
    assert "seal" in result.problem


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE seq = 1"])
def test_the_database_itself_refuses_changes(written: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), written.begin() as tx:
        tx.execute(text(statement))


def test_entries_of_one_transaction_are_all_or_none(store: Store) -> None:
    def fails() -> None:
        with store.begin() as tx:
            audit.append(tx, "test", "one", None, {})
            audit.append(tx, "test", "two", None, {})
            raise RuntimeError

    call: Callable[[], None] = fails
    with pytest.raises(RuntimeError):
        call()
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).entries == 0

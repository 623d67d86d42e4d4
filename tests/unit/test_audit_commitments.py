"""Personal data lies apart from the chain: changed it is found, erased it is not missed."""

import json

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from orchestrator.stages import Stage
from orchestrator.store import Store, audit, audit_hashing, clock, erasures
from orchestrator.store.audit_hashing import PUBLIC, canonical, parted
from orchestrator.store.tables import audit as entries
from orchestrator.store.tables import audit_head, audit_private
from tests.farm_documents import receive, walk
from tests.one_store import settings, store

__all__ = ["settings", "store"]

TRIGGERS = {
    "sqlite": ["audit_no_update", "audit_no_delete", "audit_private_no_update"],
    "postgresql": ["audit_append_only ON audit", "audit_private_unchanged ON audit_private"],
}


@pytest.fixture
def written(store: Store) -> Store:
    """Seven entries: two of a document's coming in, three moves, two that concern no document."""
    document_id = receive(store, name=b"anna-berg.pdf")
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW, Stage.REJECTED)
        audit.append(tx, "OpenID", "login failed", None, {"subject": "anna@example.org", "reason": "Locked out."})
        audit.append(tx, "anna (web)", "reindexed", None, {"count": 3})
    return store


def unguarded(store: Store, *statements: str) -> None:
    """As somebody with the database file would: the triggers are taken away first."""
    with store.begin() as tx:
        for trigger in TRIGGERS[tx.dialect.name]:
            tx.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            tx.execute(text(statement))


def found(store: Store) -> tuple[int | None, str]:
    with store.reading() as tx:
        result = audit.verify(tx, store.audit_key)
    return result.broken_seq, result.problem


def test_what_is_public_is_parted_from_what_is_not(written: Store) -> None:
    with written.reading() as tx:
        row = tx.execute(select(entries).where(entries.c.seq == 1)).one()
        part = tx.execute(select(audit_private).where(audit_private.c.seq == 2)).one()
        assert set(json.loads(row.data)) == {"to", "sha256"} <= PUBLIC
        assert json.loads(part.content) == {"name": "anna-berg.pdf"} and len(part.salt) == 64
        everything = "".join(tx.execute(select(entries.c.data)).scalars())
        assert "anna-berg" not in everything and "Locked out" not in everything
        entry = audit.history(tx, row.document_id)[1]
        assert entry.data["name"] == "anna-berg.pdf" and not entry.erased
        assert list(entry.data) == sorted(entry.data)
        assert set(tx.execute(select(audit_private.c.seq)).scalars()) == {1, 2, 3, 4, 5, 6}


def test_salts_differ_so_that_equal_values_do_not_show() -> None:
    one, other = parted({"reason": "Ada"}, {}), parted({"reason": "Ada"}, {})
    assert one.private == other.private and one.commitment != other.commitment
    assert parted({"to": "posted"}, {}).commitment == ""
    assert parted({}, {"to": "Ada"}).private == canonical({"to": "Ada"})
    assert parted({"code": "x" * 201}, {}).public == "{}", "a long text is not public, whatever it is called"


@pytest.mark.parametrize(
    ("statement", "seq", "words"),
    [
        (
            "UPDATE audit_private SET content = replace(content, 'anna', 'otto') WHERE seq = 2",
            2,
            "personal",
        ),
        ("UPDATE audit_private SET salt = replace(salt, substr(salt, 1, 8), 'ffff0000') WHERE seq = 4", 4, "personal"),
        ("UPDATE audit_private SET salt = 'no salt' WHERE seq = 3", 3, "personal data was changed"),
        ("UPDATE audit_private SET seq = 99 WHERE seq = 6", 6, "nothing says that it was erased"),
        ("UPDATE audit SET commitment = NULL WHERE seq = 2", 2, "content was changed"),
        ("UPDATE audit SET commitment = '' WHERE seq = 2", 2, "content was changed"),
        ("DELETE FROM audit_private WHERE seq = 3", 3, "nothing says that it was erased"),
        ("DELETE FROM audit_private", 1, "nothing says that it was erased"),
        ("INSERT INTO audit_private VALUES (7, '00', '{}')", 7, "personal data was changed"),
        ("INSERT INTO audit_private VALUES (70, '00', '{}')", 7, "belongs to no entry"),
    ],
)
def test_tampering_with_what_lies_apart_is_found(written: Store, statement: str, seq: int, words: str) -> None:
    assert found(written) == (None, "")
    unguarded(written, statement)
    broken, problem = found(written)
    assert broken == seq and words in problem


def test_an_entry_by_itself_is_checked_with_its_personal_data(written: Store) -> None:
    unguarded(written, "UPDATE audit_private SET content = '{}' WHERE seq = 2")
    with written.reading() as tx:
        assert [seq for seq in range(1, 8) if not audit.holds(tx, seq)] == [2]


def test_the_database_refuses_to_change_personal_data(written: Store) -> None:
    with pytest.raises(DBAPIError, match="append-only"), written.begin() as tx:
        tx.execute(update(audit_private).values(content="{}"))


def test_entries_from_before_there_were_commitments_go_on_holding(store: Store) -> None:
    """As the first version wrote them: all data in the chain, hashed without a commitment."""
    with store.begin() as tx:
        previous = audit.START
        for seq in (1, 2):
            at = clock.now(tx).isoformat(timespec="microseconds")
            content = canonical({"login": "anna", "reason": "Ада"})
            digest = audit_hashing.entry_hash(seq, at, "anna (web)", "logged in", None, content, previous)
            row = {"seq": seq, "at": at, "actor": "anna (web)", "action": "logged in", "data": content}
            tx.execute(insert(entries).values(previous_hash=previous, hash=digest, **row))
            previous = digest
        sealed = audit_hashing.seal(store.audit_key, 2, previous)
        tx.execute(update(audit_head).values(seq=2, hash=previous, seal=sealed))
        audit.append(tx, "anna (web)", "logged out", None, {"login": "anna"})
        assert audit.of_farm(tx)[0].data["reason"] == "Ада" and not audit.of_farm(tx)[0].erased
    assert found(store) == (None, "")
    unguarded(store, "UPDATE audit SET data = replace(data, 'anna', 'otto') WHERE seq = 2")
    assert found(store)[0] == 2


def test_old_entries_of_logins_are_erased_and_the_chain_holds(written: Store) -> None:
    with written.begin() as tx:
        assert erasures.erase_acts(tx, "scheduler", ("login failed",), clock.now(tx), "Its period is over.") == 1
        assert erasures.erase_acts(tx, "scheduler", ("login failed",), clock.now(tx), "Its period is over.") == 0
        entry = audit.of_farm(tx)[0]
        assert entry.erased and entry.data == {}
    with written.reading() as tx:
        result = audit.verify(tx, written.audit_key)
    assert (result.intact, result.entries, result.erased, result.private) == (True, 8, 1, 6)
    with written.begin() as tx:
        audit.append(tx, "OpenID", "login failed", None, {"subject": "otto"})
        tx.execute(delete(audit_private).where(audit_private.c.seq == 9))
    assert found(written)[0] == 9, "what went after the erasure was not erased by it"

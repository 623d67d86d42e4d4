"""The command line: verify, anchor, export, erase and retention; and what the schedule does of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update
from typer.testing import CliRunner

from config.files import PACKAGED
from orchestrator.auditing import verify_bundle
from orchestrator.cli import app
from orchestrator.errors import DecisionRefused
from orchestrator.schedule import ACTIONS
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents
from orchestrator.store.tables import documents as documents_table
from orchestrator.wiring import farm
from tests import factories


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("BOTFARM_HOME", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL", "BOTFARM_DATABASE_URL", "BOTFARM_REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    farm.cache_clear()
    yield farm().store
    farm().store.close()
    farm.cache_clear()


def said(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def quarantined(store: Store, name: str) -> str:
    return factories.received(store, name.encode(), f"{name}.pdf", stage=Stage.QUARANTINED, reason="Broken.")


def test_verify_says_what_was_checked_and_where_it_breaks(store: Store) -> None:
    quarantined(store, "a")
    assert "Entry 2 is anchored in" in said("audit", "anchor")
    printed = said("audit", "verify")
    assert "The history is intact: 3 entries." in printed and "the personal data of 2 entries" in printed
    assert "1 anchors; that 1 documents stand" in printed
    found = json.loads(said("audit", "verify", "--json"))
    assert (found["intact"], found["entries"], found["private"], found["anchors"]) == (True, 3, 2, 1)
    own = Path(farm().home) / "anchors" / "anchors.jsonl"
    assert "intact" in said("audit", "verify", "--anchors", str(own))
    with store.begin() as tx:
        tx.execute(text("DROP TRIGGER audit_private_no_update"))
        tx.execute(text("UPDATE audit_private SET content = '{}' WHERE seq = 2"))
    assert "broken at entry 2: The entry's personal data was changed" in said("audit", "verify", code=1)
    assert json.loads(said("audit", "verify", "--json", code=1))["broken_seq"] == 2


def test_export_writes_a_bundle_that_holds(store: Store, tmp_path: Path) -> None:
    quarantined(store, "a")
    target = tmp_path / "bundle.zip"
    printed = said("audit", "export", "--out", str(target), "--originals")
    assert "entries 1 to 2, 1 originals" in printed and "SHA-256 " in printed
    assert verify_bundle.main([str(target)]) == 0
    made = json.loads(said("audit", "export", "--out", str(target), "--no-private", "--json"))
    assert (made["first"], made["last"], made["originals"]) == (1, 3, 0)
    with pytest.raises(DecisionRefused, match="no entry"):
        said("audit", "export", "--until", "2020-01-01", "--out", str(tmp_path / "none.zip"))


def test_erase_asks_and_tells_what_is_gone(store: Store) -> None:
    document_id = quarantined(store, "a")
    aborted = CliRunner().invoke(app, ["erase", document_id, "-r", "why", "--force"], input="n\n")
    assert aborted.exit_code == 1
    with pytest.raises(DecisionRefused, match="must be kept until"):
        said("erase", document_id, "-r", "why", "--yes")
    assert f"Document {document_id} is erased, with 1 files before its time" in said(
        "erase", document_id[:8], "-r", "why", "--yes", "--force"
    )
    assert json.loads(said("document", document_id, "--json"))["history"][0]["erased"] is True
    assert "The history is intact" in said("audit", "verify")


def test_retention_shows_first_and_the_schedule_erases_where_the_file_says_so(store: Store) -> None:
    ids = [quarantined(store, name) for name in "ab"]
    long_ago = datetime.now(UTC) - timedelta(days=400)
    with store.begin() as tx:
        values = {"received_at": long_ago, "stage_since": long_ago}
        tx.execute(update(documents_table).where(documents_table.c.id == ids[0]).values(values))
    assert "1 documents are due; nothing was erased" in said("retention")
    assert ACTIONS["keep_retention"](farm()) == "1 documents due, 0 erased"
    own = farm().settings.user_config / "retention.toml"
    own.parent.mkdir()
    packaged = (PACKAGED / "retention.toml").read_text()
    own.write_text(packaged.replace("automatic = false", "automatic = true"))
    assert ACTIONS["keep_retention"](farm()) == "1 documents due, 1 erased"
    assert json.loads(said("retention", "--erase", "--json"))["due"] == []
    with store.reading() as tx:
        erased = [documents.get(tx, each).erased_at is not None for each in ids]
        assert erased == [True, False] and audit.verify(tx, store.audit_key).intact


def test_the_schedule_anchors(store: Store) -> None:
    quarantined(store, "a")
    assert ACTIONS["anchor_history"](farm()) == "entry 2"
    with store.reading() as tx:
        assert (audit.last(tx).action, audit.last(tx).actor) == ("anchored", "scheduler")

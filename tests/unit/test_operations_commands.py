"""The command line tells the same as the operations page, and tries all of a cause again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestrator.cli import app
from orchestrator.lane import pause
from orchestrator.stages import Stage
from orchestrator.store import Store, documents
from orchestrator.store.lanes import LaneAccount
from orchestrator.wiring import farm
from tests.farm_documents import receive, stage_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("BOTFARM_HOME", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL", "BOTFARM_DATABASE_URL", "BOTFARM_REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    farm.cache_clear()
    yield farm().store
    farm().store.close()
    farm.cache_clear()


def fail(store: Store, count: int) -> list[str]:
    found = [receive(store) for _ in range(count)]
    for document in found:
        with store.begin() as tx:
            documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", f"KeyError: '{document}'")
    return found


def said(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_status_tells_what_is_wrong_first(store: Store) -> None:
    """The queue server of this farm was never started, and a lane is paused."""
    fail(store, 2)
    pause(store, LaneAccount(name="books-1", erp="tryton", company="Example"), "Ada", "month end")
    printed = said("status")
    assert printed.startswith("The queue server does not answer.")
    assert "KeyError: …" in printed
    found = json.loads(said("status", "--json"))["operations"]
    assert found["well"] is False and found["failures"][0]["count"] == 2
    assert [trouble["act"] for trouble in found["troubles"]] == ["look", "look", "resume", "retry"]
    assert {queue["work"] for queue in found["queues"]} == {"read", "judge", "key"}


def test_all_of_a_cause_are_tried_again_after_their_number_was_told(store: Store) -> None:
    found = fail(store, 2)
    assert json.loads(said("failure", "list", "--json"))[0]["cause"] == "KeyError: …"
    assert "2 documents, failed: KeyError: …" in said("failure", "retry", "1", "-r", "so")
    assert {stage_of(store, document) for document in found} == {Stage.FAILED}, "it was only told"
    assert "2 of 2 are on their way again." in said("failure", "retry", "1", "-r", "so", "--yes")
    assert {stage_of(store, document) for document in found} == {Stage.RECEIVED}

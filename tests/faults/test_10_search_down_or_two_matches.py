"""Fault 10: the ERP's search is down, or finds two: the document waits in doubt or goes to a person, and is never keyed
again."""

from pathlib import Path

import pytest

from orchestrator.stages import Stage
from orchestrator.store import documents
from tests.farm_documents import order
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.faults.ledger_erp import somebody_elses

pytestmark = pytest.mark.slow
SOON = {"lane_probe_seconds": 0.5, "lane_probe_longest_seconds": 1.0}
CLICKED = "tests.faults.ledger_erp:Ledger.click:after"


def in_doubt(farm: FaultFarm) -> str:
    """A document whose bot was killed after the click."""
    (document_id,) = farm.make_ready(1)
    bot = farm.start("key", CLICKED)
    farm.reached("click")
    farm.kill(bot)
    return document_id


def reason(farm: FaultFarm, document_id: str) -> str:
    with farm.store.reading() as tx:
        return documents.get(tx, document_id).reason


def test_it_waits_in_doubt_while_the_search_is_down_and_is_settled_afterwards(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher", **SOON) as farm:
        document_id = in_doubt(farm)
        farm.ledger.is_down = True
        farm.start("key", "tests.faults.ledger_erp:LedgerSession._insist_on_up:count")
        farm.until_stage(document_id, Stage.IN_DOUBT)
        farm.until(lambda: sum(farm.calls("_insist_on_up").values()) >= 6, "the ERP to be asked six times", 120)
        assert farm.stage(document_id) is Stage.IN_DOUBT, reason(farm, document_id)
        assert "does not answer" in reason(farm, document_id)
        farm.ledger.is_down = False
        farm.until_stage(document_id, Stage.POSTED)
        farm.assert_posted_once([document_id])
        assert len(farm.ledger.clicks()) == 1


@pytest.mark.parametrize("whose", ["ours", "somebody's"])
def test_two_matches_are_for_a_person(tmp_path: Path, whose: str) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher") as farm:
        document_id = in_doubt(farm)
        keyed = order(document_id)
        farm.ledger.add(somebody_elses(keyed.invoice_number, keyed.mark if whose == "ours" else ""))
        farm.start("key")
        farm.until_stage(document_id, Stage.NEEDS_REVIEW)
        assert "X-RE-1" in reason(farm, document_id)
        assert len(farm.ledger.clicks()) == 1
        farm.assert_history()

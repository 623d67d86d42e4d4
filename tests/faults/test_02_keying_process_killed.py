"""Fault 2: the process that keys is killed (-9) before its claim, before its intent, after its click, after reading
back. Each time there is one entry in the ERP in the end."""

from pathlib import Path

import pytest

from orchestrator.stages import Stage
from tests.faults.fault_farm import fault_farm

KEEPS = {
    "before the claim": ("orchestrator.store.postings:claim:before", Stage.READY, 0),
    "before the intent": ("orchestrator.store.postings:intend:before", Stage.CLAIMED, 0),
    "after the intent, before the click": ("orchestrator.store.postings:intend:after", Stage.CLAIMED, 0),
    "with a durable intent": ("tests.faults.ledger_erp:Ledger.click:before", Stage.SUBMITTING, 0),
    "after the click": ("tests.faults.ledger_erp:Ledger.click:after", Stage.SUBMITTING, 1),
    "after reading back": ("tests.faults.ledger_erp:LedgerSession.read_back:after", Stage.SUBMITTING, 1),
}
"""At which gate it is killed; where the document stands then, and how many clicks there were."""


@pytest.mark.parametrize("moment", KEEPS)
def test_the_keying_process_is_killed(moment: str, tmp_path: Path) -> None:
    gate, stage, clicks = KEEPS[moment]
    with fault_farm(tmp_path, "queue", "dispatcher") as farm:
        (document_id,) = farm.make_ready(1)
        bot = farm.start("key", gate)
        farm.reached(gate.split(":")[1].rpartition(".")[2])
        assert (farm.stage(document_id), len(farm.ledger.clicks())) == (stage, clicks)
        farm.kill(bot)
        farm.start("key")
        farm.until_stage(document_id, Stage.POSTED)
        farm.assert_posted_once([document_id])
        assert len(farm.ledger.clicks()) == 1

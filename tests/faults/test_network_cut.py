"""A host that keys is cut off from the network and joins again later: every invoice is in the ERP once."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestrator.chaos.billing import load_sellers
from orchestrator.chaos.dropping import make_files
from orchestrator.chaos.local_erp import SUPPLIERS
from orchestrator.chaos.verdict import judge
from orchestrator.stages import Stage
from orchestrator.store import audit, documents
from tests.faults.hosts_farm import HostsFarm, hosts_farm
from tests.faults.network import insist_on_namespaces, network
from tests.running_farm import wait_until

DOCUMENTS = int(os.environ.get("BOTFARM_CUT_DOCUMENTS", "100"))
STANDSTILL = 180
"""Seconds, longer than lease and settle time together; how long all takes depends on the machine."""
pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(1500)]


def test_a_host_is_cut_off_while_it_keys_and_joins_again(tmp_path: Path, chromium: Path) -> None:
    insist_on_namespaces()
    with network("centre", "worker1", "worker2") as hosts, hosts_farm(tmp_path, hosts) as farm:
        try:
            cut_and_join(farm)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{farm.stages()}\n{farm.logs()}") from error


def cut_and_join(farm: HostsFarm) -> None:
    files = make_files(5, DOCUMENTS, load_sellers(SUPPLIERS), datetime.now(UTC).date())
    held_back = DOCUMENTS // 4
    lost, other = farm.workers
    wait_until(farm.inbox.exists, 60, "the intake")
    farm.drop(files[held_back:])
    wait_until(lambda: posted(farm) >= DOCUMENTS // 10, 240, "the first to be posted")
    wait_until(lambda: farm.attempts(lost, only_open=True), 60, "the first worker to key")
    lost.cut_off()
    (held,) = farm.attempts(lost, only_open=True)

    wait_until(lambda: not is_open(farm, held.document_id, held.fence), 180, "its document to be taken back")
    keyed_meanwhile = [attempt for attempt in farm.attempts(other) if attempt.claimed_at > held.claimed_at]
    assert keyed_meanwhile, "the other worker keyed nothing while the first was away"

    joined = datetime.now(UTC)
    lost.join()
    farm.drop(files[:held_back])
    while not farm.is_at_rest(DOCUMENTS):
        before = farm.stages()
        wait_until(
            lambda before=before: farm.stages() != before or farm.is_at_rest(DOCUMENTS), STANDSTILL, "anything to move"
        )
    assert [a for a in farm.attempts(lost) if a.claimed_at > joined and a.outcome == "posted"], "it never keyed again"
    with farm.store.reading() as tx:
        verdict = judge(files, farm.books(), documents.listing(tx, limit=10 * DOCUMENTS))
        history = audit.verify(tx, farm.store.audit_key)
    assert verdict.passed, verdict.findings
    assert (verdict.lost, verdict.twice, verdict.wrong) == (0, 0, 0)
    assert verdict.posted == verdict.wanted > 0
    assert history.intact, history.problem


def posted(farm: HostsFarm) -> int:
    return farm.stages().get(Stage.POSTED, 0)


def is_open(farm: HostsFarm, document_id: str, fence: int) -> bool:
    attempts = farm.attempts(farm.workers[0], only_open=True)
    return any((attempt.document_id, attempt.fence) == (document_id, fence) for attempt in attempts)

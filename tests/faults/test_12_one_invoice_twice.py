"""Fault 12: one invoice comes as two different documents, and two bots work at once: one entry in the ERP."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from orchestrator.judging import make_ready
from orchestrator.stages import Stage
from orchestrator.store import Store, findings
from tests.fakes.legacy_erp import COMPANY
from tests.farm_documents import order, receive, walk
from tests.faults.browser_farm import ERP, PATIENCE, BrowserFarm, browser_farm

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(600)]
INVOICES = 3


def validated(farm: BrowserFarm, number: str) -> str:
    document_id = receive(farm.store)
    with farm.store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED)
        findings.put_order(tx, order(document_id, number).model_copy(update={"company": COMPANY}))
    return document_id


def approve(store: Store, ids: tuple[str, ...], start: threading.Barrier) -> None:
    """What a judge does with documents that pass."""
    for document_id in ids:
        with store.reading() as tx:
            wanted = findings.order_of(tx, document_id)
        assert wanted is not None
        start.wait(60)
        with store.begin() as tx:
            make_ready(tx, ERP, wanted, Stage.VALIDATED, "test", "within the limit")


def test_two_documents_of_one_invoice_and_two_bots(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue") as farm:
        pairs = [(validated(farm, f"RE {n}"), validated(farm, f"re-{n}")) for n in range(INVOICES)]
        farm.start_all("key", "key")
        approve_at_once(farm, pairs)
        farm.start("dispatcher")
        farm.until(lambda: farm.is_at_rest(2 * INVOICES), "every document to rest", PATIENCE)
        assert farm.stages() == {Stage.POSTED: INVOICES, Stage.NEEDS_REVIEW: INVOICES}
        keyed = {entry.mark.removeprefix("botfarm:") for entry in farm.erp.posted()}
        assert len(farm.erp.posted()) == INVOICES
        assert Counter(len(keyed & set(pair)) for pair in pairs) == {1: INVOICES}, "one of each two"
        farm.assert_history()


def approve_at_once(farm: BrowserFarm, pairs: list[tuple[str, str]]) -> None:
    """Two judges, each with one document of every pair."""
    start = threading.Barrier(2)
    with ThreadPoolExecutor(2) as judges:
        done = [judges.submit(approve, farm.store, ids, start) for ids in zip(*pairs, strict=True)]
    for judge in done:
        judge.result()

"""The farm of the faults with a real browser: it keys into the fake legacy ERP, a web server with its own ledger."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from orchestrator.judging import make_ready
from orchestrator.stages import Stage
from orchestrator.store import findings
from tests.fakes.legacy_erp import BOT_PASSWORD, BOT_USER, COMPANY, LegacyErpControl, LegacyErpServer
from tests.farm_documents import order, receive, walk
from tests.faults.fault_farm import FaultFarm

ERP = "legacy"
PATIENCE = 180.0
"""A browser on a busy machine takes its time."""


class BrowserFarm(FaultFarm):
    """A farm and its ERP's server."""

    adapter = "tests.fakes.legacy_erp.adapter"

    def __init__(self, folder: Path, server: LegacyErpServer, **settings: Any) -> None:
        login = {
            "erp": ERP, "erp_url": server.url, "erp_company": COMPANY, "erp_user": BOT_USER,
            "erp_password": BOT_PASSWORD, "erp_step_seconds": 20.0, "erp_settle_seconds": 5.0,
        }  # fmt: skip
        super().__init__(folder, **{**login, **settings})
        self.server = server

    @property
    def erp(self) -> LegacyErpControl:
        return self.server.control

    def make_ready(self, count: int, first: int = 1) -> list[str]:
        return [self.make_one_ready(f"RE-{number}") for number in range(first, first + count)]

    def make_one_ready(self, number: str) -> str:
        document_id = receive(self.store)
        wanted = order(document_id, number).model_copy(update={"company": COMPANY})
        with self.store.begin() as tx:
            walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED)
            findings.put_order(tx, wanted)
            make_ready(tx, ERP, wanted, Stage.VALIDATED, "test", "within the limit")
        return document_id

    def until_posted(self, document_id: str) -> None:
        self.until_stage(document_id, Stage.POSTED, PATIENCE)

    def until_fired(self, rule: int) -> None:
        self.until(lambda: self.erp.fired(rule), "the ERP to get the click", PATIENCE)

    def assert_posted_once(self, ids: list[str]) -> None:
        assert self.erp.pending_commits() == 0
        assert Counter(entry.mark for entry in self.erp.posted()) == Counter(f"botfarm:{one}" for one in ids)
        self.assert_history()

    def posts(self) -> int:
        """How many requests to post the ERP's server got."""
        return sum(request.action == "post" and not request.late for request in self.erp.requests())


def browser_of(pid: int) -> psutil.Process:
    """The Chromium of a bot: its first process, which the others belong to."""
    below = psutil.Process(pid).children(recursive=True)
    return next(p for p in below if "chromium" in p.name() and not any("--type=" in word for word in p.cmdline()))


@contextmanager
def browser_farm(folder: Path, *parts: str, **settings: Any) -> Iterator[BrowserFarm]:
    with LegacyErpServer(folder / "erp") as server:
        farm = BrowserFarm(folder, server, **settings)
        try:
            farm.start_all(*parts)
            yield farm
        finally:
            farm.close()

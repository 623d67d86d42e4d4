"""kill -9 of each process while the demo runs, one after another: it still ends right, and nothing is posted twice."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest

from config.settings import load_settings
from deploy.tryton.server import TrytonServer
from deploy.tryton.setup import DATABASE, DEFAULT_FOLDER
from orchestrator.demo.story import SAMPLES
from orchestrator.stages import Stage
from orchestrator.store import documents
from orchestrator.wiring import Farm
from tests.conftest import ROOT, require
from tests.running_farm import PASSWORD_FILE, processes_of, wait_until
from tests.tryton_api import TrytonReader

pytestmark = [pytest.mark.slow, pytest.mark.erp, pytest.mark.browser, pytest.mark.timeout(700)]
CHOSEN = ["CN-0457", "HF-26-1240", "NL-2026-911"]
"""One that is posted, one that needs a person, one that is refused."""

When = Callable[[dict[Stage, int]], bool]


def anything(stages: dict[Stage, int]) -> bool:
    return bool(stages)


def claimed(stages: dict[Stage, int]) -> bool:
    return Stage.CLAIMED in stages


def submitting(stages: dict[Stage, int]) -> bool:
    return Stage.SUBMITTING in stages


def judging(stages: dict[Stage, int]) -> bool:
    return Stage.EXTRACTED in stages


VICTIMS: dict[str, tuple[str, When]] = {
    "intake": ("orchestrator part intake", anything),
    "dispatcher": ("orchestrator part dispatcher", anything),
    "reader": ("orchestrator part read", anything),
    "judge": ("orchestrator part judge", judging),
    "bot filling the form": ("orchestrator part key", claimed),
    "bot after its intent": ("orchestrator part key", submitting),
    "browser filling the form": ("chromium", claimed),
    "browser after the intent": ("chromium", submitting),
    "browser's driver": ("playwright/driver/node", claimed),
    "scheduler": ("orchestrator part scheduler", anything),
    "web": ("orchestrator part web", anything),
    "queue server": ("valkey", anything),
    "supervisor": ("orchestrator up", claimed),
    "ERP": ("trytond", claimed),
}


RUNS = (
    ("intake", "judge", "bot filling the form", "bot after its intent"),
    ("dispatcher", "reader", "browser filling the form", "browser after the intent"),
    ("scheduler", "web", "browser's driver"),
    ("queue server", "ERP"),
    ("supervisor",),
)
"""Who is killed in one run of the demo, each at its own moment; after one of them the next has to come to it again."""


def test_each_process_is_killed_in_a_run() -> None:
    assert sorted(victim for run in RUNS for victim in run) == sorted(VICTIMS)


@pytest.mark.parametrize("victims", RUNS, ids=", ".join)
def test_the_demo_ends_right_when_processes_are_killed(
    victims: tuple[str, ...], tmp_path: Path, chromium: Path
) -> None:
    require(DEFAULT_FOLDER.exists() and PASSWORD_FILE.exists(), "the local Tryton")
    home = tmp_path / "demo"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BOTFARM_HOME": str(tmp_path)}
    command = [sys.executable, "-P", "-m", "orchestrator", "demo", "--json", "--no-keep"]
    for word in CHOSEN:
        command += ["--sample", word]
    with (tmp_path / "demo.err").open("w") as errors:
        demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, cwd="/")
        killer = Killer(home, victims)
        killer.start()
        try:
            output, _ = demo.communicate(timeout=560)
        finally:
            killer.stop.set()
            killer.join(10)
            if demo.poll() is None:
                demo.kill()
    told = (tmp_path / "demo.err").read_text()
    assert killer.waiting == [], "these were never there to be killed at their moment"
    assert demo.returncode == 0, f"{output.decode()}\n{told}"
    assert json.loads(output)["surprises"] == []
    assert_posted_once(home)
    wait_until(lambda: processes_of(tmp_path) == [], 15, "every process of the demo to be gone")


def assert_posted_once(home: Path) -> None:
    """By the ERP's own books, opened anew."""
    rows = [json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text().splitlines()]
    chosen = [row for row in rows if row["outcome"] == "posted" and any(word in row["file"] for word in CHOSEN)]
    with TrytonServer(home / "tryton") as erp:
        books = TrytonReader(erp.url, DATABASE, "apbot", PASSWORD_FILE.read_text())
        found = Counter((entry.reference, entry.state) for entry in books.invoices())
    assert found == Counter({(row["truth"]["invoice_number"], "posted"): 1 for row in chosen})


class Killer(threading.Thread):
    """Kills one process of each victim, in their order, at the moment of each."""

    def __init__(self, home: Path, victims: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.home, self.waiting = home, list(victims)
        self.stop = threading.Event()

    def run(self) -> None:
        while not (self.home / "farm.sqlite").exists() or not (self.home / "inbox").exists():
            if self.stop.wait(0.1):
                return
        farm = Farm(load_settings(home=self.home))
        while self.waiting and not self.stop.wait(0.02):
            with farm.store.reading() as tx:
                stages = documents.stage_counts(tx)
            words, when = VICTIMS[self.waiting[0]]
            if when(stages) and self._kill(words):
                self.waiting.pop(0)

    def _kill(self, words: str) -> bool:
        for process in psutil.process_iter():
            try:
                line = " ".join(process.cmdline())
                mine = process.environ().get("BOTFARM_HOME") == str(self.home) or str(self.home) in line
                if mine and words in line and "--type=" not in line:
                    os.kill(process.pid, signal.SIGKILL)
                    return True
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return False

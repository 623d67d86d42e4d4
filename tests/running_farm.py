"""A farm as a user runs it, with a local Tryton beside it: processes, folders and pages, nothing in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from config.settings import load_settings
from deploy.tryton.server import TrytonServer
from deploy.tryton.setup import DATABASE, DEFAULT_FOLDER
from orchestrator.demo.kept import free_port
from orchestrator.stages import RESTING, Stage
from orchestrator.store import documents, receipts
from orchestrator.wiring import Farm
from tests.conftest import ROOT, require
from tests.tryton_api import TrytonReader

PYTHON = [sys.executable, "-P"]
PASSWORD_FILE = DEFAULT_FOLDER / "bot-password"


class RunningFarm:
    """`botfarm up` as a process on a home of its own."""

    def __init__(self, home: Path, erp_url: str) -> None:
        self.home = home
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BOTFARM_HOME": str(home),
            "BOTFARM_WEB_ADDRESS": f"127.0.0.1:{free_port()}",
            "BOTFARM_INBOX_SETTLE_SECONDS": "1",
            "BOTFARM_ERP_URL": erp_url,
            "BOTFARM_ERP_DATABASE": DATABASE,
            "BOTFARM_ERP_COMPANY": "Example Trading Company",
            "BOTFARM_ERP_USER": "apbot",
            "BOTFARM_ERP_PASSWORD_FILE": str(PASSWORD_FILE),
            "BOTFARM_ERP_SETTLE_SECONDS": "15",
        }
        self.farm = Farm(load_settings(home=home))
        self.process = self.start()

    @property
    def url(self) -> str:
        return f"http://{self.environment['BOTFARM_WEB_ADDRESS']}"

    def start(self) -> subprocess.Popen[bytes]:
        command = [*PYTHON, "-m", "orchestrator", "up", "--quiet"]
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "up.out").open("ab") as output:
            return subprocess.Popen(command, env=self.environment, stdout=output, stderr=output, cwd="/")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the farm as a user does."""
        command = [*PYTHON, "-m", "orchestrator", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, cwd="/")

    def drop(self, source: Path, name: str | None = None) -> None:
        """Put a file into the watched folder."""
        inbox = self.home / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / (name or source.name)).write_bytes(source.read_bytes())

    def at_rest(self, files: int) -> bool:
        """Whether so many files were taken in, nothing moves any more, and every file was given back."""
        with self.farm.store.reading() as tx:
            every = receipts.everything(tx)
            stages = documents.stage_counts(tx)
        return len(every) >= files and all(r.returned_text for r in every) and set(stages) <= RESTING

    def stages(self) -> dict[Stage, int]:
        with self.farm.store.reading() as tx:
            return documents.stage_counts(tx)

    def stop(self) -> float:
        """Stop it as Ctrl-C does; the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.monotonic() - begun


@contextmanager
def running_farm(folder: Path) -> Iterator[tuple[RunningFarm, TrytonReader]]:
    """A farm and its ERP, and a reader of the ERP's books by its own interface."""
    require(DEFAULT_FOLDER.exists() and PASSWORD_FILE.exists(), "the local Tryton")
    with TrytonServer(folder / "tryton") as erp:
        farm = RunningFarm(folder / "home", erp.url)
        try:
            yield farm, TrytonReader(erp.url, DATABASE, "apbot", PASSWORD_FILE.read_text())
        finally:
            if farm.process.poll() is None:
                farm.stop()


def wait_until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a state; fail with what was waited for."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.2)


def processes_of(home: Path) -> list[psutil.Process]:
    """Every process that belongs to the farm of this home, by its environment or its arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            named = str(home) in " ".join(process.cmdline())
            if process.pid != os.getpid() and (named or process.environ().get("BOTFARM_HOME") == str(home)):
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return [process for process in found if process.status() != psutil.STATUS_ZOMBIE]

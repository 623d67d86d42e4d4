"""A farm whose parts are processes that a test starts, kills and pauses one by one, on a home of its own."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from config.settings import load_settings
from orchestrator.demo.kept import free_port
from orchestrator.stages import RESTING, Stage
from orchestrator.store import Store, audit, documents
from orchestrator.wiring import Farm
from tests.conftest import ROOT
from tests.farm_documents import ERP, make_document_ready
from tests.faults.ledger_erp import Ledger

PASSWORD = "not-a-secret"
PATIENCE = 90.0


class FaultFarm:
    """The parts, the database and the ERP double of one farm. `settings` are those of the farm, by name."""

    adapter = "tests.faults.ledger_erp"
    """Where the adapter comes from; it is put where a user puts one."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger(folder / "ledger.sqlite")
        chosen = {
            "erp": ERP, "erp_url": f"file://{self.ledger.path}", "erp_company": "Example", "erp_user": "bot",
            "erp_password": PASSWORD, "erp_settle_seconds": 1.0, "erp_lease_seconds": 60.0,
            "inbox_settle_seconds": 0.2, "inbox_poll_seconds": 0.2, "web_address": f"127.0.0.1:{free_port()}",
            **settings,
        }  # fmt: skip
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BOTFARM_HOME": str(self.home),
            "FAULTS_TEST": str(os.getpid()),
            **{f"BOTFARM_{name.upper()}": str(value) for name, value in chosen.items()},
        }
        self.farm = Farm(load_settings(home=self.home, **chosen))
        adapter = self.home / "config" / "erp" / str(chosen["erp"]) / "adapter.py"
        adapter.parent.mkdir(parents=True)
        adapter.write_text(f"from {self.adapter} import ADAPTER\n\n__all__ = ['ADAPTER']\n")
        self.processes: list[subprocess.Popen[bytes]] = []
        self.kept: dict[str, subprocess.Popen[bytes]] = {}
        self.kept_environment: dict[str, dict[str, str]] = {}

    @property
    def store(self) -> Store:
        return self.farm.store

    def start(
        self, part: str, *gates: str, before: tuple[str, ...] = (), **environment: str
    ) -> subprocess.Popen[bytes]:
        """A part as a process, with gates in its way; `before` is a command that starts it (as `unshare`)."""
        command = [*before, sys.executable, "-P", "-m", "tests.faults.gates", str(self.folder), part, *gates]
        embedded = self.farm.embedded_queue
        if part == "queue" and embedded is not None:
            command = ["setpriv", "--pdeathsig", "KILL", *embedded.command()]  # what that part turns into
        with (self.folder / f"{part}.log").open("ab") as log:
            process = subprocess.Popen(
                command, env={**self.environment, **environment}, cwd=ROOT, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        if part == "queue" and embedded is not None:
            embedded.ready(60)
        return process

    def start_all(self, *parts: str) -> None:
        for part in parts:
            self.start(part)

    def keep(self, *parts: str, **environment: str) -> None:
        """Parts that are started again when they end, as the supervisor does; seen to while a state is waited for."""
        for part in parts:
            self.kept[part] = self.start(part, **environment)
            self.kept_environment[part] = environment

    def keep_with_gate(self, part: str, gate: str, **environment: str) -> None:
        """The same for one part that has a gate the first time."""
        self.kept[part] = self.start(part, gate, **environment)
        self.kept_environment[part] = environment

    def _restart_dead(self) -> None:
        for part, process in self.kept.items():
            if process.poll() is not None:
                self.kept[part] = self.start(part, **self.kept_environment[part])

    def make_ready(self, count: int, first: int = 1) -> list[str]:
        """So many documents that a bot may key."""
        erp = self.farm.settings.erp
        return [make_document_ready(self.store, f"RE-{number}", erp) for number in range(first, first + count)]

    def reached(self, gate: str, seconds: float = PATIENCE) -> None:
        """Wait until a process stands at a gate, and forget it."""
        self.until(lambda: (self.folder / f"{gate}.reached").exists(), f"gate {gate}", seconds)
        (self.folder / f"{gate}.reached").unlink()

    def calls(self, gate: str) -> Counter[int]:
        """How often each process came through a gate that counts."""
        told = self.folder / f"{gate}.calls"
        return Counter(int(pid) for pid in told.read_text().split()) if told.exists() else Counter()

    def open_gate(self, gate: str) -> None:
        (self.folder / f"{gate}.open").touch()

    def state_of(self, process: subprocess.Popen[bytes]) -> str:
        """As psutil calls it: running, sleeping, stopped, zombie; gone when there is no such process."""
        try:
            return str(psutil.Process(process.pid).status())
        except psutil.NoSuchProcess:
            return "gone"

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()

    def stages(self) -> dict[Stage, int]:
        with self.store.reading() as tx:
            return documents.stage_counts(tx)

    def stage(self, document_id: str) -> Stage:
        with self.store.reading() as tx:
            return documents.get(tx, document_id).stage

    def until_stage(self, document_id: str, wanted: Stage, seconds: float = PATIENCE) -> None:
        self.until(lambda: self.stage(document_id) is wanted, f"{document_id[:8]} to be {wanted}", seconds)

    def until_all(self, wanted: Stage, seconds: float = PATIENCE) -> None:
        self.until(lambda: set(self.stages()) == {wanted}, f"all to be {wanted}", seconds)

    def until(self, is_so: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
        """Wait for a state; fail with what was waited for, how things stand, and the last words of the parts."""
        end = time.monotonic() + seconds
        while not is_so():
            self._restart_dead()
            if time.monotonic() > end:
                raise AssertionError(f"waited {seconds:g} s for {what}; {self.stages()}\n{self.last_words()}")
            time.sleep(0.05)

    def last_words(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n" + log.read_text(errors="replace")[-3000:] for log in logs)

    def assert_posted_once(self, ids: list[str]) -> None:
        """By the ERP's own records: every document is there once, and nothing else is; the history is whole."""
        assert Counter(self.ledger.posted()) == Counter(f"botfarm:{document_id}" for document_id in ids)
        self.assert_history()

    def drop(self, name: str, content: bytes) -> None:
        """Put a file into the watched folder."""
        inbox = self.home / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / name).write_bytes(content)

    def is_at_rest(self, count: int) -> bool:
        """Whether there are so many documents and none of them has a way to go."""
        stages = self.stages()
        return sum(stages.values()) == count and set(stages) <= RESTING

    def assert_one_final_stage(self) -> None:
        """Every document came to rest, and once."""
        with self.store.reading() as tx:
            every = documents.listing(tx, limit=20_000)
            for document in every:
                moves = [entry.data["to"] for entry in audit.history(tx, document.id) if "to" in entry.data]
                assert sum(Stage(to) in RESTING for to in moves if to != Stage.VALIDATED) == 1, moves

    def assert_history(self) -> None:
        """Every entry is there and sealed, and every document stands where its history says."""
        with self.store.reading() as tx:
            result = audit.verify(tx, self.store.audit_key)
        assert result.intact, result

    def close(self) -> None:
        """End every process that was started here, with what it started."""
        for process in self.processes:
            family = [process.pid]
            with suppress(psutil.NoSuchProcess):
                family += [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
            for pid in family:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()
            for pid in family:  # what libfaketime shares and a killed process leaves
                for shared in ("faketime_shm", "sem.faketime_sem"):
                    Path(f"/dev/shm/{shared}_{pid}").unlink(missing_ok=True)


@contextmanager
def fault_farm(folder: Path, *parts: str, **settings: Any) -> Iterator[FaultFarm]:
    """A farm with these parts running."""
    farm = FaultFarm(folder, **settings)
    try:
        farm.start_all(*parts)
        yield farm
    finally:
        farm.close()

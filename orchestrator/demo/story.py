"""The demo from beginning to end: local ERP, farm, samples, table."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.settings import Settings, load_settings
from orchestrator.demo.erps import ERPS, ROOT, DemoErp
from orchestrator.demo.expected import Expected, Result, load_expected, results, surprises
from orchestrator.demo.kept import Kept, free_port
from orchestrator.demo.own_home import alone, clear
from orchestrator.errors import NotReady, OrchestratorError
from orchestrator.stages import RESTING, Stage
from orchestrator.store import documents, receipts
from orchestrator.wiring import Farm

SAMPLES = ROOT / "samples"
PATIENCE_SECONDS = 300.0
"""So long nothing may happen before the demo gives up."""
LOOK_SECONDS = 0.5

Tell = Callable[[dict[Stage, int], dict[str, Result]], None]


class Demo:
    """A fresh farm in a home of its own, with a local ERP. Use as `with Demo.running(...) as demo`.

    Only the `samples` whose names hold one of the words given are dropped; all, where none is given.
    """

    def __init__(self, home: Path, samples: Sequence[str] = (), erp: str = "tryton") -> None:
        self.home = home
        self.erp: DemoErp = ERPS[erp]
        self.erp_port = free_port()
        self.web_port = free_port(8400)
        self.expected: tuple[Expected, ...] = load_expected(SAMPLES, samples, erp)
        self.farm = Farm(self._settings())
        self.children: list[Kept] = []

    @classmethod
    @contextmanager
    def running(cls, home: Path, samples: Sequence[str] = (), erp: str = "tryton") -> Iterator["Demo"]:
        """Start the ERP of that name and a farm in a fresh home; stop both at the end.

        Raises:
            OrchestratorError: no such ERP, it is not set up, or another demo runs there.
        """
        if erp not in ERPS:
            raise OrchestratorError(f"The demo knows no ERP {erp!r}; it has {' and '.join(ERPS)}.")
        if not ERPS[erp].folder.exists():
            local = ERPS[erp]
            raise OrchestratorError(f"The local {local.title} is not set up; `./botfarm setup {local.set_up}` does it.")
        with alone(home, "demo"):
            clear(home)
            demo = cls(home, samples, erp)
            try:
                demo._start()
                yield demo
            finally:
                for child in reversed(demo.children):
                    child.stop()

    def drop_samples(self) -> None:
        """Put every sample into the watched folder, as a clerk does."""
        self.farm.inbox.mkdir(parents=True, exist_ok=True)
        for sample in self.expected:
            shutil.copyfile(SAMPLES / "documents" / sample.file, self.farm.inbox / sample.file)

    def wait(self, tell: Tell) -> dict[str, Result]:
        """Wait until every sample came to rest, keeping ERP and farm alive; give up when nothing happens any more."""
        last_change, before = time.monotonic(), ""
        while True:
            self.look_after()
            stages, found, moving = self._look()
            tell(stages, found)
            if not moving:
                return found
            now = f"{stages} {len(found)}"
            if now != before:
                last_change, before = time.monotonic(), now
            if time.monotonic() - last_change > PATIENCE_SECONDS:
                return found
            time.sleep(LOOK_SECONDS)  # how often to look; what is looked at is in other processes

    def look_after(self) -> None:
        """Start again what ended."""
        for child in self.children:
            child.look_after()

    def surprises(self, found: dict[str, Result]) -> tuple[str, ...]:
        """What did not come out as it should."""
        return surprises(self.expected, found)

    def report(self) -> Path:
        """Write the workbook and return its path."""
        from orchestrator.reports.workbook import write_workbook

        path = self.home / "reports" / "botfarm.xlsx"
        write_workbook(self.farm.store, path)
        return path

    def _look(self) -> tuple[dict[Stage, int], dict[str, Result], bool]:
        try:
            with self.farm.store.reading() as tx:
                stages = documents.stage_counts(tx)
                found = results(tx, [sample.file for sample in self.expected])
                returned = all(receipt.returned_text for receipt in receipts.everything(tx))
        except NotReady:
            return {}, {}, True
        moving = len(found) < len(self.expected) or not returned or any(stage not in RESTING for stage in stages)
        return stages, found, moving

    def _start(self) -> None:
        logs = self.home / "logs"
        logs.mkdir(parents=True, mode=0o700)
        arguments = self.erp.arguments(self.home / self.erp.name, self.erp_port)
        self.children.append(Kept(self.erp.module, arguments, {}, logs / f"{self.erp.name}.log"))
        self.farm.store.close()
        self.children.append(Kept("orchestrator", ["up", "--quiet"], self._environment(), logs / "up.out"))

    def _settings(self) -> Settings:
        values = {name.removeprefix("BOTFARM_").lower(): value for name, value in self._environment().items()}
        password_file = values.pop("erp_password_file")
        password = Path(password_file).read_text() if Path(password_file).exists() else ""
        return load_settings(**values, erp_password=password)

    def _environment(self) -> dict[str, str]:
        """The farm's settings."""
        return {
            "BOTFARM_HOME": str(self.home),
            "BOTFARM_WEB_ADDRESS": f"127.0.0.1:{self.web_port}",
            "BOTFARM_INBOX_SETTLE_SECONDS": "1",
            **self.erp.settings(self.erp_port),
        }

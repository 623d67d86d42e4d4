"""A chaos run from beginning to end: local ERP, farm, files, faults, quiet, and the ERP's records."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict

from config.settings import Settings, load_settings
from orchestrator.chaos.billing import LIMIT, load_sellers
from orchestrator.chaos.dropping import make_files
from orchestrator.chaos.local_erp import SUPPLIERS, LocalErp
from orchestrator.chaos.plan import BY_THE_ERP, KINDS, Fault, make_plan
from orchestrator.chaos.proxy import ErpProxy
from orchestrator.chaos.quiet import State, look
from orchestrator.chaos.striking import Striker
from orchestrator.chaos.truth import Dropped, Fate
from orchestrator.chaos.verdict import Verdict, judge
from orchestrator.demo.erps import ROOT
from orchestrator.demo.kept import Kept, free_port
from orchestrator.demo.own_home import alone, clear
from orchestrator.errors import NotReady
from orchestrator.store import audit, documents
from orchestrator.wiring import Farm

LOOK_SECONDS = 0.05
"""Short, as a fault may want the moment between intent and click."""
WHOLE_LOOK_SECONDS = 1.0
PATIENCE_SECONDS = 300.0
"""So long nothing may happen before the run gives up: longer than settling, leases and every pause between attempts."""
CALM_SECONDS = 10.0
"""So long quiet must last before the books are read: longer than any request that the faults put off."""
SETTLE_SECONDS = "25"
"""How long the farm leaves the ERP alone when an outcome is unknown. It must exceed the slowest request that can still
commit: here 8 s put off, or frozen for 8 s, and 2 s for each request of a slow ERP."""
IN_FLIGHT = 0.4
"""The share of the files that is dropped ahead of what has come to rest, so that intake meets faults too."""
AT_LEAST_IN_FLIGHT = 10

APPROVAL = """\
kinds = ["invoice", "credit_note"]
[limits]
""" + "".join(f"{currency} = {LIMIT}\n" for currency in ("EUR", "USD", "GBP", "CHF", "CNY", "RUB"))

Tell = Callable[[State, "Striker", int], None]


class Outcome(BaseModel):
    """All that a run came to. `stuck` names what kept it from coming to rest; `covers` faults of the fifteen."""

    model_config = ConfigDict(frozen=True)

    erp: str
    seed: int
    verdict: Verdict
    faults: dict[str, int]
    missed: dict[str, int]
    covers: tuple[int, ...]
    seconds: float
    seconds_to_quiet: float
    stuck: tuple[str, ...]
    history_is_intact: bool
    history_entries: int

    @property
    def passed(self) -> bool:
        return self.verdict.passed and self.history_is_intact and not self.stuck


class Chaos:
    """A run. Use as `with Chaos.running(...) as chaos`, then `wait`, then `outcome`."""

    def __init__(self, home: Path, erp: LocalErp, seed: int, count: int, faults: int) -> None:
        self.home = home
        self.erp = erp
        self.seed = seed
        self.erp_folder = home / "erp"
        self.erp_port, self.web_port = free_port(), free_port()
        self.proxy = ErpProxy(self.erp_port, erp.posting) if erp.posting else None
        self.files: tuple[Dropped, ...] = make_files(seed, count, load_sellers(SUPPLIERS), datetime.now(UTC).date())
        self.farm = Farm(self._settings())
        self.troubles = erp.troubles(self.erp_folder, self.proxy.misbehaviour if self.proxy else None)
        kinds = [kind for kind in KINDS if kind.name not in BY_THE_ERP or kind.name in self.troubles.kinds]
        self.plan: tuple[Fault, ...] = make_plan(seed, faults, count, kinds)
        self.striker = Striker(self.farm, self.plan, self.troubles, self._erp_process)
        self.children: list[Kept] = []
        self.dropped = 0
        self._begun = time.monotonic()
        self._quiet_at = 0.0

    @classmethod
    @contextmanager
    def running(cls, home: Path, erp: LocalErp, seed: int, count: int, faults: int) -> Iterator["Chaos"]:
        """Start ERP and farm in a fresh home; stop both at the end.

        Raises:
            OrchestratorError: the ERP is not set up, or another run has this home.
        """
        erp.insist()
        with alone(home, "chaos"):
            clear(home)
            chaos = cls(home, erp, seed, count, faults)
            try:
                chaos._start()
                yield chaos
            finally:
                chaos.stop()

    def wait(self, tell: Tell) -> tuple[str, ...]:
        """Drop the files and strike the faults as the work goes on, until all is quiet.

        Returns what is stuck, when nothing happened any more; nothing if all came to rest.
        """
        last_change, before, calm_since, state, next_look = time.monotonic(), "", 0.0, State(), 0.0
        while True:
            self.look_after()
            now = time.monotonic()
            state = self._look(state, whole=now >= next_look)
            if now >= next_look:
                next_look = now + WHOLE_LOOK_SECONDS
                tell(state, self.striker, self.dropped)
            self._drop(state.at_rest)
            self.striker.look(state.at_rest, state.stages)
            struck = len(self.striker.struck) + len(self.striker.missed)
            if (changed := f"{state.stages} {state.returned} {struck} {self.dropped}") != before:
                last_change, before = now, changed
            quiet = self.dropped == len(self.files) and self.striker.over and state.is_quiet(self.dropped)
            calm_since = (calm_since or now) if quiet else 0.0
            if quiet and now - calm_since > CALM_SECONDS:
                self._quiet_at = calm_since
                return ()
            if now - last_change > PATIENCE_SECONDS:
                return state.stuck(self.farm, self.dropped)
            time.sleep(LOOK_SECONDS)  # how often to look; what is looked at is in other processes

    def look_after(self) -> None:
        """Start again what ended."""
        for child in self.children:
            child.look_after()

    def outcome(self, stuck: tuple[str, ...]) -> Outcome:
        """Ask the ERP's records, and the farm's history."""
        books = self.erp.books(self.erp_folder)
        with self.farm.store.reading(one_state=True) as tx:
            verdict = judge(
                self.files, books, documents.listing(tx, limit=10 * len(self.files) + 100), self.erp.instead
            )
            history = audit.verify(tx, self.farm.store.audit_key)
        missed = [fault.kind.name for fault in self.striker.missed]
        last = max(self.striker.times, default=self._begun)
        return Outcome(
            erp=self.erp.name, seed=self.seed, verdict=verdict, faults=self.striker.by_kind,
            missed={name: missed.count(name) for name in sorted(set(missed))},
            covers=self._covered(),
            seconds=round(time.monotonic() - self._begun, 1),
            seconds_to_quiet=round(max(0.0, (self._quiet_at or time.monotonic()) - last), 1),
            stuck=stuck, history_is_intact=history.intact, history_entries=history.entries,
        )  # fmt: skip

    def stop(self) -> None:
        """Stop farm and ERP."""
        for child in reversed(self.children):
            child.stop()
        self.children = []
        if self.proxy:
            self.proxy.stop()

    def _covered(self) -> tuple[int, ...]:
        """Of the fifteen faults; the twelfth, one invoice in two files, is in the files themselves."""
        by_files = {12} if any(file.fate is Fate.RIVAL for file in self.files) else set()
        return tuple(sorted(by_files | {number for fault in self.striker.struck for number in fault.kind.covers}))

    def _look(self, before: State, whole: bool) -> State:
        try:
            with self.farm.store.reading() as tx:
                return look(tx, before, whole)
        except NotReady:
            return before

    def _drop(self, at_rest: int) -> None:
        """Drop files ahead of the work, as clerks do all day."""
        ahead = max(AT_LEAST_IN_FLIGHT, int(len(self.files) * IN_FLIGHT))
        inbox = os.fsencode(self.farm.inbox)
        while self.dropped < min(len(self.files), at_rest + ahead):
            file = self.files[self.dropped]
            partial = Path(os.fsdecode(inbox + b"/." + file.name))
            partial.write_bytes(file.content)
            partial.rename(os.fsdecode(inbox + b"/" + file.name))
            self.dropped += 1

    def _start(self) -> None:
        logs = self.home / "logs"
        logs.mkdir(parents=True, mode=0o700)
        (self.home / "config").mkdir()
        (self.home / "config" / "approval.toml").write_text(APPROVAL)
        self.erp.prepare(self.home, self._port_of_erp)
        self.farm.inbox.mkdir()
        if self.proxy:
            self.proxy.start()
        arguments = self.erp.arguments(self.erp_folder, self.erp_port)
        path = {"PYTHONPATH": str(ROOT)}
        self.children.append(Kept(self.erp.module, arguments, path, logs / "erp.log"))
        self.farm.store.close()
        self.children.append(Kept("orchestrator", ["up", "--quiet"], self._environment() | path, logs / "up.out"))

    def _erp_process(self) -> psutil.Process | None:
        """The ERP that runs now, None while it is being started again."""
        process = self.children[0].process
        try:
            return psutil.Process(process.pid) if process.poll() is None else None
        except psutil.NoSuchProcess:
            return None

    @property
    def _port_of_erp(self) -> int:
        """Where the farm finds it: behind the proxy, if there is one."""
        return self.proxy.port if self.proxy else self.erp_port

    def _settings(self) -> Settings:
        """The settings under which this process looks at the farm's store; it opens no session of the ERP."""
        return load_settings(home=self.home, web_address=f"127.0.0.1:{self.web_port}")

    def _environment(self) -> dict[str, str]:
        return {
            "BOTFARM_HOME": str(self.home),
            "BOTFARM_WEB_ADDRESS": f"127.0.0.1:{self.web_port}",
            "BOTFARM_INBOX_SETTLE_SECONDS": "1",
            **self.erp.settings(self._port_of_erp),
            "BOTFARM_ERP_SETTLE_SECONDS": SETTLE_SECONDS,
            "BOTFARM_ERP_LEASE_SECONDS": str(self.erp.lease_seconds),
            "BOTFARM_ERP_STEP_SECONDS": "15",
            "BOTFARM_LANE_PROBE_SECONDS": "2",
            "BOTFARM_LANE_PROBE_LONGEST_SECONDS": "10",
            "BOTFARM_LANE_SCREEN_PROBE_SECONDS": "10",
        }

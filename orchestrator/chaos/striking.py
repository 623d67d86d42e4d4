"""Strikes the planned faults when their time has come."""

import logging
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlsplit

import psutil

from orchestrator.chaos.plan import Fault, Moment
from orchestrator.chaos.troubles import CannotStrike, Troubles
from orchestrator.chaos.victims import BOT, PARTS, Victims, send
from orchestrator.errors import NotReady
from orchestrator.stages import Stage
from orchestrator.store import postings
from orchestrator.wiring import Farm
from queues.errors import QueueError, redis_errors

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 60.0
"""So long a fault waits for its moment or its victim once the farm is at work; then it strikes at any moment, or is
missed."""
APART_SECONDS = 0.5
FROZEN_AT_MOST = 150.0
AFTER_LEASE = 2.0

KEYED = frozenset({Stage.CLAIMED, Stage.SUBMITTING, Stage.IN_DOUBT, Stage.POSTED})
STAGE_OF = {Moment.CLAIMED: Stage.CLAIMED, Moment.SUBMITTING: Stage.SUBMITTING}


class Striker:
    """Takes the plan's faults one by one. Call `look` often; it never waits long."""

    def __init__(
        self, farm: Farm, plan: Sequence[Fault], troubles: Troubles, erp: Callable[[], psutil.Process | None]
    ) -> None:
        self.farm = farm
        self.victims = Victims(farm.home)
        self.troubles = troubles
        self.erp = erp
        self.struck: list[Fault] = []
        self.missed: list[Fault] = []
        self.times: list[float] = []
        """When each was struck, by the monotonic clock."""
        self._waiting = list(plan)
        self._due_since = 0.0
        self._strike_at = 0.0
        self._last = 0.0
        self._under_way: list[threading.Thread] = []

    @property
    def over(self) -> bool:
        """Whether every fault was struck or missed, and none lasts."""
        self._under_way = [thread for thread in self._under_way if thread.is_alive()]
        return not self._waiting and not self._under_way

    @property
    def by_kind(self) -> dict[str, int]:
        return dict(sorted(Counter(fault.kind.name for fault in self.struck).items()))

    def look(self, at_rest: int, stages: dict[Stage, int]) -> None:
        """Strike the next fault if its time has come."""
        now = time.monotonic()
        if not self._waiting or self._waiting[0].after > at_rest or now - self._last < APART_SECONDS:
            return
        fault = self._waiting[0]
        if not self._due_since and _is_at_work(stages, fault.moment):
            self._due_since = now
        overdue = 0 < self._due_since < now - PATIENCE_SECONDS
        if not self._strike_at:
            if fault.moment is not Moment.ANY and STAGE_OF[fault.moment] not in stages and not overdue:
                return
            self._strike_at = now + fault.delay
        if now < self._strike_at:
            return
        if self._strike(fault):
            self.struck.append(fault)
            self.times.append(now)
            log.warning("struck %d: %s (%s)", fault.number, fault.kind.name, fault.moment)
        elif overdue:
            self.missed.append(fault)
            log.warning("missed %d: %s", fault.number, fault.kind.name)
        else:
            return
        del self._waiting[0]
        self._due_since = self._strike_at = 0.0
        self._last = now

    def _strike(self, fault: Fault) -> bool:
        name = fault.kind.name
        try:
            if name in self.troubles.kinds:
                self.troubles.strike(name, fault.seconds)
                return True
            if name in OTHERS:
                return OTHERS[name](self, fault)
        except (CannotStrike, QueueError, NotReady) as error:
            log.info("%s not yet: %s", name, error)
            return False
        return self._kill(fault, self.victims.of(PARTS[name]))

    def _kill(self, fault: Fault, victims: Sequence[psutil.Process]) -> bool:
        return bool(victims) and send(victims[fault.choice % len(victims)], signal.SIGKILL)

    def _kill_reader(self, fault: Fault) -> bool:
        return self._kill(fault, self.victims.readers(horses=fault.kind.name.endswith("horse")))

    def _kill_erp(self, fault: Fault) -> bool:
        process = self.erp()
        return process is not None and _send_all(_family(process), signal.SIGKILL)

    def _freeze_erp(self, fault: Fault) -> bool:
        process = self.erp()
        return process is not None and self._freeze(_family(process), lambda: fault.seconds)

    def _freeze_bot(self, fault: Fault) -> bool:
        found = self.victims.of(BOT)
        past_lease = fault.kind.name.endswith("lease")
        return bool(found) and self._freeze(
            [found[fault.choice % len(found)]], self._until_lease_is_over if past_lease else lambda: fault.seconds
        )

    def _freeze(self, processes: Sequence[psutil.Process], seconds: Callable[[], float]) -> bool:
        if not _send_all(processes, signal.SIGSTOP):
            return False
        length = seconds()

        def thaw() -> None:
            psutil.wait_procs(processes, length)  # a bot that is ended meanwhile needs no more waiting
            for process in processes:
                send(process, signal.SIGCONT)

        self._begin(thaw)
        return True

    def _until_lease_is_over(self) -> float:
        with self.farm.store.reading() as tx:
            leases = [attempt.lease_until for attempt in postings.open_attempts(tx)]
        left = [(lease - datetime.now(UTC)).total_seconds() for lease in leases]
        return min(max(left, default=1.0) + AFTER_LEASE, FROZEN_AT_MOST)

    def _wipe_queue(self, fault: Fault) -> bool:
        with redis_errors():
            self.farm.redis.flushall()
        return True

    def _lock_database(self, fault: Fault) -> bool:
        """Hold SQLite's write lock, as a back-up or a careless tool does."""
        if self.farm.settings.database_url:
            return False
        path = urlsplit(self.farm.settings.store_url).path
        ready = threading.Event()

        def hold() -> None:
            with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                ready.set()
                time.sleep(fault.seconds)  # the fault itself
                connection.execute("ROLLBACK")

        self._begin(hold)
        return ready.wait(10)

    def _begin(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        self._under_way.append(thread)


def _is_at_work(stages: dict[Stage, int], moment: Moment) -> bool:
    """Whether the farm has come so far, since it was started, that the moment can come."""
    return bool(stages) if moment is Moment.ANY else not KEYED.isdisjoint(stages)


def _send_all(processes: Sequence[psutil.Process], number: signal.Signals) -> bool:
    """Send to each, also where one has ended; whether all were there."""
    return not [process for process in processes if not send(process, number)]


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return []


OTHERS: dict[str, Callable[[Striker, Fault], bool]] = {
    "kill reader": Striker._kill_reader,
    "kill reader's horse": Striker._kill_reader,
    "kill ERP": Striker._kill_erp,
    "freeze ERP": Striker._freeze_erp,
    "freeze bot": Striker._freeze_bot,
    "freeze bot past its lease": Striker._freeze_bot,
    "wipe queue server": Striker._wipe_queue,
    "lock database": Striker._lock_database,
}

"""`botfarm up`: starts the parts, restarts what dies, and stops all of it without leaving a process behind."""

import contextlib
import fcntl
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil

from config import processes
from orchestrator import reconcile
from orchestrator.errors import NotReady, OrchestratorError
from orchestrator.parts import PARTS, parts_of
from orchestrator.store import heartbeats, runs
from orchestrator.wiring import Farm
from queues.errors import QueueUnavailable
from queues.server import EmbeddedServer

log = logging.getLogger(__name__)
STEADY_SECONDS = 30.0
LONGEST_BACKOFF = 15.0
STOP_SECONDS = 8.0
GOODBYE_SECONDS = 2.0
QUEUE_READY_SECONDS = 180.0
"""Long, as a busy machine may take a minute to start a process; one that has ended is noticed at once."""
BEAT_SECONDS = 5.0
LOOK_SECONDS = 0.2
REAP_SECONDS = 5.0


@dataclass
class Child:
    """A part's process, and when it may be started again after it died."""

    part: str
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)
    owner: processes.Owner | None = None


class Supervisor:
    """Runs parts as children until told to stop."""

    def __init__(self, farm: Farm, parts: Sequence[str], *, quiet: bool = False) -> None:
        self.farm = farm
        self.quiet = quiet
        self.stop = threading.Event()
        self.children = [Child(part) for part in _in_order(farm, parts)]

    def run(self) -> None:
        """Supervise until SIGTERM or SIGINT; returns when every process is gone."""
        self._refuse_to_run_twice()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())
        processes.adopt_orphans()
        beating = threading.Thread(target=self._beat, daemon=True)
        reap_at = 0.0
        try:
            self._start_all()
            beating.start()
            while not self.stop.wait(LOOK_SECONDS):
                self._restart_dead()
                if time.monotonic() >= reap_at:
                    _reap_orphans({child.process.pid for child in self.children if child.process})
                    reap_at = time.monotonic() + REAP_SECONDS
        finally:
            self._stop_all()

    def _start_all(self) -> None:
        for child in self.children:
            self._start(child)
            embedded = self.farm.embedded_queue
            if child.part == "queue" and embedded is not None:
                _wait_for_queue(embedded, child)

    def _start(self, child: Child) -> None:
        command = [sys.executable, "-P", "-m", "orchestrator", "part", child.part, "--parent", str(os.getpid())]
        if self.quiet:
            command.append("--quiet")
        child.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
        child.started_at = time.monotonic()
        log.info("started %s (pid %d)", child.part, child.process.pid)

    def _restart_dead(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                steady = now - child.started_at > STEADY_SECONDS
                child.failures = 1 if steady else child.failures + 1
                delay = min(0.25 * 2**child.failures, LONGEST_BACKOFF)
                log.error("%s ended with %s; starting it again in %.1f s", child.part, child.process.returncode, delay)
                child.process, child.not_before = None, now + delay
            if child.process is None and now >= child.not_before:
                self._start(child)

    def _stop_all(self) -> None:
        """Ask the parts to end, the queue server last; kill what does not, and whatever any of them left behind."""
        deadline = time.monotonic() + STOP_SECONDS
        family = psutil.Process().children(recursive=True)
        last = [child for child in self.children if child.part == "queue"]
        for group in ([child for child in self.children if child not in last], last):
            for child in group:
                if child.process is not None:
                    child.process.terminate()
            for child in group:
                _wait(child.process, deadline)
        leftover = {*family, *psutil.Process().children(recursive=True)}
        for process in leftover:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(leftover, 2)
        goodbye = threading.Thread(target=self._say_goodbye, daemon=True)
        goodbye.start()
        goodbye.join(GOODBYE_SECONDS)
        log.info("stopped")

    def _beat(self) -> None:
        """Signs of life of all children, written by one thread; a locked database only delays them.

        Who has died on this host is known here at once, and to the dispatcher's host only after a while.
        """
        while not self.stop.wait(BEAT_SECONDS):
            try:
                self._write_beats()
                reconcile.end_lost(self.farm.store, self.farm.reconcile_terms)
            except NotReady as busy:
                log.warning("%s", busy)

    def _write_beats(self) -> None:
        with self.farm.store.reading() as tx:
            working = runs.doing(tx)
        for child in self.children:
            if child.process is None or child.process.poll() is not None:
                continue
            try:
                process = psutil.Process(child.process.pid)
                family = [process, *process.children(recursive=True)]
                memory = sum(_memory(member) for member in family)
                doing = next((working[member.pid] for member in family if member.pid in working), "idle")
                owner = processes.owner_of(process)
            except psutil.NoSuchProcess:
                continue
            child.owner = owner
            with self.farm.store.begin() as tx:
                heartbeats.beat(tx, child.part, owner, doing, memory // 2**20)

    def _say_goodbye(self) -> None:
        """Parts that were stopped on purpose are not missed."""
        try:
            with self.farm.store.begin() as tx:
                for child in self.children:
                    if child.owner is not None:
                        heartbeats.say_goodbye(tx, child.part, child.owner)
        except NotReady as away:
            log.warning("%s", away)

    def _refuse_to_run_twice(self) -> None:
        """One farm a home, one listener an address."""
        parts = {child.part for child in self.children}
        if "intake" in parts:
            self.farm.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = (self.farm.home / ".up.lock").open("w")
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OrchestratorError(f"A farm already runs on {self.farm.home}; stop it first.") from error
        if "web" in parts:
            self._insist_on_free_address()

    def _insist_on_free_address(self) -> None:
        settings = self.farm.settings
        family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.web_host, settings.web_port))
            except OSError as error:
                raise OrchestratorError(
                    f"{settings.web_address} is in use ({error.strerror}); set BOTFARM_WEB_ADDRESS to another."
                ) from error


def _in_order(farm: Farm, parts: Sequence[str]) -> list[str]:
    """The parts in the order in which they are started, `key` as one process for each ERP account."""
    wanted = {one for part in parts for one in parts_of(farm, part)}
    order = list(PARTS)
    return sorted(wanted, key=lambda part: (order.index(part.partition(":")[0]), part))


def _wait_for_queue(embedded: EmbeddedServer, child: Child) -> None:
    """Wait until the queue server answers, as long as its process lives."""
    deadline = time.monotonic() + QUEUE_READY_SECONDS
    while True:
        try:
            embedded.ready(1.0)
            return
        except QueueUnavailable:
            ended = child.process is None or child.process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise


def _wait(process: subprocess.Popen[bytes] | None, deadline: float) -> None:
    if process is None:
        return
    try:
        process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        log.warning("pid %d did not end by itself and is killed", process.pid)
        process.kill()
        process.wait()


def _reap_orphans(own: set[int]) -> None:
    """Descendants whose own parent died are ours now; the ended ones are taken off the process table."""
    for process in psutil.Process().children():
        if process.pid in own:
            continue
        with contextlib.suppress(psutil.NoSuchProcess, ChildProcessError):
            if process.status() == psutil.STATUS_ZOMBIE:
                os.waitpid(process.pid, os.WNOHANG)


def _memory(process: psutil.Process) -> int:
    """Bytes that a process holds, what it shares with others counted in part."""
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0

"""A real queue server and real worker processes for tests, and the jobs that they run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redis import Redis
from rq import get_current_job

from queues.connection import connect
from queues.dispatch import JobState, enqueue, state
from queues.names import Queue
from queues.server import EmbeddedServer

ROOT = Path(__file__).resolve().parent.parent
HERE = "tests.queue_farm"


def eventually(look: Callable[[], Any], seconds: float = 15.0) -> Any:
    """The first truthy answer of `look`; AssertionError when there is none in time."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, f"not within {seconds} s; last seen: {found!r}"
        time.sleep(0.01)
    return found


def note(document_id: str) -> None:
    """A job: tells that it ran, and in which process."""
    job = get_current_job()
    write(f"{job.id if job else document_id} {os.getpid()}")


def note_and_wait(document_id: str) -> None:
    """A job: runs until the test opens the gate."""
    note(document_id)
    gate = _folder() / "gate"
    while not gate.exists():
        time.sleep(0.01)
    write(f"passed-{document_id} {os.getpid()}")


def die(document_id: str) -> None:
    """A job: kills its own process."""
    note(document_id)
    os.kill(os.getpid(), signal.SIGKILL)


def fail(document_id: str) -> None:
    """A job: raises."""
    raise ValueError(f"no luck with {document_id}")


def leave_a_child(document_id: str) -> None:
    """A job: leaves a process behind and tells its number."""
    child = subprocess.Popen(["sleep", "300"])
    write(f"child-{document_id} {child.pid}")


def _folder() -> Path:
    return Path(os.environ["QUEUE_FARM"])


def preload() -> None:
    """Runs in the worker before its first job."""
    tell("preloaded")


def tell(what: str) -> None:
    """What a worker tells of its own life goes into a file of its own."""
    with (_folder() / "life").open("a") as file:
        file.write(f"{what} {os.getpid()}\n")


def write(line: str) -> None:
    handle = os.open(_folder() / "lines", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


class QueueFarm:
    """Starts, kills and ends the processes; `lines` is what the jobs wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.embedded = EmbeddedServer(folder / "queue")
        self.workers: list[subprocess.Popen[bytes]] = []
        self.start_server()
        self.redis: Redis = connect(self.embedded.url)

    def start_server(self) -> None:
        self.server = subprocess.Popen(self.embedded.command())
        self.embedded.ready(10)

    def kill_server(self) -> None:
        self.server.kill()
        self.server.wait()

    def start_worker(
        self, queue: Queue = Queue.READ, *, fork: bool = True, url: str = "", stop_within_s: float = 7.0
    ) -> subprocess.Popen[bytes]:
        """A worker process; its output goes into the folder."""
        code = (
            "from queues.names import Queue; from queues.worker import run_worker; from tests import queue_farm\n"
            f"run_worker({url or self.embedded.url!r}, Queue({str(queue)!r}), 'w', queue_farm.preload, {fork}, "
            f"stop_within_s={stop_within_s}, on_stop=lambda: queue_farm.tell('stopped'), "
            "on_start=lambda name: queue_farm.tell('started'), on_job=lambda job: queue_farm.tell(f'job-{job}'))"
        )
        log = (self.folder / "workers.log").open("ab")
        environment = {**os.environ, "QUEUE_FARM": str(self.folder)}
        worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=log, stderr=log)
        log.close()
        self.workers.append(worker)
        return worker

    def enqueue(self, job: str, document_id: str, queue: Queue = Queue.READ, attempt: int = 1) -> bool:
        return enqueue(self.redis, queue, f"{HERE}.{job}", document_id, attempt, 60)

    def state(self, document_id: str, queue: Queue = Queue.READ, attempt: int = 1) -> JobState:
        return state(self.redis, queue, document_id, attempt)

    def until(self, wanted: JobState, document_id: str, seconds: float = 15.0, **where: Any) -> None:
        eventually(lambda: self.state(document_id, **where) is wanted, seconds)

    def open_gate(self) -> None:
        (self.folder / "gate").touch()

    def lines(self) -> list[tuple[str, int]]:
        """What the jobs wrote: a name and a process number each."""
        return self._told("lines")

    def life(self) -> list[tuple[str, int]]:
        """What the workers told of themselves."""
        return self._told("life")

    def _told(self, name: str) -> list[tuple[str, int]]:
        file = self.folder / name
        text = file.read_text() if file.exists() else ""
        return [(line.split()[0], int(line.split()[1])) for line in text.splitlines()]

    def pid_of(self, name: str) -> int:
        """Waits until a job wrote that name."""
        return int(eventually(lambda: dict(self.lines()).get(name)))

    def close(self) -> None:
        for process in [*self.workers, self.server]:
            process.kill()
            process.wait()

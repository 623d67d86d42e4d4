"""The queue server killed, wiped, or its answers lost on the way."""

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from queues.connection import connect
from queues.dispatch import JobState, enqueue
from queues.health import snapshot
from queues.names import Queue
from tests.queue_farm import HERE, QueueFarm, eventually


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[QueueFarm]:
    found = QueueFarm(tmp_path)
    yield found
    found.close()


def test_a_killed_server_keeps_acknowledged_jobs(farm: QueueFarm) -> None:
    for number in range(50):
        farm.enqueue("note", f"d{number}")
    local, _ = farm.redis.execute_command("WAITAOF", 1, 0, 5000)
    assert local == 1, "the append-only file is on the disk"
    farm.kill_server()
    farm.start_server()
    assert snapshot(farm.redis).queues[0].depth == 50
    assert not farm.enqueue("note", "d7"), "the ids are known as before"
    farm.start_worker(fork=False)
    farm.until(JobState.FINISHED, "d49", 30)
    assert Counter(name for name, _ in farm.lines()) == Counter(f"read-d{n}-1" for n in range(50))


@pytest.mark.parametrize("fork", [True, False])
def test_a_short_outage_in_the_middle_of_a_job(farm: QueueFarm, fork: bool) -> None:
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker(fork=fork)
    farm.pid_of("read-d1-1")
    farm.kill_server()
    farm.open_gate()
    farm.pid_of("passed-d1")
    farm.start_server()
    farm.until(JobState.FINISHED, "d1")
    farm.enqueue("note", "d2")
    farm.until(JobState.FINISHED, "d2")
    assert worker.poll() is None
    assert [name for name, _ in farm.lines()] == ["read-d1-1", "passed-d1", "read-d2-1"]


@pytest.mark.slow
@pytest.mark.parametrize("fork", [True, False])
def test_a_long_outage_ends_no_farm(farm: QueueFarm, fork: bool) -> None:
    """Longer than all repeats: the worker is still there, or it ended with an error and the next one works."""
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker(fork=fork)
    farm.pid_of("read-d1-1")
    farm.kill_server()
    farm.open_gate()
    farm.pid_of("passed-d1")
    with contextlib.suppress(AssertionError):
        eventually(lambda: worker.poll() is not None, 20)
    farm.start_server()
    if worker.poll() is not None:
        assert worker.returncode not in (0, None), "the supervisor must see that it failed"
        worker = farm.start_worker(fork=fork)
    eventually(lambda: farm.state("d1") in (JobState.FAILED, JobState.FINISHED), 20)
    farm.enqueue("note", "d2")
    farm.until(JobState.FINISHED, "d2", 20)
    assert Counter(name for name, _ in farm.lines() if name.startswith("read")) == {"read-d1-1": 1, "read-d2-1": 1}


@pytest.mark.slow
def test_a_wiped_server_and_a_worker_that_lives_on(farm: QueueFarm) -> None:
    worker = farm.start_worker()
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    farm.redis.flushall()
    assert farm.state("d1") is JobState.ABSENT
    farm.enqueue("note", "d1")
    farm.until(JobState.FINISHED, "d1")
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.pid == worker.pid], 40)


class LossyProxy:
    """Passes a TCP port on to the server's socket; the answer to the n-th request holding `word` is lost, once."""

    def __init__(self, target: Path, word: bytes, skip: int = 0) -> None:
        self.target, self.word, self.skip = target, word, skip
        self.lost = threading.Event()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.listener.getsockname()[1]}/0"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.target))
                doomed = threading.Event()
                threading.Thread(target=self._ask, args=(client, server, doomed), daemon=True).start()
                threading.Thread(target=self._answer, args=(client, server, doomed), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, doomed: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(1 << 20):
                with self.lock:
                    if self.word in data and not self.lost.is_set():
                        if self.skip == 0:
                            self.lost.set()
                            doomed.set()
                        self.skip -= 1
                server.sendall(data)
        server.close()

    def _answer(self, client: socket.socket, server: socket.socket, doomed: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while (data := server.recv(1 << 20)) and not doomed.is_set():
                client.sendall(data)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listener.close()


@pytest.mark.parametrize("when", ["before a worker is there", "and the job runs before the push is repeated"])
def test_the_answer_to_a_push_is_lost(farm: QueueFarm, when: str) -> None:
    if when.startswith("and"):
        farm.start_worker(fork=False)
        eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    farm.enqueue("note", "d0")  # the server knows the script now, so its first use is the push itself
    proxy = LossyProxy(farm.embedded.socket, b"EVALSHA")
    through = connect(proxy.url)
    assert enqueue(through, Queue.READ, f"{HERE}.note", "d1", 1, 60) is False, "the repeat finds it there"
    assert proxy.lost.is_set()
    proxy.close()
    if when.startswith("before"):
        farm.start_worker(fork=False)
    farm.enqueue("note", "d2")
    farm.until(JobState.FINISHED, "d2")
    assert [name for name, _ in farm.lines()] == ["read-d0-1", "read-d1-1", "read-d2-1"]


@pytest.mark.parametrize("skip", range(7))
@pytest.mark.parametrize("fork", [True, False])
def test_an_exec_reply_to_the_worker_is_lost(farm: QueueFarm, skip: int, fork: bool) -> None:
    """At each transaction of a worker's life around one job: one execution."""
    proxy = LossyProxy(farm.embedded.socket, b"EXEC\r\n", skip)
    farm.enqueue("note", "d1")
    worker = farm.start_worker(fork=fork, url=proxy.url)
    farm.until(JobState.FINISHED, "d1")
    farm.enqueue("note", "d2")
    farm.until(JobState.FINISHED, "d2")
    assert proxy.lost.is_set() or skip > 3, "there are at least four transactions"
    assert Counter(name for name, _ in farm.lines()) == {"read-d1-1": 1, "read-d2-1": 1}
    assert worker.poll() is None
    proxy.close()

"""The queue server killed, wiped, or its answers lost on the way."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from queues.connection import connect
from queues.dispatch import JobState, enqueue
from queues.health import snapshot
from queues.names import Queue
from queues.process import started
from tests.faults.lossy_proxy import LossyProxy
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
def test_an_outage_that_hides_the_end_of_a_job(farm: QueueFarm) -> None:
    """The horse gives up telling; its worker lives on and says that the attempt failed."""
    worker = job_without_server(farm, fork=True)
    horse = farm.pid_of("read-d1-1")
    eventually(lambda: started(horse) is None, 40)
    farm.start_server()
    goes_on(farm)
    assert worker.poll() is None


@pytest.mark.slow
def test_a_resident_worker_that_gives_up_leaves_no_running_job(farm: QueueFarm) -> None:
    worker = job_without_server(farm, fork=False)
    eventually(lambda: b"unhandled exception" in (farm.folder / "workers.log").read_bytes(), 40)
    farm.start_server()
    assert worker.wait(20) not in (0, None)
    assert farm.state("d1") is JobState.FAILED
    farm.start_worker(fork=False)
    goes_on(farm)


@pytest.mark.slow
@pytest.mark.parametrize("fork", [True, False])
def test_an_outage_longer_than_all_patience(farm: QueueFarm, fork: bool) -> None:
    """The worker ends with an error, for its supervisor to see, and the next one works."""
    worker = job_without_server(farm, fork)
    assert worker.wait(60) not in (0, None)
    farm.start_server()
    farm.start_worker(fork=fork)
    goes_on(farm)


def job_without_server(farm: QueueFarm, fork: bool) -> "subprocess.Popen[bytes]":
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker(fork=fork)
    farm.pid_of("read-d1-1")
    farm.kill_server()
    farm.open_gate()
    farm.pid_of("passed-d1")
    return worker


def goes_on(farm: QueueFarm) -> None:
    farm.until(JobState.FAILED, "d1", 40)
    eventually(lambda: snapshot(farm.redis).queues[0].started == 0)
    farm.enqueue("note", "d2")
    farm.until(JobState.FINISHED, "d2", 40)
    assert Counter(name for name, _ in farm.lines() if name.startswith("read")) == {"read-d1-1": 1, "read-d2-1": 1}


@pytest.mark.slow
@pytest.mark.parametrize("fork", [True, False])
def test_a_server_killed_in_mid_run(farm: QueueFarm, fork: bool) -> None:
    """Sixty jobs and three kills of the server: each job runs once, and is said to have ended."""
    worker = farm.start_worker(fork=fork)
    documents = [f"d{number}" for number in range(60)]
    for number, document in enumerate(documents):
        if number % 20 == 10:
            eventually(lambda number=number: len(farm.lines()) >= number - 8)
            farm.kill_server()
            farm.start_server()
        farm.enqueue("note", document)
    ended = (JobState.FINISHED, JobState.FAILED)
    for document in documents:
        eventually(lambda document=document: farm.state(document) in ended, 40)
    assert Counter(name for name, _ in farm.lines()) == Counter(f"read-{document}-1" for document in documents)
    assert worker.poll() is None


@pytest.mark.slow
def test_a_wiped_server_and_a_worker_that_lives_on(farm: QueueFarm) -> None:
    worker = farm.start_worker()
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    farm.redis.flushall()
    assert farm.state("d1") is JobState.ABSENT
    farm.enqueue("note", "d1")
    farm.until(JobState.FINISHED, "d1")
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.pid == worker.pid], 40)


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

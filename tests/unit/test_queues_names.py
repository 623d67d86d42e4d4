"""Names of jobs and addresses."""

import os
import subprocess
from pathlib import Path

import pytest

from queues.connection import address, client
from queues.errors import QueueError, QueueUnavailable, redis_errors
from queues.jobs import document_of, job_id
from queues.names import Queue
from queues.process import machine, started


@pytest.mark.parametrize("document_id", ["a", "7f3a", "01J9-ZZ_8", "a-1", "-", "key-judge"])
@pytest.mark.parametrize("queue", list(Queue))
def test_the_document_is_read_back_from_the_job_id(queue: Queue, document_id: str) -> None:
    assert document_of(job_id(queue, document_id, 12)) == document_id


@pytest.mark.parametrize("document_id", ["", "a b", "a:b", "../x", "ä", "a\n", "x" * 201])
def test_a_document_id_that_redis_keys_cannot_hold_is_refused(document_id: str) -> None:
    with pytest.raises(QueueError, match="document id"):
        job_id(Queue.READ, document_id, 1)


def test_a_negative_attempt_is_refused() -> None:
    with pytest.raises(QueueError, match="attempt"):
        job_id(Queue.READ, "a", -1)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://user:secret@host:6379/0", "redis://host:6379/0"),
        ("redis://:p@ss@host/1", "redis://host/1"),
        ("unix:///run/valkey.sock", "unix:///run/valkey.sock"),
    ],
)
def test_an_address_shows_no_password(url: str, shown: str) -> None:
    assert address(url) == shown


def test_a_wrong_scheme_is_named_without_the_password() -> None:
    with pytest.raises(QueueError, match="REDIS_URL") as caught:
        client("http://user:secret@host/")
    assert "secret" not in str(caught.value)


def test_an_absent_server_is_worth_another_try() -> None:
    redis = client("unix:///nowhere/at/all.sock")
    redis.set_retry(type(redis.get_retry())(redis.get_retry()._backoff, 0))
    with pytest.raises(QueueUnavailable, match="REDIS_URL"), redis_errors():
        redis.ping()


def test_a_process_is_told_by_its_beginning() -> None:
    child = subprocess.Popen(["sleep", "60"])
    since = started(child.pid)
    assert since is not None
    assert since == started(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert started(child.pid) is None, "a zombie counts as gone"
    child.wait()
    assert started(child.pid) is None


def test_this_machine_stays_the_same() -> None:
    assert machine() == machine()
    assert Path("/proc/sys/kernel/random/boot_id").read_text().strip() in machine()

"""The supervisor: restarts what dies, stops in time, leaves nothing behind, and never runs twice on one home."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from orchestrator.demo.kept import free_port
from tests.conftest import ROOT
from tests.running_farm import processes_of, wait_until

pytestmark = pytest.mark.slow
PARTS = ["queue", "intake", "dispatcher", "web"]


def start(home: Path, *parts: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BOTFARM_HOME": str(home),
        "BOTFARM_WEB_ADDRESS": f"127.0.0.1:{free_port()}",
    }
    only = [word for part in parts for word in ("--only", part)]
    command = [sys.executable, "-P", "-m", "orchestrator", "up", "--quiet", *only]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd="/")


def part_of(home: Path, part: str) -> psutil.Process | None:
    """The process of a part; the queue's is Valkey by then."""
    words = str(home / "valkey") if part == "queue" else f"orchestrator part {part}"
    return next((p for p in processes_of(home) if words in " ".join(p.cmdline())), None)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    home = tmp_path_factory.mktemp("home")
    process = start(home, *PARTS)
    wait_until(lambda: all(part_of(home, part) for part in PARTS), 60, "every part to be there")
    yield process, home
    process.kill()
    process.wait()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_dies_is_started_again(up: tuple[subprocess.Popen[str], Path], part: str) -> None:
    _, home = up
    first = part_of(home, part)
    assert first is not None
    first.kill()
    wait_until(lambda: (now := part_of(home, part)) is not None and now.pid != first.pid, 30, f"a new {part}")


def test_a_second_farm_on_the_same_home_is_refused(up: tuple[subprocess.Popen[str], Path]) -> None:
    _, home = up
    second = start(home, *PARTS)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "already runs" in said


def test_an_unknown_part_is_refused(tmp_path: Path) -> None:
    process = start(tmp_path, "nonsense")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "dispatcher" in said


def test_sigterm_ends_everything_in_time(up: tuple[subprocess.Popen[str], Path]) -> None:
    process, home = up
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert processes_of(home) == []


def test_parts_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    process = start(tmp_path, *PARTS)
    wait_until(lambda: all(part_of(tmp_path, part) for part in PARTS), 60, "every part to be there")
    process.kill()
    process.wait()
    wait_until(lambda: processes_of(tmp_path) == [], 15, "every part to end")

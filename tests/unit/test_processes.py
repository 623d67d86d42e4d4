"""Telling one process from another of the same number, whatever the clock on the wall says."""

import subprocess
import sys

import psutil
import pytest

from config import processes
from config.processes import Owner, myself, owner_of


def test_this_process_is_alive() -> None:
    assert processes.is_here(myself())
    assert processes.is_alive(myself())


def test_a_start_does_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the clock is set, the kernel's time of boot moves with it."""
    before = myself()
    booted = psutil.boot_time()
    monkeypatch.setattr(psutil, "boot_time", lambda: booted + 3600)
    monkeypatch.setattr(psutil._psplatform, "boot_time", lambda: booted + 3600)
    assert myself() == before
    assert processes.is_alive(before)


def test_another_process_of_the_same_number_is_not_taken_for_it() -> None:
    me = myself()
    for other in (me.pid_started - 0.01, me.pid_started + processes.LONGEST_UPTIME):
        assert not processes.is_alive(Owner(me.host, me.pid, other))


def test_an_ended_process_is_dead_and_ending_it_again_is_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    owner = owner_of(psutil.Process(child.pid))
    assert processes.is_alive(owner)
    assert processes.end(owner)
    child.wait()
    assert not processes.is_alive(owner)
    assert processes.end(owner)


def test_a_number_that_was_never_there_has_no_owner() -> None:
    with pytest.raises(psutil.NoSuchProcess):
        processes._started(2**22 - 1)

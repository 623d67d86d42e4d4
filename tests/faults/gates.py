"""Starts one part of the farm in this process, with gates in chosen functions: `python -m tests.faults.gates FOLDER
PART [MODULE:FUNCTION:WHEN ...]`.

A gate `before` or `after` a function tells that it was reached (`<function>.reached` in the folder) and waits until it
is opened (`<function>.open`), so that a test kills the process at exactly that moment. `pause` and `pause-2nd` tell so
and send the process SIGSTOP before its first or second call of the function; `count` only tells each call. The part
itself is the farm's own.
"""

import itertools
import os
import pkgutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from config import processes
from config.logs import set_up_logging
from orchestrator.parts import main_of
from orchestrator.wiring import farm


def main() -> None:
    folder, part, *gates = sys.argv[1:]
    if "FAULTS_TEST" in os.environ:  # a test that is killed leaves no part behind
        processes.die_with(int(os.environ["FAULTS_TEST"]), signal.SIGKILL)
    if "FAKETIME_TIMESTAMP_FILE" in os.environ:
        # libfaketime refuses to sleep until a moment of the clock that it was told to leave alone
        time.sleep = lambda seconds: threading.Event().wait(seconds)  # type: ignore[assignment]
    here = farm()
    set_up_logging(part, "DEBUG", here.home / "logs", to_stderr=True)
    for gate in gates:
        place, _, when = gate.rpartition(":")
        close(Path(folder), place, when)
    main_of(here, part)()


def close(folder: Path, place: str, when: str) -> None:
    """Put a gate before or after the function at `place` (module:name or module:Class.name)."""
    module, _, name = place.partition(":")
    owner_name, _, attribute = name.rpartition(".")
    owner: Any = pkgutil.resolve_name(f"{module}:{owner_name}") if owner_name else import_module(module)
    original: Callable[..., Any] = getattr(owner, attribute)

    calls = itertools.count(1)

    def gated(*args: Any, **named: Any) -> Any:
        pass_gate(folder, attribute, when, next(calls))
        result = original(*args, **named)
        if when == "after":
            wait_at(folder, attribute)
        return result

    setattr(owner, attribute, gated)


def pass_gate(folder: Path, name: str, when: str, call: int) -> None:
    """What happens before the function is called."""
    if when == "before":
        wait_at(folder, name)
    elif when == "count":
        with (folder / f"{name}.calls").open("a") as told:
            told.write(f"{os.getpid()}\n")
    elif (when, call) in (("pause", 1), ("pause-2nd", 2)):
        tell(folder, name)
        os.kill(os.getpid(), signal.SIGSTOP)


def tell(folder: Path, name: str) -> None:
    (folder / f"{name}.reached").touch()


def wait_at(folder: Path, name: str) -> None:
    tell(folder, name)
    while not (folder / f"{name}.open").exists():
        time.sleep(0.01)


if __name__ == "__main__":
    main()

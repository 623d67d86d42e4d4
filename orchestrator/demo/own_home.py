"""A home folder that is begun anew each time, and that one run has for itself."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestrator.errors import OrchestratorError


@contextmanager
def alone(home: Path, what: str) -> Iterator[None]:
    """Have the home folder to oneself while the context lasts; `what` (demo, chaos) is whose it is.

    Raises:
        OrchestratorError: the folder holds something else, or another run has it.
    """
    lock_file = home / _lock_of(what)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(home.iterdir()) and not lock_file.exists():
        raise OrchestratorError(f"{home} holds something that is not a {what}; name another folder.")
    with lock_file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OrchestratorError(f"A {what} already runs in {home}; stop it first.") from error
        os.set_inheritable(lock.fileno(), False)
        yield


def clear(home: Path) -> None:
    """Remove what an earlier run left; the lock stays."""
    for entry in home.iterdir():
        if entry.name in (_lock_of("demo"), _lock_of("chaos")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _lock_of(what: str) -> str:
    return f".{what}.lock"

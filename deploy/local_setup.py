"""What the set-ups of all local ERPs have in common: passwords, and how they are started and tell what they do."""

import argparse
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.local_server import LocalErpError


def keep_password(file: Path) -> None:
    """Write a new random password, readable by the owner alone; one that is there stays."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(24))


def tell(name: str, what: str) -> None:
    """A line of progress, on stderr."""
    print(f"{name}: {what}", file=sys.stderr, flush=True)


def run(name: str, description: str | None, default_folder: Path, set_up: Callable[[Path], bool]) -> int:
    """Bring the folder of the command line to the current set-up; 0 when it stands.

    Args:
        set_up: does it; False when there was nothing to do.
    """
    parser = argparse.ArgumentParser(description=description.splitlines()[0] if description else None)
    parser.add_argument("folder", nargs="?", type=Path, default=default_folder)
    folder = parser.parse_args().folder.resolve()
    started = time.monotonic()
    try:
        done = set_up(folder)
    except LocalErpError as error:
        tell(name, str(error))
        return 1
    tell(name, f"set up in {folder}, {time.monotonic() - started:.1f} s" if done else f"is set up in {folder}")
    return 0

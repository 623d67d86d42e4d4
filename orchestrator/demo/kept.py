"""Child processes that the demo keeps running, whatever happens to them."""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from config.processes import die_with

log = logging.getLogger(__name__)
AGAIN_SECONDS = 0.5


class Kept:
    """A program that is started again when it ends, until `stop`; it is told to stop when this process ends."""

    def __init__(self, module: str, arguments: Sequence[str], environment: Mapping[str, str], log_file: Path) -> None:
        self.command = [sys.executable, "-P", "-m", module, *arguments]
        self.environment = {**os.environ, **environment}
        self.log_file = log_file
        self.starts = 0
        self._next = 0.0
        self.process = self._start()

    def look_after(self) -> None:
        """Start it again when it ended; call it often."""
        if self.process.poll() is not None and time.monotonic() >= self._next:
            log.warning("%s ended with %s and is started again", self.command[3], self.process.returncode)
            self.process = self._start()

    def stop(self, timeout: float = 12.0) -> None:
        """Ask it to end, and kill it when it does not."""
        self.process.terminate()
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self.starts += 1
        self._next = time.monotonic() + AGAIN_SECONDS * 2 ** min(self.starts, 5)
        with self.log_file.open("ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own module, no shell
                self.command, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True,
                preexec_fn=partial(die_with, os.getpid()),
            )  # fmt: skip


def free_port(preferred: int = 0) -> int:
    """A free loopback port: the preferred one if it is free."""
    for port in (preferred, 0) if preferred else (0,):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on the loopback interface")

"""What the servers of all local ERPs have in common: ports, readiness, an end that is sure, a run in the foreground."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

READY_SECONDS = 60.0
STOP_SECONDS = 10.0
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class LocalErpError(Exception):
    """A local ERP cannot be set up or started; the message says what to do."""


class LocalServer(Protocol):
    """A local ERP that starts when it is entered; `wait` returns, with a code, when it ended by itself."""

    @property
    def url(self) -> str: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def wait(self) -> int: ...


def free_port() -> int:
    """A loopback port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def insist_on_free(port: int) -> None:
    """Raise LocalErpError where somebody listens on that loopback port: some servers would share it without a word."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise LocalErpError(f"port {port} on 127.0.0.1 is taken; choose another one")


def end_with(starter: int, number: signal.Signals) -> None:
    """Runs in a child before exec: the kernel sends it `number` when its starter ends, however that happens."""
    _libc.prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != starter:
        os._exit(1)


def wait_until_ready(process: "subprocess.Popen[bytes]", answers: Callable[[], bool], name: str, log: Path) -> None:
    """Return when the server that was just started `answers`.

    Raises:
        LocalErpError: it ended or did not answer in time; `log` tells why.
    """
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise LocalErpError(f"{name} ended with {process.returncode}; see {log}")
        if answers():
            return
        time.sleep(0.05)  # polls a starting process; there is no event to wait for
    raise LocalErpError(f"{name} did not answer within {READY_SECONDS:.0f} s; see {log}")


def end(process: "subprocess.Popen[bytes] | None", how: signal.Signals = signal.SIGTERM) -> None:
    """Ask a program to end, kill it when it does not, and kill what its group leaves; nothing where there is none."""
    if process is None:
        return
    process.send_signal(how)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # a killed Starman leaves its workers, listening


def run_in_foreground(name: str, server: LocalServer) -> int:
    """Run until SIGTERM, Ctrl-C (0), or the server's own end (not 0); says where it answers, and why it does not."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with server:
            print(f"{name} answers at {server.url}", flush=True)
            return server.wait() or 1
    except KeyboardInterrupt:
        return 0
    except LocalErpError as error:
        print(error, file=sys.stderr)
        return 1

"""The pages in processes of their own, as the farm serves them."""

import multiprocessing
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psutil

from config.settings import Settings
from orchestrator.web.app import create_app
from orchestrator.web.serve import serve
from orchestrator.wiring import Farm
from queues.health import Health, QueueHealth
from queues.names import Queue


@dataclass(frozen=True)
class Server:
    """The pages' processes, and where they answer."""

    url: str
    first: psutil.Process

    def worked(self) -> float:
        """Seconds of processor time so far, of all of them."""
        times = [one.cpu_times() for one in (self.first, *self.first.children(recursive=True))]
        return sum(each.user + each.system for each in times)


@contextmanager
def served(settings: Settings, processes: int) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    first = multiprocessing.get_context("fork").Process(target=_serve, args=(settings, port, processes))
    first.start()
    _wait_for(port)
    try:
        yield Server(f"http://127.0.0.1:{port}", psutil.Process(first.pid))
    finally:
        first.terminate()
        first.join(30)


def _serve(settings: Settings, port: int, processes: int) -> None:
    """As the farm's part does, with queues that are always well."""
    stop, farm = threading.Event(), Farm(settings)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    app = create_app(farm.store, settings, _health, farm.acts)
    farm.store.close()
    serve(app, "127.0.0.1", port, stop, processes)


def _wait_for(port: int) -> None:
    for _ in range(1000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except ConnectionRefusedError:
            threading.Event().wait(0.01)
    raise SystemExit("The server did not come up.")


def _health() -> Health:
    queues = tuple(QueueHealth(queue=queue, depth=0, started=0, failed=0, oldest_wait_s=0.0) for queue in Queue)
    return Health(at=datetime.now(UTC), queues=queues, workers=())

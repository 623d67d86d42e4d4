"""A worker process: one queue, one job at a time."""

import gc
import uuid
from collections.abc import Callable

from queues.connection import client, connect
from queues.errors import QueueUnavailable, redis_errors
from queues.forking import ForkingWorker
from queues.listening import Listening
from queues.names import Queue, line_name
from queues.resident import ResidentWorker


def run_worker(
    url: str,
    queue: Queue,
    name: str,
    preload: Callable[[], None] | None,
    fork: bool,
    *,
    lane: str = "",
    stop_within_s: float = 7.0,
    on_start: Callable[[str], None] | None = None,
    on_job: Callable[[str], None] | None = None,
    on_stop: Callable[[], None] | None = None,
) -> None:
    """Works on the queue until SIGTERM or SIGINT; call it in the main thread of a process of its own.

    In: `preload` runs once before the first job (heavy imports; never a browser when `fork`); `fork` gives every job
    a process of its own, otherwise all run in this one; `lane` picks a line of its own in the queue.
    `on_start` gets the registered name, `on_job` the document id before each job (in the job's process), `on_stop`
    runs at a clean end, to close what jobs keep open.
    A stop lets the running job end for `stop_within_s` seconds, then kills it; a second signal, a second or more
    after the first, kills it at once. A process that runs its own jobs then exits with status 75.
    Raises QueueUnavailable when the server stayed away: exit non-zero, the supervisor starts another worker.
    """
    connect(url).close()
    kind: type[Listening] = ForkingWorker if fork else ResidentWorker
    if preload is not None:
        preload()
    if fork:
        gc.collect()
        gc.freeze()  # keeps the collector from copying preloaded pages into every fork
    with redis_errors():
        # A killed worker's name stays registered for two minutes, so every process has a name of its own.
        worker = kind(client(url), line_name(queue, lane), f"{name}-{uuid.uuid4().hex[:8]}", stop_within_s)
        worker.on_job = on_job
        if on_start is not None:
            on_start(worker.name)
        try:
            worker.work(logging_level="WARNING")  # we log a job's begin and end ourselves
        finally:
            if on_stop is not None:
                on_stop()
        if not worker.stopping:
            raise QueueUnavailable(f"Worker {worker.name} lost the queue server. Start it again.")

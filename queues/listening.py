"""What both kinds of worker share: one queue, quick recovery, a stop within a time limit."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, TimeoutError
from redis.retry import Retry
from rq import worker_registration
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue as RqQueue
from rq.worker import BaseWorker

from queues.dispatch import rq_queue
from queues.jobs import document_of
from queues.process import machine, started
from queues.recovery import recover, settle_executions

log = logging.getLogger(__name__)

MAINTENANCE_S = 15
STOPPED_HARD = 75
"""Exit status of a worker whose job did not end within the time to stop (EX_TEMPFAIL)."""


class Listening(BaseWorker):
    """RQ's worker with the settings that were measured, on exactly one queue.

    One queue is what makes RQ pop with BLMOVE, which a kill cannot lose; with several it pops with BLPOP.
    """

    max_connection_wait_time = 5.0
    log_result_lifespan = False

    def __init__(self, redis: Redis, line: str, name: str, stop_within_s: float) -> None:
        super().__init__(
            [rq_queue(redis, line)],
            name=name,
            connection=redis,
            worker_ttl=60,
            job_monitoring_interval=5,
            maintenance_interval=MAINTENANCE_S,
            log_job_description=False,
            serializer="json",
        )
        self.stop_within_s = stop_within_s
        self.stopping = False
        self.on_job: Callable[[str], None] | None = None

    @property
    def dequeue_timeout(self) -> int:
        """Maintenance only runs between two pops, so a pop must not block longer than its interval."""
        return MAINTENANCE_S

    def serialize(self) -> dict[Any, Any]:
        """The worker as others see it, with what tells a living process from another one of the same number."""
        found = super().serialize()
        return {**found, "machine": machine(), "started": started(os.getpid()) or ""}

    def subscribe(self) -> None:
        """Nothing: commands over pub/sub are not used, and no thread may live while horses are forked."""

    def run_maintenance_tasks(self) -> None:
        """First what dead workers left, then what RQ does by itself."""
        self._register_again()
        settle_executions(self, self.queues[0], self.key)  # a job ended while the server was away
        recover(self, self.queues[0])
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]  # RQ types it not

    def _register_again(self) -> None:
        """After a wiped server nobody would know of this worker, and its jobs would pass for abandoned."""
        known = self.connection.sismember(worker_registration.WORKERS_BY_QUEUE_KEY % self.queues[0].name, self.key)
        if not known:
            with self.connection.pipeline() as together:
                together.hset(self.key, mapping=self.serialize())
                together.expire(self.key, self.worker_ttl + 60)
                worker_registration.register(self, together)
                together.execute()

    def maintain_heartbeats(self, job: Job, execution: Execution) -> None:
        """A server that is away for a while is no reason to end the job that runs."""
        try:
            super().maintain_heartbeats(job, execution)
        except (ConnectionError, TimeoutError):
            log.warning("the queue server does not answer; job %s goes on", job.id)

    def perform_job(self, job: Job, queue: RqQueue, execution: Execution) -> bool:
        """Runs the job in this process. Out: whether it ended without an error."""
        log.info("job %s begins", job.id)
        if self.on_job is not None:
            self.on_job(document_of(job.id))
        done = super().perform_job(job, queue, execution)
        log.info("job %s %s", job.id, "is done" if done else "failed")
        return done

    def set_shutdown_requested_date(self) -> None:
        """Nothing: RQ would talk to the server inside a signal handler, in the middle of whatever runs."""

    def teardown(self) -> None:
        """The end of the worker, also after an error: no horse lives on, and no job is left as running or popped."""
        self.kill_horse()
        try:
            settle_executions(self, self.queues[0], self.key)
            super().teardown()  # type: ignore[no-untyped-call]  # RQ types it not
            recover(self, self.queues[0])  # a stop may come right after a pop
        except (ConnectionError, TimeoutError):
            if not self.stopping:
                raise
            log.warning("worker %s stops while the queue server is away; the next worker tidies up", self.name)

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """The first SIGTERM or SIGINT: the job may end, for `stop_within_s` seconds."""
        self.stopping = True
        self.connection.set_retry(Retry(NoBackoff(), 0))  # a stop does not wait for a server that is away
        threading.Thread(target=self._stop_hard, name="stop", daemon=True).start()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # RQ types it not

    def _stop_hard(self) -> None:
        time.sleep(self.stop_within_s)  # a thread of its own; when the job ends in time, so does this process
        log.warning("worker %s: the job did not end within %g s and is ended", self.name, self.stop_within_s)
        self.kill_horse(signal.SIGKILL)
        time.sleep(1.0)  # so that the killed horse is reaped by the worker, if that still can
        os._exit(STOPPED_HARD)

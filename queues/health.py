"""How the queues and their workers are, as one frozen picture."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict
from redis import Redis
from rq.executions import WORKER_EXECUTIONS_KEY_TEMPLATE
from rq.job import Job
from rq.utils import as_text, utcparse
from rq.worker_registration import REDIS_WORKER_KEYS

from queues.dispatch import rq_queue
from queues.errors import redis_errors
from queues.jobs import document_of
from queues.names import line_names, queue_of
from queues.process import machine, started


class QueueHealth(BaseModel):
    """One line: jobs waiting, running and lately failed, and the seconds that the oldest has waited (0 when none)."""

    model_config = ConfigDict(frozen=True)

    queue: str
    depth: int
    started: int
    failed: int
    oldest_wait_s: float


class WorkerHealth(BaseModel):
    """One worker process. `state` is RQ's (started, idle, busy, suspended), or ``dead`` when its process is gone."""

    model_config = ConfigDict(frozen=True)

    name: str
    queue: str
    pid: int
    host: str
    state: str
    document_id: str | None
    last_heartbeat: datetime


class Health(BaseModel):
    """All queues and workers at one moment."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    queues: tuple[QueueHealth, ...]
    workers: tuple[WorkerHealth, ...]


def snapshot(redis: Redis, lanes: Sequence[str] = ()) -> Health:
    """The state of all queues and workers now, by reading only. `lanes`: the farm's names of them.

    Raises QueueUnavailable.
    """
    now = datetime.now(UTC)
    with redis_errors():
        lines = tuple(_queue_health(redis, line, now) for line in line_names(lanes))
        keys = sorted(as_text(key) for key in redis.smembers(REDIS_WORKER_KEYS))
        workers = tuple(found for key in keys if (found := _worker_health(redis, key)) is not None)
    return Health(at=now, queues=lines, workers=workers)


def _queue_health(redis: Redis, name: str, now: datetime) -> QueueHealth:
    line = rq_queue(redis, name)
    with redis.pipeline() as together:
        together.llen(line.key)
        together.lindex(line.key, 0)
        together.zcount(line.started_job_registry.key, now.timestamp(), "+inf")
        together.zcount(line.failed_job_registry.key, now.timestamp(), "+inf")
        depth, head, running, failed = together.execute()
    return QueueHealth(queue=name, depth=depth, started=running, failed=failed, oldest_wait_s=_waited(redis, head, now))


def _waited(redis: Redis, head: bytes | None, now: datetime) -> float:
    since = redis.hget(Job.key_for(as_text(head)), "enqueued_at") if head else None
    return max(0.0, (now - _moment(as_text(since))).total_seconds()) if since else 0.0


def _worker_health(redis: Redis, key: str) -> WorkerHealth | None:
    """None for a worker that went away, or one that is no worker of the farm."""
    found = {as_text(name): as_text(value) for name, value in redis.hgetall(key).items()}
    if "pid" not in found or "death" in found or queue_of(found.get("queues", "")) is None:
        return None
    name = key.rpartition(":")[2]
    jobs = sorted(as_text(member) for member in redis.smembers(WORKER_EXECUTIONS_KEY_TEMPLATE.format(name)))
    return WorkerHealth(
        name=name,
        queue=found["queues"],
        pid=int(found["pid"]),
        host=found.get("hostname", ""),
        state="dead" if _is_gone(found) else found.get("state", "started"),
        document_id=document_of(jobs[0].partition(":")[0]) if jobs else None,
        last_heartbeat=_moment(found["last_heartbeat"]),
    )


def _is_gone(worker: dict[str, str]) -> bool:
    return worker.get("machine") == machine() and started(int(worker["pid"])) != worker.get("started")


def _moment(text: str) -> datetime:
    found: datetime = utcparse(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

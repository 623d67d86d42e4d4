"""What dead workers left behind, found in seconds instead of RQ's minutes.

RQ notices an abandoned job when a heartbeat of 65 s and more has run out. A worker of this machine whose process
is gone is dead for certain, so its jobs are settled at once: one that had begun fails (the database decides what
follows), one that had not begun goes back to the head of its line.
"""

import logging

from rq.executions import Execution
from rq.job import Job, JobStatus
from rq.queue import Queue as RqQueue
from rq.utils import as_text
from rq.worker import BaseWorker
from rq.worker_registration import WORKERS_BY_QUEUE_KEY

from queues.process import machine, started

log = logging.getLogger(__name__)

# A job hash can only say "queued" here when no horse has begun it; the check and the move are one step.
PUT_BACK = """
if redis.call('HGET', KEYS[1], 'status') ~= 'queued' then return 0 end
if redis.call('LREM', KEYS[2], 1, ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[4])
redis.call('LPUSH', KEYS[3], ARGV[1])
return 1
"""


def recover(worker: BaseWorker, queue: RqQueue) -> int:
    """Settles what dead workers of the queue left; runs between two jobs of `worker`. Out: jobs put back in line."""
    popped = queue.intermediate_queue.get_job_ids()  # before the look for others: a newborn worker registers, then pops
    others = [key for key in _registered(queue) if key != worker.key]
    dead = [key for key in others if _is_dead(queue, key)]
    for key in dead:
        _bury(worker, queue, key)
    alone = len(others) == len(dead)
    if alone:
        queue.connection.delete(queue.registry_cleaning_key)  # the maintenance lock: whoever held it is dead
    running = {job for job, _ in queue.started_job_registry.get_job_and_execution_ids(cleanup=False)}
    return sum(_put_back(queue, job) for job in popped if job not in running and (alone or _waited(queue, job)))


def _registered(queue: RqQueue) -> list[str]:
    connection = queue.connection
    keys = sorted(as_text(key) for key in connection.smembers(WORKERS_BY_QUEUE_KEY % queue.name))
    return [key for key in keys if connection.exists(key) and not connection.hexists(key, "death")]


def _is_dead(queue: RqQueue, key: str) -> bool:
    """Whether the worker's process is gone for certain; one of another machine never is."""
    where, pid, since = queue.connection.hmget(key, "machine", "pid", "started")
    if where is None or pid is None or since is None or as_text(where) != machine():
        return False
    return started(int(pid)) != as_text(since)


def _bury(worker: BaseWorker, queue: RqQueue, key: str) -> None:
    """Every step bears being repeated, and the worker is forgotten last: a kill in between leaves it to the next."""
    settle_executions(worker, queue, key)
    connection = queue.connection
    connection.srem(worker.redis_workers_keys, key)
    connection.srem(WORKERS_BY_QUEUE_KEY % queue.name, key)
    connection.delete(key, f"{key}:executions")
    log.warning("worker %s had died; what it left is settled", key)


def settle_executions(worker: BaseWorker, queue: RqQueue, key: str) -> None:
    """Ends on paper what the worker of that key was running; it must be dead, or `worker` itself between two jobs."""
    for member in queue.connection.smembers(f"{key}:executions"):
        execution = Execution.from_composite_key(as_text(member), connection=queue.connection)
        execution.worker_name = key.removeprefix(worker.redis_worker_namespace_prefix)
        job = queue.fetch_job(execution.job_id)
        if job is not None:
            _settle(worker, queue, job, execution)


def _settle(worker: BaseWorker, queue: RqQueue, job: Job, execution: Execution) -> None:
    if job.get_status() == JobStatus.STARTED:
        worker.handle_job_failure(job, queue, exc_string="The worker did not see the job end.", execution=execution)
        return
    with queue.connection.pipeline() as together:
        worker.cleanup_execution(job, pipeline=together, execution=execution)
        together.execute()


def _waited(queue: RqQueue, job: str) -> bool:
    """Whether a popped job has not begun for a minute, counted from when it was first noticed."""
    line = queue.intermediate_queue
    return not line.set_first_seen(job) and line.should_be_cleaned_up(job)


def _put_back(queue: RqQueue, job: str) -> bool:
    line = queue.intermediate_queue
    keys = [Job.key_for(job), line.key, queue.key, line.get_first_seen_key(job)]
    moved = bool(queue.connection.eval(PUT_BACK, len(keys), *keys, job))
    if moved:
        log.warning("job %s was taken but never begun; it is back in line", job)
    return moved

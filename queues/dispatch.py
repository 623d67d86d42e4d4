"""Putting a document's next piece of work into a queue, once, and asking what became of it."""

from collections.abc import Collection
from enum import StrEnum

from redis import Redis
from rq import Queue as RqQueue
from rq.exceptions import DuplicateJobError
from rq.intermediate_queue import IntermediateQueue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.utils import as_text
from rq.worker_registration import WORKERS_BY_QUEUE_KEY

from queues.errors import QueueError, redis_errors
from queues.jobs import job_id
from queues.names import Queue, line_name

REMEMBERED_S = 900
"""Seconds that an ended job's id stays taken. Longer than a client repeats a push whose reply was lost (under a
minute), or the repeat would run the document again; short, because what happened is told by the database."""


class JobState(StrEnum):
    """What the queue knows of one attempt. After `REMEMBERED_S` or a wiped server it is ABSENT."""

    QUEUED = "queued"
    STARTED = "started"
    FAILED = "failed"
    FINISHED = "finished"
    ABSENT = "absent"


def rq_queue(redis: Redis, line: str) -> RqQueue:
    """RQ's object for the line; arguments travel as JSON, never as pickles."""
    return RqQueue(str(line), connection=redis, serializer=JSONSerializer)


def enqueue(
    redis: Redis, queue: Queue, function: str, document_id: str, attempt: int, timeout_s: int, *, lane: str = ""
) -> bool:
    """Puts `function` (a dotted name) into the queue, unless this attempt already was, in whatever lane.

    In: the attempt's number, counted by the database, and the seconds after which the job is ended (> 0). The function
    is called with the document id, and with the lane where one is given, in whose line the job then stands.
    Out: False when this attempt is known already, waiting, running or ended.
    Raises QueueUnavailable when the server does not answer; then calling again is right.
    """
    if timeout_s < 1:
        raise QueueError(f"A job needs at least 1 second, not {timeout_s}.")
    name = job_id(queue, document_id, attempt)
    with redis_errors():
        try:
            rq_queue(redis, line_name(queue, lane)).enqueue_call(
                function,
                args=(document_id, lane) if lane else (document_id,),
                timeout=timeout_s,
                result_ttl=REMEMBERED_S,
                failure_ttl=REMEMBERED_S,
                description=name,
                job_id=name,
                unique=True,
            )
        except DuplicateJobError:
            return False
    return True


def waiting(redis: Redis, queue: Queue, lane: str = "") -> int:
    """How many jobs stand in a line, not counting the one that runs. Raises QueueUnavailable."""
    with redis_errors():
        return int(redis.llen(rq_queue(redis, line_name(queue, lane)).key))


def is_attended(redis: Redis, queue: Queue, lane: str = "") -> bool:
    """Whether a worker is registered on a line: one whose host is lost no longer is, two minutes after its last job at
    the latest. Raises QueueUnavailable."""
    with redis_errors():
        keys = [as_text(key) for key in redis.smembers(WORKERS_BY_QUEUE_KEY % line_name(queue, lane))]
        return any(redis.exists(key) and not redis.hexists(key, "death") for key in keys)


def state(redis: Redis, queue: Queue, document_id: str, attempt: int, among: Collection[str] | None = None) -> JobState:
    """What became of the attempt. A job that says "queued" but stands in no line counts as FAILED.

    In: `among`, where given, names the lines that are worked on; a job that waits in another counts as FAILED.
    Raises QueueUnavailable when the server does not answer.
    """
    name = job_id(queue, document_id, attempt)
    with redis_errors():
        origin = redis.hget(Job.key_for(name), "origin")
        line = as_text(origin) if origin else str(queue)
        key = rq_queue(redis, line).key
        with redis.pipeline() as together:
            together.hget(Job.key_for(name), "status")
            together.lpos(key, name)
            together.lpos(IntermediateQueue.get_intermediate_queue_key(key), name)
            status, standing, taken = together.execute()
    if status is None:
        return JobState.ABSENT
    found = {"queued": JobState.QUEUED, "started": JobState.STARTED, "finished": JobState.FINISHED}.get(
        as_text(status), JobState.FAILED
    )
    lost = (standing is None and taken is None) or (among is not None and line not in among)
    return JobState.FAILED if found is JobState.QUEUED and lost else found

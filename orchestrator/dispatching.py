"""Telling the queues what the outbox says, and asking them what they still hold."""

import logging

from orchestrator.steps import STEPS
from orchestrator.store import Store, outbox
from queues import dispatch
from queues.connection import Redis
from queues.names import Queue

log = logging.getLogger(__name__)


def job_seconds(queue: Queue, read_seconds: float, lease_seconds: float) -> int:
    """After how many seconds a job is ended, whatever it does."""
    limit = {Queue.READ: read_seconds, Queue.JUDGE: 60.0, Queue.KEY: lease_seconds * 3}
    return int(limit[queue]) + 5


def dispatch_due(store: Store, redis: Redis, read_seconds: float, lease_seconds: float) -> int:
    """Enqueue every message whose time has come; sending one twice is one job. Returns how many.

    Raises:
        QueueUnavailable: the rest is sent when the queue is back.
    """
    with store.reading() as tx:
        due = outbox.due(tx)
    for message in due:
        seconds = job_seconds(message.queue, read_seconds, lease_seconds)
        dispatch.enqueue(redis, message.queue, STEPS[message.queue], message.document_id, message.id, seconds)
        with store.begin() as tx:
            outbox.mark_sent(tx, message.id)
    return len(due)


def is_waiting(redis: Redis, message: outbox.Message) -> bool:
    """Whether the message's job still stands in its queue; one that started is known by its run in the database."""
    state = dispatch.state(redis, message.queue, message.document_id, message.id)
    return state is dispatch.JobState.QUEUED

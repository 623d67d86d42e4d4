"""How a job is named: the queue, the document and the attempt, so that one attempt is one job."""

import re

from queues.errors import QueueError
from queues.names import Queue

DOCUMENT_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")


def job_id(queue: Queue, document_id: str, attempt: int) -> str:
    """The job's id, such as ``read-7f3a-1``. A failed attempt keeps its id busy; the next one has its own.

    Raises QueueError when the document id holds more than letters, digits, ``_`` and ``-``.
    """
    if not DOCUMENT_ID.fullmatch(document_id):
        raise QueueError(f"{document_id[:60]!r} cannot be a document id in a queue: letters, digits, _ and - only.")
    if attempt < 0:
        raise QueueError(f"An attempt is counted from 0, not {attempt}.")
    return f"{queue}-{document_id}-{attempt}"


def document_of(job: str) -> str:
    """The document id inside a job id that `job_id` made."""
    return job.partition("-")[2].rpartition("-")[0]

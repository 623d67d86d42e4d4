"""The queues of the farm."""

from enum import StrEnum


class Queue(StrEnum):
    """One kind of work; a worker process listens on exactly one."""

    READ = "read"
    JUDGE = "judge"
    KEY = "key"

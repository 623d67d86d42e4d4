"""Connections to Redis or Valkey."""

import logging
from urllib.parse import urlsplit

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError, TimeoutError
from redis.retry import Retry

from queues.errors import QueueError, redis_errors

__all__ = ["Redis", "address", "client", "connect"]

log = logging.getLogger(__name__)

ANSWER_S = 5.0
"""Seconds that a command may take. A worker waits longer, for its blocking pop."""

REPEATS = 7
"""With pauses of 0.1 s doubling up to 2 s: a server that restarts within about 8 s goes unnoticed."""


def address(url: str) -> str:
    """The URL without user and password, for messages and logs."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}{parts.path}"


def client(url: str) -> Redis:
    """A client for the URL (redis://, rediss:// or unix://) that has not connected yet.

    A command whose connection broke is repeated, so every command sent through it must bear being run twice.
    Raises QueueError when the URL cannot be understood.
    """
    retry = Retry(ExponentialWithJitterBackoff(base=0.1, cap=2.0), REPEATS, (ConnectionError, TimeoutError))
    try:
        return Redis.from_url(
            url,
            socket_timeout=ANSWER_S,
            socket_connect_timeout=2.0,
            health_check_interval=15,
            retry=retry,
        )
    except ValueError as error:
        raise QueueError(
            f"{address(url)} is no queue address. REDIS_URL must look like redis://host:6379/0 or unix:///path."
        ) from error


def connect(url: str) -> Redis:
    """A client whose server has answered.

    Raises QueueUnavailable when the server does not answer, QueueError when URL or login are wrong.
    """
    redis = client(url)
    with redis_errors():
        redis.ping()
    log.debug("connected to the queue server at %s", address(url))
    return redis

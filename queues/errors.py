"""The error root of `queues`."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.exceptions import AuthenticationError, ConnectionError, RedisError, TimeoutError


class QueueError(Exception):
    """The queue cannot do what it was asked; the message says what to do next. Not worth repeating as it is."""


class QueueUnavailable(QueueError):
    """The queue server does not answer now. Safe to try again: the database knows what is still to be done."""


@contextmanager
def redis_errors() -> Iterator[None]:
    """Turns the client library's errors into ours, so that no caller needs to know that library."""
    try:
        yield
    except AuthenticationError as error:
        raise QueueError("The queue server refused the login. Check user and password in REDIS_URL.") from error
    except (ConnectionError, TimeoutError) as error:
        raise QueueUnavailable(
            "The queue server does not answer. Check that it runs and that REDIS_URL is right; this is tried again."
        ) from error
    except RedisError as error:
        raise QueueError(f"The queue server refused a command: {error}. Check its log.") from error

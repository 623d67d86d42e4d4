"""Pages do not wait for a queue server that does not answer."""

import threading
import time

from orchestrator.web.queue_probe import PATIENCE_S, QueueProbe
from queues.errors import QueueError
from queues.health import Health
from tests.web_client import healthy


def test_an_answer_is_passed_on() -> None:
    health = healthy()
    assert QueueProbe(lambda: health)() is health


def test_a_slow_server_costs_patience_and_is_asked_once() -> None:
    answered, asked, health = threading.Event(), [], healthy()

    def slow() -> Health:
        asked.append(1)
        answered.wait(30)
        return health

    probe = QueueProbe(slow)
    started = time.monotonic()
    assert (probe(), probe()) == (None, None)
    assert time.monotonic() - started < 2 * PATIENCE_S + 1
    assert len(asked) == 1
    answered.set()
    assert probe() is health


def test_after_an_error_it_is_asked_again() -> None:
    answers = [QueueError("down"), healthy()]

    def ask() -> Health:
        answer = answers.pop(0)
        if isinstance(answer, QueueError):
            raise answer
        return answer

    probe = QueueProbe(ask)
    assert probe() is None
    assert probe() is not None

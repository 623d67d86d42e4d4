"""What the processes of the pages tell each other, in processes of its own."""

import os
import time
from collections.abc import Callable

from orchestrator.web.api.rates import Rates
from orchestrator.web.shared import Moment, Note, Turn


def in_a_fork(work: Callable[[], bool]) -> bool:
    """What the work says in a fork of this process."""
    if pid := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    try:
        os._exit(0 if work() else 1)
    finally:
        os._exit(2)


def test_a_moment_marked_in_one_process_is_known_in_the_other() -> None:
    moment, before = Moment(), time.monotonic()
    assert moment() == 0
    assert in_a_fork(lambda: moment.mark() is None)
    assert before <= moment() <= time.monotonic()


def test_a_note_written_in_one_process_is_read_in_the_other() -> None:
    note = Note("test")
    note.write("longer than what follows")
    assert in_a_fork(lambda: note.read() == "longer than what follows" and note.write("счёт") is None)
    assert note.read() == "счёт"


def test_a_turn_is_taken_once_and_given_back_by_the_end_of_its_process() -> None:
    turn = Turn("test")
    assert in_a_fork(turn.take), "and ends without giving it back"
    assert turn.take()
    assert not turn.take(), "nor twice in one process"
    assert in_a_fork(lambda: not turn.take())
    turn.give_back()
    with turn.held():
        assert not turn.take()
    assert turn.take()


def test_requests_are_counted_for_all_processes_together() -> None:
    rates = Rates(60)
    assert in_a_fork(lambda: all(rates.take("ada", 5.0) == 0 for _ in range(40)))
    assert [rates.take("ada", 5.0) for _ in range(21)] == [0.0] * 20 + [1.0]

"""Keying, crashed at any line: a property test of posting, recovery and the store together.

A rule-based machine keys documents with the farm's own `Poster`, `reconcile` and database, into an ERP in memory. A bot
may be killed at any line of posting (a trace function raises there; nothing of the bot runs after it), replies may be
lost, and the ERP may commit late. Whatever the order of things: after recovery each document has one entry in the ERP
and is posted, or is with a person, and nothing is there twice.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import copytree
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bots.erp.port import EntryState
from bots.errors import BotError
from bots.orders import InvoiceOrder
from config.processes import Owner, myself
from orchestrator import posting
from orchestrator.posting import Poster, PostingTerms
from orchestrator.reconcile import ReconcileTerms, reconcile
from orchestrator.stages import RESTING, Stage
from orchestrator.store import Store, audit, documents, postings
from tests.fakes.erp import Books, FakeSession, entry_of
from tests.farm_documents import make_document_ready, new_store, order

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SETTLE = timedelta(seconds=120)
TERMS = PostingTerms(settle=SETTLE, retry_after=timedelta(0))
RECOVERY = ReconcileTerms(grace=timedelta(0), settle=SETTLE, max_attempts=1000)
MEMORY = Path("/dev/shm")
"""No process dies in earnest here, so nothing needs a disk."""
TRACED = {posting.__file__, postings.__file__}
LINES = 400
"""More than a keying runs through."""


class Killed(BaseException):
    """The bot's process ended here."""


class Bot:
    """One attempt by a process of its own, which may be killed at a line of posting."""

    number = 2**22

    def __init__(self, store: Store, books: "LateBooks", at_line: int | None) -> None:
        Bot.number += 1
        self.owner = Owner(myself().host, Bot.number, 1.0)  # a number that no process of this machine has
        self.left = at_line
        self.dead = False
        self.session = MortalSession(books, self)
        self.poster = Poster(MortalStore(store, self), lambda: self.session, TERMS)
        self.poster.owner = self.owner

    def work(self, document_id: str) -> None:
        before = sys.gettrace()
        if self.left is not None:
            sys.settrace(self._trace)
        try:
            self.poster.work(document_id)
        except (Killed, BotError):
            pass
        finally:
            sys.settrace(before)

    def _trace(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        if frame.f_code.co_filename not in TRACED:
            return None
        if event == "line" and self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.dead = True
                raise Killed
        return self._trace

    def insist_on_life(self) -> None:
        """What a dead bot's clean-up would do does not happen."""
        if self.dead:
            raise Killed


class MortalStore(Store):
    """The store as a bot sees it: after the bot's end nothing is written any more."""

    def __init__(self, store: Store, bot: Bot) -> None:
        self.__dict__ |= store.__dict__
        self.bot = bot

    def begin(self) -> Any:
        self.bot.insist_on_life()
        return super().begin()


class LateBooks(Books):
    """An ERP that may take what was clicked and show it only later."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[InvoiceOrder] = []
        self.clicks: Counter[str] = Counter()

    def commit(self) -> None:
        for wanted in self.late:
            number = f"INV-{len(self.posted()) + 1}"
            kept = [e for e in self.entries if e.mark != wanted.mark or e.state is not EntryState.DRAFT]
            self.entries = [*kept, entry_of(wanted, EntryState.POSTED, number)]
        self.late = []


class MortalSession(FakeSession):
    def __init__(self, books: LateBooks, bot: Bot) -> None:
        super().__init__(books)
        self.books: LateBooks = books
        self.bot = bot
        self.commits_late = False

    def fill(self, order: InvoiceOrder) -> None:
        self.bot.insist_on_life()
        super().fill(order)

    def click(self, order: InvoiceOrder) -> None:
        self.bot.insist_on_life()
        self.books.clicks[order.mark] += 1
        self.books.late.append(order)
        if not self.commits_late:
            self.books.commit()


@cache
def empty_home() -> Path:
    """A farm's folder with an empty database, made once, as its schema takes a second."""
    home = Path(_once.name) / "home"
    new_store(home).close()
    return home


_once = tempfile.TemporaryDirectory()


class Keying(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self.now = 1000.0
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("time.clock_gettime", lambda _: self.now)
        self.store = new_store(copytree(empty_home(), Path(self.folder.name) / "home"))
        self.books = LateBooks()
        self.ids: list[str] = []

    @precondition(lambda self: len(self.ids) < 3)
    @rule()
    def a_document_is_ready(self) -> None:
        self.ids.append(make_document_ready(self.store, f"RE-{len(self.ids)}"))

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), line=st.none() | st.integers(0, LINES), late=st.booleans(), reply_lost=st.booleans())
    def a_bot_works(self, data: st.DataObject, line: int | None, late: bool, reply_lost: bool) -> None:
        bot = Bot(self.store, self.books, line)
        bot.session.commits_late = late
        if reply_lost:
            bot.session.after_click = lose_reply
        bot.work(data.draw(st.sampled_from(self.ids)))

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def the_page_fails(self, data: st.DataObject) -> None:
        bot = Bot(self.store, self.books, None)
        where = data.draw(st.sampled_from(["find", "fill", "submit", "read_back"]))
        bot.session.faults[where] = BotError("the page failed")
        bot.work(data.draw(st.sampled_from(self.ids)))

    @rule()
    def recovery_looks(self) -> None:
        reconcile(self.store, lambda _: False, RECOVERY)

    @rule()
    def time_passes(self) -> None:
        """More than the ERP takes for anything."""
        self.books.commit()
        self.now += SETTLE.total_seconds() + 1

    @invariant()
    def nothing_is_there_twice(self) -> None:
        assert max(Counter(entry.mark for entry in self.books.posted()).values(), default=1) == 1

    @invariant()
    def what_is_posted_is_in_the_books(self) -> None:
        posted = {entry.mark for entry in self.books.posted()}
        for document_id in self.ids:
            if self.stage(document_id) is Stage.POSTED:
                assert f"botfarm:{document_id}" in posted

    def stage(self, document_id: str) -> Stage:
        with self.store.reading() as tx:
            return documents.get(tx, document_id).stage

    def teardown(self) -> None:
        """Healthy bots and recovery bring every document to an end."""
        try:
            for _ in range(12):
                self.recovery_looks()
                self.time_passes()
                for document_id in self.ids:
                    Bot(self.store, self.books, None).work(document_id)
            self.check_the_end()
        finally:
            self.patch.undo()
            self.store.close()
            self.folder.cleanup()

    def check_the_end(self) -> None:
        marks = Counter(entry.mark for entry in self.books.posted())
        with self.store.reading() as tx:
            assert audit.verify(tx, self.store.audit_key).intact
            found = [documents.get(tx, document_id) for document_id in self.ids]
        for document in found:
            assert document.stage in RESTING, document.stage
            assert document.stage is Stage.POSTED or document.reason
            assert marks[f"botfarm:{document.id}"] <= 1
            assert marks[f"botfarm:{document.id}"] == 1 or document.stage is not Stage.POSTED


def lose_reply() -> None:
    raise ConnectionError("the reply was lost")


TestKeying = Keying.TestCase
TestKeying.settings = settings(
    max_examples=40, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


def lines_of_one_keying(folder: Path) -> int:
    """How many lines of posting one keying runs through."""
    store, books = new_store(folder), LateBooks()
    bot = Bot(store, books, 10**6)
    bot.work(make_document_ready(store))
    assert books.posted()
    return 10**6 - (bot.left or 0)


@pytest.fixture
def memory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def test_killed_at_each_line_of_posting(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once at every line that a keying runs through: after recovery there is one entry, by one click."""
    count = lines_of_one_keying(memory / "whole")
    assert count > 60
    now = [1000.0]
    monkeypatch.setattr("time.clock_gettime", lambda _: now[0])
    store, books = new_store(memory / "home"), LateBooks()
    for line in range(count):
        document_id = make_document_ready(store, f"RE-{line}")
        Bot(store, books, line).work(document_id)
        for _ in range(3):
            reconcile(store, lambda _: False, RECOVERY)
            now[0] += SETTLE.total_seconds() + 1
            Bot(store, books, None).work(document_id)
        mark = order(document_id).mark
        assert Counter(entry.mark for entry in books.posted())[mark] == books.clicks[mark] == 1, (
            f"killed at line {line}"
        )
        with store.reading() as tx:
            assert documents.get(tx, document_id).stage is Stage.POSTED

"""An ERP that is down, changed or refuses the login: its lane pauses once, its documents wait, none fails, all are
posted once in the end."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bots.errors import (
    BotError,
    BrowserDied,
    ErpUnreachable,
    LoginRefused,
    OutcomeUnknown,
    ScreenChanged,
    SupplierAmbiguous,
    TechnicalError,
)
from config.errors import ConfigError
from orchestrator.breaker import BreakerTerms, Cause, Lane, LaneState
from orchestrator.errors import DecisionRefused
from orchestrator.lane import KeyingLane, pause, resume
from orchestrator.posting import Poster, PostingTerms
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, keying, lanes, outbox, postings
from orchestrator.store.lanes import LaneAccount
from tests.fakes.erp import PNG, Books, FakeSession
from tests.farm_documents import ERP, make_document_ready, stage_of

BOOKS_1 = LaneAccount(name="books-1", erp=ERP, company="Example")
BOOKS_2 = LaneAccount(name="books-2", erp=ERP, company="Example")
AT_ONCE = BreakerTerms(first=timedelta(0), longest=timedelta(0), screen=timedelta(0))
TERMS = PostingTerms(settle=timedelta(0), retry_after=timedelta(0))


class Erp:
    """An ERP that fails as told: `at_login` when a session is opened, `inside` when an invoice is searched."""

    def __init__(self) -> None:
        self.books = Books()
        self.at_login: Exception | None = None
        self.inside: Callable[[str], Exception | None] = lambda number: None
        self.logins = 0

    def open(self) -> FakeSession:
        self.logins += 1
        if self.at_login is not None:
            raise self.at_login
        session = FakeSession(self.books)
        found, checked = session.find, session.check

        def find(supplier_name: str, invoice_number: str):  # type: ignore[no-untyped-def]  # as FakeSession's
            error = self.inside(invoice_number)
            if error is not None:
                raise error
            return found(supplier_name, invoice_number)

        def check():  # type: ignore[no-untyped-def]  # as FakeSession's
            error = self.inside("check")
            if error is not None:
                raise error
            return checked()

        session.find, session.check = find, check  # type: ignore[method-assign]
        return session

    def down(self) -> None:
        self.inside = lambda number: ErpUnreachable("503: maintenance")
        self.at_login = ErpUnreachable("503: maintenance")

    def up(self) -> None:
        self.inside, self.at_login = lambda number: None, None


class Worker:
    """One lane's worker, and what the dispatcher does for it, in one process and without a queue."""

    def __init__(self, store: Store, erp: Erp, account: LaneAccount = BOOKS_1) -> None:
        self.store = store
        self.account = account
        self.poster = Poster(store, erp.open, TERMS, KeyingLane(store, account, AT_ONCE))

    @property
    def lane(self) -> Lane:
        return self.poster.lane.now()

    def rounds(self, count: int) -> None:
        """As the dispatcher: what is due goes to the lane while it works, a probe when it is due."""
        for _ in range(count):
            if self.lane.is_working:
                self.take_one()
            else:
                self.probe()

    def take_one(self) -> None:
        with self.store.begin() as tx:
            due = outbox.due_to_key(tx, ERP, "Example", 1)
            for message in due:
                outbox.mark_sent(tx, message.id)
        for message in due:
            try:
                self.poster.work(message.document_id)
            except OutcomeUnknown:
                continue

    def probe(self) -> None:
        with self.store.begin() as tx:
            lanes.change(tx, self.account, "dispatcher", lambda lane, now: lane.probing(now, AT_ONCE))
        self.poster.probe()


@pytest.fixture
def erp() -> Erp:
    return Erp()


@pytest.fixture
def worker(store: Store, erp: Erp) -> Worker:
    with store.begin() as tx:
        lanes.keep_only(tx, [BOOKS_1])
    return Worker(store, erp)


def pauses(store: Store) -> Counter[str]:
    """How often the history says that a lane was paused or resumed."""
    with store.reading() as tx:
        assert audit.verify(tx, store.audit_key).intact
        return Counter(entry.action for entry in audit.of_farm(tx))


def reason_of(store: Store, document_id: str) -> str:
    with store.reading() as tx:
        return documents.get(tx, document_id).reason


def stages(store: Store) -> dict[Stage, int]:
    with store.reading() as tx:
        return documents.stage_counts(tx)


def test_a_hundred_documents_wait_while_the_erp_is_down_and_are_posted_once(
    store: Store, erp: Erp, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    ids = [make_document_ready(store, f"RE-{number}") for number in range(100)]
    worker.rounds(10)
    erp.down()
    worker.rounds(60)
    assert stages(store) == {Stage.POSTED: 10, Stage.READY: 90}
    assert worker.lane.cause is Cause.UNREACHABLE
    assert pauses(store) == {"lane_paused": 1}
    assert len([record for record in caplog.records if "is paused" in record.message]) == 1
    assert all("does not answer since" in reason_of(store, document_id) for document_id in ids[12:])
    erp.up()
    worker.rounds(120)
    assert stages(store) == {Stage.POSTED: 100}
    assert pauses(store) == {"lane_paused": 1, "lane_resumed": 1}
    assert Counter(entry.mark for entry in erp.books.posted()) == Counter(f"botfarm:{one}" for one in ids)


def test_however_long_it_is_down_no_attempt_counts(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    worker.rounds(1)
    again = make_document_ready(store, "RE-2")
    for _ in range(20):
        erp.down()
        worker.rounds(6)
        resume(store, BOOKS_1, "Ada")
    erp.up()
    worker.rounds(3)
    assert (stage_of(store, document_id), stage_of(store, again)) == (Stage.POSTED, Stage.POSTED)


def test_an_erp_that_lets_in_but_answers_500_pauses_too(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    erp.inside = lambda number: ErpUnreachable("500")
    worker.rounds(1)
    assert worker.lane.is_working, "one answer may be an accident"
    worker.rounds(20)
    assert not worker.lane.is_working
    assert pauses(store)["lane_paused"] == 1
    erp.up()
    worker.rounds(2)
    assert stage_of(store, document_id) is Stage.POSTED


def test_what_is_in_doubt_stays_so_while_the_erp_is_down(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    session = erp.open()
    worker.poster._session = session

    def cut() -> None:
        erp.down()
        raise ConnectionError("cut")

    session.after_click = cut
    worker.rounds(30)
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    assert reason_of(store, document_id).startswith(keying.WAITS)
    erp.up()
    worker.rounds(3)
    assert (stage_of(store, document_id), len(erp.books.posted())) == (Stage.POSTED, 1)


def test_a_changed_screen_pauses_at_once_and_is_shown(store: Store, erp: Erp, worker: Worker, tmp_path: Path) -> None:
    document_id, other = make_document_ready(store), make_document_ready(store, "RE-2")
    picture = tmp_path / "shown.png"
    picture.write_bytes(PNG)
    changed = ScreenChanged("the form has no such field", element="invoice_number")
    changed.step, changed.screenshot = "header", picture
    erp.inside = lambda number: changed
    worker.rounds(10)
    lane = worker.lane
    assert (lane.state, lane.cause) == (LaneState.PAUSED, Cause.SCREEN)
    assert "missing invoice_number at header" in lane.sentence()
    assert store.blobs.get(lane.screenshot or "") == PNG
    assert "invoice_number" in reason_of(store, other)
    assert pauses(store) == {"lane_paused": 1}
    erp.up()
    worker.rounds(3)
    assert (stage_of(store, document_id), stage_of(store, other)) == (Stage.POSTED, Stage.POSTED)


def test_a_check_that_misses_something_keeps_the_lane_paused(store: Store, erp: Erp, worker: Worker) -> None:
    make_document_ready(store)
    erp.inside = lambda number: ScreenChanged("gone", element="number") if number != "check" else None
    worker.rounds(1)
    assert not worker.lane.is_working
    worker.probe()
    assert worker.lane.is_working, "the check passed wholly"


def test_a_screen_that_fails_one_document_only_goes_to_a_person(store: Store, erp: Erp, worker: Worker) -> None:
    odd = make_document_ready(store, "ODD")
    others = [make_document_ready(store, f"RE-{number}") for number in range(4)]
    erp.inside = lambda number: ScreenChanged("gone", element="line") if number == "ODD" else None
    worker.rounds(20)
    assert stage_of(store, odd) is Stage.NEEDS_REVIEW
    assert "others were keyed since" in reason_of(store, odd)
    assert {stage_of(store, one) for one in others} == {Stage.POSTED}
    assert pauses(store) == {"lane_paused": 1, "lane_resumed": 1}


def test_one_document_that_always_breaks_the_erp_does_not_stop_the_others(
    store: Store, erp: Erp, worker: Worker
) -> None:
    odd = make_document_ready(store, "ODD")
    others = [make_document_ready(store, f"RE-{number}") for number in range(8)]
    erp.inside = lambda number: ErpUnreachable("500") if number == "ODD" else None
    worker.rounds(30)
    assert {stage_of(store, one) for one in others} == {Stage.POSTED}
    assert stage_of(store, odd) in (Stage.READY, Stage.NEEDS_REVIEW)


@pytest.mark.parametrize("error", [LoginRefused("wrong password"), ConfigError("no such adapter")])
def test_a_login_that_is_refused_is_tried_once(store: Store, erp: Erp, worker: Worker, error: Exception) -> None:
    document_id = make_document_ready(store)
    erp.at_login = error
    worker.rounds(30)
    assert (erp.logins, stage_of(store, document_id)) == (1, Stage.READY)
    assert str(error) in worker.lane.sentence()
    erp.at_login = None
    worker.rounds(3)
    assert erp.logins == 1, "a person resumes it"
    resume(store, BOOKS_1, "Ada")
    worker.rounds(1)
    assert stage_of(store, document_id) is Stage.POSTED


def test_a_new_process_reads_the_configuration_anew(store: Store, erp: Erp, worker: Worker) -> None:
    make_document_ready(store)
    erp.at_login = ConfigError("no such adapter")
    worker.rounds(1)
    assert worker.lane.cause is Cause.SETUP
    worker.poster.lane.begin()
    assert worker.lane.is_working


def test_a_browser_that_ends_now_and_then_pauses_nothing(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    left = iter([BrowserDied("killed")] * 4)
    erp.inside = lambda number: next(left, None)
    worker.rounds(5)
    assert stage_of(store, document_id) is Stage.POSTED
    assert pauses(store) == {}
    assert erp.logins == 5


def test_a_browser_that_never_stays_pauses(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    erp.at_login = BrowserDied("killed")
    worker.rounds(5)
    assert (worker.lane.cause, stage_of(store, document_id)) == (Cause.BROWSER, Stage.READY)


@pytest.mark.parametrize("error", [SupplierAmbiguous("two suppliers"), TechnicalError("the row moved")])
def test_what_concerns_one_document_never_pauses(store: Store, erp: Erp, worker: Worker, error: BotError) -> None:
    for number in range(12):
        make_document_ready(store, f"RE-{number}")
    erp.inside = lambda number: error
    worker.rounds(100)
    assert pauses(store) == {}
    assert set(stages(store)) <= {Stage.NEEDS_REVIEW, Stage.FAILED}


def test_of_two_lanes_side_by_side_the_other_goes_on(store: Store, erp: Erp, worker: Worker) -> None:
    healthy = Erp()
    healthy.books = erp.books
    with store.begin() as tx:
        lanes.keep_only(tx, [BOOKS_1, BOOKS_2])
    second = Worker(store, healthy, BOOKS_2)
    ids = [make_document_ready(store, f"RE-{number}") for number in range(10)]
    erp.at_login = ErpUnreachable("no route to it from here")
    for _ in range(12):
        worker.rounds(1)
        second.rounds(1)
    assert not worker.lane.is_working
    assert {stage_of(store, one) for one in ids} == {Stage.POSTED}
    assert len(erp.books.posted()) == 10
    assert second.lane.is_working
    with store.reading() as tx:
        assert {postings.attempts_of(tx, one)[-1].lane for one in ids} == {"books-2"}


def test_documents_are_told_only_when_no_lane_of_theirs_works(store: Store, worker: Worker) -> None:
    with store.begin() as tx:
        lanes.keep_only(tx, [BOOKS_1, BOOKS_2])
    document_id = make_document_ready(store)
    pause(store, BOOKS_1, "Ada", "month end")
    assert reason_of(store, document_id) == "It waits for a bot."
    pause(store, BOOKS_2, "Ada", "month end")
    assert "Paused by Ada" in reason_of(store, document_id)
    resume(store, BOOKS_1, "Ada")
    assert reason_of(store, document_id) == "It waits for a bot."


def test_a_person_pauses_and_resumes_with_a_reason(store: Store, erp: Erp, worker: Worker) -> None:
    document_id = make_document_ready(store)
    with pytest.raises(DecisionRefused, match="reason"):
        pause(store, BOOKS_1, "Ada", "  ")
    pause(store, BOOKS_1, "Ada", "month end")
    assert "month end" in worker.poster.work(document_id), "what stood in its line is handed back"
    assert (stage_of(store, document_id), erp.logins) == (Stage.READY, 0)
    worker.rounds(3)
    resume(store, BOOKS_1, "Bob")
    with pytest.raises(DecisionRefused, match="not paused"):
        resume(store, BOOKS_1, "Bob")
    worker.rounds(2)
    assert stage_of(store, document_id) is Stage.POSTED
    with store.reading() as tx:
        assert [(entry.actor, entry.action) for entry in audit.of_farm(tx)] == [
            ("Ada", "lane_paused"),
            ("Bob", "lane_resumed"),
        ]

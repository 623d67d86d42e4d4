"""How the farm is: queues, lanes, workers, doubts, and the one sentence with the act that mends what is wrong."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from config.processes import Owner, myself
from orchestrator.breaker import BreakerTerms, Cause, Failure
from orchestrator.errors import DecisionRefused, NotReady
from orchestrator.lane import KeyingLane, pause
from orchestrator.operations import doubts, forgetting, history, sampling
from orchestrator.operations.picture import Picture, look
from orchestrator.operations.watch import Watch
from orchestrator.operations.wellness import Kind, Level, headline, troubles
from orchestrator.posting import NOT_TAKEN
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, heartbeats, lanes, open_store, postings, runs, samples, tables
from orchestrator.store.lanes import LaneAccount
from orchestrator.web.shared import Moment
from queues.health import Health
from queues.names import Queue
from tests.farm_documents import DATABASES, ERP, make_document_ready, receive, settings_on
from tests.web_client import healthy

BOOKS = LaneAccount(name="books-1", erp=ERP, company="Example")
ELSEWHERE = Owner("other/abc", 4711, 1.0)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with settings_on(request, tmp_path) as settings:
        opened = open_store(settings)
        with opened.begin() as tx:
            lanes.keep_only(tx, [BOOKS])
            heartbeats.beat(tx, "read", myself(), "idle", 200)
        yield opened
        opened.close()


def seen(store: Store, health: Health | None = None) -> Picture:
    return look(store, lambda: health or healthy())


def make_older(store: Store, table: str, column: str, by: timedelta, **where: object) -> None:
    """Set a time back, as no test can wait for it to pass."""
    known = tables.metadata.tables[table]
    with store.begin() as tx:
        query = update(known).where(*(known.c[name] == value for name, value in where.items()))
        tx.execute(query.values({column: datetime.now(UTC) - by}))


def in_doubt(store: Store, settle: timedelta) -> str:
    document = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document, myself(), timedelta(minutes=4), BOOKS.name)
        postings.intend(tx, document, fence, myself())
        documents.move(
            tx, document, Stage.SUBMITTING, Stage.IN_DOUBT, "bot", "The browser died.", fence=fence, after=settle
        )
        postings.begin_settling(tx, document, fence, settle)
        postings.finish(tx, document, fence, NOT_TAKEN, "The browser died.")
    return document


def test_a_farm_with_nothing_to_do_is_well(store: Store) -> None:
    picture = seen(store)
    said = headline(picture)
    assert troubles(picture) == () and (said.level, said.kind) == (Level.WELL, Kind.NOTHING)
    assert str(said.says) == "All is well. Waiting or worked on: 0; keyed in the last hour: 0."


def test_queues_tell_what_waits_how_fast_it_goes_and_when_it_is_done(store: Store) -> None:
    done, working, *_ = [receive(store) for _ in range(4)]
    with store.begin() as tx:
        for _ in range(20):
            runs.finish(tx, runs.begin(tx, done, "read", myself()), "done")
        runs.finish(tx, runs.begin(tx, done, "read", myself()), "failed")
        runs.begin(tx, working, "read", myself())
    reading, judging, keying = seen(store).queues
    assert (reading.waiting, reading.working, reading.per_minute) == (3, 1, 2.0)
    assert reading.clears_in == timedelta(minutes=2)
    assert reading.oldest and datetime.now(UTC) - reading.oldest < timedelta(minutes=1)
    assert (judging.waiting, judging.oldest, judging.clears_in) == (0, None, timedelta(0))
    assert (keying.queue, keying.at_server) == (Queue.KEY, 2)


def test_work_that_stands_still_is_said(store: Store) -> None:
    document = receive(store)
    assert seen(store).queues[0].clears_in is None and headline(seen(store)).level is Level.WELL
    make_older(store, "documents", "stage_since", timedelta(minutes=20), id=document)
    said = headline(seen(store))
    assert said.level is Level.BAD
    assert str(said.says) == "Nothing has been done for 20 min though documents wait: 1 (Reading)."


def test_a_server_that_is_away_is_the_first_thing_said(store: Store) -> None:
    pause(store, BOOKS, "Ada", "month end")
    picture = look(store, lambda: None)
    assert "queue server does not answer" in str(headline(picture).says)
    assert picture.queues[0].at_server is None


def test_a_paused_lane_is_mended_by_resuming_it(store: Store) -> None:
    make_document_ready(store)
    KeyingLane(store, BOOKS, BreakerTerms()).failed(Failure(cause=Cause.LOGIN, detail="wrong password"), None)
    picture = seen(store)
    said = headline(picture)
    assert (said.level, said.kind, said.target) == (Level.BAD, Kind.RESUME, "books-1")
    assert str(said.says) == "Lane books-1 is paused; documents that wait for it: 1."
    assert "wrong password" in str(said.detail)


def test_a_lane_paused_by_a_person_is_no_alarm(store: Store) -> None:
    pause(store, BOOKS, "Ada", "month end")
    said = headline(seen(store))
    assert (said.level, said.kind, str(said.detail)) == (Level.LOOK, Kind.RESUME, "Paused by Ada: month end")


def test_a_lane_that_fails_in_a_row_says_how_near_it_is_to_a_pause(store: Store) -> None:
    KeyingLane(store, BOOKS, BreakerTerms()).failed(Failure(cause=Cause.BROWSER, detail="it ended"), None)
    (state,) = seen(store).lanes
    assert str(state.why) == "Works, after failures in a row: 1; at 5 it pauses."


def test_a_lane_tells_what_it_has_in_hand_and_what_it_has_keyed(store: Store) -> None:
    document = make_document_ready(store)
    with store.begin() as tx:
        fence = postings.claim(tx, document, myself(), timedelta(minutes=4), BOOKS.name)
    (state,) = seen(store).lanes
    assert (state.document_id, state.posted, state.has_picture) == (document, 0, False)
    with store.begin() as tx:
        postings.finish(tx, document, fence, "posted", "so")
    assert seen(store).posted == 1


def test_the_last_picture_stays_after_the_lane_works_again(store: Store) -> None:
    document = make_document_ready(store)
    lane = KeyingLane(store, BOOKS, BreakerTerms())
    lane.failed(Failure(cause=Cause.SCREEN, detail="x", screenshot="ab" * 32), document)
    with store.begin() as tx:
        lanes.change(tx, BOOKS, "Ada", lambda lane, now: lane.resumed_by("Ada", now))
        assert lanes.last_picture(tx, lanes.get(tx, BOOKS)) == "ab" * 32


def test_workers_tell_document_step_and_memory(store: Store) -> None:
    document = make_document_ready(store)
    with store.begin() as tx:
        heartbeats.beat(tx, "key", ELSEWHERE, f"key {document[:8]}", 530)
        runs.begin(tx, document, "key", ELSEWHERE._replace(pid=4712))
    key, reader = seen(store).workers
    assert (key.step, key.document_id, key.memory_mb, key.host, key.stage) == (
        "key", document, 530, "other", Stage.READY,
    )  # fmt: skip
    assert key.since is not None
    assert (reader.step, reader.document_id, reader.doing) == ("", "", "idle")
    assert seen(store).memory_mb == 730


def test_a_silent_part_is_an_alarm_and_can_be_forgotten_once_it_is_gone_for_long(store: Store) -> None:
    with store.begin() as tx:
        heartbeats.beat(tx, "key", ELSEWHERE, "idle", 530)
    name = next(worker.name for worker in seen(store).workers if worker.part == "key")
    make_older(store, "heartbeats", "seen_at", timedelta(minutes=2), name=name)
    said = headline(seen(store))
    assert (said.level, said.target) == (Level.BAD, "workers")
    assert str(said.says).startswith("key on other has given no sign of life for 2 min.")
    with pytest.raises(DecisionRefused, match="10 minutes"):
        forgetting.forget_part(store, name, "Ada")
    make_older(store, "heartbeats", "seen_at", timedelta(hours=2), name=name)
    assert headline(seen(store)).level is Level.LOOK
    forgetting.forget_part(store, name, "Ada")
    assert headline(seen(store)).level is Level.WELL


def test_a_farm_without_any_living_part_says_how_to_start_it(store: Store) -> None:
    make_older(store, "heartbeats", "seen_at", timedelta(minutes=2), part="read")
    assert "./botfarm up" in str(headline(seen(store)).says)


def test_failures_are_mended_by_trying_the_cause_again(store: Store) -> None:
    for _ in range(2):
        document = receive(store)
        with store.begin() as tx:
            documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", "KeyError: 'a'")
    said = headline(seen(store))
    assert (said.level, said.kind, said.target, said.count) == (Level.LOOK, Kind.RETRY, "KeyError: …", 2)


@pytest.mark.parametrize(
    ("settle", "paused", "plan", "known"),
    [
        (timedelta(seconds=90), False, doubts.SETTLES, True),
        (timedelta(0), False, doubts.SOON, True),
        (timedelta(0), Cause.SCREEN, doubts.PROBED, True),
        (timedelta(0), Cause.LOGIN, doubts.RESUMED, False),
    ],
)
def test_a_doubt_says_what_recovery_will_do_and_when(
    store: Store, settle: timedelta, paused: Cause | None, plan: str, known: bool
) -> None:
    document = in_doubt(store, settle)
    if paused:
        KeyingLane(store, BOOKS, BreakerTerms()).failed(Failure(cause=paused, detail="x"), None)
    picture = seen(store)
    (doubt,) = picture.doubts
    assert (doubt.document.id, doubt.submissions, doubt.plan.text) == (document, 1, plan)
    assert (doubt.at is not None) is known
    if plan == doubts.SETTLES:
        assert doubt.at and timedelta(seconds=60) < doubt.at - datetime.now(UTC) <= settle
    assert picture.in_doubt == 1


def test_a_doubt_of_foreign_books_says_that_nobody_keys_there(store: Store) -> None:
    in_doubt(store, timedelta(0))
    with store.begin() as tx:
        lanes.keep_only(tx, [LaneAccount(name="other", erp="tryton", company="Other")])
    assert seen(store).doubts[0].plan.text == doubts.UNTOUCHED


def test_a_doubt_that_lasts_is_said(store: Store) -> None:
    document = in_doubt(store, timedelta(0))
    make_older(store, "documents", "stage_since", timedelta(hours=2), id=document)
    assert "Postings have been in doubt for 2 h: 1." in [str(t.says)[:39] for t in troubles(seen(store))]


def test_a_minute_is_sampled_once_and_told_by_the_plots(store: Store) -> None:
    receive(store)
    assert sampling.take_sample(store) is True
    assert sampling.take_sample(store) is False, "another process has done so"
    with store.reading() as tx:
        plots = {plot.key: plot for plot in history.plots(tx)}
    waiting = plots["waiting"]
    assert waiting.lines[0].values[-1] == 1 and waiting.lines[0].values[:-1] == (None,) * (history.STEPS - 1)
    assert (waiting.highest, waiting.is_empty) == (1.0, False)
    assert len(waiting.times) == history.STEPS


def test_steps_put_minutes_together_and_leave_gaps(store: Store) -> None:
    begin = datetime(2026, 11, 1, 10, tzinfo=UTC)
    series = tuple((begin + timedelta(minutes=m), float(m)) for m in (0, 1, 4, 11))
    assert history.steps(series, begin, max)[:4] == (4.0, None, 11.0, None)


def test_old_samples_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        now = samples.this_minute(tx)
        for at in (now - samples.KEPT - timedelta(minutes=1), now - timedelta(hours=1)):
            assert samples.add(tx, at, {"people": 1.0})
        samples.prune(tx)
        found = samples.series(tx, ["people"], now - timedelta(days=9))
    assert [at for at, _ in found["people"]] == [now - timedelta(hours=1)]


def test_a_watch_looks_once_for_all_and_anew_after_a_change() -> None:
    looks = iter(range(9))
    changed = Moment()
    watch = Watch(lambda: next(looks), fresh_s=60, stale_s=90, changed=changed)
    assert [watch.now(), watch.now()] == [0, 0]
    changed.mark()
    assert [watch.now(), watch.fresh()] == [1, 1]
    always = Watch(lambda: next(looks), fresh_s=0, stale_s=0)
    assert [always.now(), always.now()] == [2, 3]
    waits = Watch(lambda: next(looks), fresh_s=0, stale_s=600)
    assert [waits.now(), waits.fresh()] == [4, 5]


def test_a_watch_gives_what_it_has_at_once_and_looks_anew_beside() -> None:
    asked, answer = threading.Event(), threading.Event()
    looks = iter((1, 2))

    def look_once() -> int:
        found = next(looks)
        if found == 2:
            asked.set()
            assert answer.wait(10)
        return found

    changed = Moment()
    watch = Watch(look_once, fresh_s=0, stale_s=600, changed=changed)
    assert [watch.now(), watch.now()] == [1, 1], "nobody waits for the second look"
    assert asked.wait(10)
    assert watch.now() == 1, "and nobody begins a third beside it"
    changed.mark()
    answer.set()  # that look began before the change, and does not count
    with pytest.raises(StopIteration):
        watch.now()


def test_a_look_that_fails_is_told_to_who_waits_and_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    answers: list[int | Exception] = [1, NotReady("The database is away."), NotReady("Still away."), 2]

    def look_once() -> int:
        found = answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    changed = Moment()
    watch = Watch(look_once, fresh_s=0, stale_s=600, changed=changed)
    assert [watch.now(), watch.now()] == [1, 1]
    changed.mark()
    with pytest.raises(NotReady, match="Still"):  # waits for the look beside it, which failed and is told to the log
        watch.now()
    assert "The database is away." in caplog.text
    assert watch.now() == 2

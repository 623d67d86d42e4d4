"""Keying once: every fault before, at and after the click ends with one entry in the books, and a true stage."""

from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest

from bots.erp.port import EntryState
from bots.errors import ErpUnreachable, FieldMismatch, OutcomeUnknown, SupplierAmbiguous, TechnicalError
from config.processes import Owner, myself
from orchestrator import posting
from orchestrator.posting import Poster, PostingTerms
from orchestrator.reconcile import ReconcileTerms, reconcile
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, findings, outbox, postings
from queues.names import Queue
from tests.fakes.erp import Books, FakeSession, entry_of
from tests.farm_documents import make_document_ready, order, stage_of

TERMS = PostingTerms(settle=timedelta(0), retry_after=timedelta(0))
AT_ONCE = ReconcileTerms(grace=timedelta(0), settle=timedelta(0))
GONE = Owner(myself().host, 2**22 - 1, 1.0)
"""A process of this host that is certainly not running."""


@pytest.fixture
def books() -> Books:
    return Books()


def poster(store: Store, session: FakeSession, terms: PostingTerms = TERMS) -> Poster:
    return Poster(store, lambda: session, terms)


def work(store: Store, books: Books, document_id: str) -> None:
    poster(store, FakeSession(books)).work(document_id)


def test_a_ready_document_is_posted_with_proof(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    work(store, books, document_id)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        (attempt,) = postings.attempts_of(tx, document_id)
        (picture,) = findings.evidence_of(tx, document_id)
        keyed = audit.history(tx, document_id)[-1].data["keyed"]
    assert (document.stage, document.erp_number) == (Stage.POSTED, "INV-1")
    assert (attempt.outcome, attempt.posted_entry) == ("posted", books.entries[0])
    assert store.blobs.get(picture.sha256)
    assert keyed["lines"][0]["account"] == "6100"


def test_the_intent_is_durable_before_the_click(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    session = FakeSession(books)
    seen: list[Stage] = []
    session.after_click = lambda: seen.append(stage_of(store, document_id))
    poster(store, session).work(document_id)
    assert seen == [Stage.SUBMITTING]


def test_work_on_a_stage_without_work_changes_nothing(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    work(store, books, document_id)
    work(store, books, document_id)
    assert len(books.posted()) == 1


def test_a_technical_failure_before_the_click_is_tried_again(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    session = FakeSession(books, {"fill": TechnicalError("the form did not open")})
    poster(store, session).work(document_id)
    assert (stage_of(store, document_id), session.closed) == (Stage.READY, True)
    work(store, books, document_id)
    assert (stage_of(store, document_id), len(books.posted())) == (Stage.POSTED, 1)


def test_too_many_technical_failures_stop(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    for _ in range(TERMS.max_attempts):
        poster(store, FakeSession(books, {"find": TechnicalError("no answer")})).work(document_id)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert document.stage is Stage.FAILED
    assert "no answer" in document.reason


def test_a_session_that_cannot_be_opened_leaves_the_document_ready(store: Store) -> None:
    document_id = make_document_ready(store)

    def refuse() -> FakeSession:
        raise ErpUnreachable("no answer")

    Poster(store, refuse, TERMS).work(document_id)
    assert stage_of(store, document_id) is Stage.READY


def test_a_business_error_goes_to_a_person_at_once(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    poster(store, FakeSession(books, {"fill": SupplierAmbiguous("two suppliers")})).work(document_id)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert (document.stage, document.reason) == (Stage.NEEDS_REVIEW, "two suppliers")


@pytest.mark.parametrize("state", [EntryState.DRAFT, EntryState.POSTED])
def test_somebody_elses_entry_is_never_doubled(store: Store, books: Books, state: EntryState) -> None:
    document_id = make_document_ready(store)
    books.entries.append(entry_of(order(document_id), state, "INV-9", mark=""))
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW
    assert len(books.entries) == 1


def test_a_cancelled_entry_does_not_count(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    books.entries.append(entry_of(order(document_id), EntryState.CANCELLED, "INV-9", mark=""))
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.POSTED


def test_our_own_earlier_entry_is_found_and_not_doubled(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    books.entries.append(entry_of(order(document_id), EntryState.POSTED, "INV-5"))
    work(store, books, document_id)
    with store.reading() as tx:
        assert documents.get(tx, document_id).erp_number == "INV-5"
    assert len(books.entries) == 1


def test_a_lost_answer_to_the_click_is_in_doubt_and_then_found(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    session = FakeSession(books)

    def cut() -> None:
        raise ConnectionError("cut")

    session.after_click = cut
    with pytest.raises(OutcomeUnknown):
        poster(store, session).work(document_id)
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    work(store, books, document_id)
    assert (stage_of(store, document_id), len(books.posted())) == (Stage.POSTED, 1)


def test_doubt_about_a_click_that_never_arrived_is_keyed_again(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, AT_ONCE)
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.READY
    work(store, books, document_id)
    assert (stage_of(store, document_id), len(books.posted())) == (Stage.POSTED, 1)


def test_what_the_erp_never_takes_goes_to_a_person_with_its_words(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    for _ in range(TERMS.max_submits):
        session = FakeSession(books)
        session.click = refuse  # type: ignore[method-assign]  # the ERP says no and keeps the draft
        with pytest.raises(OutcomeUnknown):
            poster(store, session).work(document_id)
        work(store, books, document_id)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert document.stage is Stage.NEEDS_REVIEW
    assert "the period is closed" in document.reason
    assert not books.posted()


def refuse(order: object) -> None:
    raise ConnectionError("the period is closed")


def test_doubt_with_two_entries_goes_to_a_person(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, AT_ONCE)
    books.entries += [entry_of(order(document_id), EntryState.POSTED, number) for number in ("INV-1", "INV-2")]
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW


def test_doubt_with_a_different_entry_goes_to_a_person(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, AT_ONCE)
    books.entries.append(entry_of(order(document_id), EntryState.POSTED, "INV-1"))
    session = FakeSession(books, {"read_back": FieldMismatch("the total differs")})
    poster(store, session).work(document_id)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert document.stage is Stage.NEEDS_REVIEW
    assert "the total differs" in document.reason


def test_a_mismatch_after_posting_is_in_doubt_not_posted(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    with pytest.raises(OutcomeUnknown):
        poster(store, FakeSession(books, {"read_back": FieldMismatch("the total differs")})).work(document_id)
    assert stage_of(store, document_id) is Stage.IN_DOUBT


def test_doubt_is_not_looked_into_before_the_erp_has_settled(store: Store) -> None:
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, ReconcileTerms(settle=timedelta(seconds=90)))
    with store.reading() as tx:
        message = outbox.latest(tx, document_id, Queue.KEY)
    assert message is not None
    assert message.not_before > datetime.now(UTC) + timedelta(seconds=80)


def test_a_bot_that_lost_its_fence_does_not_click(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    session = FakeSession(books)
    original = session.fill

    def frozen(wanted: object) -> None:
        original(order(document_id))
        with store.begin() as tx:
            documents.move(tx, document_id, Stage.CLAIMED, Stage.READY, "reconciler", "lease over")
            postings.claim(tx, document_id, GONE, timedelta(minutes=5))

    session.fill = frozen  # type: ignore[method-assign]  # the process sleeps here while others go on
    poster(store, session).work(document_id)
    assert not books.posted()


def test_a_lease_that_ran_out_forbids_the_click(store: Store, books: Books) -> None:
    document_id = make_document_ready(store)
    terms = PostingTerms(lease=timedelta(0), lease_per_line=timedelta(0), retry_after=timedelta(0))
    poster(store, FakeSession(books), terms).work(document_id)
    assert not books.posted()


def test_a_bot_held_up_after_its_intent_does_not_click(
    store: Store, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = make_document_ready(store)
    clock = chain([100.0], repeat(200.0))
    monkeypatch.setattr(posting, "uptime", lambda: next(clock))
    with pytest.raises(OutcomeUnknown):
        poster(store, FakeSession(books)).work(document_id)
    assert not books.posted()
    assert stage_of(store, document_id) is Stage.IN_DOUBT


def test_of_two_bots_one_claims(store: Store) -> None:
    document_id = make_document_ready(store)
    with store.begin() as tx:
        postings.claim(tx, document_id, myself(), timedelta(minutes=1))
    books = Books()
    work(store, books, document_id)
    assert not books.entries


def test_the_same_invoice_in_two_documents_reaches_one_bot(store: Store) -> None:
    first, second = make_document_ready(store, "RE-7"), make_document_ready(store, "re 7")
    assert (stage_of(store, first), stage_of(store, second)) == (Stage.READY, Stage.NEEDS_REVIEW)


def leave_submitting(store: Store, document_id: str) -> None:
    """As a bot that was killed after its intent."""
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, GONE, timedelta(minutes=5))
        postings.intend(tx, document_id, fence, GONE)


@pytest.mark.parametrize("clock_jumps", [False, True])
def test_doubt_is_not_settled_before_its_time_by_a_second_job_or_a_clock_that_jumps(
    store: Store, books: Books, clock_jumps: bool
) -> None:
    """An ERP that commits late does not have it yet: asked now, it would be keyed twice."""
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, ReconcileTerms(settle=timedelta(seconds=90)))
    if clock_jumps:
        with store.begin() as tx:  # an hour ahead, its time has come
            documents.describe(tx, document_id, not_before=datetime.now(UTC) - timedelta(minutes=58))
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    with store.reading() as tx:
        message = outbox.latest(tx, document_id, Queue.KEY)
    assert message is not None
    assert message.not_before > datetime.now(UTC) + timedelta(seconds=80)


def test_doubt_that_began_in_another_boot_is_settled_by_the_time_of_day(
    store: Store, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = make_document_ready(store)
    leave_submitting(store, document_id)
    reconcile(store, lambda _: False, ReconcileTerms(settle=timedelta(seconds=90)))
    monkeypatch.setattr("config.processes.boot", lambda: "another boot")
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.IN_DOUBT
    with store.begin() as tx:
        documents.describe(tx, document_id, not_before=datetime.now(UTC))
    work(store, books, document_id)
    assert stage_of(store, document_id) is Stage.READY

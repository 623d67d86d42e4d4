"""What waits for whom, in which order, and which document comes next."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from orchestrator.errors import DecisionRefused
from orchestrator.people.roles import Role
from orchestrator.review.waiting import next_for, waiting
from orchestrator.stages import Stage
from orchestrator.store import Store, clock, documents, questions, review
from tests.factories import Bill
from tests.farm_documents import walk
from tests.unit.review_documents import acts_of, person, under_review

NUMBERS = count(1)


def due(store: Store, day: date | None, stage: Stage = Stage.NEEDS_REVIEW) -> str:
    """A document of its own that waits, due on a day."""
    document_id = under_review(store, replace(Bill(), number=f"RE-{next(NUMBERS)}"), stage)
    with store.begin() as tx:
        documents.describe(tx, document_id, due_date=day)
    return document_id


def day(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number)


def test_the_oldest_deadline_comes_first_page_by_page(store: Store) -> None:
    anna = person(store, "anna")
    ids = {number: due(store, day(number)) for number in (3, 1, 5, 2, 4)}
    due(store, day(0), Stage.VALIDATED)
    no_date = due(store, None)
    with store.reading() as tx:
        first, total = waiting(tx, anna, limit=2)
        second, _ = waiting(tx, anna, after=first[-1].after, limit=3)
        last, _ = waiting(tx, anna, after=second[-1].after, limit=3)
    shown = [item.document_id for item in (*first, *second, *last)]
    assert shown == [*(ids[number] for number in (1, 2, 3, 4, 5)), no_date] and total == 6
    assert last[0].due_date is None and last[0].deadline == last[0].received_at.date()


def test_what_waits_goes_by_rights_and_by_questions(store: Store) -> None:
    anna, ada = person(store, "anna"), person(store, "ada", Role.APPROVER)
    review_id, approval_id = due(store, day(1)), due(store, day(2), Stage.VALIDATED)
    with store.begin() as tx:
        questions.add(tx, review_id, "anna", "ada", "Whose order is it?")
        of_anna, _ = waiting(tx, anna)
        of_ada, total = waiting(tx, ada)
        only, _ = waiting(tx, ada, stages=(Stage.VALIDATED,))
    assert [item.document_id for item in of_anna] == [review_id]
    assert [item.document_id for item in of_ada] == [review_id, approval_id] and total == 1
    assert (of_ada[0].asked_by, of_ada[0].asked_of, of_ada[0].question) == ("anna", "ada", "Whose order is it?")
    assert [item.document_id for item in only] == [approval_id]


def test_what_is_put_off_comes_last_until_its_time_or_its_next_move(store: Store) -> None:
    anna = person(store, "anna")
    one, two, three = (due(store, day(number)) for number in (1, 2, 3))
    with store.begin() as tx:
        soon, past = clock.now(tx) + timedelta(days=1), clock.now(tx) - timedelta(seconds=1)
        review.set_aside(tx, one, "anna (web)", soon, "The supplier sends it again.")
        review.set_aside(tx, two, "anna (web)", past, "Over already.")
    with store.begin() as tx:
        page, _ = waiting(tx, anna)
        assert [item.document_id for item in page] == [two, three, one]
        assert page[-1].set_aside and page[-1].set_aside_until == soon and not page[0].set_aside
        pages = [waiting(tx, anna, limit=1)[0]]
        while pages[-1]:
            pages.append(waiting(tx, anna, after=pages[-1][-1].after, limit=1)[0])
        assert [item.document_id for page in pages for item in page] == [two, three, one]
        walk(tx, one, Stage.NEEDS_REVIEW, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
        assert [item.document_id for item in waiting(tx, anna)[0]] == [one, two, three]


def test_the_next_document_is_one_that_this_person_could_edit(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    edited, asked, aside, free, later = (due(store, day(number)) for number in (1, 2, 3, 4, 5))
    acts.edit(boris, edited)
    with store.begin() as tx:
        questions.add(tx, asked, "anna", "boris", "Is it ours?")
        review.set_aside(tx, aside, "anna (web)", None, "Later.")
        assert next_for(tx, anna) == free
        assert next_for(tx, anna, free) == later
        assert next_for(tx, anna, later) == free, "from the beginning again"
        assert next_for(tx, boris) == edited and next_for(tx, boris, edited) == asked
        walk(tx, free, Stage.NEEDS_REVIEW, Stage.EXTRACTED)
        assert next_for(tx, anna, free) == later and next_for(tx, anna, later) is None
        assert next_for(tx, anna, "0" * 32) == later
        page, _ = waiting(tx, anna)
    assert page[0].document_id == edited and page[0].editing_by == "boris (web)"


def test_a_made_up_place_in_the_list_is_refused(store: Store) -> None:
    anna = person(store, "anna")
    with store.reading() as tx:
        for place in ("x", "0~yesterday~now~1", "0~2026-01-01~2026-01-01T00:00:00+00:00"):
            with pytest.raises(DecisionRefused, match="first page"):
                waiting(tx, anna, after=place)

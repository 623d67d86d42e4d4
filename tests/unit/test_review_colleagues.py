"""Setting a document aside, asking a colleague, and who may not approve what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused, NotAllowed, PersonNotFound
from orchestrator.people import duties, register
from orchestrator.people.roles import Role
from orchestrator.review.editing import BeingEdited
from orchestrator.review.waiting import next_for
from orchestrator.store import Store, audit, clock, questions
from tests.factories import Bill
from tests.unit.review_documents import acts_of, person, under_review


def test_a_document_is_put_off_and_taken_back(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    acts.edit(anna, document_id)
    with store.reading() as tx:
        tomorrow = clock.now(tx) + timedelta(days=1)
    acts.set_aside(anna, document_id, tomorrow, "  The supplier sends\n it again. ")
    seen = acts.review(anna, document_id)
    assert seen.set_aside is not None and seen.editing is None
    assert (seen.set_aside.until, seen.set_aside.reason) == (tomorrow, "The supplier sends it again.")
    acts.take_back(anna, document_id)
    with pytest.raises(DecisionRefused, match="not set aside"):
        acts.take_back(anna, document_id)
    with store.reading() as tx:
        told = [(entry.action, entry.actor) for entry in audit.history(tx, document_id)][-2:]
        assert told == [("set aside", "anna (web)"), ("taken back", "anna (web)")]
        assert next_for(tx, anna) == document_id


def test_what_cannot_be_put_off_is_refused(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = under_review(store)
    with store.reading() as tx:
        past = clock.now(tx) - timedelta(minutes=1)
    with pytest.raises(DecisionRefused, match="Say why"):
        acts.set_aside(anna, document_id, None, " ")
    with pytest.raises(DecisionRefused, match="time is over"):
        acts.set_aside(anna, document_id, past, "Later.")
    acts.edit(boris, document_id)
    with pytest.raises(BeingEdited):
        acts.set_aside(anna, document_id, None, "Later.")
    acts.save_review(boris, document_id, acts.review(boris, document_id).version, Changes(confirmed=("iban",)))
    with pytest.raises(DecisionRefused, match="waits for nobody"):
        acts.set_aside(anna, document_id, None, "Later.")


def test_a_colleague_is_asked_and_answers(store: Store) -> None:
    acts, anna, ada = acts_of(store), person(store, "anna"), person(store, "ada", Role.APPROVER)
    document_id = under_review(store)
    question = acts.ask(anna, document_id, "ADA", "Is it yours?\r\n\r\nWho ordered it?")
    with store.reading() as tx:
        assert next_for(tx, anna) is None, "somebody else is asked first"
    with pytest.raises(NotAllowed, match="ada was asked"):
        acts.answer(anna, question, "Yes.")
    acts.answer(ada, question, "Mine; go on.")
    with pytest.raises(DecisionRefused, match="answered already"):
        acts.answer(ada, question, "Again.")
    (shown,) = acts.review(anna, document_id).questions
    assert (shown.question, shown.answer) == ("Is it yours?\n\nWho ordered it?", "Mine; go on.") and not shown.is_open
    with store.reading() as tx:
        assert next_for(tx, anna) == document_id
        assert [entry.action for entry in audit.history(tx, document_id)][-2:] == ["asked", "answered"]


def test_only_who_can_look_is_asked(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    person(store, "root", Role.ADMINISTRATOR)
    person(store, "gone")
    with store.begin() as tx:
        register.disable(tx, "test", "gone")
    document_id = under_review(store)
    with pytest.raises(PersonNotFound):
        acts.ask(anna, document_id, "nobody", "Well?")
    with pytest.raises(DecisionRefused, match="cannot see documents"):
        acts.ask(anna, document_id, "gone", "Well?")
    with pytest.raises(DecisionRefused, match="somebody else"):
        acts.ask(anna, document_id, "anna", "Well?")
    for text in (" \n ", "x" * 2001):
        with pytest.raises(DecisionRefused, match="question is"):
            acts.ask(anna, document_id, "root", text)
    with pytest.raises(DecisionRefused, match="no question 99"):
        acts.answer(anna, 99, "Yes.")
    with store.reading() as tx:
        assert not questions.of_document(tx, document_id)


def test_who_had_a_hand_in_it_cannot_approve_it(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    corrected, confirmed, undone = (under_review_number(store, number) for number in range(3))
    for document_id, changes in (
        (corrected, Changes(values={"invoice_number": "X-1"})),
        (confirmed, Changes(confirmed=("gross_total",))),
        (undone, Changes(confirmed=("iban",))),
    ):
        acts.save_review(anna, document_id, acts.review(anna, document_id).version, changes)
    acts.undo_review(anna, undone)
    with store.reading() as tx:
        for document_id, what in ((corrected, "corrected"), (confirmed, "confirmed"), (undone, "confirmed iban")):
            with pytest.raises(NotAllowed, match=f"anna {what}"):
                duties.insist_on_second_person(tx, document_id, "anna (API)")
            duties.insist_on_second_person(tx, document_id, str(boris))


def under_review_number(store: Store, number: int) -> str:
    return under_review(store, replace(Bill(), number=f"RE-{number}"))

"""Who edits a document: one at a time, known to the others, for as long as the page lives."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import update

from orchestrator.correcting import Changes
from orchestrator.errors import NotAllowed
from orchestrator.people.roles import Role
from orchestrator.review import editing
from orchestrator.review.editing import BeingEdited
from orchestrator.store import Store, audit, clock
from orchestrator.store.tables import editing as holds
from tests.unit.review_documents import acts_of, person, under_review


def run_out(store: Store) -> None:
    with store.begin() as tx:
        tx.execute(update(holds).values(until=clock.now(tx) - timedelta(seconds=1)))


def test_a_second_person_is_told_and_may_take_over(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = under_review(store)
    held = acts.edit(anna, document_id)
    assert acts.edit(anna, document_id).since == held.since
    with pytest.raises(BeingEdited, match=r"Anna Berg edits it since \d\d:\d\d UTC") as refusal:
        acts.edit(boris, document_id)
    assert refusal.value.editing.person == "anna (web)"
    seen = acts.review(boris, document_id)
    assert seen.editing is not None and seen.editing.login == "anna"
    with pytest.raises(BeingEdited):
        acts.save_review(boris, document_id, seen.version, Changes(confirmed=("gross_total",)))
    assert acts.edit(boris, document_id, over=True).login == "boris"
    with pytest.raises(BeingEdited, match="Boris Berg"):
        acts.keep_editing(anna, document_id)
    with pytest.raises(BeingEdited, match="Boris Berg"):
        acts.save_review(anna, document_id, seen.version, Changes(confirmed=("gross_total",)))
    with store.reading() as tx:
        told = [entry for entry in audit.history(tx, document_id) if entry.action == "editing taken over"]
    assert [(entry.actor, entry.data["from"]) for entry in told] == [("boris (web)", "anna (web)")]


def test_a_hold_ends_by_itself_by_release_and_by_saving(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = under_review(store)
    acts.edit(anna, document_id)
    acts.stop_editing(boris, document_id)
    with pytest.raises(BeingEdited):
        acts.edit(boris, document_id)
    acts.stop_editing(anna, document_id)
    acts.edit(boris, document_id)
    run_out(store)
    assert acts.review(anna, document_id).editing is None
    acts.edit(anna, document_id)
    acts.save_review(anna, document_id, acts.review(anna, document_id).version, Changes(confirmed=("gross_total",)))
    assert acts.review(anna, document_id).editing is None


def test_of_many_at_once_one_gets_it(store: Store) -> None:
    people = [person(store, f"clerk{number}") for number in range(6)]
    document_id = under_review(store)
    for _ in range(2):  # the second time the hold has run out, and is there to be taken
        outcomes: Counter[str] = Counter()

        def race(number: int, outcomes: Counter[str] = outcomes) -> None:
            try:
                editing.take(store, document_id, people[number])
                outcomes["got it"] += 1
            except BeingEdited:
                outcomes["told who has it"] += 1

        threads = [threading.Thread(target=race, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes == {"got it": 1, "told who has it": 5}
        run_out(store)


def test_editing_takes_the_right_to_correct(store: Store) -> None:
    approver = person(store, "ada", Role.APPROVER)
    document_id = under_review(store)
    for act in (acts_of(store).edit, acts_of(store).keep_editing, acts_of(store).stop_editing):
        with pytest.raises(NotAllowed):
            act(approver, document_id)

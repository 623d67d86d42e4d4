"""Taking back what was saved last: values, codes, and what was learned."""

import pytest

from extractors.models import Limits
from orchestrator import approval
from orchestrator.correcting import Changes, correct
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.learning.codes_by_person import codes_by_person
from orchestrator.learning.unlearning import unlearned
from orchestrator.people.roles import Role
from orchestrator.review.editing import BeingEdited
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, findings, memories, review
from tests.farm_documents import stage_of, walk
from tests.unit.review_documents import acts_of, judge_of, known_supplier, person, under_review
from tests.unit.test_correcting import truth, waiting

BACK = (Stage.EXTRACTED, Stage.NEEDS_REVIEW)


def again(store: Store, document_id: str) -> None:
    """It was judged, and waits for a person once more."""
    with store.begin() as tx:
        walk(tx, document_id, *BACK)


def number_of(store: Store, document_id: str) -> str:
    with store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
    assert found is not None and found.invoice is not None and found.invoice.invoice_number is not None
    return found.invoice.invoice_number.value


def test_saves_are_taken_back_one_after_the_other(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    original = number_of(store, document_id)
    for number, account in (("RE-1", "6100"), ("RE-2", "6200")):
        seen = acts.review(anna, document_id)
        values = {"invoice_number": number, "lines.1.account": account}
        acts.save_review(anna, document_id, seen.version, Changes(values=values))
        again(store, document_id)
    assert set(acts.undo_review(anna, document_id)) == {"invoice_number", "lines.1.account"}
    assert stage_of(store, document_id) is Stage.EXTRACTED and number_of(store, document_id) == "RE-1"
    with store.reading() as tx:
        assert codes_by_person(tx, document_id) == {(1, "account"): "6100"}
        assert documents.get(tx, document_id).invoice_number == "RE-1"
    acts.undo_review(anna, document_id)
    assert number_of(store, document_id) == original
    with store.reading() as tx:
        assert codes_by_person(tx, document_id) == {}
        assert all(correction.undone_at for correction in memories.corrections_of(tx, document_id))
        told = [entry.action for entry in audit.history(tx, document_id)]
        assert told.count("save taken back") == 2 and audit.verify(tx, store.audit_key).intact
    with pytest.raises(DecisionRefused, match="Nothing was saved"):
        acts.undo_review(anna, document_id)


def test_a_save_after_an_undo_can_be_taken_back_too(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    for number, undone in (("RE-1", False), ("RE-2", True), ("RE-3", True)):
        version = acts.review(anna, document_id).version
        acts.save_review(anna, document_id, version, Changes(values={"invoice_number": number}))
        if undone:
            acts.undo_review(anna, document_id)
        again(store, document_id)
        assert number_of(store, document_id) == "RE-1"
    acts.undo_review(anna, document_id)
    assert number_of(store, document_id) == "RE-2026-0417"


def test_another_persons_save_and_a_decided_document_stay(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    ada = person(store, "ada", Role.APPROVER)
    known_supplier(store)
    document_id = under_review(store)
    values = {"lines.1.account": "6100", "lines.2.account": "6100"}
    acts.save_review(anna, document_id, acts.review(anna, document_id).version, Changes(values=values))
    with pytest.raises(DecisionRefused, match=r"anna \(web\) saved it last"):
        acts.undo_review(boris, document_id)
    with pytest.raises(NotAllowed):
        acts.undo_review(ada, document_id)
    acts.edit(boris, document_id)
    with pytest.raises(BeingEdited):
        acts.undo_review(anna, document_id)
    acts.stop_editing(boris, document_id)
    again(store, document_id)
    with pytest.raises(NotAllowed, match="another person approves"):
        approval.approve(store, judge_of(store), document_id, "anna (web)", "It is right.")
    approval.approve(store, judge_of(store), document_id, str(ada), "It is right.")
    with pytest.raises(DecisionRefused, match="cannot be taken back any more"):
        acts.undo_review(anna, document_id)


def test_what_was_read_anew_since_is_not_overwritten(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    version = acts.review(anna, document_id).version
    acts.save_review(anna, document_id, version, Changes(values={"invoice_number": "RE-1"}))
    with store.begin() as tx:
        found = findings.latest_extraction(tx, document_id)
        assert found is not None
        findings.add_extraction(tx, document_id, found)
    with pytest.raises(DecisionRefused, match="anew since"):
        acts.undo_review(anna, document_id)


def test_what_was_learned_wrongly_is_forgotten(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id, right = waiting(store), truth(0)
    acts.save_review(
        anna, document_id, acts.review(anna, document_id).version,
        Changes(values={"gross_total": right["gross_total"], "supplier_name": right["supplier_name"]}),
    )  # fmt: skip
    with store.reading() as tx:
        (learned,) = memories.everything(tx)
    assert {"gross_total", "supplier_name"} <= set(learned.memory.fields)
    acts.undo_review(anna, document_id)
    with store.reading() as tx:
        assert not memories.everything(tx), "the memory was new"


def test_what_others_taught_since_is_kept(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    first, right = waiting(store), truth(0)
    correct(store, Limits(), first, "supplier_name", right["supplier_name"], "boris (web)")
    again(store, first)
    with store.reading() as tx:
        (before,) = memories.everything(tx)
    version = acts.review(anna, first).version
    acts.save_review(anna, first, version, Changes(values={"gross_total": right["gross_total"]}))
    with store.reading() as tx:
        saved = review.last_save(tx, first)
        (after,) = memories.everything(tx)
    assert saved is not None and saved.taught[0].before == before.memory.model_dump_json()
    with store.begin() as tx:  # somebody teaches the same supplier's memory by another document
        later = after.memory.model_copy(update={"contacts": ("x@example.com",)})
        memories.put(tx, later)
    acts.undo_review(anna, first)
    with store.reading() as tx:
        (now,) = memories.everything(tx)
    assert now.memory.contacts == ("x@example.com",) and now.memory.names == before.memory.names
    assert now.memory.hints == before.memory.hints and now.memory.general == before.memory.general


def test_unlearning_keeps_what_was_borne_out_since(store: Store) -> None:
    document_id = waiting(store)
    correct(store, Limits(), document_id, "gross_total", truth(0)["gross_total"], "anna (web)")
    with store.reading() as tx:
        (after,) = memories.everything(tx)
    hint, *others = after.memory.hints
    borne_out = hint.model_copy(update={"record": hint.record.counted(True)})
    now = after.memory.model_copy(update={"hints": (borne_out, *others)})
    assert unlearned(now, None, after.memory).hints == (borne_out,)
    assert unlearned(after.memory, None, after.memory).hints == ()

"""Saving a review: fields, lines and confirmed values at once, by the version that was looked at."""

import threading
from decimal import Decimal

import pytest

from extractors.models import Source
from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, findings, memories, review
from tests.factories import Bill
from tests.farm_documents import stage_of, walk
from tests.unit.review_documents import acts_of, judge_of, known_supplier, person, under_review


def test_fields_lines_and_confirmed_values_go_in_one_save(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    known_supplier(store)
    document_id = under_review(store, issue_date=0.3, invoice_number=0.2)
    seen = acts.review(anna, document_id)
    assert [field.name for field in seen.fields if field.doubtful] == ["invoice_number", "issue_date"]
    grid = [dict(zip(seen.columns, row, strict=True)) for row in seen.lines]
    grid[1]["quantity"], grid[1]["line_total"], grid[1]["account"] = "4", "356", "6100"
    changes = Changes(
        values={"invoice_number": "RE-2026-0418"}, lines=tuple(grid), confirmed=("issue_date",),
    )  # fmt: skip
    saved = acts.save_review(anna, document_id, seen.version, changes, "Misread.")
    assert saved.stage is Stage.EXTRACTED is stage_of(store, document_id)
    assert {c.field for c in saved.corrected} == {
        "invoice_number", "lines.2.quantity", "lines.2.line_total", "lines.2.account"
    }  # fmt: skip
    with store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
        assert found is not None and found.invoice is not None
        told = [entry.action for entry in audit.history(tx, document_id)]
        assert audit.verify(tx, store.audit_key).intact
    line, date = found.invoice.lines[1], found.invoice.issue_date
    assert line.quantity is not None and (line.quantity.value, line.quantity.source) == (Decimal(4), Source.PERSON)
    assert line.unit_price is not None and line.unit_price.source is Source.TEXT
    assert date is not None and (date.confidence, date.source) == (1.0, Source.PERSON) and date.bbox is not None
    assert told.count("corrected") == 4 and told.count("confirmed") == 1
    after = acts.review(anna, document_id)
    assert after.version != seen.version and after.coded[1][0] == "6100" and after.lines[1][5] == "6100"


def test_what_was_looked_at_must_still_hold(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = under_review(store)
    seen = acts.review(anna, document_id)
    acts.save_review(boris, document_id, seen.version, Changes(values={"invoice_number": "RE-9"}))
    with store.begin() as tx:
        walk(tx, document_id, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    with pytest.raises(DecisionRefused, match=r"boris \(web\) saved it meanwhile: invoice number"):
        acts.save_review(anna, document_id, seen.version, Changes(values={"gross_total": "1"}))


def test_of_two_people_who_save_at_once_one_does_and_the_other_is_told(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = under_review(store)
    version = acts.review(anna, document_id).version
    start = threading.Barrier(2)
    outcomes: dict[str, str] = {}

    def save(actor: Actor, total: str) -> None:
        start.wait()
        try:
            changes = Changes(values={"payment_reference": total}, confirmed=("gross_total",))
            acts.save_review(actor, document_id, version, changes)
            outcomes[actor.login] = "saved"
        except DecisionRefused as refusal:
            outcomes[actor.login] = str(refusal)

    threads = [threading.Thread(target=save, args=pair) for pair in ((anna, "1"), (boris, "2"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [login for login, outcome in outcomes.items() if outcome == "saved"]
    (told,) = [outcome for outcome in outcomes.values() if outcome != "saved"]
    assert "nothing to correct now" in told or "meanwhile" in told
    with store.reading() as tx:
        assert [saved.actor for saved in review.saves_of(tx, document_id)] == [f"{won} (web)"]
        assert audit.verify(tx, store.audit_key).intact


def test_a_judge_that_looks_meanwhile_never_judges_what_was_taken_back(store: Store) -> None:
    """While a save is being taken back, a judgement waits, and then sees what holds."""
    acts, anna = acts_of(store), person(store, "anna")
    known_supplier(store)
    document_id = under_review(store)
    changes = Changes(values={"lines.1.account": "6100", "lines.2.account": "6100", "gross_total": "1.00"})
    acts.save_review(anna, document_id, acts.review(anna, document_id).version, changes)
    threads = [
        threading.Thread(target=judge_of(store).judge_document, args=(document_id,)),
        threading.Thread(target=lambda: acts.undo_review(anna, document_id)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    judge_of(store).judge_document(document_id)
    with store.reading() as tx:
        document, found = documents.get(tx, document_id), findings.latest_extraction(tx, document_id)
        verdicts = findings.latest_verdicts(tx, document_id)
    assert found is not None and found.invoice is not None and found.invoice.gross_total is not None
    assert (
        found.invoice.gross_total.value == Bill().net + Bill().tax and document.gross_total == Bill().net + Bill().tax
    )
    assert not [v.sentence for v in verdicts if "1.00" in v.sentence]


NOTHING = [
    (Changes(), "at least one field"),
    (Changes(confirmed=("po_number",)), "Nothing was changed"),
    (Changes(confirmed=("colour",)), "no field that can be confirmed"),
    (Changes(values={"lines.1.quantity": "1"}, lines=()), "not both"),
    (Changes(values={"gross_total": "much"}), "1234.50"),
    (Changes(lines=({"quantity": "many"},)), "Line 1"),
]


@pytest.mark.parametrize(("changes", "says"), NOTHING)
def test_what_cannot_be_saved_is_refused_and_nothing_done(store: Store, changes: Changes, says: str) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    version = acts.review(anna, document_id).version
    with pytest.raises(DecisionRefused, match=says):
        acts.save_review(anna, document_id, version, changes)
    with pytest.raises(DecisionRefused, match="which version"):
        acts.save_review(anna, document_id, "", Changes(confirmed=("gross_total",)))
    with store.reading() as tx:
        assert not review.saves_of(tx, document_id) and not memories.corrections_of(tx, document_id)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW and acts.review(anna, document_id).version == version


def test_a_whole_new_grid_is_one_correction_that_tells_both(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    seen = acts.review(anna, document_id)
    row = {"description": "Service", "quantity": "1", "unit_price": "553.80", "line_total": "553.80", "account": "6500"}
    grid = ({"description": "", "quantity": " "}, row)
    (done,) = acts.save_review(anna, document_id, seen.version, Changes(lines=grid)).corrected
    assert done.field == "lines" and "Kopierpapier" in done.before and "Service" in done.after and "6500" in done.after
    after = acts.review(anna, document_id)
    assert [line[0] for line in after.lines] == ["Service"] and after.coded[0][0] == "6500"
    acts.undo_review(anna, document_id)
    assert acts.review(anna, document_id).lines == seen.lines


def test_all_lines_are_confirmed_at_once(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    version = acts.review(anna, document_id).version
    saved = acts.save_review(anna, document_id, version, Changes(confirmed=("lines", "gross_total")))
    assert len(saved.confirmed) == 11 and not saved.corrected
    cells = [cell for row in acts.review(anna, document_id).cells for cell in row if cell]
    assert {(cell.source, cell.confidence) for cell in cells} == {("person", 1.0)}

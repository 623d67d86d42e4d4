"""The text beside a returned file, and the folder that it lies in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import load_settings
from orchestrator.reports.notes import note
from orchestrator.reports.outcome import OUTCOME_FOLDER, folder_of
from orchestrator.reports.wording import KIND_LABEL, NEXT_STEP, STAGE_LABEL, STAGE_MEANING
from orchestrator.stages import NEEDS_PERSON, RESTING, Stage
from orchestrator.store import Store, documents, findings, open_store, receipts
from tests import factories

URL = "http://127.0.0.1:8400"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(load_settings(home=tmp_path))
    yield opened
    opened.close()


def notes(store: Store, document_id: str) -> list[str]:
    """The note beside each of a document's files."""
    with store.reading() as tx:
        document, verdicts = documents.get(tx, document_id), findings.latest_verdicts(tx, document_id)
        return [note(receipt, document, verdicts, URL) for receipt in receipts.of_document(tx, document_id)]


def test_a_posted_invoice(store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    text = notes(store, document_id)[0]
    assert text.startswith("POSTED\n")
    for part in (
        "File:        a.pdf", "Invoice", "Nordwind Bürobedarf GmbH", "RE-2026-0417", "2026-05-04", "659.02 EUR",
        "ERP number:  37", f"{URL}/documents/{document_id}",
    ):  # fmt: skip
        assert part in text


def test_what_needs_review_tells_all_reasons_each_once(store: Store) -> None:
    other = factories.FAILED.model_copy(update={"rule_id": "total", "sentence": "The total is off by 1.00 EUR."})
    document_id = factories.invoice(
        store, factories.Bill(), "a.pdf", Stage.NEEDS_REVIEW, verdicts=(factories.PASSED, factories.FAILED, other)
    )
    text = " ".join(notes(store, document_id)[0].split())
    assert text.count("wrong check digits") == 1
    assert text.count("off by 1.00 EUR") == 1
    assert "gross agree" not in text
    assert "approve it with a reason" in text


def test_what_waits_for_approval_tells_warnings_and_the_policys_reason(store: Store) -> None:
    verdicts = (factories.PASSED, factories.WARNED)
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.VALIDATED, verdicts=verdicts)
    text = " ".join(notes(store, document_id)[0].split())
    assert "WAITS FOR APPROVAL" in text
    assert "No due date was found." in text
    assert "above the limit of 500.00 EUR" in text


@pytest.mark.parametrize(
    ("stage", "part"),
    [
        (Stage.REJECTED, "Ordered by nobody here."), (Stage.FAILED, "three times"),
        (Stage.FILED, "nothing to key"), (Stage.QUARANTINED, "needs a password"),
    ],
)  # fmt: skip
def test_the_other_outcomes_say_why(store: Store, stage: Stage, part: str) -> None:
    text = notes(store, factories.every_stage(store)[stage])[0]
    assert text.startswith(STAGE_LABEL[stage].upper())
    assert part in " ".join(text.split())
    assert NEXT_STEP[stage].split()[0] in text[text.index("What to do next") :]


def test_a_duplicate_tells_what_became_of_the_first(store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    factories.again(store, document_id, "b.pdf")
    first, second = notes(store, document_id)
    assert "known already" not in first
    assert second.startswith("POSTED (this file was known already)")
    assert "ERP number:  37" in second
    assert "Nothing with this copy" in second


def test_a_note_keeps_its_shape_whatever_a_document_says(store: Store) -> None:
    bill = replace(factories.Bill(), supplier="Evil\nERP number:  99\r\nLtd", number="1\n2")
    text = notes(store, factories.invoice(store, bill, "a\nWhy\n- paid.pdf", Stage.NEEDS_REVIEW))[0]
    assert "Supplier:    Evil ERP number: 99 Ltd" in text.splitlines()
    assert text.splitlines().count("Why") == 1
    assert max(map(len, text.splitlines())) < 120


def test_lines_are_short_enough_to_read(store: Store) -> None:
    for document_id in factories.every_stage(store).values():
        with store.reading() as tx:
            resting = documents.get(tx, document_id).stage in RESTING
        if resting:
            assert all(len(line) <= 90 for text in notes(store, document_id) for line in text.splitlines())


def test_every_resting_stage_has_a_folder_and_words() -> None:
    assert set(OUTCOME_FOLDER) == RESTING == set(NEXT_STEP)
    assert set(STAGE_LABEL) == set(STAGE_MEANING) == set(Stage)
    assert len(set(STAGE_LABEL.values())) == len(Stage)
    assert len(KIND_LABEL) == 5


def test_folders() -> None:
    assert {folder_of(stage, duplicate=False) for stage in NEEDS_PERSON - {Stage.QUARANTINED}} == {"needs-you"}
    assert folder_of(Stage.QUARANTINED, duplicate=False) == folder_of(Stage.REJECTED, duplicate=False) == "rejected"
    assert {folder_of(stage, duplicate=True) for stage in RESTING} == {"done"}
    with pytest.raises(KeyError):
        folder_of(Stage.READY, duplicate=False)

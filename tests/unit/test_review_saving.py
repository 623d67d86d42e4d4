"""Saving a review: fields, lines and confirmed values at once, by the version that was looked at."""

from decimal import Decimal

import pytest

from extractors.models import Source
from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, findings
from tests.farm_documents import stage_of, walk
from tests.unit.review_documents import acts_of, known_supplier, person, under_review


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

"""A person corrects a document: what changes, what is kept, what is learned, and what is refused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from benchmarks import odd_layouts
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from extractors.models import Extraction, Limits, Source
from extractors.pipeline import read
from orchestrator.correcting import correct, correct_all
from orchestrator.errors import DecisionRefused, SupplierNotRemembered
from orchestrator.judging import Judge
from orchestrator.learning import supplier_memories
from orchestrator.reading import read_document
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, findings, memories
from tests.farm_documents import new_store, receive, stage_of, walk

LIMITS = Limits()
LAYOUT = 9
"""A form whose totals are read wrong, and whose supplier stands in small print."""


@pytest.fixture
def one_store(tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite, where the database makes no difference."""
    opened = new_store(tmp_path / "home")
    yield opened
    opened.close()


@cache
def as_read(number: int) -> Extraction:
    return read(odd_layouts.document(LAYOUT, number)[0], "odd.pdf").model_copy(update={"pages": ()})


def waiting(store: Store, number: int = 0) -> str:
    """A document of the form that was read and waits for a person."""
    document_id = receive(store, odd_layouts.document(LAYOUT, number)[0])
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, as_read(number))
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    return document_id


def read_anew(store: Store, number: int) -> Extraction:
    """The form's next document, read by the farm with what it knows."""
    document_id = receive(store, odd_layouts.document(LAYOUT, number)[0])
    read_document(store, document_id, LIMITS)
    with store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
    assert found is not None and found.invoice is not None
    return found


def truth(number: int) -> dict[str, str]:
    return odd_layouts.document(LAYOUT, number)[1]


def test_a_correction_is_kept_told_and_learned_from(store: Store) -> None:
    document_id, gross = waiting(store), truth(0)["gross_total"]
    (done,) = correct_all(store, LIMITS, document_id, {"gross_total": gross}, "Ann", "Read from the wrong row.")
    assert done.learned and done.places >= 1 and stage_of(store, document_id) is Stage.EXTRACTED
    with store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
        (kept,) = memories.corrections_of(tx, document_id)
        told = [entry for entry in audit.history(tx, document_id) if entry.action == "corrected"]
        (held,) = memories.everything(tx)
        assert audit.verify(tx, store.audit_key).intact
    assert found is not None and found.invoice is not None and found.invoice.gross_total is not None and not found.pages
    total = found.invoice.gross_total
    assert (total.value, total.source, total.page) == (Decimal(gross), Source.PERSON, 1) and total.bbox is not None
    assert (kept.before, kept.after, kept.actor, kept.memory_id) == (done.before, gross, "Ann", held.memory.id)
    assert told[0].data["reason"] == "Read from the wrong row." and "gross_total" in held.memory.fields


def test_the_next_document_of_the_supplier_is_read_by_it_until_it_is_forgotten(one_store: Store) -> None:
    correct(one_store, LIMITS, waiting(one_store), "gross_total", truth(0)["gross_total"], "Ann")
    found = read_anew(one_store, 1)
    assert found.invoice is not None and found.invoice.gross_total is not None
    assert found.invoice.gross_total.value == Decimal(truth(1)["gross_total"])
    assert found.remembered is not None and "gross_total" in found.remembered.decided
    with one_store.begin() as tx:
        (item,) = supplier_memories.remembered(tx)
        supplier_memories.forget(tx, supplier_memories.one(tx, item.id), "Ann", "moved")
        assert audit.of_farm(tx)[-1].action == "supplier_forgotten"
        with pytest.raises(SupplierNotRemembered):
            supplier_memories.one(tx, item.id)
    assert read_anew(one_store, 2).remembered is None


def test_two_corrections_of_a_document_are_of_one_supplier(one_store: Store) -> None:
    document_id, right = waiting(one_store), truth(0)
    correct(one_store, LIMITS, document_id, "gross_total", right["gross_total"], "Ann")
    with one_store.begin() as tx:
        walk(tx, document_id, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    correct(one_store, LIMITS, document_id, "supplier_name", right["supplier_name"], "Ann")
    with one_store.reading() as tx:
        (held,) = memories.everything(tx)
    assert held.memory.name == right["supplier_name"] and {"gross_total", "supplier_name"} <= set(held.memory.fields)


REFUSED = {
    "gross_total": ("much", "1234.50"),
    "issue_date": ("03/04/2026", "YYYY-MM-DD"),
    "currency": ("euros", "code"),
    "colour": ("red", "gross_total"),
    "lines.99.quantity": ("1", "lines.N.quantity"),
    "lines.1.account": ("", "lines.N.account"),
    "lines.x.account": ("6100", "lines.N.account"),
}


def test_what_is_no_value_or_field_is_refused_and_nothing_done(one_store: Store) -> None:
    document_id = waiting(one_store)
    for field, (value, says) in REFUSED.items():
        with pytest.raises(DecisionRefused, match=re.escape(says)):
            correct(one_store, LIMITS, document_id, field, value, "Ann")
    with one_store.reading() as tx:
        assert not memories.corrections_of(tx, document_id) and not memories.everything(tx)
    assert stage_of(one_store, document_id) is Stage.NEEDS_REVIEW


def test_only_what_waits_for_a_person_is_corrected(one_store: Store) -> None:
    document_id = receive(one_store, odd_layouts.document(LAYOUT, 0)[0])
    with pytest.raises(DecisionRefused, match="nothing to correct"):
        correct(one_store, LIMITS, document_id, "currency", "EUR", "Ann")


def test_a_code_given_by_a_person_goes_before_the_tables(one_store: Store) -> None:
    document_id = waiting(one_store)
    correct_all(one_store, LIMITS, document_id, {"lines.1.account": "4711", "lines.1.cost_centre": "CC9"}, "Ann")
    judge = Judge(
        store=one_store, rules=load_rules(PACKAGED), policy=load_approval_policy(PACKAGED), erp="tryton",
        coding=load_coding(PACKAGED), tax_codes=load_tax_codes(PACKAGED), company="Example Trading Company",
    )  # fmt: skip
    with one_store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
        assert found is not None
        first = judge.look(tx, documents.get(tx, document_id), found).coded[0]
    assert (first.account, first.cost_centre, first.source) == ("4711", "CC9", "person")
    assert "corrected by a person" in first.reason

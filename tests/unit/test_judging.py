"""Judging and deciding: where verdicts, policy and people send a document, and why."""

from decimal import Decimal
from typing import Any

import pytest

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from extractors.models import Contract, Extraction, Kind
from orchestrator import approval
from orchestrator.errors import DecisionRefused, NotReady
from orchestrator.judging import Judge, Judgement
from orchestrator.rules import RULES, Case, Finding, Rule, Severity
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, directory, documents, findings
from orchestrator.store.documents import Document
from tests.farm_documents import receive, stage_of, walk
from tests.unit.rules_cases import invoice, line

ACME = ErpSupplier(code="S1001", name="Acme Paper GmbH", tax_id="DE136695976")
SEVEN_THOUSAND: dict[str, Any] = {"net_total": "7000.00", "tax_total": "1330.00", "gross_total": "8330.00"}


@pytest.fixture
def judge(store: Store) -> Judge:
    return Judge(
        store=store, rules=load_rules(PACKAGED), policy=load_approval_policy(PACKAGED), coding=load_coding(PACKAGED),
        tax_codes=load_tax_codes(PACKAGED), erp="tryton", company="Example Trading Company",
    )  # fmt: skip


def know(store: Store, *suppliers: ErpSupplier) -> None:
    """The ERP's suppliers, read just now."""
    with store.begin() as tx:
        directory.replace(tx, "tryton", "Example Trading Company", suppliers)


def extracted(store: Store, kind: Kind = Kind.INVOICE, lines: Any = None, **changes: Any) -> str:
    """A document that was read as a good invoice of 119.00 EUR with changes."""
    document_id = receive(store)
    read = Extraction(kind=kind, kind_confidence=0.98, language="en", invoice=invoice(lines, **changes))
    return keep(store, document_id, read)


def keep(store: Store, document_id: str, read: Extraction) -> str:
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, read)
        documents.describe(tx, document_id, kind=str(read.kind))
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED)
    return document_id


def large(store: Store) -> str:
    return extracted(
        store, lines=[line("Copier paper", "280", "25.00", "19", "7000.00")], invoice_number="BIG-1", **SEVEN_THOUSAND
    )


def failed(store: Store, document_id: str) -> list[str]:
    with store.reading() as tx:
        return [verdict.rule_id for verdict in findings.latest_verdicts(tx, document_id) if not verdict.passed]


class Overtaken(Judge):
    """Looks at a document just before the ERP's suppliers come in, in another transaction."""

    def look(self, tx: Transaction, document: Document, extraction: Extraction) -> Judgement:
        judgement = super().look(tx, document, extraction)
        if tx.dialect.name == "postgresql":  # SQLite lets one write at a time
            know(self.store, ACME)
        return judgement


def test_suppliers_that_come_in_while_it_is_judged_do_not_pass_for_looked_at(store: Store, judge: Judge) -> None:
    document_id = extracted(store)
    with pytest.raises(NotReady):
        Overtaken(**vars(judge)).judge_document(document_id)
    know(store, ACME)
    judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.READY


def test_a_good_invoice_is_coded_approved_and_ready(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = extracted(store)
    judge.judge_document(document_id)
    with store.reading() as tx:
        order = findings.order_of(tx, document_id)
        (approved,) = findings.approvals_of(tx, document_id)
    assert stage_of(store, document_id) is Stage.READY
    assert order is not None
    assert (order.supplier_code, order.gross_total, order.lines[0].account) == ("S1001", Decimal("119.00"), "6100")
    assert (approved.actor, approved.decision) == ("approval policy", "approved")


def test_nothing_is_judged_before_the_suppliers_are_known(store: Store, judge: Judge) -> None:
    document_id = extracted(store)
    with pytest.raises(NotReady):
        judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.EXTRACTED


def test_a_supplier_is_called_unknown_only_by_a_list_newer_than_the_document(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = extracted(store, supplier_name="Nobody Ltd", supplier_tax_id=None, iban=None)
    with pytest.raises(NotReady):
        judge.judge_document(document_id)
    know(store, ACME)
    judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW
    assert "supplier_known" in failed(store, document_id)


def test_all_reasons_come_at_once(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = extracted(store, gross_total="190.00", iban="DE89370400440532013001")
    judge.judge_document(document_id)
    with store.reading() as tx:
        reason = documents.get(tx, document_id).reason
    assert {"arithmetic", "iban"} <= set(failed(store, document_id))
    assert "190.00" in reason
    assert "DE89370400440532013001" in reason


def test_a_contract_is_filed(store: Store, judge: Judge) -> None:
    read = Extraction(kind=Kind.CONTRACT, kind_confidence=0.9, contract=Contract())
    document_id = keep(store, receive(store), read)
    judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.FILED


def test_what_is_no_known_kind_needs_a_person(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = keep(store, receive(store), Extraction(kind=Kind.OTHER, kind_confidence=0.4))
    know(store, ACME)
    judge.judge_document(document_id)
    assert (stage_of(store, document_id), failed(store, document_id)) == (Stage.NEEDS_REVIEW, ["kind"])


def test_a_document_over_the_limit_waits_and_an_approval_readies_it(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = large(store)
    judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.VALIDATED
    approval.approve(store, judge, document_id, "Kim", "Ordered by the board.")
    assert stage_of(store, document_id) is Stage.READY
    with store.reading() as tx:
        (decided,) = findings.approvals_of(tx, document_id)
    assert (decided.actor, decided.reason) == ("Kim", "Ordered by the board.")


@pytest.mark.parametrize("decide", [approval.reject, approval.retry])
def test_a_decision_needs_its_reason(store: Store, decide: Any) -> None:
    with pytest.raises(DecisionRefused, match="say why"):
        decide(store, receive(store), "Kim", " ")


def test_what_must_be_corrected_cannot_be_approved(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = extracted(store, gross_total="190.00")
    judge.judge_document(document_id)
    with pytest.raises(DecisionRefused, match="cannot be keyed"):
        approval.approve(store, judge, document_id, "Kim", "Never mind.")
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW


def test_the_second_of_two_waits_until_the_first_is_rejected(store: Store, judge: Judge) -> None:
    know(store, ACME)
    first, second = large(store), large(store)
    judge.judge_document(first)
    judge.judge_document(second)
    assert failed(store, second) == ["duplicate_invoice"]
    approval.reject(store, first, "Kim", "The other one is the better scan.")
    approval.retry(store, second, "Kim", "The first was rejected.")
    know(store, ACME)
    judge.judge_document(second)
    assert (stage_of(store, first), stage_of(store, second)) == (Stage.REJECTED, Stage.VALIDATED)


def test_a_rejected_document_can_come_back(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = large(store)
    judge.judge_document(document_id)
    approval.reject(store, document_id, "Kim", "Not ours.")
    approval.retry(store, document_id, "Kim", "Ours after all.")
    assert stage_of(store, document_id) is Stage.EXTRACTED


def test_what_is_posted_is_neither_rejected_nor_tried_again(store: Store, judge: Judge) -> None:
    know(store, ACME)
    document_id = extracted(store)
    judge.judge_document(document_id)
    with store.begin() as tx:
        walk(tx, document_id, Stage.READY, Stage.CLAIMED, Stage.POSTED)
    for decide in (approval.reject, approval.retry):
        with pytest.raises(DecisionRefused):
            decide(store, document_id, "Kim", "because")
    with pytest.raises(DecisionRefused):
        approval.approve(store, judge, document_id, "Kim", "because")


def test_a_document_that_was_never_read_is_read_when_tried_again(store: Store) -> None:
    document_id = receive(store)
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.FAILED)
    approval.retry(store, document_id, "Kim", "The disk has room again.")
    assert stage_of(store, document_id) is Stage.RECEIVED


def test_a_rule_that_raises_blocks_a_document_that_nobody_can_approve(
    store: Store, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Case) -> Finding:
        raise ZeroDivisionError("by zero")

    know(store, ACME)
    document_id = extracted(store)
    monkeypatch.setitem(RULES, "dates", Rule("dates", "1", Severity.NOTE, broken, serves="a test"))
    judge.judge_document(document_id)
    assert (stage_of(store, document_id), failed(store, document_id)) == (Stage.NEEDS_REVIEW, ["dates"])
    with pytest.raises(DecisionRefused, match="ZeroDivisionError: by zero"):
        approval.approve(store, judge, document_id, "anna", "It looks right.")
    monkeypatch.undo()
    approval.retry(store, document_id, "anna", "The rule is mended.")
    judge.judge_document(document_id)
    assert stage_of(store, document_id) is Stage.READY

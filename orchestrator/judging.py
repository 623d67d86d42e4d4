"""The second step: who is the supplier, what do the rules say, what would be keyed, and who approves it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bots.orders import InvoiceOrder
from config.approval_file import ApprovalPolicy
from config.coding_file import CodingTable, TaxCodes
from config.rule_file import RuleFile
from extractors.models import Extraction, Invoice, Kind
from orchestrator.coding import code_lines, coding_verdict
from orchestrator.credit_note import positive
from orchestrator.errors import NotReady, OrderIncomplete
from orchestrator.invoice_number import normalise_number
from orchestrator.order import make_order
from orchestrator.policy import decide
from orchestrator.rules import Case, Verdict, judge
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, directory, documents, findings, postings
from orchestrator.store.documents import Document
from orchestrator.store.findings import StoredVerdict
from orchestrator.suppliers import Outcome, SupplierMatch, match_supplier

ACTOR = "judge"
SUPPLIERS_WANTED = "The ERP's suppliers must be read first."
"""The message of a postponed run by which the scheduler knows that it should read them."""


@dataclass(frozen=True)
class Judgement:
    """What one look at a document came to. `order` is None while something for it is missing."""

    verdicts: tuple[Verdict, ...]
    supplier: SupplierMatch
    order: InvoiceOrder | None
    incomplete: str = ""

    @property
    def passed(self) -> bool:
        return self.order is not None and all(verdict.passed for verdict in self.verdicts)

    @property
    def reasons(self) -> str:
        """Every reason in plain words; why no order could be made only where no rule says it already."""
        return " ".join(v.sentence for v in self.verdicts if not v.passed) or self.incomplete


@dataclass(frozen=True)
class Judge:
    """Judges documents by the files that a user edits, against one ERP's company."""

    store: Store
    rules: RuleFile
    policy: ApprovalPolicy
    coding: CodingTable
    tax_codes: TaxCodes
    erp: str
    company: str

    def judge_document(self, document_id: str) -> None:
        """Move an extracted document to where its verdicts send it, all reasons at once.

        Raises:
            NotReady: the ERP's suppliers are not known yet, or may have changed since this one was missed.
        """
        with self.store.begin() as tx:
            document = documents.get(tx, document_id)
            extraction = findings.latest_extraction(tx, document_id)
            if document.stage is not Stage.EXTRACTED or extraction is None:
                return
            if extraction.kind is Kind.CONTRACT:
                reason = "A contract: read and filed; nothing is keyed from it."
                documents.move(tx, document_id, Stage.EXTRACTED, Stage.FILED, ACTOR, reason)
                return
            judgement = self.look(tx, document, extraction)
            self._insist_on_fresh_suppliers(tx, document, judgement)
            self._record(tx, document, extraction, judgement)

    def look(self, tx: Transaction, document: Document, extraction: Extraction) -> Judgement:
        """Judge without moving anything."""
        invoice = positive(extraction.invoice or Invoice(), extraction.kind)
        known = directory.listing(tx, self.erp, self.company)
        supplier = match_supplier(invoice, known)
        case = Case(
            document_id=document.id, kind=extraction.kind, invoice=invoice, supplier=supplier,
            same_number=_same_number(tx, document, supplier, invoice), language=extraction.language,
            problems=extraction.problems, today=datetime.now(UTC).date(), parameters=self.rules,
        )  # fmt: skip
        coded = code_lines(invoice, supplier.code, self.coding, self.tax_codes)
        verdicts = judge(case)
        if extraction.kind is not Kind.OTHER:
            verdicts = (*verdicts, coding_verdict(coded))
        try:
            order = make_order(document.id, invoice, extraction.kind, supplier, coded, self.company)
        except OrderIncomplete as incomplete:
            return Judgement(verdicts, supplier, None, str(incomplete))
        return Judgement(verdicts, supplier, order)

    def _insist_on_fresh_suppliers(self, tx: Transaction, document: Document, judgement: Judgement) -> None:
        synced = directory.synced_at(tx, self.erp, self.company)
        if synced is None or (judgement.supplier.outcome is Outcome.UNKNOWN and synced < document.stage_since):
            raise NotReady(SUPPLIERS_WANTED)

    def _record(self, tx: Transaction, document: Document, extraction: Extraction, judgement: Judgement) -> None:
        stored = tuple(StoredVerdict(**verdict.model_dump(mode="json")) for verdict in judgement.verdicts)
        findings.add_verdicts(tx, document.id, stored)
        _describe(tx, document, extraction, judgement.supplier)
        facts = {"verdicts": [verdict.model_dump() for verdict in stored]}
        if not judgement.passed or judgement.order is None:
            reason = judgement.reasons
            documents.move(tx, document.id, Stage.EXTRACTED, Stage.NEEDS_REVIEW, ACTOR, reason, facts=facts)
            return
        order = judgement.order
        findings.put_order(tx, order)
        decision = decide(
            extraction.kind, judgement.supplier, order.currency, order.gross_total, judgement.verdicts, self.policy
        )
        documents.move(tx, document.id, Stage.EXTRACTED, Stage.VALIDATED, ACTOR, decision.reason, facts=facts)
        if decision.automatic:
            make_ready(tx, self.erp, order, Stage.VALIDATED, "approval policy", decision.reason)


def make_ready(tx: Transaction, erp: str, order: InvoiceOrder, from_: Stage, actor: str, reason: str) -> None:
    """Approve a document and hand it to the bots, unless another document holds its invoice number."""
    document_id = order.document_id
    findings.add_approval(tx, document_id, actor, "approved", reason)
    facts = {"order": order.model_dump(mode="json")}
    documents.move(tx, document_id, from_, Stage.APPROVED, actor, reason, facts=facts)
    holder = postings.reserve(tx, erp, order, normalise_number(order.invoice_number))
    if holder is None:
        documents.move(tx, document_id, Stage.APPROVED, Stage.READY, actor, "It waits for a bot.")
        return
    why = f"Document {holder} is keyed under the same supplier and number; reject one of the two."
    documents.move(tx, document_id, Stage.APPROVED, Stage.NEEDS_REVIEW, actor, why)


def _same_number(tx: Transaction, document: Document, supplier: SupplierMatch, invoice: Invoice) -> tuple[str, ...]:
    number = normalise_number(invoice.invoice_number.value) if invoice.invoice_number else ""
    return documents.same_number(tx, document, supplier.code, number) if number and supplier.code else ()


def _describe(tx: Transaction, document: Document, extraction: Extraction, supplier: SupplierMatch) -> None:
    number = extraction.invoice.invoice_number if extraction.invoice else None
    columns = {
        "supplier_code": supplier.code or None,
        "normalised_number": normalise_number(number.value) if number else None,
    }
    if supplier.supplier:
        columns["supplier_name"] = supplier.supplier.name
    documents.describe(tx, document.id, **columns)

"""The second step: who is the supplier, what do the rules say, what would be keyed, and who approves it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bots.orders import InvoiceOrder
from config.approval_file import ApprovalPolicy
from config.coding_file import CodingTable, TaxCodes
from config.rule_file import RuleFile
from extractors.models import Extraction, Invoice, Kind
from orchestrator.coding import FROM_MEMORY, CodedLine, code_lines, coding_verdict
from orchestrator.credit_note import positive
from orchestrator.errors import NotReady, OrderIncomplete
from orchestrator.invoice_number import normalise_number
from orchestrator.learning.codes_by_person import codes_by_person
from orchestrator.learning.coding_proposals import history
from orchestrator.money import plain
from orchestrator.order import make_order
from orchestrator.policy import decide
from orchestrator.rules import Case, Verdict, judge
from orchestrator.rules.doubtful import doubtful
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, coded_lines, directory, documents, findings, postings
from orchestrator.store.coded_lines import LineCoding
from orchestrator.store.documents import Document
from orchestrator.store.findings import StoredVerdict
from orchestrator.suppliers import Outcome, SupplierMatch, match_supplier

ACTOR = "judge"
SUPPLIERS_WANTED = "The ERP's suppliers must be read first."
"""The message of a postponed run by which the scheduler knows that it should read them."""


@dataclass(frozen=True)
class Judgement:
    """What one look at a document came to. `order` is None while something for it is missing.

    Attributes:
        doubtful: the fields that a person should look at, each with the reason.
    """

    verdicts: tuple[Verdict, ...]
    supplier: SupplierMatch
    order: InvoiceOrder | None
    incomplete: str = ""
    coded: tuple[CodedLine, ...] = ()
    doubtful: Mapping[str, str] = field(default_factory=dict)

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
            document = documents.get(tx, document_id, to_change=True)
            extraction = findings.latest_extraction(tx, document_id)
            if document.stage is not Stage.EXTRACTED or extraction is None:
                return
            if extraction.kind is Kind.CONTRACT:
                reason = "A contract: read and filed; nothing is keyed from it."
                documents.move(tx, document_id, Stage.EXTRACTED, Stage.FILED, ACTOR, reason)
                return
            # Asked first: what comes in meanwhile makes the list newer than it is taken for, never older.
            synced = directory.synced_at(tx, self.erp, self.company)
            judgement = self.look(tx, document, extraction)
            if synced is None or (judgement.supplier.outcome is Outcome.UNKNOWN and synced < document.stage_since):
                raise NotReady(SUPPLIERS_WANTED)
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
        coded = self._code(tx, document, invoice, supplier)
        verdicts = judge(case)
        if extraction.kind is not Kind.OTHER:
            verdicts = (*verdicts, coding_verdict(coded))
        unsure = doubtful(case, verdicts)
        try:
            order = make_order(document.id, invoice, extraction.kind, supplier, coded, self.company)
        except OrderIncomplete as incomplete:
            return Judgement(verdicts, supplier, None, str(incomplete), coded, unsure)
        return Judgement(verdicts, supplier, order, coded=coded, doubtful=unsure)

    def _code(
        self, tx: Transaction, document: Document, invoice: Invoice, supplier: SupplierMatch
    ) -> tuple[CodedLine, ...]:
        """The lines with their codes: by a person, by the tables, by what was keyed before."""
        learned = history(
            coded_lines.of_supplier(tx, self.company, supplier.code),
            coded_lines.of_others(tx, self.company, supplier.code),
            coded_lines.records(tx, self.company),
        )
        corrected = codes_by_person(tx, document.id)
        return code_lines(invoice, supplier.code, self.coding, self.tax_codes, learned, corrected)

    def _record(self, tx: Transaction, document: Document, extraction: Extraction, judgement: Judgement) -> None:
        stored = tuple(StoredVerdict(**verdict.model_dump(mode="json")) for verdict in judgement.verdicts)
        findings.add_verdicts(tx, document.id, stored)
        _describe(tx, document, extraction, judgement)
        facts = {"verdicts": [verdict.model_dump() for verdict in stored]}
        if not judgement.passed or judgement.order is None:
            reason = judgement.reasons
            documents.move(tx, document.id, Stage.EXTRACTED, Stage.NEEDS_REVIEW, ACTOR, reason, facts=facts)
            return
        order = judgement.order
        keep_order(tx, order, judgement)
        decision = decide(
            extraction.kind, judgement.supplier, order.currency, order.gross_total, judgement.verdicts, self.policy,
            learned_coding=any(line.source == FROM_MEMORY for line in judgement.coded),
        )  # fmt: skip
        documents.move(tx, document.id, Stage.EXTRACTED, Stage.VALIDATED, ACTOR, decision.reason, facts=facts)
        if decision.automatic:
            make_ready(tx, self.erp, order, Stage.VALIDATED, "approval policy", decision.reason)


def keep_order(tx: Transaction, order: InvoiceOrder, judgement: Judgement) -> None:
    """Keep what a bot will key, and how its lines came by their codes: that is learned once it is keyed."""
    findings.put_order(tx, order)
    coded_lines.put(
        tx, order.document_id, order.company, [_as_coded(line, order.supplier_code) for line in judgement.coded]
    )


def _as_coded(line: CodedLine, supplier_code: str) -> LineCoding:
    rate = "" if line.tax_rate is None else plain(line.tax_rate)
    told = line.proposal
    return LineCoding(
        number=line.number, supplier_code=supplier_code, description=line.description, tax_rate=rate,
        account=line.account, tax_code=line.tax_code, cost_centre=line.cost_centre, source=line.source,
        proposed_account=told.account if told else None, proposed_cost_centre=told.cost_centre if told else None,
        account_support=told.account_support if told else None,
        cost_centre_support=told.cost_centre_support if told else None,
    )  # fmt: skip


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


def _describe(tx: Transaction, document: Document, extraction: Extraction, judgement: Judgement) -> None:
    number = extraction.invoice.invoice_number if extraction.invoice else None
    supplier = judgement.supplier
    columns: dict[str, object] = {
        "doubtful": len(judgement.doubtful),
        "supplier_code": supplier.code or None,
        "normalised_number": normalise_number(number.value) if number else None,
    }
    if supplier.supplier:
        columns["supplier_name"] = supplier.supplier.name
    documents.describe(tx, document.id, **columns)

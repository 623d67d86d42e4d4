"""The second step: who is the supplier, what do the rules say, what would be keyed, and who approves it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bots.erp.port import ErpSupplier
from bots.orders import InvoiceOrder
from config.approval_file import ApprovalPolicy
from config.coding_file import CodingTable, TaxCodes
from config.rule_file import RuleFile
from extractors.models import Extraction, Invoice, Kind
from orchestrator.approving import steps
from orchestrator.approving.choosing import choose
from orchestrator.approving.facts import Facts as ApprovalFacts
from orchestrator.approving.facts import facts as approval_facts
from orchestrator.approving.plan import Plan
from orchestrator.coding import FROM_MEMORY, CodedLine, code_lines, coding_verdict
from orchestrator.credit_note import positive
from orchestrator.errors import NotReady, OrderIncomplete
from orchestrator.invoice_number import normalise_number
from orchestrator.learning.codes_by_person import codes_by_person
from orchestrator.learning.coding_proposals import history
from orchestrator.learning.posted import POLICY
from orchestrator.money import plain
from orchestrator.order import make_order
from orchestrator.people import duties
from orchestrator.purchasing.matching import OrderMatch
from orchestrator.rules import Case, Severity, Verdict, judge
from orchestrator.rules.bad_money import BAD_MONEY, KEY, OTHERS
from orchestrator.rules.doubtful import doubtful
from orchestrator.rules.order_matching import matched
from orchestrator.rules.own import OwnRules
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    Transaction,
    alerts,
    approval_plans,
    coded_lines,
    directory,
    documents,
    findings,
    memories,
    money_history,
    postings,
    purchase_orders,
    traces,
)
from orchestrator.store.coded_lines import LineCoding
from orchestrator.store.documents import Document
from orchestrator.store.findings import StoredVerdict
from orchestrator.store.purchase_facts import purchase_facts
from orchestrator.suppliers import Outcome, SupplierMatch, match_supplier
from orchestrator.suspicion.bills import bill_of, net_of
from orchestrator.suspicion.facts import Facts, Holder, Trace
from orchestrator.suspicion.watchlists import Watchlists, bare_account

ACTOR = "judge"
NO_OWN_RULES = OwnRules()
SUPPLIERS_WANTED = "The ERP's suppliers must be read first."
"""The message of a postponed run by which the scheduler knows that it should read them."""


@dataclass(frozen=True)
class Judgement:
    """What one look at a document came to. `order` is None while something for it is missing.

    Attributes:
        doubtful: the fields that a person should look at, each with the reason.
        match: what it bills of which purchase order, in `currency`.
    """

    verdicts: tuple[Verdict, ...]
    supplier: SupplierMatch
    order: InvoiceOrder | None
    incomplete: str = ""
    coded: tuple[CodedLine, ...] = ()
    doubtful: Mapping[str, str] = field(default_factory=dict)
    match: OrderMatch = field(default_factory=OrderMatch)
    currency: str = ""

    @property
    def passed(self) -> bool:
        return self.order is not None and all(verdict.passed for verdict in self.verdicts)

    @property
    def blocked(self) -> bool:
        """Whether it cannot be keyed as it is, whoever approves it."""
        return any(not verdict.passed and verdict.severity is Severity.BLOCK for verdict in self.verdicts)

    @property
    def reasons(self) -> str:
        """Every reason in plain words; why no order could be made only where no rule says it already."""
        return " ".join(v.sentence for v in self.verdicts if not v.passed) or self.incomplete


@dataclass(frozen=True)
class Judge:
    """Judges documents by the files that a user edits, against one ERP's company.

    Attributes:
        own: the rules that the user wrote.
        rule_set: the beginning of the hash of the rules in force, for the verdicts; empty where they are not kept.
    """

    store: Store
    rules: RuleFile
    policy: ApprovalPolicy
    coding: CodingTable
    tax_codes: TaxCodes
    erp: str
    company: str
    watchlists: Watchlists = field(default_factory=Watchlists)
    own: OwnRules = NO_OWN_RULES
    rule_set: str = ""

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

    def look(
        self,
        tx: Transaction,
        document: Document,
        extraction: Extraction,
        corrected: Mapping[tuple[int, str], str] | None = None,
    ) -> Judgement:
        """Judge without moving anything.

        Args:
            corrected: the codes that people gave its lines, where they were looked up already.
        """
        case = self.case(tx, document, extraction)
        return self.weigh(case, self.code(tx, document, case.invoice, case.supplier, corrected))

    def case(
        self, tx: Transaction, document: Document, extraction: Extraction, known: Sequence[ErpSupplier] | None = None
    ) -> Case:
        """What the rules are given of a document: what it says, and what the farm knows beside it.

        Args:
            known: the ERP's suppliers, where they were looked up already.
        """
        invoice = positive(extraction.invoice or Invoice(), extraction.kind)
        known = directory.listing(tx, self.erp, self.company) if known is None else known
        supplier = match_supplier(invoice, known)
        same_number = _same_number(tx, document, supplier, invoice)
        bill = bill_of(document.id, document.received_at, extraction.kind, invoice, supplier)
        return Case(
            document_id=document.id, kind=extraction.kind, invoice=invoice, supplier=supplier,
            same_number=same_number, language=extraction.language, problems=extraction.problems, text=extraction.text,
            stated_tax=extraction.stated_tax, company=self.company, today=datetime.now(UTC).date(),
            parameters=self.rules, history=self._history(tx, bill, invoice, known, same_number) if bill else None,
            orders=purchase_facts(tx, document, invoice, self.company, supplier.code),
        )  # fmt: skip

    def weigh(
        self, case: Case, coded: tuple[CodedLine, ...], delivered: tuple[Verdict, ...] | None = None
    ) -> Judgement:
        """What the rules come to for a case and its coded lines.

        Args:
            delivered: the verdicts of the farm's own rules, where they were given already.
        """
        verdicts = (*(judge(case) if delivered is None else delivered), *self.own.judge(case))
        if case.kind is not Kind.OTHER:
            verdicts = (*verdicts, coding_verdict(coded))
        currency = case.invoice.currency.value.strip().upper() if case.invoice.currency else ""
        found = Judgement(
            verdicts, case.supplier, None, coded=coded, doubtful=doubtful(case, verdicts), match=matched(case),
            currency=currency,
        )  # fmt: skip
        try:
            order = make_order(case.document_id, case.invoice, case.kind, case.supplier, coded, self.company)
        except OrderIncomplete as incomplete:
            return replace(found, incomplete=str(incomplete))
        return replace(found, order=order)

    def _history(
        self, tx: Transaction, bill: Trace, invoice: Invoice, known: Sequence[ErpSupplier], same_number: Sequence[str]
    ) -> Facts:
        """What is known of earlier invoices, of the account and of the name."""
        lists = self.watchlists.now()
        sharing = tuple(Holder("supplier", s.code, s.name) for s in known if _is_others(s, bill))
        tax_id = invoice.supplier_tax_id.value if invoice.supplier_tax_id else ""
        return money_history.facts_of(
            tx, bill, erp=self.erp, company=self.company, net=net_of(invoice),
            limit=self.policy.limit(bill.supplier, bill.currency),
            holders=(*lists.employees.get(bill.iban, ()), *sharing),
            listed=lists.sanctions.hits(bill.name, tax_id, bill.iban), same_number=same_number,
        )  # fmt: skip

    def code(
        self,
        tx: Transaction,
        document: Document,
        invoice: Invoice,
        supplier: SupplierMatch,
        corrected: Mapping[tuple[int, str], str] | None = None,
    ) -> tuple[CodedLine, ...]:
        """The lines with their codes: by a person, by the tables, by what was keyed before."""
        learned = history(
            coded_lines.of_supplier(tx, self.company, supplier.code),
            coded_lines.of_others(tx, self.company, supplier.code),
            coded_lines.records(tx, self.company),
        )
        corrected = codes_by_person(tx, document.id) if corrected is None else corrected
        return code_lines(invoice, supplier.code, self.coding, self.tax_codes, learned, corrected)

    def _record(self, tx: Transaction, document: Document, extraction: Extraction, judgement: Judgement) -> None:
        given = (verdict.model_dump(mode="json") for verdict in judgement.verdicts)
        stored = tuple(StoredVerdict(**verdict, rule_set=self.rule_set) for verdict in given)
        findings.add_verdicts(tx, document.id, stored)
        _describe(tx, document, extraction, judgement)
        _keep_alerts(tx, document, extraction, judgement)
        told: dict[str, object] = {"verdicts": [verdict.model_dump() for verdict in stored]}
        steps.close(tx, document.id, approval_plans.SUPERSEDED)
        order = judgement.order
        plan = self.plan(tx, document.id, extraction, judgement, order) if order else None
        if not judgement.passed or plan is None or order is None:
            reason = judgement.reasons
            keep_match(tx, document.id, judgement)
            documents.move(tx, document.id, Stage.EXTRACTED, Stage.NEEDS_REVIEW, ACTOR, reason, facts=told)
            if plan is not None and not judgement.blocked:
                steps.begin(tx, document.id, plan, self.policy)
            return
        keep_order(tx, order, judgement)
        if plan.rule:
            told["approval_rule"] = plan.rule
        documents.move(tx, document.id, Stage.EXTRACTED, Stage.VALIDATED, ACTOR, plan.reason, facts=told)
        if plan.automatic:
            make_ready(tx, self.erp, order, Stage.VALIDATED, POLICY, plan.reason)
        else:
            steps.begin(tx, document.id, plan, self.policy)

    def plan(
        self, tx: Transaction, document_id: str, extraction: Extraction, judgement: Judgement, order: InvoiceOrder
    ) -> Plan:
        """What the approval policy asks for a document as it was judged."""
        return choose(self.policy, self.facts(tx, document_id, extraction, judgement, order)).plan

    def facts(
        self, tx: Transaction, document_id: str, extraction: Extraction, judgement: Judgement, order: InvoiceOrder
    ) -> ApprovalFacts:
        """What the approval policy may ask about a document as it was judged."""
        corrected = [entry for entry in memories.corrections_of(tx, document_id) if entry.undone_at is None]
        failed = [verdict.rule_id for verdict in judgement.verdicts if not verdict.passed]
        return approval_facts(
            extraction, judgement.supplier, order, judgement.verdicts, self.rules.required_fields,
            alerts=[rule_id for rule_id in failed if rule_id in BAD_MONEY],
            learned_coding=any(line.source == FROM_MEMORY for line in judgement.coded), corrected=bool(corrected),
            account_by_person=duties.account_is_by_one_person(tx, document_id, corrected),
        )  # fmt: skip


def _keep_alerts(tx: Transaction, document: Document, extraction: Extraction, judgement: Judgement) -> None:
    """The invoice is history from now on, and each failed verdict about bad money an alert."""
    invoice = positive(extraction.invoice or Invoice(), extraction.kind)
    bill = bill_of(document.id, document.received_at, extraction.kind, invoice, judgement.supplier)
    if bill is None:
        traces.forget(tx, document.id)
        alerts.pass_others(tx, document.id, ())
        return
    traces.put(tx, bill)
    failed = [verdict for verdict in judgement.verdicts if verdict.rule_id in BAD_MONEY and not verdict.passed]
    for verdict in failed:
        figures = {name: text for name, text in verdict.looked_at.items() if name not in (KEY, OTHERS)}
        alerts.keep(
            tx,
            alerts.Raised(
                kind=verdict.rule_id, subject=document.id, document_id=document.id, supplier=bill.supplier,
                key=verdict.looked_at[KEY], sentence=verdict.sentence, figures=figures,
                others=tuple(filter(None, verdict.looked_at[OTHERS].split(", "))),
            ),
        )  # fmt: skip
    alerts.pass_others(tx, document.id, [verdict.rule_id for verdict in failed])


def _is_others(supplier: ErpSupplier, bill: Trace) -> bool:
    """Whether the ERP holds the bill's account for another supplier."""
    return bool(bill.iban) and supplier.code != bill.supplier and bare_account(supplier.iban) == bill.iban


def keep_match(tx: Transaction, document_id: str, judgement: Judgement) -> None:
    """Keep what a document bills of purchase orders: from now on it counts against later ones."""
    purchase_orders.keep_matches(tx, document_id, judgement.currency, judgement.match.shares)


def keep_order(tx: Transaction, order: InvoiceOrder, judgement: Judgement) -> None:
    """Keep what a bot will key, and how its lines came by their codes: that is learned once it is keyed."""
    findings.put_order(tx, order)
    keep_match(tx, order.document_id, judgement)
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


def make_ready(
    tx: Transaction, erp: str, order: InvoiceOrder, from_: Stage, actor: str, reason: str,
    signed: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Approve a document and hand it to the bots, unless another document holds its invoice number.

    Args:
        signed: for the history, who signed which step.
    """
    document_id = order.document_id
    findings.add_approval(tx, document_id, actor, "approved", reason)
    facts = {"order": order.model_dump(mode="json"), **(signed or {})}
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

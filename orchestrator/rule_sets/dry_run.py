"""What changed rules would have decided on the documents of a time, beside the rules in force. Nothing is written."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from pydantic import BaseModel, ConfigDict

from bots.erp.port import ErpSupplier
from extractors.models import Extraction, Invoice
from orchestrator.approving.plan import Step
from orchestrator.coding import CodedLine
from orchestrator.credit_note import positive
from orchestrator.judging import Judge
from orchestrator.rule_sets.rulebook import Rulebook
from orchestrator.rules import Case, Verdict
from orchestrator.rules import judge as judge_by_rules
from orchestrator.store import Store, Transaction, directory, judged
from orchestrator.store.documents import Document
from orchestrator.suppliers import match_supplier

SoFar = Callable[[int, int], None]
MOST_TOLD = 5000
"""Documents that are told one by one; all are counted."""


class Outcome(StrEnum):
    """Where a document would go."""

    AUTOMATIC = "approved automatically"
    PERSON = "waits for approval"
    HELD = "held for correction or review"


class Class(StrEnum):
    """What the change would change of a document."""

    PASSES = "would pass now"
    HELD = "would be held now"
    APPROVAL = "approval changed"
    REASONS = "held for other reasons"
    SAME = "same"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Decided(Frozen):
    """What one set of rules decides on a document: where it goes, why, in which steps, what failed."""

    outcome: Outcome
    approval: str
    steps: tuple[str, ...] = ()
    failed: dict[str, str]


class Difference(Frozen):
    """A document on which the two sets differ. Amounts are gross, in `currency` (ISO 4217).

    Attributes:
        stage: where the document stands in the farm now, whatever either set says.
        new: rules that find something only after the change, with what they say.
        gone: rules that find something only before it.
    """

    document_id: str
    supplier: str
    number: str
    gross_total: Decimal | None
    currency: str
    stage: str
    change: Class
    before: Decided
    after: Decided
    new: dict[str, str]
    gone: dict[str, str]


class Sum(Frozen):
    """How many documents a change has, with their gross totals by currency."""

    documents: int
    gross_totals: dict[str, Decimal]


class DryRun(Frozen):
    """What a change of rules would have done.

    Attributes:
        sums: by the kind of change; documents on which nothing changes are among them.
        rules: by rule, how many documents it finds something at before and after, where these differ.
        differences: documents on which the two differ, the oldest first, `MOST_TOLD` at most.
    """

    since: datetime
    until: datetime
    documents: int
    seconds: float
    sums: dict[Class, Sum]
    rules: dict[str, tuple[int, int]]
    differences: tuple[Difference, ...]

    @property
    def per_second(self) -> float:
        """Documents judged by both sets, a second."""
        return self.documents / self.seconds if self.seconds else 0.0


def dry_run(
    store: Store, judge: Judge, changed: Rulebook, since: datetime, until: datetime, progress: SoFar | None = None,
    most: int | None = None,
) -> DryRun:  # fmt: skip
    """Judge every document that came in from `since` up to `until` by the rules in force and by changed ones.

    Both see the same: what is known of a document now (corrections, the ERP's suppliers, other documents), on the day
    on which it came in. So what differs, differs by the rules alone.

    Args:
        judge: judges by the rules in force.
        most: so many documents at most, the oldest; all without it.
    """
    began = time.monotonic()
    after = replace(judge, rules=changed.rules, policy=changed.policy, own=changed.own, rule_set="")
    counting, alike = Counting(), changed.rules == judge.rules
    own_only = alike and changed.policy == judge.policy
    with store.reading() as tx:
        known = directory.listing(tx, judge.erp, judge.company)
        total = judged.counted(tx, since, until) if progress else 0
        for done, (document, read) in enumerate(islice(judged.between(tx, since, until), most), start=1):
            if own_only and _own_alike(judge, changed, document, read, known):
                counting.add_same(document)
            else:
                counting.add(document, *_both(tx, judge, after, changed, document, read, known, alike))
            if progress and (done % judged.AT_ONCE == 0 or done == total):
                progress(done, total)
    return counting.result(since, until, time.monotonic() - began)


def _both(
    tx: Transaction, judge: Judge, after: Judge, changed: Rulebook, document: Document, read: Extraction,
    known: Sequence[ErpSupplier], alike: bool,
) -> tuple[Decided, Decided]:  # fmt: skip
    """What both sets decide on a document. `alike`: they have the same parameters of the farm's own rules."""
    case = judge.case(tx, document, read, known).model_copy(update={"today": document.received_at.date()})
    coded = judge.code(tx, document, case.invoice, case.supplier)
    delivered, again = judge_by_rules(case), _changed(case, changed)
    same = alike and again.history == case.history
    first = _decided(tx, judge, read, case, coded, delivered)
    return first, _decided(tx, after, read, again, coded, delivered if same else judge_by_rules(again))


def _own_alike(
    judge: Judge, changed: Rulebook, document: Document, read: Extraction, known: Sequence[ErpSupplier]
) -> bool:
    """Whether the users' rules of both sets find the same: where nothing else was changed, so does everything else."""
    invoice = positive(read.invoice or Invoice(), read.kind)
    case = Case(
        document_id=document.id, kind=read.kind, invoice=invoice, supplier=match_supplier(invoice, known),
        language=read.language, today=document.received_at.date(), parameters=judge.rules,
    )  # fmt: skip
    before, after = ({v.rule_id for v in own.judge(case) if not v.passed} for own in (judge.own, changed.own))
    return before == after


def _changed(case: Case, changed: Rulebook) -> Case:
    """The same case under other parameters; the approval policy's limit is among what is known of the money."""
    history = case.history
    if history is not None:
        history = replace(history, limit=changed.policy.limit(case.supplier.code, history.bill.currency))
    return case.model_copy(update={"parameters": changed.rules, "history": history})


def _decided(
    tx: Transaction, judge: Judge, read: Extraction, case: Case, coded: tuple[CodedLine, ...],
    delivered: tuple[Verdict, ...],
) -> Decided:  # fmt: skip
    judgement = judge.weigh(case, coded, delivered)
    failed = {v.rule_id: v.sentence for v in judgement.verdicts if not v.passed}
    order = judgement.order
    if failed or order is None:
        return Decided(outcome=Outcome.HELD, approval="", failed=failed or {"(order)": judgement.incomplete})
    plan = judge.plan(tx, case.document_id, read, judgement, order)
    outcome = Outcome.AUTOMATIC if plan.automatic else Outcome.PERSON
    return Decided(outcome=outcome, approval=plan.reason, steps=tuple(map(_step, plan.steps)), failed={})


def _step(step: Step) -> str:
    """A step in words: `one_of: anna or role:approver`."""
    return f"{step.kind}: {' and '.join(' or '.join(slot) for slot in step.slots)}"


class Counting:
    """Adds up documents as they are judged."""

    def __init__(self) -> None:
        self.documents = 0
        self.count: dict[Class, int] = dict.fromkeys(Class, 0)
        self.gross: dict[Class, dict[str, Decimal]] = {change: {} for change in Class}
        self.rules: dict[str, list[int]] = {}
        self.differences: list[Difference] = []

    def add(self, document: Document, before: Decided, after: Decided) -> None:
        """Count a document as both sets decide on it."""
        change = _class(before, after)
        self.documents += 1
        self._sum(document, change)
        for place, decided in enumerate((before, after)):
            for rule_id in decided.failed:
                self.rules.setdefault(rule_id, [0, 0])[place] += 1
        if change is not Class.SAME and len(self.differences) < MOST_TOLD:
            self.differences.append(_difference(document, change, before, after))

    def add_same(self, document: Document) -> None:
        """Count a document on which nothing changes."""
        self.documents += 1
        self._sum(document, Class.SAME)

    def _sum(self, document: Document, change: Class) -> None:
        self.count[change] += 1
        if document.gross_total is not None and document.currency:
            sums = self.gross[change]
            sums[document.currency] = sums.get(document.currency, Decimal(0)) + document.gross_total

    def result(self, since: datetime, until: datetime, seconds: float) -> DryRun:
        """All that was counted."""
        return DryRun(
            since=since, until=until, documents=self.documents, seconds=seconds,
            sums={change: Sum(documents=self.count[change], gross_totals=self.gross[change]) for change in Class},
            rules={rule: (two[0], two[1]) for rule, two in sorted(self.rules.items()) if two[0] != two[1]},
            differences=tuple(self.differences),
        )  # fmt: skip


def _class(before: Decided, after: Decided) -> Class:
    if (before.outcome is Outcome.HELD) != (after.outcome is Outcome.HELD):
        return Class.HELD if after.outcome is Outcome.HELD else Class.PASSES
    if before.outcome is Outcome.HELD:
        return Class.SAME if before.failed.keys() == after.failed.keys() else Class.REASONS
    same = (before.outcome, before.approval, before.steps) == (after.outcome, after.approval, after.steps)
    return Class.SAME if same or before.outcome is after.outcome is Outcome.AUTOMATIC else Class.APPROVAL


def _difference(document: Document, change: Class, before: Decided, after: Decided) -> Difference:
    return Difference(
        document_id=document.id, supplier=document.supplier_name or "", number=document.invoice_number or "",
        gross_total=document.gross_total, currency=document.currency or "", stage=document.stage.value, change=change,
        before=before, after=after,
        new=dict(_only(after.failed, before.failed)), gone=dict(_only(before.failed, after.failed)),
    )  # fmt: skip


def _only(these: Mapping[str, str], not_those: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((rule, sentence) for rule, sentence in these.items() if rule not in not_those)

"""A year through the detectors, in the order in which its invoices came in, over the real store."""

import tempfile
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update

from benchmarks.fraud.model import POLICY, Bill, Year
from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_rules
from config.settings import Settings
from config.watchlist_files import Employee, ListEntry
from orchestrator.rules.bad_money import find_all
from orchestrator.stages import Stage
from orchestrator.store import Transaction, alerts, directory, money_history, open_store, supplier_accounts, traces
from orchestrator.store.tables import documents
from orchestrator.suspicion.facts import Holder, Suspicion, Trace
from orchestrator.suspicion.rights import Approval
from orchestrator.suspicion.rights import find as find_abuse
from orchestrator.suspicion.watchlists import Lists

ERP, COMPANY = "benchmark", "Example"
DECIDED_AFTER = timedelta(days=2)
"""So long a clerk takes to look into an alert."""


@dataclass
class Outcome:
    """What was raised: by document's place in the year the kinds of its alerts, by case the kinds of its own."""

    alarmed: dict[int, frozenset[str]] = field(default_factory=dict)
    found: dict[int, set[str]] = field(default_factory=dict)
    people_alerts: int = 0
    false_people: int = 0
    documents: int = 0


@dataclass
class Run:
    """A year on its way. `teaching`: whoever finds an alert to be false dismisses it; else it is only approved."""

    year: Year
    tx: Transaction
    teaching: bool
    outcome: Outcome = field(default_factory=Outcome)
    waiting: deque[tuple[datetime, str, bool, list[int]]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.rules = load_rules(PACKAGED)
        entries = [ListEntry(id=i, names=n, tax_ids=(t,), ibans=(a,)) for i, n, t, a in self.year.sanctions]
        self.lists = Lists.of(entries, [Employee(id=i, name=n, iban=a) for i, n, a in self.year.employees])
        self.changes = deque(self.year.changes)
        self.held: dict[str, tuple[str, str]] = {}

    def go(self) -> Outcome:
        """Every invoice judged with what came before it; then the people's decisions."""
        first = [s for s in self.year.suppliers if s.created is None]
        known = [ErpSupplier(code=s.code, name=s.name, tax_id=s.tax_id, iban=s.iban) for s in first]
        directory.replace(self.tx, ERP, COMPANY, known)
        self.held = {s.code: (s.name, s.iban) for s in known}
        for place, bill in enumerate(self.year.bills):
            self._until(bill.at)
            self._judge(place, bill)
        self.outcome.documents = len(self.year.bills)
        self._people()
        return self.outcome

    def _until(self, now: datetime) -> None:
        """What happened meanwhile: the ERP's record changed, a clerk looked into an alert."""
        while self.changes and self.changes[0].at <= now:
            change = self.changes.popleft()
            known = ErpSupplier(
                code=change.supplier.code, name=change.supplier.name, tax_id=change.supplier.tax_id, iban=change.iban
            )
            supplier_accounts.note(self.tx, ERP, COMPANY, [known], change.at, first=False)
            self.held[known.code] = (known.name, known.iban)
        while self.waiting and self.waiting[0][0] <= now:
            _, document, planted, raised = self.waiting.popleft()
            stage = Stage.REJECTED if planted else Stage.POSTED
            self.tx.execute(update(documents).where(documents.c.id == document).values(stage=stage))
            for alert in raised if self.teaching or planted else ():
                state = alerts.CONFIRMED if planted else alerts.DISMISSED
                alerts.decide(self.tx, alert, state, "ada (web)", "looked into")

    def _judge(self, place: int, bill: Bill) -> None:
        document = f"d{place:05d}"
        trace = Trace(
            id=document, supplier=bill.supplier.code, name=bill.name or bill.supplier.name, number=bill.number,
            issued=bill.issued, received=bill.at, currency=bill.supplier.currency, gross=bill.gross, iban=bill.iban,
            kind=bill.kind, accepted=False,
        )  # fmt: skip
        sharing = [
            Holder("supplier", code, name)
            for code, (name, iban) in self.held.items()
            if iban == bill.iban and code != trace.supplier
        ]
        facts = money_history.facts_of(
            self.tx, trace, erp=ERP, company=COMPANY, net=bill.net, limit=POLICY.get(trace.currency),
            holders=(*self.lists.employees.get(trace.iban, ()), *sharing),
            listed=self.lists.sanctions.hits(trace.name, bill.tax_id or bill.supplier.tax_id, trace.iban),
        )  # fmt: skip
        found = find_all(facts, self.rules)
        stage = Stage.NEEDS_REVIEW if found else Stage.POSTED
        self.tx.execute(
            insert(documents).values(
                id=document, sha256=document, media_type="pdf", size=1, received_at=bill.at, stage=stage,
                stage_since=bill.at, reason="", fence=0,
            )
        )  # fmt: skip
        traces.put(self.tx, trace)
        if found:
            self._raised(place, bill, trace, found)

    def _raised(self, place: int, bill: Bill, trace: Trace, found: dict[str, Suspicion]) -> None:
        self.outcome.alarmed[place] = frozenset(found)
        if bill.case is not None:
            self.outcome.found.setdefault(bill.case, set()).update(found)
        for kind, one in found.items():
            raised = alerts.Raised(
                kind=kind, subject=trace.id, document_id=trace.id, supplier=trace.supplier, key=one.key,
                sentence=one.sentence, figures=one.figures, others=one.others,
            )  # fmt: skip
            alerts.keep(self.tx, raised)
        numbers = [alert.id for alert in alerts.of_document(self.tx, trace.id)]
        self.waiting.append((bill.at + DECIDED_AFTER, trace.id, bill.case is not None, numbers))

    def _people(self) -> None:
        """Scanned every day; a false alert about a person is dismissed the next day, if anybody teaches."""
        cases = {decided.document: decided.case for decided in self.year.decided if decided.case}
        done = [
            Approval(d.person, d.at, d.document, d.refused, d.entered) for d in self.year.decided
        ]  # fmt: skip
        seen: set[tuple[str, str]] = set()
        for one in find_abuse(done, self.rules.rights_abuse, datetime.min.replace(tzinfo=UTC), {}):
            if (one.kind, one.subject) in seen:
                continue
            seen.add((one.kind, one.subject))
            self.outcome.people_alerts += 1
            planted = {cases[document] for document in one.suspicion.others if document in cases}
            self.outcome.false_people += not planted
            for case in planted:
                self.outcome.found.setdefault(case, set()).add(one.kind)


def run_year(year: Year, teaching: bool = True) -> Outcome:
    """The whole year in one transaction of a store in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings(home=Path(folder)))
        with store.begin() as tx:
            outcome = Run(year, tx, teaching).go()
        store.close()
    return outcome

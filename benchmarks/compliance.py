"""How long the compliance report of a year takes, and how much memory: `python -m benchmarks.compliance`.

The year is made through the store's own functions: its documents are read, judged by twelve rules, corrected,
overruled, rejected and posted, some in doubt for a time. Each form is made in a process of its own, so that its
memory is its own.
"""

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from unittest import mock

from bots.erp.port import Entry, EntryState
from bots.orders import OrderKind
from config.processes import myself
from config.settings import Settings
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.reports.compliance.making import Form, content_of, make_report
from orchestrator.reports.compliance.period import Period
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    Transaction,
    audit,
    clock,
    documents,
    findings,
    open_store,
    postings,
    receipts,
    search,
)
from orchestrator.store.findings import StoredVerdict
from orchestrator.web.languages import language
from orchestrator.web.report_words import ReportWords

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AUDITOR = Actor("otto", "command line", frozenset(Right))
SUPPLIERS = (
    "Nordwind Bürobedarf GmbH",
    "ООО «Северный ветер»",
    "上海东方文具有限公司",
    "Alpine Hosting AG",
    "Acme Paper Ltd",
)
PEOPLE = ("anna (web)", "bea (web)", "cleo (web)", "dan (API, night)")
RULES = tuple(f"rule_{number:02}" for number in range(12))
BATCH = 200


class Year:
    """Writes a year's documents; the farm's clock goes from one to the next."""

    def __init__(self, count: int) -> None:
        self.chance, self.now = random.Random(7), YEAR.start
        self.step = (YEAR.end - YEAR.start) / (count + 1)

    def tick(self, _tx: Transaction) -> datetime:
        self.now += timedelta(milliseconds=20)
        return self.now

    def document(self, tx: Transaction, number: int) -> None:
        """One document on its way to its end."""
        self.now = YEAR.start + self.step * number
        one = documents.create(tx, f"{number:064x}", "pdf", 90_000, Stage.RECEIVED, "intake", "It waits to be read.")
        receipts.add(tx, one, f"scan_{number:05}.pdf".encode(), "intake", duplicate=False)
        if self.chance.random() < 0.02:
            receipts.add(tx, one, f"again_{number:05}.pdf".encode(), "intake", duplicate=True)
        total = Decimal(self.chance.randrange(1000, 900_000)) / 100
        documents.describe(
            tx, one, kind="invoice", supplier_name=self.chance.choice(SUPPLIERS), supplier_code="S1",
            invoice_number=f"RE-{number:06}", currency=self.chance.choice(("EUR", "EUR", "CNY", "RUB")),
            gross_total=str(total),
        )  # fmt: skip
        documents.move(tx, one, Stage.RECEIVED, Stage.EXTRACTED, "reader", "It was read.")
        fate = self.chance.random()
        if fate < 0.3:
            self._stop(tx, one, fate)
        else:
            self._judge(tx, one, Stage.VALIDATED)
            self._approve(tx, one, Stage.VALIDATED, "approval policy" if fate < 0.8 else self.chance.choice(PEOPLE))
        if documents.get(tx, one).stage is Stage.READY:
            self._key(tx, one)

    def _judge(self, tx: Transaction, one: str, to: Stage, failing: int = 0) -> None:
        verdicts = tuple(
            StoredVerdict(
                rule_id=rule, version="1", passed=at >= failing, severity="review",
                sentence="The total is off by 1.00 EUR; compare it with the document.", looked_at={"total": "9.00"},
            )
            for at, rule in enumerate(RULES)
        )  # fmt: skip
        findings.add_verdicts(tx, one, verdicts)
        facts = {"verdicts": [verdict.model_dump() for verdict in verdicts]}
        documents.move(tx, one, Stage.EXTRACTED, to, "judge", "Judged by the rules.", facts=facts)

    def _stop(self, tx: Transaction, one: str, fate: float) -> None:
        """The rules find something; a person corrects, overrules or rejects it, or nobody does."""
        who, other = self.chance.sample(PEOPLE, 2)
        self._judge(tx, one, Stage.NEEDS_REVIEW, failing=2)
        if fate < 0.15:
            facts = {"field": "gross_total", "before": "9.00", "after": "10.00", "reason": "as printed"}
            audit.append(tx, who, "corrected", one, facts)
            documents.move(tx, one, Stage.NEEDS_REVIEW, Stage.EXTRACTED, who, "Corrected: gross_total.")
            self._judge(tx, one, Stage.VALIDATED)
            self._approve(tx, one, Stage.VALIDATED, other)
        elif fate < 0.22:
            self._approve(tx, one, Stage.NEEDS_REVIEW, who)
        elif fate < 0.28:
            findings.add_approval(tx, one, who, "rejected", "Ordered by nobody here.")
            documents.move(tx, one, Stage.NEEDS_REVIEW, Stage.REJECTED, who, "Ordered by nobody here.")

    def _approve(self, tx: Transaction, one: str, from_: Stage, who: str) -> None:
        findings.add_approval(tx, one, who, "approved", "As agreed.")
        documents.move(tx, one, from_, Stage.APPROVED, who, "As agreed.")
        documents.move(tx, one, Stage.APPROVED, Stage.READY, who, "It waits for a bot.")

    def _key(self, tx: Transaction, one: str) -> None:
        me, document = myself(), documents.get(tx, one)
        fence = postings.claim(tx, one, me, timedelta(minutes=4))
        postings.intend(tx, one, fence, me)
        from_ = Stage.SUBMITTING
        if self.chance.random() < 0.005:
            documents.move(tx, one, from_, Stage.IN_DOUBT, "poster", "The browser died after the click.")
            from_ = Stage.IN_DOUBT
        total = document.gross_total or Decimal(0)
        entry = Entry(
            kind=OrderKind.INVOICE, state=EntryState.POSTED, mark=one, supplier_name="S", invoice_number="N",
            number="1", issue_date=YEAR.since, currency=document.currency or "EUR", net_total=total,
            tax_total=Decimal(0),
            gross_total=total,
        )  # fmt: skip
        postings.finish(tx, one, fence, "posted", "Posted and read back.", entry)
        documents.move(tx, one, from_, Stage.POSTED, "poster", "Posted and read back.", changes={"erp_number": "1"})


def main() -> None:
    """Make the year, then each form of its report, and print what they take."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compliance", description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        began = time.monotonic()
        seed(home, asked.documents)
        print(f"{asked.documents:,} documents of {YEAR} made in {time.monotonic() - began:.0f} s")
        print(f"{'form':22}{'seconds':>9}{'CPU s':>7}{'memory MB':>11}{'file KB':>9}{'rows':>9}")
        print(f"{'content alone':22}{_apart(home, None, 'en')}", flush=True)
        for form, code in product(Form, ("en", "zh")):
            print(f"{f'{form}, {code}':22}{_apart(home, form, code)}", flush=True)


def seed(home: Path, count: int) -> None:
    """Write the year into a new farm."""
    store, year = open_store(Settings(home=home)), Year(count)
    # The report looks nothing up by words, and to index them takes longer than all else.
    with mock.patch.object(clock, "now", year.tick), mock.patch.object(search, "refresh"):
        for first in range(0, count, BATCH):
            with store.begin() as tx:
                for number in range(first, min(first + BATCH, count)):
                    year.document(tx, number)
            print(f"\r{first:,}", end="", flush=True)
    print("\r", end="")
    store.close()


def _apart(home: Path, form: Form | None, code: str) -> str:
    """One form made in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (home, form, code))


def _measured(home: Path, form: Form | None, code: str) -> str:
    store = open_store(Settings(home=home))
    with _timed() as taken:
        if form is None:
            content, size = content_of(store, AUDITOR, YEAR), 0
            assert content.holds, "the year that was made agrees"
        else:
            path = home / f"a.{form}"
            content = make_report(
                store, AUDITOR, YEAR, ReportWords(language(code)), [(form, path)], lambda: _verified(store)
            ).made.content
            size = path.stat().st_size // 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{taken[0]:9.1f}{taken[1]:7.1f}{memory:11,}{size:9,}{len(content.exceptions) + len(content.duties):9,}"


def _verified(store: Store) -> audit.AuditResult:
    with store.reading() as tx:
        return audit.verify(tx, store.audit_key)


@contextmanager
def _timed() -> Iterator[list[float]]:
    began, used, taken = time.monotonic(), time.process_time(), [0.0, 0.0]
    yield taken
    taken[:] = time.monotonic() - began, time.process_time() - used


if __name__ == "__main__":
    main()

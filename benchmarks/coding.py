"""How right proposed codings are: a generated year of coded invoices, each proposed for before it is learned from.

python -m benchmarks.coding [--first 1] [--seeds 3] [--invoices 900] [--json]
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields

from benchmarks.generated.coded_year import CodedInvoice, CodedYear, coded_year
from benchmarks.generated.coded_year import CodedLine as TrueLine
from orchestrator.learning.coding_proposals import CodingHistory, CodingProposal
from orchestrator.learning.support import CLAIM
from orchestrator.store.coded_lines import OTHERS, OWN, LineCoding


@dataclass
class Tally:
    """Lines of known suppliers (with an invoice before this one), how many were claimed, and how many claims held.

    `best`: how many best guesses were right, claimed or not.
    """

    lines: int = 0
    claimed: int = 0
    right: int = 0
    slips: int = 0
    best: int = 0

    @property
    def coverage(self) -> float:
        return self.claimed / self.lines if self.lines else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 0.0


def measure(year: CodedYear) -> tuple[Tally, list[tuple[CodedInvoice, TrueLine, CodingProposal]]]:
    """The tally of a year, and the claims that were wrong."""
    tally, wrong = Tally(), []
    books = Books()
    for invoice in year.invoices:
        learned = books.history(invoice.supplier)
        known = bool(learned.own)
        coded = []
        for number, line in enumerate(invoice.lines, start=1):
            rate = f"{line.tax_rate.normalize():f}"
            proposal = learned.propose(line.description, rate)
            coded.append(as_coded(invoice.supplier, number, line, proposal))
            if known:
                tally.lines += 1
                tally.best += proposal is not None and _codes(proposal) == _codes(line)
            if known and proposal and proposal.confidence >= CLAIM:
                tally.claimed += 1
                good = _codes(proposal) == _codes(line)
                tally.right += good
                if not good:
                    tally.slips += line.slip
                    wrong.append((invoice, line, proposal))
        books.post(coded)
    return tally, wrong


def _codes(of: CodingProposal | TrueLine) -> tuple[str, str | None, str]:
    return of.account, of.tax_code, of.cost_centre


class Books:
    """The posted lines, as the store would give them."""

    def __init__(self) -> None:
        self.lines: list[LineCoding] = []
        self.of: dict[str, list[LineCoding]] = defaultdict(list)
        self.records: dict[str, tuple[int, int]] = {}

    def history(self, supplier: str) -> CodingHistory:
        own = tuple(reversed(self.of[supplier][-OWN:]))
        return CodingHistory(own, tuple(self._others(supplier)), self.records)

    def _others(self, supplier: str) -> Iterator[LineCoding]:
        yield from [line for line in reversed(self.lines[-OTHERS:]) if line.supplier_code != supplier]

    def post(self, lines: list[LineCoding]) -> None:
        """Book the lines of an invoice, and what was proposed for them."""
        for line in lines:
            self.lines.append(line)
            self.of[line.supplier_code].append(line)
            self._count(line.account_support, line.proposed_account == line.account)
            self._count(line.cost_centre_support, line.proposed_cost_centre == line.cost_centre)

    def _count(self, support: str | None, right: bool) -> None:
        if support is not None:
            before = self.records.get(support, (0, 0))
            self.records[support] = (before[0] + right, before[1] + 1)


def as_coded(supplier: str, number: int, line: TrueLine, told: CodingProposal | None) -> LineCoding:
    """The line as the store has it once it is posted; `told` is what was proposed for it."""
    rate = f"{line.tax_rate.normalize():f}"
    return LineCoding(
        number=number, supplier_code=supplier, description=line.description, tax_rate=rate, account=line.account,
        tax_code=line.tax_code, cost_centre=line.cost_centre, source="person",
        proposed_account=told.account if told else None, proposed_cost_centre=told.cost_centre if told else None,
        account_support=told.account_support if told else None,
        cost_centre_support=told.cost_centre_support if told else None,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many years")
    parser.add_argument("--first", type=int, default=1, help="the first year's seed")
    parser.add_argument("--invoices", type=int, default=900)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", type=int, default=0, help="show so many wrong claims")
    asked = parser.parse_args()
    total = Tally()
    for seed in range(asked.first, asked.first + asked.seeds):
        tally, wrong = measure(coded_year(seed, asked.invoices))
        total = Tally(*(getattr(total, part.name) + getattr(tally, part.name) for part in fields(Tally)))
        if not asked.json:
            print(f"seed {seed}: {_told(tally)}")
        for invoice, line, proposal in wrong[: asked.wrong]:
            truth = f"{line.account}/{line.tax_code}/{line.cost_centre}"
            print(
                "   ",
                invoice.issue_date,
                invoice.supplier,
                line.description,
                truth,
                "slip" if line.slip else "",
                proposal,
            )
    if asked.json:
        print(json.dumps({"lines": total.lines, "coverage": total.coverage, "precision": total.precision}))
    else:
        print(f"together: {_told(total)}")


def _told(tally: Tally) -> str:
    return (
        f"{tally.lines} lines of known suppliers, claimed at {CLAIM}: {tally.coverage:.1%}, "
        f"of them right {tally.precision:.2%} (wrong {tally.claimed - tally.right}, clerk's slips {tally.slips}); "
        f"best guess right {tally.best / max(1, tally.lines):.1%}"
    )


if __name__ == "__main__":
    main()

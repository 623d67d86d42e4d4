"""Gives each line of an invoice its ledger account, cost centre and tax code.

What a person corrected counts first, then the tables that a user edits, then what was learned from earlier lines.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from config.coding_file import CodingRow, CodingTable, TaxCodes
from extractors.models import Invoice, InvoiceLine
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.learning.codes_by_person import CODES
from orchestrator.learning.coding_proposals import CodingHistory, CodingProposal
from orchestrator.learning.support import CLAIM
from orchestrator.money import plain, rounded
from orchestrator.rules.base import Finding, Severity, Verdict, make_verdict
from orchestrator.supplier_name import CJK

RULE_ID, RULE_VERSION = "coding", "2"
RULE_SERVES = "Own chart of accounts; Directive 2006/112/EC, article 242 (accounts in sufficient detail)"
FROM_FILE, FROM_PERSON, FROM_MEMORY = "file", "person", "memory"
NOTHING_LEARNED = CodingHistory()


class CodedLine(BaseModel):
    """The codes of one invoice line, by their names in the ERP.

    Attributes:
        number: 1 for the first line.
        account, tax_code, cost_centre: may be empty; an empty tax code or cost centre can be meant so.
        tax_rate: in percent, as printed or as it follows from the whole invoice; None if neither.
        reason: which rows of the tables decided, or on how many earlier lines it rests.
        problems: why a person must code the line; empty if it is coded.
        source: what decided the account: `file`, `person` or `memory`.
        proposal: what earlier lines speak for, whether it was used or not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    description: str
    account: str = ""
    tax_code: str = ""
    cost_centre: str = ""
    tax_rate: Decimal | None = None
    reason: str = ""
    problems: tuple[str, ...] = ()
    source: str = FROM_FILE
    proposal: CodingProposal | None = None


def code_lines(
    invoice: Invoice,
    supplier_code: str,
    table: CodingTable,
    tax_codes: TaxCodes,
    learned: CodingHistory = NOTHING_LEARNED,
    corrected: Mapping[tuple[int, str], str] | None = None,
) -> tuple[CodedLine, ...]:
    """One coded line for each of `figures.all_lines`, in that order; what cannot be coded says why and stays empty.

    Account and cost centre come from the first row with the supplier and a word of the description, else the first with
    a word alone, else the supplier's default, else from earlier lines where those leave hardly a doubt. The tax code
    comes from the line's rate, else the invoice's single one.

    Args:
        learned: earlier lines of this supplier and others.
        corrected: what a person decided, by line number and code (`account`, `tax_code`, `cost_centre`).
    """
    found = figures(invoice)
    rate = single_rate(found, tax_codes)
    coder = Coder(supplier_code, rate, table, tax_codes, learned, corrected or {})
    return tuple(coder.code(number, line) for number, line in enumerate(found.lines, start=1))


def coding_verdict(lines: Sequence[CodedLine]) -> Verdict:
    """The verdict of the rule `coding`: passed if every line has its codes."""
    looked_at = {f"line {line.number}": _shown(line) for line in lines}
    problems = tuple(problem for line in lines for problem in line.problems)
    finding = Finding(problems, "Every line has an account and a tax code.", looked_at)
    return make_verdict(RULE_ID, RULE_VERSION, Severity.BLOCK, finding)


def _shown(line: CodedLine) -> str:
    codes = f"{line.account} / {line.tax_code} / {line.cost_centre}"
    used = line.proposal if line.source == FROM_MEMORY else None
    return f"{codes} ({used.confidence:.0%} sure: {used.reason})" if used else codes


def choose_row(description: str, supplier_code: str, table: CodingTable) -> CodingRow | None:
    """The row for a description: supplier and words, then words, then the supplier's default; the first in the file."""
    own = [row for row in table.rows if row.supplier and row.supplier == supplier_code]
    common = [row for row in table.rows if not row.supplier]
    for rows in (own, common):
        for row in rows:
            if any(has_word(description, word) for word in row.words):
                return row
    return next((row for row in own if not row.words), None)


def has_word(text: str, word: str) -> bool:
    """Whether a text holds a word, in any case and script.

    A word stands alone unless `*` says where it may go on: `paper`, `бумаг*`, `*papier`. Chinese, Japanese and Korean
    words are found anywhere.
    """
    return _pattern(word).search(_folded(text)) is not None


def single_rate(found: Figures, tax_codes: TaxCodes) -> Decimal | None:
    """The one tax rate (percent) of the whole invoice, where its net total, tax and the lines' own rates allow just one
    of the rates in the table; None otherwise."""
    if found.printed_tax is None or found.net is None:
        return None
    printed = {rate for rate in (amount_of(line.tax_rate) for line in found.lines) if rate is not None}
    slack = found.unit * max(1, len(found.lines)) / 2  # each line's tax may have been rounded
    fitting = [
        row.rate
        for row in tax_codes.rows
        if abs(rounded(found.net * row.rate / 100, found.currency) - found.printed_tax) <= slack
    ]
    return fitting[0] if len(fitting) == 1 and printed <= set(fitting) else None


@dataclass(frozen=True)
class Coder:
    """What decides the codes of an invoice's lines; `rate_of_all` is the whole invoice's single tax rate, if any."""

    supplier_code: str
    rate_of_all: Decimal | None
    table: CodingTable
    tax_codes: TaxCodes
    learned: CodingHistory
    corrected: Mapping[tuple[int, str], str]

    def code(self, number: int, line: InvoiceLine) -> CodedLine:
        """The line's codes, or why it has none."""
        description = line.description.value.strip() if line.description else ""
        printed_rate = amount_of(line.tax_rate)
        rate = self.rate_of_all if printed_rate is None else printed_rate
        row = choose_row(description, self.supplier_code, self.table)
        tax = None if rate is None else self.tax_codes.find(rate)
        proposal = self.learned.propose(description, "" if rate is None else plain(rate))
        used = proposal if proposal and proposal.confidence >= CLAIM else None
        by_memory = used if row is None else None
        tax_of_memory = used.tax_code if used and tax is None and rate is not None else None
        by_person = {name: self.corrected[number, name] for name in CODES if (number, name) in self.corrected}
        codes = {
            "account": row.account if row else by_memory.account if by_memory else "",
            "cost_centre": row.cost_centre if row else by_memory.cost_centre if by_memory else "",
            "tax_code": tax.tax_code if tax else tax_of_memory or "",
        } | by_person
        has_tax = tax is not None or tax_of_memory is not None or "tax_code" in by_person
        return CodedLine(
            number=number, description=description, tax_rate=rate, **codes,
            reason="; ".join(_reasons(row, by_memory, by_person, rate, printed_rate)),
            problems=tuple(self._problems(number, description, codes["account"], rate, has_tax, proposal)),
            source=FROM_PERSON if "account" in by_person else FROM_MEMORY if by_memory else FROM_FILE,
            proposal=proposal,
        )  # fmt: skip

    def _problems(
        self, number: int, description: str, account: str, rate: Decimal | None, has_tax: bool,
        proposal: CodingProposal | None,
    ) -> Iterator[str]:  # fmt: skip
        if not account:
            who = f"supplier {self.supplier_code}" if self.supplier_code else "the supplier"
            yield (
                f"Line {number} ({description[:60] or 'no description'}) has no account: no row of coding.csv fits its "
                f"words, and {who} has no default.{_proposed(proposal)}"
            )
        if has_tax:
            return
        if rate is None:
            yield f"Line {number} shows no tax rate, and the invoice as a whole has no single one."
        else:
            yield f"Line {number} has a tax rate of {plain(rate)} %, for which tax_codes.csv has no row."


def _reasons(
    row: CodingRow | None, by_memory: CodingProposal | None, by_person: Mapping[str, str], rate: Decimal | None,
    printed_rate: Decimal | None,
) -> Iterator[str]:  # fmt: skip
    if by_person:
        yield f"{', '.join(name.replace('_', ' ') for name in by_person)} corrected by a person"
    if row and "account" not in by_person:
        yield f"coding.csv, row {row.row}"
    if by_memory and "account" not in by_person:
        yield by_memory.reason
    if rate is not None:
        yield f"{plain(rate)} % {'by the whole invoice' if printed_rate is None else 'by the line'}"


def _proposed(proposal: CodingProposal | None) -> str:
    if proposal is None:
        return ""
    codes = " / ".join(code for code in (proposal.account, proposal.cost_centre) if code)
    return f" Earlier lines speak for {codes} ({proposal.confidence:.0%} sure: {proposal.reason})."


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    bare = re.escape(_folded(word.strip("*").strip()))
    if re.search(f"[{CJK}]", bare):
        return re.compile(bare)
    before = "" if word.startswith("*") else r"(?<!\w)"
    after = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(before + bare.replace(r"\ ", r"\s+") + after)

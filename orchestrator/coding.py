"""Gives each line of an invoice its ledger account, cost centre and tax code, from the tables that a user edits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from config.coding_file import CodingRow, CodingTable, TaxCodes
from extractors.models import Invoice, InvoiceLine
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.money import plain, rounded
from orchestrator.rules.base import Finding, Severity, Verdict, make_verdict
from orchestrator.supplier_name import CJK

RULE_ID, RULE_VERSION = "coding", "1"


class CodedLine(BaseModel):
    """The codes of one invoice line, by their names in the ERP.

    Attributes:
        number: 1 for the first line.
        account, tax_code, cost_centre: may be empty; an empty tax code or cost centre can be meant so.
        tax_rate: in percent, as printed or as it follows from the whole invoice; None if neither.
        reason: which rows of the tables decided.
        problems: why a person must code the line; empty if it is coded.
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


def code_lines(invoice: Invoice, supplier_code: str, table: CodingTable, tax_codes: TaxCodes) -> tuple[CodedLine, ...]:
    """One coded line for each of `figures.all_lines`, in that order; what cannot be coded says why and stays empty.

    Account and cost centre come from the first row with the supplier and a word of the description, else the first with
    a word alone, else the supplier's default. The tax code comes from the line's rate, else the invoice's single one.
    """
    found = figures(invoice)
    rate = single_rate(found, tax_codes)
    return tuple(
        _code(number, line, supplier_code, rate, table, tax_codes) for number, line in enumerate(found.lines, start=1)
    )


def coding_verdict(lines: Sequence[CodedLine]) -> Verdict:
    """The verdict of the rule `coding`: passed if every line has its codes."""
    looked_at = {f"line {line.number}": f"{line.account} / {line.tax_code} / {line.cost_centre}" for line in lines}
    problems = tuple(problem for line in lines for problem in line.problems)
    finding = Finding(problems, "Every line has an account and a tax code.", looked_at)
    return make_verdict(RULE_ID, RULE_VERSION, Severity.BLOCK, finding)


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


def _code(
    number: int,
    line: InvoiceLine,
    supplier_code: str,
    rate_of_all: Decimal | None,
    table: CodingTable,
    tax_codes: TaxCodes,
) -> CodedLine:
    description = line.description.value.strip() if line.description else ""
    printed_rate = amount_of(line.tax_rate)
    rate = rate_of_all if printed_rate is None else printed_rate
    row = choose_row(description, supplier_code, table)
    tax = None if rate is None else tax_codes.find(rate)
    return CodedLine(
        number=number,
        description=description,
        account=row.account if row else "",
        cost_centre=row.cost_centre if row else "",
        tax_code=tax.tax_code if tax else "",
        tax_rate=rate,
        reason="; ".join(_reasons(row, rate, printed_rate)),
        problems=tuple(_problems(number, description, supplier_code, row, rate, tax is not None)),
    )


def _reasons(row: CodingRow | None, rate: Decimal | None, printed_rate: Decimal | None) -> Iterator[str]:
    if row:
        yield f"coding.csv, row {row.row}"
    if rate is not None:
        yield f"{plain(rate)} % {'by the whole invoice' if printed_rate is None else 'by the line'}"


def _problems(
    number: int, description: str, supplier_code: str, row: CodingRow | None, rate: Decimal | None, has_tax: bool
) -> Iterator[str]:
    if row is None:
        who = f"supplier {supplier_code}" if supplier_code else "the supplier"
        yield (
            f"Line {number} ({description[:60] or 'no description'}) has no account: no row of coding.csv fits its "
            f"words, and {who} has no default."
        )
    if rate is None:
        yield f"Line {number} shows no tax rate, and the invoice as a whole has no single one."
    elif not has_tax:
        yield f"Line {number} has a tax rate of {plain(rate)} %, for which tax_codes.csv has no row."


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

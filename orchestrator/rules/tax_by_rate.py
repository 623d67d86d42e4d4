"""The tax agrees rate by rate: each rate's tax with its taxable amount, that with its lines, all with the totals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from config.tax_rules import TaxByRate
from extractors.models import InvoiceLine, StatedRate
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.money import is_amount, plain, product, rounded
from orchestrator.rules.arithmetic import sum_problems
from orchestrator.rules.base import Case, Finding, Rule, Severity

MOST_TOLD = 20
"""Rates in a verdict; a document with more is told no better by all of them."""


@dataclass(frozen=True)
class OfRate:
    """What falls to one rate: taxable amount and tax in the document's currency (None: not stated), and its lines."""

    basis: Decimal | None
    tax: Decimal | None
    lines: int = 0


def look(case: Case) -> Finding:
    """Without a breakdown in structured data the lines tell it; that they fit the totals is asked by `arithmetic`."""
    found = figures(case.invoice)
    by_lines = of_lines(found)
    stated = of_breakdown(case.stated_tax.rates if case.stated_tax else (), found)
    comparable = {} if any(sum_problems(found, case.parameters.arithmetic)) else by_lines
    problems = tuple(_problems(stated, comparable, found, case.parameters.tax_by_rate)) if stated else ()
    return Finding(problems, _told(stated or by_lines, found), _looked_at(stated or by_lines, found))


def of_lines(found: Figures) -> dict[Decimal, OfRate]:
    """What falls to each rate by the lines and the allowances and charges; empty where one lacks its rate or amount."""
    totals: defaultdict[Decimal, list[Decimal]] = defaultdict(list)
    for line in found.lines:
        rate, total = _rate_and_total(line)
        if rate is None or total is None:
            return {}
        totals[rate].append(total)
    return {rate: _of_lines(rate, amounts, found.currency) for rate, amounts in totals.items()}


def _rate_and_total(line: InvoiceLine) -> tuple[Decimal | None, Decimal | None]:
    rate = amount_of(line.tax_rate)
    return (None if rate is None else rate.normalize() + 0), amount_of(line.line_total)


def _of_lines(rate: Decimal, amounts: list[Decimal], currency: str) -> OfRate:
    basis = sum(amounts, Decimal(0))
    return OfRate(basis, rounded(product(basis, rate) / 100, currency), len(amounts))


def of_breakdown(rows: Iterable[StatedRate], found: Figures) -> dict[Decimal, OfRate]:
    """What the breakdown states for each rate, with the sign of the totals; rows of one rate are taken together."""
    kept = [row for row in rows if _is_readable(row)]
    sign = _sign(kept, found)
    totals: dict[Decimal, OfRate] = {}
    for row in kept:
        rate = (row.rate or Decimal(0)).normalize() + 0
        before = totals.get(rate, OfRate(Decimal(0), Decimal(0)))
        totals[rate] = OfRate(_sum(before.basis, row.basis, sign), _sum(before.tax, row.tax, sign))
    return totals


def _is_readable(row: StatedRate) -> bool:
    return all(value is None or is_amount(value) for value in (row.rate, row.basis, row.tax))


def _sum(before: Decimal | None, amount: Decimal | None, sign: int) -> Decimal | None:
    return None if before is None or amount is None else before + amount * sign


def _sign(rows: Iterable[StatedRate], found: Figures) -> int:
    """Credit notes stated in negative amounts are judged in positive ones."""
    total = sum((row.basis for row in rows if row.basis is not None), Decimal(0))
    return -1 if found.net is not None and total * found.net < 0 else 1


def _problems(
    stated: Mapping[Decimal, OfRate], by_lines: Mapping[Decimal, OfRate], found: Figures, tolerance: TaxByRate
) -> Iterator[str]:
    for rate, row in stated.items():
        lines = by_lines.get(rate)
        yield from row_problems(rate, row, lines, found, tolerance)
    yield from _sum_problems(stated, by_lines, found, tolerance)


def row_problems(
    rate: Decimal, row: OfRate, lines: OfRate | None, found: Figures, tolerance: TaxByRate
) -> Iterator[str]:
    """How a rate's tax disagrees with its taxable amount, and that with its lines (None: there are none to compare)."""
    count = max(lines.lines if lines else len(found.lines), 1)
    if row.basis is not None and row.tax is not None:
        due = rounded(product(row.basis, rate) / 100, found.currency)
        if abs(due - row.tax) > tolerance.tax_per_line * found.unit * count:
            yield f"{plain(rate)} % of {plain(row.basis)} is {plain(due)}, but the breakdown says {plain(row.tax)}."
    basis = lines.basis if lines else None
    if row.basis is None or basis is None:
        return
    if abs(basis - row.basis) > tolerance.basis_per_line * found.unit * count:
        yield f"The lines at {plain(rate)} % add up to {plain(basis)}, but the breakdown says {plain(row.basis)}."


def _sum_problems(
    stated: Mapping[Decimal, OfRate], by_lines: Mapping[Decimal, OfRate], found: Figures, tolerance: TaxByRate
) -> Iterator[str]:
    taxes = [row.tax for row in stated.values() if row.tax is not None]
    bases = [row.basis for row in stated.values() if row.basis is not None]
    if len(taxes) == len(bases) == len(stated):
        yield from _unlike_totals(sum(bases, Decimal(0)), sum(taxes, Decimal(0)), found, tolerance)
    for rate, lines in by_lines.items():
        if rate not in stated and lines.basis:
            yield f"Lines of {plain(lines.basis)} have a rate of {plain(rate)} %, which the breakdown lacks."


def _unlike_totals(basis: Decimal, tax: Decimal, found: Figures, tolerance: TaxByRate) -> Iterator[str]:
    net, printed = found.printed_net, found.printed_tax
    if printed is not None and abs(tax - printed) > tolerance.tax_per_line * found.unit:
        yield f"The tax of all rates together is {plain(tax)}, but the document says {plain(printed)}."
    if net is not None and abs(basis - net) > tolerance.basis_per_line * found.unit:
        yield f"All rates together are charged on {plain(basis)}, but the document says {plain(net)} without tax."


def _told(rates: Mapping[Decimal, OfRate], found: Figures) -> str:
    if not rates:
        return "Not every line shows its rate, and no breakdown by rate is stated: nothing was compared."
    shown = "; ".join(
        f"{plain(rate)} % of {plain(row.basis)} is {plain(row.tax)}"
        for rate, row in list(rates.items())[:MOST_TOLD]
        if row.basis is not None and row.tax is not None
    )
    return f"The tax by rate: {shown or 'not stated'}."


def _looked_at(rates: Mapping[Decimal, OfRate], found: Figures) -> dict[str, str]:
    shown: dict[str, object] = {"net_total": found.net, "tax_total": found.tax}
    for rate, row in list(rates.items())[:MOST_TOLD]:
        shown[f"basis_{plain(rate)}"], shown[f"tax_{plain(rate)}"] = row.basis, row.tax
    return {name: plain(value) for name, value in shown.items() if isinstance(value, Decimal)}


RULE = Rule("tax_by_rate", "1", Severity.REVIEW, look, serves="Directive 2006/112/EC, article 226 (8) to (10)")

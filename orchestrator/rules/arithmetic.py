"""The figures agree: each line, the lines with the net total, the tax with its rates, net and tax with gross."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from config.rule_file import Arithmetic
from extractors.models import Invoice, InvoiceLine
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.money import is_amount, plain, product, rounded
from orchestrator.rules.base import Case, Finding, Rule, Severity


def look(case: Case) -> Finding:
    """Compares what is there; what is missing is the business of `required_fields`."""
    found, tolerance = figures(case.invoice), case.parameters.arithmetic
    checks = (_lines, sum_problems, tax_problems, total_problems, _sign)
    looked_at = {"net_total": found.net, "tax_total": found.tax, "gross_total": found.gross, "lines": found.line_sum}
    return Finding(
        problems=(
            *_absurd(case.invoice, found),
            *(sentence for check in checks for sentence in check(found, tolerance)),
        ),
        fine="The figures agree.",
        looked_at={name: plain(value) for name, value in looked_at.items() if value is not None},
    )


def _absurd(invoice: Invoice, found: Figures) -> Iterator[str]:
    """The other checks take a number that cannot be an amount for missing; here it is named."""
    totals = {"net total": invoice.net_total, "tax": invoice.tax_total, "gross total": invoice.gross_total}
    for label, value in totals.items():
        if value and not is_amount(value.value):
            yield f"The {label} {str(value.value)[:40]} cannot be an amount."
    for number, line in enumerate(found.lines, start=1):
        for value in (line.quantity, line.unit_price, line.tax_rate, line.line_total):
            if value and not is_amount(value.value):
                yield f"Line {number}: {str(value.value)[:40]} cannot be an amount."


def _lines(found: Figures, tolerance: Arithmetic) -> Iterator[str]:
    for number, line in enumerate(found.lines, start=1):
        problem = line_problem(found, tolerance, number, line)
        if problem:
            yield problem


def line_problem(found: Figures, tolerance: Arithmetic, number: int, line: InvoiceLine) -> str:
    """How quantity x unit price disagrees with the line total; empty where it does not, or one of them is missing."""
    quantity, price, total = (amount_of(v) for v in (line.quantity, line.unit_price, line.line_total))
    if quantity is None or price is None or total is None:
        return ""
    exact = product(quantity, price)
    if abs(exact - total) <= line_tolerance(quantity, price, total, found.unit, tolerance):
        return ""
    shown = plain(rounded(exact, found.currency))
    return f"Line {number}: {plain(quantity)} x {plain(price)} is {shown}, but the document says {plain(total)}."


def line_tolerance(quantity: Decimal, price: Decimal, total: Decimal, unit: Decimal, tolerance: Arithmetic) -> Decimal:
    """How far quantity x unit price may be from the line total: the stated tolerance, or what the rounding of the
    printed unit price explains (half of its last place for each piece), up to a share of the line total."""
    last_place = min(Decimal(1).scaleb(_exponent(price)), unit)
    explained = min(abs(quantity) * last_place / 2, abs(total) * tolerance.unit_price_rounding)
    return max(tolerance.line * unit, explained)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def sum_problems(found: Figures, tolerance: Arithmetic) -> Iterator[str]:
    """How the lines together disagree with the net total."""
    if found.line_sum is None or found.net is None or abs(found.line_sum - found.net) <= tolerance.sum * found.unit:
        return
    gross = " (That is the gross total: the lines seem to include tax.)" if found.line_sum == found.gross else ""
    yield (f"The lines add up to {plain(found.line_sum)}, but the document says {plain(found.net)} without tax.{gross}")


def tax_problems(found: Figures, tolerance: Arithmetic) -> Iterator[str]:
    """How the tax disagrees with the lines' rates, or is not plausible where they do not tell."""
    if found.tax is None:
        return
    expected = expected_tax(found)
    if expected is not None:
        if abs(expected - found.tax) > tolerance.tax_per_line * found.unit * len(found.lines):
            yield f"By its lines the tax is {plain(expected)}, but the document says {plain(found.tax)}."
    elif found.net is not None and not _believable(found.net, found.tax, found.unit, tolerance):
        yield (
            f"A tax of {plain(found.tax)} on {plain(found.net)} is not plausible "
            f"(more than {plain(tolerance.highest_tax_rate)} %, or of the other sign)."
        )


def expected_tax(found: Figures) -> Decimal | None:
    """The tax by the lines' rates, rounded for each rate; None where a line lacks its rate or total."""
    bases: defaultdict[Decimal, Decimal] = defaultdict(Decimal)
    for line in found.lines:
        rate, total = amount_of(line.tax_rate), amount_of(line.line_total)
        if rate is None or total is None:
            return None
        bases[rate] += total
    taxes = (rounded(base * rate / 100, found.currency) for rate, base in bases.items())
    return sum(taxes, Decimal(0)) if bases else None


def _believable(net: Decimal, tax: Decimal, unit: Decimal, tolerance: Arithmetic) -> bool:
    if tax * net < 0:
        return False
    return abs(tax) <= abs(net) * tolerance.highest_tax_rate / 100 + unit


def total_problems(found: Figures, tolerance: Arithmetic) -> Iterator[str]:
    """How net and tax together disagree with the gross total."""
    if found.net is None or found.tax is None or found.gross is None:
        return
    total = found.net + found.tax
    if abs(total - found.gross) > tolerance.total * found.unit:
        yield (
            f"Net {plain(found.net)} plus tax {plain(found.tax)} is {plain(total)}, "
            f"but the document says {plain(found.gross)}."
        )


def _sign(found: Figures, tolerance: Arithmetic) -> Iterator[str]:
    if found.gross is not None and found.gross <= 0:
        yield f"The gross total is {plain(found.gross)}; only amounts above zero are keyed."


RULE = Rule(
    "arithmetic",
    "1",
    Severity.BLOCK,
    look,
    serves="Directive 2006/112/EC, article 226 (8) to (10); EN 16931-1, BR-CO rules",
)

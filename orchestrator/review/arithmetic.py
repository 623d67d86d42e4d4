"""Whether the figures in a review agree, and which value would make them agree. Pure: texts in, sentences out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from config.rule_file import Arithmetic
from extractors.models import Invoice, InvoiceLine, Source, Value
from orchestrator.errors import DecisionRefused
from orchestrator.figures import Figures, amount_of, figures
from orchestrator.learning.typed_values import typed_value
from orchestrator.money import is_amount, plain, product, rounded
from orchestrator.phrases import phrase
from orchestrator.rules import arithmetic as rule

TOTALS = ("net_total", "tax_total", "gross_total")
AMOUNTS = ("quantity", "unit_price", "tax_rate", "line_total")
MOST = 20
"""Suggestions at most; more help nobody."""
MOST_LINES = 200
"""Lines of an invoice up to which lines are looked at one by one."""
DECIMALS = 4
"""Of a unit price or quantity that is suggested; one with more is no printed one."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """One comparison: `lines.2`, `sum` (of the lines), `tax` (by the rates) or `total` (net and tax).

    Attributes:
        holds: None where something for it is missing.
        sentence: what does not agree; empty if it holds.
    """

    name: str
    holds: bool | None
    sentence: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A value that makes the figures agree better: for a total, or a line's field such as `lines.2.quantity`.

    Attributes:
        value: as it is typed.
        because: how it was found, a phrase for people.
    """

    field: str
    value: str
    because: str


def checks(
    values: Mapping[str, str], lines: Sequence[Row], tolerance: Arithmetic, adjustments: Sequence[Row] = ()
) -> tuple[Check, ...]:
    """The comparisons of the rule `arithmetic`, on texts as they stand in the review; what is no amount is missing.

    Args:
        values: the head by field: the totals and the currency (ISO 4217).
        lines, adjustments: by column, as the review's grid has them.
        tolerance: of the rules, in smallest units of the currency.
    """
    return tuple(_checks(_figures(values, lines, adjustments), tolerance))


def suggestions(
    values: Mapping[str, str], lines: Sequence[Row], tolerance: Arithmetic, adjustments: Sequence[Row] = ()
) -> tuple[Suggestion, ...]:
    """Values that are missing, or that make more comparisons hold and none fail; the best first.

    Args: as of `checks`.
    """
    found = _figures(values, lines, adjustments)
    before = _failing(found, tolerance)
    weighed: list[tuple[int, Suggestion]] = []
    for field, value, because in _candidates(found, len(lines)):
        now = _amount_in(found, field)
        if now == value or not is_amount(value):
            continue
        after = _failing(_with(found, field, value), tolerance)
        better = len(after) < len(before) if now is not None else True
        if after <= before and better:
            weighed.append((len(after), Suggestion(field, plain(value), because)))
    best = sorted(weighed, key=lambda item: item[0])
    return tuple({(s.field, s.value): s for _, s in reversed(best)}.values())[::-1][:MOST]


def _figures(values: Mapping[str, str], lines: Sequence[Row], adjustments: Sequence[Row]) -> Figures:
    header = {name: _typed(name, values.get(name, "")) for name in (*TOTALS, "currency")}
    rows = (*lines, *adjustments)
    every = tuple(InvoiceLine(**{name: _typed(name, row.get(name, "")) for name in AMOUNTS}) for row in rows)
    return figures(Invoice(**header, lines=every))


def _typed(name: str, text: str) -> Value[Any] | None:
    try:
        value = typed_value(name, text)
    except DecisionRefused:
        return None
    return None if value is None else _value(value)


def _value(value: Any) -> Value[Any]:
    return Value(value=value, confidence=1.0, source=Source.PERSON)


def _checks(found: Figures, tolerance: Arithmetic) -> Iterator[Check]:
    for number, line in enumerate(found.lines, start=1):
        there = all(amount_of(v) is not None for v in (line.quantity, line.unit_price, line.line_total))
        yield _check(f"lines.{number}", there, rule.line_problem(found, tolerance, number, line))
    yield _check(
        "sum", found.line_sum is not None and found.printed_net is not None, *rule.sum_problems(found, tolerance)
    )
    tax_known = found.printed_tax is not None and rule.expected_tax(found) is not None
    yield _check("tax", tax_known, *rule.tax_problems(found, tolerance))
    whole = None not in (found.printed_net, found.printed_tax, found.gross)
    yield _check("total", whole, *rule.total_problems(found, tolerance))


def _check(name: str, there: bool, *problems: str) -> Check:
    said = " ".join(problem for problem in problems if problem) if there else ""
    return Check(name, (not said) if there else None, said)


def _failing(found: Figures, tolerance: Arithmetic) -> frozenset[str]:
    return frozenset(check.name for check in _checks(found, tolerance) if check.holds is False)


def _candidates(found: Figures, lines: int) -> Iterator[tuple[str, Decimal, str]]:
    net, tax, gross = found.printed_net, found.printed_tax, found.gross
    if net is not None and tax is not None:
        yield "gross_total", net + tax, phrase("net and tax together")
    if gross is not None and tax is not None:
        yield "net_total", gross - tax, phrase("gross less tax")
    if gross is not None and net is not None:
        yield "tax_total", gross - net, phrase("gross less net")
    if found.line_sum is not None:
        yield "net_total", found.line_sum, phrase("the lines together")
    by_rates = rule.expected_tax(found)
    if by_rates is not None:
        yield "tax_total", by_rates, phrase("the lines' tax by their rates")
    for number, line in enumerate(found.lines[:lines] if len(found.lines) <= MOST_LINES else (), start=1):
        yield from _of_line(found, number, line)


def _of_line(found: Figures, number: int, line: InvoiceLine) -> Iterator[tuple[str, Decimal, str]]:
    quantity, price, total = (amount_of(v) for v in (line.quantity, line.unit_price, line.line_total))
    if quantity is not None and price is not None:
        exact = rounded(product(quantity, price), found.currency)
        yield f"lines.{number}.line_total", exact, phrase("quantity times unit price")
    if total is not None and price:
        yield from _whole(f"lines.{number}.quantity", total, price, phrase("line total by unit price"))
    if total is not None and quantity:
        yield from _whole(f"lines.{number}.unit_price", total, quantity, phrase("line total by quantity"))
    others = [amount_of(other.line_total) for index, other in enumerate(found.lines, start=1) if index != number]
    if found.printed_net is not None and None not in others:
        rest = found.printed_net - sum((other for other in others if other is not None), Decimal(0))
        yield f"lines.{number}.line_total", rest, phrase("net total less the other lines")


def _whole(field: str, total: Decimal, by: Decimal, because: str) -> Iterator[tuple[str, Decimal, str]]:
    """The quotient, where it comes out even as printed figures do."""
    quotient = round(total / by, DECIMALS)
    if quotient * by == total:
        yield field, quotient.normalize() + Decimal(0), because


def _amount_in(found: Figures, field: str) -> Decimal | None:
    totals = {"net_total": found.printed_net, "tax_total": found.printed_tax, "gross_total": found.gross}
    if field in totals:
        return totals[field]
    _, number, name = field.split(".")
    return amount_of(getattr(found.lines[int(number) - 1], name))


def _with(found: Figures, field: str, value: Decimal) -> Figures:
    if field == "net_total":
        return replace(found, printed_net=value)
    if field == "tax_total":
        return replace(found, printed_tax=value)
    if field == "gross_total":
        return replace(found, gross=value)
    _, number, name = field.split(".")
    lines = list(found.lines)
    lines[int(number) - 1] = lines[int(number) - 1].model_copy(update={name: _value(value)})
    return replace(found, lines=tuple(lines))

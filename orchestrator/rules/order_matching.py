"""What is billed was ordered, came in, is not billed already, and costs what was agreed."""

from collections.abc import Iterator
from decimal import Decimal

from orchestrator.money import plain
from orchestrator.purchasing.differences import Difference, Kind
from orchestrator.purchasing.matching import OrderMatch, OrderProblem, Wrong, match_orders
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of

MOST = 20
"""Differences that are told; a document may have thousands."""


def matched(case: Case) -> OrderMatch:
    """The document held against the orders that it names."""
    return match_orders(case.invoice, case.kind, case.supplier, case.orders, case.parameters.order_matching)


def look(case: Case) -> Finding:
    """Every difference from the orders, line by line, with its figures."""
    match = matched(case)
    return Finding(
        problems=tuple(_problems(match)),
        fine=_fine(match, case),
        looked_at={
            "po_number": text_of(case.invoice, "po_number"),
            "orders": ", ".join(match.orders) or None,
            "three_way": ", ".join(match.three_way) or None,
            "lines": match.lines or None,
            "lines_on_orders": len({share.invoice_line for share in match.shares}) or None,
            **_figures(match),
        },
    )


def _figures(match: OrderMatch) -> dict[str, str]:
    """By line: ordered, received, billed before and now."""
    told: dict[str, str] = {}
    for share in match.shares[:MOST]:
        received = "" if share.received is None else f", {_number(share.received)} received"
        told[f"line_{share.invoice_line}_on_{share.order_number}/{share.line_id}"] = (
            f"{_number(share.ordered)} ordered{received}, {_number(share.billed_before)} billed before, "
            f"{_number(share.quantity)} now at {_number(share.price)} (order: {_number(share.order_price)})"
        )
    return told


def _fine(match: OrderMatch, case: Case) -> str:
    if match.orders:
        return f"Every line is within what was ordered ({', '.join(match.orders)})."
    if case.orders is None or not case.orders.any_known:
        return "No purchase orders are known to the farm; nothing was compared."
    return "It names no order, and needs none."


def _problems(match: OrderMatch) -> Iterator[str]:
    yield from (_order_problem(problem) for problem in match.problems)
    yield from (_difference(difference) for difference in match.differences[:MOST])
    if len(match.differences) > MOST:
        yield f"And {len(match.differences) - MOST} more differences."


def _order_problem(problem: OrderProblem) -> str:
    if problem.wrong is Wrong.OTHER_SUPPLIER:
        return f"Order {problem.number} is with {problem.ours}, not with {problem.theirs or '?'}."
    if problem.wrong is Wrong.OTHER_CURRENCY:
        theirs = problem.theirs or "?"
        return f"Order {problem.number} is in {problem.ours}, the document in {theirs}; prices were not compared."
    if problem.wrong is Wrong.CLOSED:
        return f"Order {problem.number} is closed."
    if problem.wrong is Wrong.CANCELLED:
        return f"Order {problem.number} was cancelled."
    if problem.wrong is Wrong.NOT_KNOWN:
        return f"No order {problem.number} is known."
    if problem.wrong is Wrong.NONE_NAMED:
        return "It names no order, and the rules ask for one."
    return "It shows no line with an amount that could be held against the order."


def _difference(found: Difference) -> str:
    if found.kind is Kind.UNORDERED:
        return f"Line {_lines(found)} ({found.description or '?'}, {_number(found.amount)}) is on no line of the order."
    if found.kind is Kind.TOGETHER:
        return f"The small differences from the orders come to {_number(found.amount)} together, which is too much."
    if found.kind is Kind.PRICE:
        return (
            f"Line {_lines(found)}: the price is {_number(found.price)}, but {_number(found.order_price)} was agreed "
            f"(order {found.order_number}, line {found.line_id}); that is {_number(found.amount)} too much."
        )
    where = f"order {found.order_number}, line {found.line_id}"
    billed = f"{_number(found.billed_before)} was billed before and {_number(found.billed_now)} is billed now"
    if found.kind is Kind.OVER_GIVEN_BACK:
        back = _number(abs(found.billed_now or Decimal(0)))
        return (
            f"Line {_lines(found)}: {back} is given back, but only {_number(found.billed_before)} was billed ({where})."
        )
    if found.kind is Kind.OVER_ORDERED:
        return f"Line {_lines(found)}: {_with_unit(found.ordered, found)} was ordered, {billed} ({where})."
    if found.kind is Kind.NOT_RECEIVED:
        return f"Line {_lines(found)}: nothing came in yet, {billed} ({where})."
    return (
        f"Line {_lines(found)}: of {_number(found.ordered)} ordered {_with_unit(found.received, found)} came in, "
        f"{billed} ({where})."
    )


def _lines(found: Difference) -> str:
    return ", ".join(map(str, found.lines))


def _with_unit(number: Decimal | None, found: Difference) -> str:
    return f"{_number(number)} {found.unit}".strip()


def _number(number: Decimal | None) -> str:
    """Without zeros at the end, at most four decimals."""
    if number is None:
        return "?"
    text = plain(round(number, 4))
    return text.rstrip("0").rstrip(".") if "." in text else text


RULE = Rule(
    "order_matching", "1", Severity.REVIEW, look,
    serves="SOX section 404: only what was ordered and received is paid (three-way match); ISA 330",
)  # fmt: skip

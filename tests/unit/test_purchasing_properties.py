"""What holds for every invoice and every order: sums are kept, and tolerances only help."""

from decimal import Decimal
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from config.order_matching_file import OrderMatching
from extractors.models import InvoiceLine, Kind
from orchestrator.purchasing.assignment import assign
from orchestrator.purchasing.models import KnownOrder, OrderedLine
from tests.unit.purchasing_cases import billed, match, order, ordered

GOODS = ("Copier paper A4", "Copier paper A3", "Toner black", "Ball pen blue", "Desk lamp", "复印纸", "Стол письменный")
QUANTITIES = st.integers(1, 40).map(str)
PRICES = st.integers(1, 5000).map(lambda cents: format(Decimal(cents) / 100, "f"))
FEW = settings(max_examples=60, deadline=None)


@st.composite
def orders(draw: st.DrawFn) -> KnownOrder:
    lines = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        quantity = draw(QUANTITIES)
        more = {"billed": str(draw(st.integers(0, int(quantity))))}
        if draw(st.booleans()):
            more["received"] = str(draw(st.integers(0, int(quantity))))
        lines.append(ordered(number, draw(st.sampled_from(GOODS)), quantity, draw(PRICES), **more))
    return order(*lines)


@st.composite
def invoices(draw: st.DrawFn, most: int = 5) -> list[InvoiceLine]:
    count = draw(st.integers(1, most))
    return [billed(draw(st.sampled_from(GOODS)), draw(QUANTITIES), draw(PRICES)) for _ in range(count)]


@st.composite
def tolerances(draw: st.DrawFn) -> OrderMatching:
    def number() -> Decimal:
        return Decimal(draw(st.integers(0, 50)))

    return OrderMatching(
        quantity_percent=number(), price_percent=number(), line_amount=number() * 100,
        document_amount=number() * 100, unordered_amount=number() * 100,
    )  # fmt: skip


@FEW
@given(orders(), invoices(), st.sampled_from((Kind.INVOICE, Kind.CREDIT_NOTE)))
def test_no_line_is_matched_with_more_than_it_bills(known: KnownOrder, lines: list[InvoiceLine], kind: Kind) -> None:
    found = match(lines, known, kind=kind)
    for number, line in enumerate(lines, start=1):
        mine = [share for share in found.shares if share.invoice_line == number]
        assert line.quantity and line.line_total
        assert abs(sum((share.quantity for share in mine), Decimal(0))) <= line.quantity.value
        if mine:
            assert abs(sum(share.amount for share in mine)) == line.line_total.value
            if kind is Kind.INVOICE:
                assert sum(share.quantity for share in mine) == line.quantity.value


@FEW
@given(orders(), invoices(), tolerances(), tolerances())
def test_wider_tolerances_never_stop_what_passed(
    known: KnownOrder, lines: list[InvoiceLine], one: OrderMatching, more: OrderMatching
) -> None:
    names = ("quantity_percent", "price_percent", "line_amount", "document_amount", "unordered_amount")
    wider = one.model_copy(update={name: max(getattr(one, name), getattr(more, name)) for name in names})
    if match(lines, known, tolerance=one).passed:
        assert match(lines, known, tolerance=wider).passed


@FEW
@given(orders(), invoices())
def test_what_passes_stays_within_what_was_ordered_and_came_in(known: KnownOrder, lines: list[InvoiceLine]) -> None:
    found = match(lines, known)
    if not found.passed:
        return
    for line in known.lines:
        now = sum((share.quantity for share in found.shares if share.order_line == line.id), Decimal(0))
        if now:
            assert line.billed + now <= line.quantity
            assert line.received is None or line.billed + now <= line.received


def billing(known: KnownOrder, several: list[list[InvoiceLine]]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """All invoices one after the other, whatever they bill kept: quantity and amount of each order line."""
    quantities = {line.id: Decimal(0) for line in known.lines}
    amounts = dict(quantities)
    for lines in several:
        standing = tuple(
            line.model_copy(update={"billed": quantities[line.id], "billed_amount": amounts[line.id]})
            for line in known.lines
        )
        for share in match(lines, known.model_copy(update={"lines": standing})).shares:
            quantities[share.order_line] += share.quantity
            amounts[share.order_line] += share.amount
    return quantities, amounts


@settings(max_examples=25, deadline=None)
@given(st.lists(invoices(most=2), min_size=2, max_size=3))
def test_the_sequence_of_invoices_does_not_matter_for_what_is_billed(several: list[list[InvoiceLine]]) -> None:
    """Each article of its own, so that no line could go to one of two."""
    known = order(*(ordered(number, goods, "30", "9.50") for number, goods in enumerate(GOODS[2:5], start=1)))
    totals = [billing(known, list(each)) for each in permutations(several)]
    assert all(total == totals[0] for total in totals)


SCORES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 30), max_size=14)


@settings(max_examples=150, deadline=None)
@given(SCORES)
def test_no_other_assignment_is_better(scores: dict[tuple[int, int], int]) -> None:
    found = assign(scores)
    assert len(set(found.values())) == len(found) and all(pair in scores for pair in found.items())
    best = max(
        sum(scores.get((row, column), 0) for row, column in enumerate(columns)) for columns in permutations(range(5))
    )
    assert sum(scores[pair] for pair in found.items()) == best


def test_a_large_document_is_assigned_quickly() -> None:
    lines: list[OrderedLine] = [ordered(n, f"Article {n:04d} of the catalogue", "5", f"{n}.10") for n in range(1, 301)]
    bills = [billed(f"Catalogue article {n:04d}", "5", f"{n}.10") for n in range(300, 0, -1)]
    found = match(bills, order(*lines))
    assert found.passed and [share.order_line for share in found.shares] == list(range(300, 0, -1))

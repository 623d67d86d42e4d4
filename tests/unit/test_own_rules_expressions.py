"""Expressions of users' own rules: what they say, what is refused and where, and that they are exact and bounded."""

import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import celpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.rules.own.expressions import compiled
from orchestrator.rules.own.types import DOCUMENT, OF_LINE, TRUTH, CannotTell, ExpressionRefused, Facts, Missing, Type

EMPTY: dict[str, object] = dict.fromkeys(OF_LINE)
TWO, TWENTY = Decimal(2), Decimal(20)
LINES = [
    EMPTY | {"description": "Toner", "quantity": TWO, "tax_rate": Decimal(19), "line_total": Decimal("1.10")},
    EMPTY | {"quantity": TWENTY, "tax_rate": Decimal(7), "line_total": Decimal("2.20")},
]
READ: dict[str, object] = dict.fromkeys(DOCUMENT) | {
    "kind": "invoice", "gross_total": Decimal("5000.01"), "currency": "EUR", "po_number": "PO-123456", "lines": LINES,
    "issue_date": date(2026, 1, 31), "today": date(2026, 2, 1), "supplier_known": True,
}  # fmt: skip


def says(text: str, type_: Type = TRUTH, **values: Any) -> object:
    run, _ = compiled(text, type_)
    return run(Facts(READ | values))


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 == 0.3",
        "gross_total > 5000 && currency in ['EUR', 'USD']",
        'has(po_number) && po_number.matches("^PO-[0-9]{6}$")',
        "!has(due_date)",
        "lines.exists(l, l.quantity > 10)",
        "lines.exists(l, l.description.lower().contains('toner'))",
        "lines.exists_one(l, l.tax_rate == 7)",
        "sum(lines.map(l, l.line_total)) == 3.3",
        "size(lines.filter(l, l.quantity > 1)) == 2",
        "round(gross_total * 0.19, 2) == 950.00",
        "round(2.345, 2) == 2.35",
        "-gross_total < 0 && abs(-3) == 3",
        "issue_date + 30 < date('2026-03-03') && today - issue_date == 1",
        "issue_date.weekday() == 6 && issue_date.year() == 2026",
        "currency == 'EUR' ? gross_total > 1 : false",
        "due_date > issue_date || true",
        "!(due_date > issue_date && false)",
        "7 % 4 == 3 && 1 / 4 == 0.25",
        "supplier_known == true",
        "'a' + 'b' == 'ab' // a remark",
    ],
)
def test_what_holds(text: str) -> None:
    assert says(text) is True


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ("gros_total > 3", 1, 1, "'gros_total' is not known; is 'gross_total' meant"),
        ("gross_total >\n  foo", 2, 3, "'foo' is not known"),
        ("gross_total > '3'", 1, 1, "a number cannot be compared with a text"),
        ("gross_total >", 1, 13, "something is missing at its end"),
        ("(gross_total > 1", 1, 16, "something is missing at its end"),
        ("gross_total & 3", 1, 13, "not understood from '& 3' on"),
        ("foo(1)", 1, 1, "no function 'foo'"),
        ("gross_total", 1, 1, "it must come to a yes or no, and comes to a number"),
        ("due_date == '2026-12-31'", 1, 1, "a date cannot be compared with a text"),
        ("date('2026-13-01') > today", 1, 1, "takes a day in quotation marks"),
        ("po_number.matches('(a+')", 1, 1, "the pattern '(a+' is not understood"),
        ("currency == 'a\\q'", 1, 13, "means nothing in a text"),
        ("gross_total > 1e5", 1, 15, "1e5 is written in a way"),
        ("null == 1", 1, 1, "ask with has"),
        ("{'a': 1}", 1, 1, "no part of what rules may say"),
        ("lines[0].quantity > 1", 1, 1, "no part of what rules may say"),
        ("lines.exists(l, l.price > 1)", 1, 17, "a line has no 'price'"),
        ("lines.exists(currency, true)", 1, 1, "is taken"),
        ("lines.map(l, l.quantity > 1)", 1, 1, "comes to a list of yes or nos"),
        ("lines.exists(a, lines.exists(b, lines.exists(c, true)))", 1, 33, "no more are taken"),
        ("currency + 1 == 'x'", 1, 1, "+ does not go with a text and a number"),
        ("true" + " || true" * 200, 1, 1, "nested too deeply"),
        ("(" * 5000 + "true" + ")" * 5000, 1, 1, ""),
        ("[1, 'a'] == [1]", 1, 1, "of one type"),
        ("has(a, b)", 1, 1, "has() takes one name"),
        ("currency.size(1) == 1", 1, 1, "takes 0 in its brackets"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, column: int, why: str) -> None:
    if not why:
        assert says(text) is True  # brackets alone are nothing
        return
    with pytest.raises(ExpressionRefused) as refused:
        compiled(text)
    assert why in str(refused.value)
    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("due_date > issue_date", "no due_date"),
        ("lines.all(l, l.description != '')", "no description in a line"),
        ("gross_total / 0 > 1", "divides by zero"),
        ("gross_total % 0 > 1", "cannot be calculated|divides by zero"),
        ("today + 99999999 > today", "is no date"),
        ("today + 0.5 > today", "no whole number of days"),
        ("round(gross_total, 99) > 1", "0 to 12"),
        (" * ".join(["1.000000000000000000000000000001"] * 5) + " > 1", "exactly"),
    ],
)
def test_what_cannot_be_told_is_said(text: str, why: str) -> None:
    with pytest.raises(CannotTell, match=why):
        says(text)


def test_work_is_bounded_by_steps_and_patterns_by_the_text() -> None:
    many = [dict.fromkeys(LINES[0], Decimal(1))] * 3000
    with pytest.raises(CannotTell, match="more than 50000 items"):
        says("lines.exists(l, lines.exists(m, m.quantity > l.quantity))", lines=many)
    assert says("po_number.matches('^(a+)+$')", po_number="a" * 5000 + "b") is False


def test_a_missing_value_decides_nothing_unless_the_other_side_does() -> None:
    for text in ("due_date > today || gross_total < 0", "due_date > today && gross_total > 0"):
        with pytest.raises(Missing):
            says(text)


AMOUNTS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_sums_and_products_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    number = Type("number")
    found = says("gross_total * net_total - tax_total", number, gross_total=a, net_total=b, tax_total=c)
    assert isinstance(found, Decimal)
    assert Fraction(found) == Fraction(a) * Fraction(b) - Fraction(c)


@given(AMOUNTS, AMOUNTS)
def test_comparing_is_total(a: Decimal, b: Decimal) -> None:
    held = [says(f"gross_total {sign} net_total", gross_total=a, net_total=b) for sign in ("<", "==", ">")]
    assert held.count(True) == 1


def whole() -> st.SearchStrategy[str]:
    leaf = st.integers(-50, 50).map(lambda n: f"({n})" if n < 0 else str(n))
    return st.recursive(
        leaf, lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner), max_leaves=5
    )


def truth() -> st.SearchStrategy[str]:
    compare = st.builds("{} {} {}".format, whole(), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), whole())
    text = st.sampled_from(["'abc'.contains('b')", "'abc'.startsWith('b')", "'x' in ['x', 'y']", "size('abc') == 3"])
    each = st.builds("[1, 2, 3].{}(i, i > {})".format, st.sampled_from(["exists", "all", "exists_one"]), whole())
    divide = st.builds("1 / {} > 0".format, whole())
    leaf = st.one_of(compare, text, each, divide)

    def more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        both = st.builds("({} {} {})".format, inner, st.sampled_from(["&&", "||"]), inner)
        return st.one_of(both, inner.map("!({})".format), st.builds("({} ? {} : {})".format, inner, inner, inner))

    return st.recursive(leaf, more, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(truth())
def test_it_decides_as_the_library_does(text: str) -> None:
    """Where decimals and 64-bit numbers mean the same: whole numbers without division, texts, conditions, lists."""
    limit = sys.getrecursionlimit()
    environment = celpy.Environment()
    sys.setrecursionlimit(limit)  # the library's evaluator raises it for the whole process
    try:
        wanted: object = bool(environment.program(environment.compile(text)).evaluate({}))
    except celpy.CELEvalError:
        wanted = CannotTell
    try:
        found: object = says(text)
    except CannotTell:
        found = CannotTell
    if "/" not in text or wanted is CannotTell or found is CannotTell:
        assert found == wanted, text


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text("(){}[].,!<>=&|?:+-*/%'\"abl_1 \n", max_size=60)))
def test_whatever_is_written_is_refused_with_a_place_or_understood(text: str) -> None:
    try:
        compiled(text)
    except ExpressionRefused as refused:
        assert str(refused)
        assert refused.line >= 1 and refused.column >= 1

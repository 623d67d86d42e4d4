"""Figures as typed: which comparisons hold, and which value would make them hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.files import PACKAGED, load_rules
from orchestrator.review.arithmetic import Check, checks, suggestions

RULES = load_rules(PACKAGED).arithmetic
Row = dict[str, str]
TOTALS = ("net_total", "tax_total", "gross_total")


def figures_of(lines: list[tuple[int, int]], rate: int = 19) -> tuple[dict[str, str], list[Row]]:
    """An invoice whose figures agree: pieces and cents each, tax in percent."""
    rows, net = [], Decimal(0)
    for quantity, cents in lines:
        price = Decimal(cents) / 100
        net += quantity * price
        row = {"quantity": str(quantity), "unit_price": f"{price:.2f}", "tax_rate": str(rate)}
        rows.append(row | {"line_total": f"{quantity * price:.2f}"})
    tax = (net * rate / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    head = {"net_total": f"{net:.2f}", "tax_total": f"{tax:.2f}", "gross_total": f"{net + tax:.2f}"}
    return head | {"currency": "EUR"}, rows


LINES = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 100_000)), min_size=1, max_size=6)
ODD = "0123456789.,-+ eE%'x\u00bd\u0663\u221e\u00a0"
ANY_TEXT = st.one_of(st.text(ODD, max_size=12), st.decimals(allow_nan=True).map(str), st.integers().map(str))


def failing(head: dict[str, str], rows: list[Row]) -> set[str]:
    return {check.name for check in checks(head, rows, RULES) if check.holds is False}


def with_value(head: dict[str, str], rows: list[Row], field: str, value: str) -> tuple[dict[str, str], list[Row]]:
    if field in TOTALS:
        return head | {field: value}, rows
    _, number, name = field.split(".")
    changed = [dict(row) for row in rows]
    changed[int(number) - 1][name] = value
    return head, changed


@given(LINES, st.sampled_from([0, 7, 19]))
def test_figures_that_agree_hold_and_suggest_nothing(lines: list[tuple[int, int]], rate: int) -> None:
    head, rows = figures_of(lines, rate)
    assert all(check.holds for check in checks(head, rows, RULES))
    assert suggestions(head, rows, RULES) == ()


@given(LINES, st.sampled_from(TOTALS), st.integers(1, 10**6))
def test_a_total_that_was_misread_is_suggested_rightly(lines: list[tuple[int, int]], field: str, off: int) -> None:
    head, rows = figures_of(lines)
    right = head[field]
    head[field] = f"{Decimal(right) + Decimal(off) / 100:.2f}"
    if not failing(head, rows):
        return  # within the tolerance
    best = suggestions(head, rows, RULES)[0]
    assert (best.field, Decimal(best.value)) == (field, Decimal(right)) or not failing(
        *with_value(head, rows, best.field, best.value)
    )
    assert (field, Decimal(right)) in {(s.field, Decimal(s.value)) for s in suggestions(head, rows, RULES)}


@given(LINES, st.sampled_from(TOTALS))
def test_a_total_that_is_missing_is_suggested(lines: list[tuple[int, int]], field: str) -> None:
    head, rows = figures_of(lines)
    right = Decimal(head.pop(field))
    assert (field, right) in {(s.field, Decimal(s.value)) for s in suggestions(head, rows, RULES)}


@given(LINES, st.sampled_from(["quantity", "unit_price", "line_total"]), st.data())
def test_a_cell_that_is_missing_is_suggested(lines: list[tuple[int, int]], column: str, data: st.DataObject) -> None:
    head, rows = figures_of(lines)
    number = data.draw(st.integers(1, len(rows)))
    right = Decimal(rows[number - 1].pop(column))
    found = {(s.field, Decimal(s.value)) for s in suggestions(head, rows, RULES)}
    assert (f"lines.{number}.{column}", right) in found


@given(
    st.dictionaries(st.sampled_from([*TOTALS, "currency"]), ANY_TEXT),
    st.lists(st.dictionaries(st.sampled_from(["quantity", "unit_price", "tax_rate", "line_total", "x"]), ANY_TEXT),
             max_size=4),
)  # fmt: skip
def test_any_text_is_borne_and_no_suggestion_makes_anything_worse(head: dict[str, str], rows: list[Row]) -> None:
    before = failing(head, rows)
    for suggestion in suggestions(head, rows, RULES):
        after = failing(*with_value(head, rows, suggestion.field, suggestion.value))
        assert after <= before, suggestion
        assert suggestion.because and Decimal(suggestion.value).is_finite()


def test_each_comparison_says_what_does_not_agree() -> None:
    head, rows = figures_of([(4, 2500), (1, 1000)])
    head["gross_total"], rows[0]["line_total"] = "200", "90.00"
    found = {check.name: check for check in checks(head, rows, RULES)}
    assert found["lines.1"].sentence == "Line 1: 4 x 25.00 is 100.00, but the document says 90.00."
    assert found["lines.2"] == Check("lines.2", True)
    assert found["sum"].holds is False and "100.00" in found["sum"].sentence
    assert found["total"].holds is False and "200" in found["total"].sentence


@pytest.mark.parametrize("missing", TOTALS)
def test_what_is_missing_is_neither_right_nor_wrong(missing: str) -> None:
    head, rows = figures_of([(1, 100)])
    head.pop(missing)
    assert next(check for check in checks(head, rows, RULES) if check.name == "total").holds is None


def test_allowances_count_as_lines_but_are_not_suggested() -> None:
    head, rows = figures_of([(10, 1000)])
    allowance = {"line_total": "-10.00", "tax_rate": "19"}
    head |= {"net_total": "90.00", "tax_total": "17.10", "gross_total": "107.10"}
    assert not [c for c in checks(head, rows, RULES, [allowance]) if c.holds is False]
    head["net_total"] = "91.00"
    found = [suggestion.field for suggestion in suggestions(head, rows, RULES, [allowance])]
    assert found[0] == "net_total" and set(found) <= set(TOTALS)


def test_a_long_invoice_is_answered_at_once() -> None:
    head, rows = figures_of([(2, 100 + n) for n in range(3000)])
    head["gross_total"] = "1.00"
    assert "gross_total" in {s.field for s in suggestions(head, rows, RULES)}

"""The rule `arithmetic`."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.rule_file import Arithmetic
from extractors.models import InvoiceLine
from orchestrator.money import rounded
from orchestrator.rules import RULES, Verdict
from tests.unit.rules_cases import RULE_FILE, adjustment, case, line

AMOUNTS = st.decimals(min_value=1, max_value=99999, places=2)


def verdict(lines: list[InvoiceLine] | None = None, **changes: Any) -> Verdict:
    return RULES["arithmetic"].judge(case(lines, **changes))


def allowing(**tolerances: str) -> dict[str, Any]:
    arithmetic = RULE_FILE.arithmetic.model_dump() | {name: Decimal(text) for name, text in tolerances.items()}
    return {"parameters": RULE_FILE.model_copy(update={"arithmetic": Arithmetic(**arithmetic)})}


def test_figures_that_agree_pass_and_are_kept() -> None:
    found = verdict()
    assert found.passed
    assert found.looked_at == {"net_total": "100.00", "tax_total": "19.00", "gross_total": "119.00", "lines": "100.00"}


def test_a_wrong_gross_total_is_told_with_its_figures() -> None:
    found = verdict(gross_total="191.00")
    assert not found.passed
    assert found.sentence == "Net 100.00 plus tax 19.00 is 119.00, but the document says 191.00."


def test_a_wrong_line_is_told_with_its_number() -> None:
    lines = [line(), line(quantity="3", unit_price="10.00", line_total="33.00")]
    found = verdict(lines, net_total="133.00", tax_total="25.27", gross_total="158.27")
    assert found.sentence == "Line 2: 3 x 10.00 is 30.00, but the document says 33.00."


def test_lines_that_miss_the_net_total() -> None:
    found = verdict([line(), line(quantity=None, line_total="50.00")], tax_total="28.50", gross_total="128.50")
    assert found.sentence == "The lines add up to 150.00, but the document says 100.00 without tax."


def test_lines_that_include_tax_are_recognised() -> None:
    found = verdict([line(quantity=None, line_total="119.00", tax_rate=None)])
    assert "the lines seem to include tax" in found.sentence


def test_a_tax_that_does_not_fit_the_rates() -> None:
    found = verdict([line(tax_rate="7")])
    assert found.sentence == "By its lines the tax is 7.00, but the document says 19.00."


@pytest.mark.parametrize(("tax", "gross", "passed"), [("30", "130", True), ("31", "131", False), ("-1", "99", False)])
def test_without_rates_the_tax_must_be_plausible(tax: str, gross: str, passed: bool) -> None:
    assert verdict([line(tax_rate=None)], tax_total=tax, gross_total=gross).passed is passed


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = verdict([line(line_total="90.00")], gross_total="191.00")
    assert [part in found.sentence for part in ("Line 1:", "add up to 90.00", "the tax is 17.10", "is 119.00")] == [
        True
    ] * 4


def test_two_rates_are_each_rounded_once() -> None:
    lines = [
        line(quantity=None, line_total="10.03", tax_rate="19"),
        line(quantity=None, line_total="10.04", tax_rate="7"),
    ]
    assert verdict(lines, net_total="20.07", tax_total="2.61", gross_total="22.68").passed
    assert not verdict(lines, net_total="20.07", tax_total="2.64", gross_total="22.71").passed


def test_what_is_missing_is_no_wrong_sum() -> None:
    assert verdict([], net_total=None, tax_total=None).passed
    assert verdict([line(quantity=None, line_total=None)]).passed
    assert verdict([], net_total=None, tax_total=None, gross_total=None, currency=None).passed


def test_a_net_total_that_is_not_printed_follows_from_gross_and_tax() -> None:
    assert verdict(net_total=None).passed
    assert not verdict([line(quantity=None, line_total="90.00")], net_total=None).passed


def test_a_tax_that_is_not_printed_follows_from_gross_and_net() -> None:
    assert verdict(tax_total=None).passed
    assert "the tax is 7.00, but the document says 19.00" in verdict([line(tax_rate="7")], tax_total=None).sentence


def test_allowances_and_charges_count_like_lines() -> None:
    lines = [line(quantity=None, line_total="105.00")]
    changes = (adjustment("-10.00", "Discount"), adjustment("5.00"))
    assert verdict(lines, adjustments=changes).passed
    assert "add up to 95.00" in verdict(lines, adjustments=changes[:1]).sentence
    seventh = (adjustment("-10.00", tax_rate="7"), adjustment("5.00"))
    assert "By its lines the tax is 20.20" in verdict(lines, adjustments=seventh).sentence


@pytest.mark.parametrize(("gross", "net", "tax"), [("0.00", "0.00", "0.00"), ("-119.00", "-100.00", "-19.00")])
def test_only_amounts_above_zero_pass(gross: str, net: str, tax: str) -> None:
    lines = [line(quantity=None, line_total=net)]
    found = verdict(lines, net_total=net, tax_total=tax, gross_total=gross)
    assert f"The gross total is {gross}; only amounts above zero are keyed." in found.sentence


@pytest.mark.parametrize(
    ("quantity", "price", "total", "passed"),
    [
        ("3", "33.33", "99.99", True),
        ("3", "33.33", "100.00", True),  # 0.01 off, within the tolerance of two cents
        ("3", "33.33", "100.02", False),
        ("1000", "0.03", "33.30", False),  # more than half a percent of the line
        ("1000", "1.23", "1234.00", True),  # a price of 1.234 printed with two decimals
        ("1000", "1.2300", "1234.00", False),  # printed with four: the rounding does not explain it
        ("1000", "1", "1200.00", False),
        ("-2", "50.00", "-100.00", True),
        ("0", "25.00", "0.00", True),
    ],
)
def test_a_line_may_be_off_by_what_rounding_explains(quantity: str, price: str, total: str, passed: bool) -> None:
    odd = line(quantity=quantity, unit_price=price, line_total=total)
    assert ("Line 1" not in verdict([odd]).sentence) is passed


def test_tolerances_come_from_the_rules_file() -> None:
    off = {"gross_total": "119.02"}
    assert not verdict(**off).passed
    assert verdict(**off, **allowing(total="2")).passed
    assert not verdict(**off, **allowing(total="1")).passed


def test_tolerances_are_in_the_currencys_own_unit() -> None:
    lines = [line(quantity="3", unit_price="33.4", line_total="102")]
    yen = {"net_total": "102", "tax_total": "19", "gross_total": "121", "currency": "JPY"}
    assert verdict(lines, **yen).passed
    assert not verdict(lines, **(yen | {"currency": "EUR"})).passed


@pytest.mark.parametrize("number", [Decimal("1E+400000"), Decimal("1E-400000"), Decimal(10) ** 15])
def test_hostile_numbers_are_named_and_cost_nothing(number: Decimal) -> None:
    found = verdict([line(), line(quantity=str(number))], gross_total=number)
    assert not found.passed
    assert "The gross total" in found.sentence
    assert "Line 2:" in found.sentence
    assert len(found.sentence) < 500


@given(
    st.lists(st.tuples(st.integers(1, 500), AMOUNTS, st.sampled_from(["0", "7", "19", "20"])), min_size=1, max_size=8)
)
def test_an_invoice_made_by_the_rules_of_arithmetic_passes(rows: list[tuple[int, Decimal, str]]) -> None:
    lines = [line(None, str(q), str(p), rate, str(q * p)) for q, p, rate in rows]
    net = sum((q * p for q, p, _ in rows), Decimal(0))
    bases = {rate: sum((q * p for q, p, r in rows if r == rate), Decimal(0)) for _, _, rate in rows}
    tax = sum((rounded(base * Decimal(rate) / 100, "EUR") for rate, base in bases.items()), Decimal(0))
    found = verdict(lines, net_total=net, tax_total=tax, gross_total=net + tax)
    assert found.passed, found.sentence


@given(AMOUNTS, st.decimals(min_value=-500, max_value=500, places=2), st.integers(0, 500))
def test_the_total_fails_exactly_beyond_its_tolerance(net: Decimal, error: Decimal, cents: int) -> None:
    gross = net + error
    assume(gross > 0)
    lines = [line(quantity=None, line_total=str(net), tax_rate="0")]
    found = verdict(lines, net_total=net, tax_total="0.00", gross_total=gross, **allowing(total=str(cents)))
    assert found.passed is (abs(error) <= Decimal(cents) / 100)

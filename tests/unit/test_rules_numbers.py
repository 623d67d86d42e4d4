"""Invoice numbers, tax numbers and amounts in the forms that are compared."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.invoice_number import normalise_number
from orchestrator.money import both_roundings, is_amount, product, rounded, smallest_unit
from orchestrator.tax_number import contradicts, normalise_tax_id, same_tax_id


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("re-2026/0012", "RE20260012"),
        (" RE 2026 0012 ", "RE20260012"),
        ("ＲＥ２０２６－００１２", "RE20260012"),
        ("счёт № 15-б", "СЧЁТNO15Б"),
        ("发票-0042", "发票0042"),
        ("0012", "0012"),
        ("12", "12"),
        ("--- / ", ""),
        ("", ""),
    ],
)
def test_an_invoice_number_keeps_letters_and_digits_of_any_script(printed: str, normal: str) -> None:
    assert normalise_number(printed) == normal


@given(st.text())
def test_normalising_a_number_twice_changes_nothing(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once
    assert all(character.isalnum() for character in once)


@given(st.text(alphabet="ABCabc0123456789"), st.text(alphabet=" -/._#"))
def test_case_and_punctuation_do_not_count(text: str, noise: str) -> None:
    assert normalise_number(noise + noise.join(text.swapcase()) + noise) == normalise_number(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DE136695976", "DE 136 695 976"),
        ("DE136695976", "136695976"),
        ("CHE-107.787.577 MWST", "CHE107787577"),
        ("CHE-107.787.577", "107787577"),
        ("EL094259216", "GR094259216"),
        ("NO 995 525 828 MVA", "995525828"),
        ("7707083893", "ИНН 7707083893"),
        ("ＤＥ１３６６９５９７６", "de136695976"),
    ],
)
def test_one_tax_number_written_differently(one: str, other: str) -> None:
    assert same_tax_id(one, other)
    assert same_tax_id(other, one)
    assert not contradicts(one, other)


@pytest.mark.parametrize(
    ("one", "other", "contradiction"),
    [
        ("DE136695976", "DE129273398", True),
        ("DE136695976", "129273398", True),
        ("7707083893", "7707083894", True),
        ("DE136695976", "GB980780684", False),
        ("DE136695976", "ATU13585627", False),
        ("DE136695976", "12/345/67890", False),
        ("DE136695976", "", False),
        ("123", "123", False),
    ],
)
def test_two_tax_numbers(one: str, other: str, contradiction: bool) -> None:
    assert not same_tax_id(one, other)
    assert contradicts(one, other) is contradiction
    assert contradicts(other, one) is contradiction


@given(st.text())
def test_normalising_a_tax_number_leaves_plain_letters_and_digits(text: str) -> None:
    once = normalise_tax_id(text)
    assert all(character.isascii() and character.isalnum() for character in once)


@pytest.mark.parametrize(("currency", "unit"), [("EUR", "0.01"), ("JPY", "1"), ("KWD", "0.001"), ("", "0.01")])
def test_the_smallest_unit_of_a_currency(currency: str, unit: str) -> None:
    assert smallest_unit(currency) == Decimal(unit)


def test_rounding_is_the_merchants_unless_told() -> None:
    assert rounded(Decimal("16.025"), "EUR") == Decimal("16.03")
    assert rounded(Decimal("-16.025"), "EUR") == Decimal("-16.03")
    assert rounded(Decimal("16.025"), "EUR", ROUND_HALF_EVEN) == Decimal("16.02")
    assert both_roundings(Decimal("16.025"), "EUR") == {Decimal("16.02"), Decimal("16.03")}
    assert both_roundings(Decimal("16.026"), "EUR") == {Decimal("16.03")}


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_every_amount_can_be_rounded_and_what_cannot_is_no_amount(number: Decimal, currency: str) -> None:
    if is_amount(number):
        assert abs(rounded(number, currency) - number) <= smallest_unit(currency) / 2
        assert abs(product(number, number)) < Decimal(10) ** 30


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1E+400000", "1E-400000", "1000000000000000"])
def test_hostile_numbers_are_no_amounts(text: str) -> None:
    assert not is_amount(Decimal(text))

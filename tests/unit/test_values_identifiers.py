"""Identifiers and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.currencies import currency_code
from extractors.values.identifiers import find_ibans, find_national_numbers, find_vat_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("IBAN DE08 7009 0100 1234 5678 90 Handelsreg", "DE08700901001234567890"),
        ("FR76 10107 00245 00617052317 39 - BIC", "FR7610107002450061705231739"),
        ("NL50INGB0683251309", "NL50INGB0683251309"),
        ("DE30507500940000048567 SWIFT", "DE30507500940000048567"),
    ],
)
def test_ibans_in_any_grouping(text: str, value: str) -> None:
    (found,) = find_ibans(text)
    assert found.valid and found.value == value
    assert text[found.start : found.end].replace(" ", "") == value


def test_a_wrong_digit_makes_it_invalid() -> None:
    (found,) = find_ibans("DE08 7009 0100 1234 5678 91")
    assert not found.valid


def test_ocr_letters_are_mended_where_the_check_digits_then_hold() -> None:
    (found,) = find_ibans("IBAN DEO8 7OO9 0100 I234 5678 90", noisy=True)
    assert found.valid and found.value == "DE08700901001234567890"


@given(st.text(alphabet="DEFR0123456789 ", max_size=50))
def test_any_text_is_survived(text: str) -> None:
    for found in find_ibans(text) + find_vat_numbers(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("USt-IdNr. DE 232 446 240", "DE232446240", True),
        ("DE136695976", "DE136695976", True),
        ("DE123456789", "DE123456789", False),
        ("FR40303265045", "FR40303265045", True),
        ("GB 980 7806 84", "GB980780684", True),
        ("BTW NL810433941B01", "NL810433941B01", True),
    ],
)
def test_vat_numbers(text: str, value: str, valid: bool) -> None:
    (found,) = find_vat_numbers(text)
    assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(
    ("text", "country"),
    [("ИНН 7707083893", "ru"), ("91310115MA1K35J07A", "cn"), ("06AABCO6063D1ZQ", "in"), ("12-3456789", "us")],
)
def test_national_numbers(text: str, country: str) -> None:
    assert country in {found.country for found in find_national_numbers(text)}


def test_currency_marks() -> None:
    assert [currency_code(mark) for mark in ("€", "руб.", "CHF", "RM", "zł", "¥")] == [
        "EUR",
        "RUB",
        "CHF",
        "MYR",
        "PLN",
        "CNY",
    ]
    assert currency_code("INV") is None and currency_code("DEM") is None

"""Numbers in the ways that countries write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.amounts import decimal_habit, find_amounts, plain_width

WRITTEN = [
    ("1.234,56 €", "1234.56", "€"),
    ("€ 1,234.56", "1234.56", "€"),
    ("1 234,56", "1234.56", None),
    ("1\u202f234,56 €", "1234.56", "€"),
    ("1'234.56", "1234.56", None),
    ("CHF 1’234.56", "1234.56", "CHF"),
    ("RM12.50", "12.50", "RM"),
    ("(12.50)", "-12.50", None),
    ("12,50-", "-12.50", None),
    ("-20,48 €", "-20.48", "€"),
    ("−5.00", "-5.00", None),
    ("１２３．５０", "123.50", None),
    ("￥1,300.00", "1300.00", "¥"),
    ("10 000,00 руб.", "10000.00", "руб."),
    ("1,00,000.00", "100000.00", None),
    ("5,4900", "5.4900", None),
    ("0.025", "0.025", None),
    ("1.234.567,89", "1234567.89", None),
    ("RMB 97.50", "97.50", "RMB"),
    ("人民币4,895.00", "4895.00", "人民币"),
]


@pytest.mark.parametrize(("text", "value", "currency"), WRITTEN)
def test_forms(text: str, value: str, currency: str | None) -> None:
    (found,) = find_amounts(text)
    assert found.value == Decimal(value)
    assert found.currency == currency


@given(st.integers(0, 10**9), st.sampled_from([(".", ","), (",", "."), (" ", ","), ("'", ".")]), st.booleans())
def test_every_grouping_reads_back(cents: int, marks: tuple[str, str], negative: bool) -> None:
    group, point = marks
    text = f"{cents // 100:,}".replace(",", group) + f"{point}{cents % 100:02d}"
    (found,) = find_amounts(("-" if negative else "") + text)
    expected = Decimal(cents) / 100
    assert found.value == (-expected if negative else expected)
    assert found.decimals == 2


@given(st.text(max_size=60))
def test_any_text_is_survived_and_places_are_inside(text: str) -> None:
    assert len(plain_width(text)) == len(text)
    for noisy in (False, True):
        for found in find_amounts(text, noisy=noisy):
            assert 0 <= found.start < found.end <= len(text)


def test_one_group_of_three_is_unsure_until_the_habit_is_known() -> None:
    (unsure,) = find_amounts("1.234")
    assert unsure.unsure and unsure.value == 1234
    (german,) = find_amounts("1.234", decimal_mark=",")
    assert not german.unsure and german.value == 1234
    (english,) = find_amounts("1.234", decimal_mark=".")
    assert english.value == Decimal("1.234")


def test_the_habit_is_learnt_from_clear_numbers() -> None:
    assert decimal_habit(["1.234,56", "10,00", "12"]) == ","
    assert decimal_habit(["1,234.56", "10.00"]) == "."
    assert decimal_habit(["10,00", "10.00"]) is None


def test_percent_is_told_apart() -> None:
    (found,) = find_amounts("19 %")
    assert found.percent and found.value == 19


@pytest.mark.parametrize("text", ["12.11.2026", "AB12", "x12x", "3/4"])
def test_what_is_no_number(text: str) -> None:
    assert all(found.value != Decimal("12.11") for found in find_amounts(text))
    assert text != "AB12" or not find_amounts(text)


def test_ocr_marks_are_mended_only_where_asked() -> None:
    (found,) = find_amounts("l2.5O", noisy=True)
    assert found.value == Decimal("12.50") and found.noisy
    (split,) = find_amounts("160, 00", noisy=True)
    assert split.value == Decimal("160.00")
    (one,) = find_amounts("ı", noisy=True)
    assert one.value == 1
    assert find_amounts("ı") == ()

"""Ways of writing numbers and dates: what is written is read again, and what could mean two things is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.web.locale import ISO, LocaleError, WebLocale

GERMAN = WebLocale.like("1.234,56", "31.12.2026")
AMERICAN = WebLocale.like("1,234.56", "12/31/2026")
FRENCH = WebLocale.like("1 234,56", "31/12/26")
SWISS = WebLocale.like("1'234.56", "31.12.2026")
BARE = WebLocale.like("1234,56", "2026-12-31")
EVERY = pytest.mark.parametrize("locale", [ISO, GERMAN, AMERICAN, FRENCH, SWISS, BARE], ids=lambda one: one.example)
numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)


@EVERY
@given(number=numbers)
def test_a_number_that_is_typed_is_read_again(locale: WebLocale, number: Decimal) -> None:
    assert locale.parse_number(locale.number(number)) == number


@EVERY
@given(number=numbers)
def test_a_number_shown_with_thousands_is_read(locale: WebLocale, number: Decimal) -> None:
    table = str.maketrans({",": locale.group, ".": locale.decimal})
    assert locale.parse_number(f"{number:,}".translate(table)) == number


@EVERY
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2068, 12, 31)))
def test_a_day_that_is_typed_is_read_again(locale: WebLocale, day: date) -> None:
    assert locale.parse_day(locale.day(day)) == day


@EVERY
def test_the_examples_say_how_it_is_written(locale: WebLocale) -> None:
    assert WebLocale.like(locale.example, locale.example_day) == locale


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        (GERMAN, "1.234,50 €", "1234.50"),
        (AMERICAN, "EUR 1,234.50", "1234.50"),
        (AMERICAN, "(12.00)", "-12.00"),
        (AMERICAN, "12.00-", "-12.00"),
        (AMERICAN, "\u221212.00", "-12.00"),
        (FRENCH, "1\u202f234,50", "1234.50"),
        (FRENCH, "1\u00a0234,50\u00a0€", "1234.50"),
        (AMERICAN, ".5", "0.5"),
    ],
)
def test_numbers_as_pages_show_them(locale: WebLocale, text: str, number: str) -> None:
    assert locale.parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (AMERICAN, "1.234,50"),
        (AMERICAN, "12,34"),
        (AMERICAN, "1,23,456.00"),
        (GERMAN, "1,234.50"),
        (GERMAN, "12.34"),
        (BARE, "1.234,50"),
        (ISO, ""),
        (ISO, "."),
        (ISO, "n/a"),
        (ISO, "1 2"),
    ],
)
def test_separators_out_of_place_are_no_number(locale: WebLocale, text: str) -> None:
    with pytest.raises(LocaleError):
        locale.parse_number(text)


@pytest.mark.parametrize(
    ("number", "day"), [("1234", "31.12.2026"), ("1.234.56", "31.12.2026"), ("1,234.56", "1.2.2026"), ("x", "y")]
)
def test_examples_that_do_not_tell_are_refused(number: str, day: str) -> None:
    with pytest.raises(LocaleError):
        WebLocale.like(number, day)


def test_a_day_that_does_not_survive_two_digits_of_a_year_is_refused() -> None:
    with pytest.raises(LocaleError):
        FRENCH.day(date(1950, 1, 1))
    with pytest.raises(LocaleError):
        AMERICAN.parse_day("31/12/2026")

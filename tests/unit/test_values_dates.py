"""Dates in many forms and languages."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.dates import find_dates, month_comes_first

DAY = date(2026, 11, 20)
FORMS = [
    "2026年11月20日",
    "2026 年 11 月 20 日",
    "20.11.2026",
    "20. November 2026",
    "20 ноября 2026 г.",
    "11/20/2026",
    "20/11/2026",
    "20 novembre 2026",
    "November 20, 2026",
    "November 20th, 2026",
    "20 de noviembre de 2026",
    "20-NOV-2026",
    "20 Nov 26",
    "2026-11-20",
    "2026/11/20",
    "20 listopada 2026",
    "20th day of November, 2026",
    "20.11.26",
    "20 NOVEMBRE 2026",
    "20/11 2026",
    "«20» ноября 2026 г.",
]


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    (found,) = find_dates(f"am {text} , ok")
    assert found.value == DAY
    assert found.other is None


@given(
    st.dates(date(1990, 1, 1), date(2069, 12, 31)),
    st.sampled_from(
        ["en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_PT", "ru_RU", "zh_CN", "cs_CZ"]
    ),
)
def test_every_long_date_of_every_language_reads_back(day: date, locale: str) -> None:
    (found,) = find_dates(format_date(day, "long", locale))
    assert found.value == day


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_day_and_month_in_doubt_are_said(day: date) -> None:
    (found,) = find_dates(day.strftime("%d/%m/%Y"))
    assert found.value == day
    assert (found.other is not None) == (day.day <= 12 and day.day != day.month)
    (american,) = find_dates(day.strftime("%m/%d/%Y"), month_first=True)
    assert american.value == day


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for found in find_dates(text, compact=True):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", ["31.02.2026", "99/99/2026", "1.2.3", "12345678", "20 Beutel 2026", "2026-13-01"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_compact_only_where_asked() -> None:
    assert find_dates("20261120") == ()
    (found,) = find_dates("20261120", compact=True)
    assert found.value == DAY


def test_the_habit_is_learnt() -> None:
    assert month_comes_first(["11/20/2026", "01/02/2026"]) is True
    assert month_comes_first(["20/11/2026"]) is False
    assert month_comes_first(["01/02/2026", "20.11.2026"]) is None


def test_an_amount_before_a_date_does_not_hide_it() -> None:
    (found,) = find_dates("het bedrag van 71.678,75 uiterlijk 20 november 2026 over te maken")
    assert found.value == DAY


def test_two_dates_in_one_phrase() -> None:
    first, second = find_dates("01.05.2026 - 31.05.2026")
    assert second.value - first.value == timedelta(days=30)

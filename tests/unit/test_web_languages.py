"""The pages speak English, Chinese and Russian: every text, numbers and times as each writes them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from deploy.messages import catalogue_of, texts
from orchestrator.web.languages import LANGUAGES, chosen, language

PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize("code", list(LANGUAGES)[1:])
def test_every_text_of_the_pages_is_translated(code: str) -> None:
    words = language(code)
    known = texts()
    untold = [text for text in known if words.gettext(text) == text and text not in ("IBAN", "ERP")]
    assert untold == [], "run `make messages`, then translate what it names"
    for text in known:
        assert sorted(PLACES.findall(words.gettext(text))) == sorted(PLACES.findall(text)), text
    assert "fuzzy" not in catalogue_of(code).read_text("utf-8")


@pytest.mark.parametrize(
    ("own", "accepted", "code"),
    [
        ("ru", "zh-CN", "ru"), ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("", "fr-FR, ru;q=0.5", "ru"), ("", "", "en"),
        ("xx", "de", "en"), ("", ";;,*", "en"),
    ],
)  # fmt: skip
def test_the_language_is_ones_own_choice_then_the_browsers(own: str, accepted: str, code: str) -> None:
    assert chosen(own, accepted).code == code


@pytest.mark.parametrize(
    ("code", "amount", "moment", "day"),
    [
        ("en", "1,234.50 EUR", "2026-05-04 09:30 UTC", "2026-05-04"),
        ("zh", "1,234.50 EUR", "2026年5月4日 09:30 UTC", "2026年5月4日"),
        ("ru", "1\u00a0234,50 EUR", "04.05.2026 09:30 UTC", "04.05.2026"),
    ],
)
def test_amounts_and_times_by_locale(code: str, amount: str, moment: str, day: str) -> None:
    spoken = language(code)
    assert spoken.amount(Decimal("1234.50"), "EUR") == amount
    assert spoken.moment(datetime(2026, 5, 4, 9, 30, tzinfo=UTC)) == moment
    assert spoken.day(date(2026, 5, 4)) == day
    assert spoken.amount(None, "EUR") == "" and spoken.day(None) == ""


def test_no_decimal_is_added_or_lost() -> None:
    english = language("en")
    assert [english.amount(Decimal(text), None) for text in ("5", "1.10", "0.00012300", "1E+3", "-2500.5")] == [
        "5", "1.10", "0.00012300", "1,000", "-2,500.5",
    ]  # fmt: skip


@pytest.mark.parametrize(("seconds", "said"), [(0, "now"), (12, "12 sec"), (200, "3 min"), (86400 * 3, "3 days")])
def test_ages_in_their_largest_unit(seconds: int, said: str) -> None:
    assert language("en").age(seconds) == said

"""Stored English sentences are said in the reader's language: whole, with their values, and fast on hostile text."""

import re
import time

import pytest

from orchestrator.web.languages import language
from orchestrator.web.retelling import Template, knows, retell
from orchestrator.web.sentences import FRAGMENTS, SENTENCES

OTHERS = ("zh", "ru")
EVERY_LANGUAGE = pytest.mark.parametrize("code", OTHERS)
UNTOLD_WORDS = {
    "ERP", "IBAN", "PDF", "XML", "EUR", "OFD", "TIFF", "PNG", "JPEG", "UBL", "YYYYMMDD", "INN", "USCC", "EN",
    "Tryton", "RapidOCR", "DTD", "YYYY", "MM", "DD", "UTC", "MB", "eml", "csv", "coding", "tax", "codes",
    "BOTFARM", "ANCHOR", "FOLDER",
}  # fmt: skip
"""Names of files, settings, formats and codes, which are the same in every language."""


def filled(text: str) -> tuple[str, list[str]]:
    """A sentence with a value of its own for each of its names."""
    names = list(dict.fromkeys(Template(text).names))
    values = {name: f"77{number}" for number, name in enumerate(names)}
    return text.format(**values), list(values.values())


@EVERY_LANGUAGE
@pytest.mark.parametrize("text", SENTENCES)
def test_every_sentence_is_said_with_its_values(text: str, code: str) -> None:
    english, values = filled(text)
    told = retell(language(code), english)
    assert knows(english)
    assert all(value in told for value in values)
    left = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`|@name", "", told))) - UNTOLD_WORDS
    assert left == set(), "a word of the template stayed English"


@EVERY_LANGUAGE
@pytest.mark.parametrize("text", [*SENTENCES, *FRAGMENTS])
def test_a_translation_has_the_places_of_its_template(text: str, code: str) -> None:
    assert set(Template(language(code).gettext(text)).names) == set(Template(text).names)


@pytest.mark.parametrize("text", SENTENCES)
def test_in_english_nothing_changes(text: str) -> None:
    assert retell(language("en"), filled(text)[0]) == filled(text)[0]


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        (
            "The lines add up to 100.00, but the document says 90.00 without tax. The figures agree.",
            "Сумма строк равна 100.00, а в документе без налога указано 90.00. Суммы сходятся.",
        ),
        (
            "The ERP has no supplier with the name 'Foo Co. Ltd. Inc' or the tax number DE1. Similar: A (1), B (2).",
            "В ERP нет такого поставщика: название 'Foo Co. Ltd. Inc' или налоговый номер DE1. Похожие: A (1), B (2).",
        ),
        (
            "The supplier's tax number is missing. The lines are missing.",
            "Не указано: налоговый номер поставщика. Не указано: строки.",
        ),
        ("1190.00 EUR is over the limit of 500.00 EUR.", "1190.00 EUR превышает лимит 500.00 EUR."),
        ("It cannot be keyed as it is: The lines are missing.", "В таком виде ввести нельзя: Не указано: строки."),
        (
            "The supplier is missing. Nobody said this. The figures agree.",
            "Не указано: поставщик. Nobody said this. Суммы сходятся.",
        ),
        ("Said by a person, in their own words.", "Said by a person, in their own words."),
        ("", ""),
    ],
)
def test_sentences_as_they_come(english: str, russian: str) -> None:
    assert retell(language("ru"), english) == russian


def test_chinese_sentences_stand_without_a_space_between_them() -> None:
    english = "The supplier is missing. The figures agree."
    assert retell(language("zh"), english) == "缺少：供应商。各项数字相符。"


def test_braces_and_markup_in_a_value_are_only_text() -> None:
    english = "The IBAN {0} <b>{number}</b> is valid."
    assert retell(language("ru"), english) == "IBAN {0} <b>{number}</b> верен."


def test_a_thousand_texts_take_no_time_to_speak_of() -> None:
    spoken = language("ru")
    retell(spoken, "The figures agree.")

    def took(day: int) -> float:
        texts = [f"The lines add up to {n}.{day}, but the document says {n + 1} without tax." for n in range(1000)]
        begun = time.process_time()
        told = [retell(spoken, text) for text in texts]
        assert all("Сумма" in text for text in told)
        return time.process_time() - begun

    assert min(took(day) for day in range(5)) < 0.05


@pytest.mark.parametrize(
    "piece",
    ["The a is b. ", ". ", "The ", "It is tried again. ", "Line 1: ", "The lines add up to 5. ", "A {b} ", "\n"],
)
def test_hostile_text_is_looked_at_only_so_long(piece: str) -> None:
    text = piece * (5000 // len(piece)) + "x"
    begun = time.process_time()
    retell(language("zh"), text[:5000])
    assert time.process_time() - begun < 0.5
    assert retell(language("zh"), text * 3) == text * 3

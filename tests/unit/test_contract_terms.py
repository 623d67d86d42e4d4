"""Contracts on synthetic pages."""

from datetime import date

import pytest

from extractors.contract import read_contract
from extractors.models import Contract, Source
from tests.unit.invoice_pages import page

OPENING = (
    "SUPPLY AGREEMENT",
    "This Supply Agreement (the “Agreement”) is entered into as of 1 February 2026 (the “Effective Date”)",
    "by and between Acme Paper Ltd, a company incorporated in England and Wales (the “Supplier”), and",
    "Contoso Stores, Inc., a Delaware corporation with offices at 5 High Street (the “Customer”).",
    "WHEREAS the Customer buys paper;",
)


def read(*rows: str) -> Contract:
    return read_contract((page(*rows),))


def test_opening() -> None:
    contract = read(*OPENING)
    assert contract.title and contract.title.value == "Supply Agreement"
    assert contract.parties and contract.parties.value == ("Acme Paper Ltd", "Contoso Stores, Inc.")
    assert contract.effective_date and contract.effective_date.value == date(2026, 2, 1)
    assert contract.effective_date.confidence >= 0.9
    assert contract.effective_date.page == 1 and contract.effective_date.bbox is not None


@pytest.mark.parametrize(
    ("sentence", "law"),
    [
        ("This Agreement shall be governed by the laws of the State of New York.", "New York"),
        ("It is governed by and construed in accordance with the law of England and Wales.", "England and Wales"),
        ("The validity shall be governed by California law.", "California"),
        ("governed by the laws of GERMANY, without regard to conflicts of law.", "Germany"),
        ("The courts of Texas have jurisdiction. Interpreted under the laws of Ontario.", "Ontario"),
    ],
)
def test_governing_law(sentence: str, law: str) -> None:
    contract = read(*OPENING, sentence)
    assert contract.governing_law and contract.governing_law.value == law


def test_without_a_sentence_on_law_there_is_none() -> None:
    assert read(*OPENING, "The Supplier delivers to Texas.").governing_law is None


@pytest.mark.parametrize(
    ("sentence", "day", "source"),
    [
        ("It shall continue in effect until 31 January 2029.", date(2029, 1, 31), Source.TEXT),
        ("This Agreement expires on January 31, 2029.", date(2029, 1, 31), Source.TEXT),
        ("The term is three (3) years from the Effective Date.", date(2029, 2, 1), Source.DERIVED),
        (
            "The initial term of this Agreement is 18 months beginning on the Effective Date.",
            date(2027, 8, 1),
            Source.DERIVED,
        ),
    ],
)
def test_expiration(sentence: str, day: date, source: Source) -> None:
    contract = read(*OPENING, sentence)
    assert contract.expiration_date and contract.expiration_date.value == day
    assert contract.expiration_date.source is source
    if source is Source.DERIVED:
        assert contract.expiration_date.confidence <= 0.6


def test_a_notice_period_is_no_term() -> None:
    assert (
        read(
            *OPENING, "Either party may end the term with two (2) months prior to the Effective Date notice."
        ).expiration_date
        is None
    )


def test_chinese_parties() -> None:
    contract = read("采购合同", "甲方：北京样例贸易有限公司", "乙方：上海蓝天办公用品有限公司")
    assert contract.parties and contract.parties.value == ("北京样例贸易有限公司", "上海蓝天办公用品有限公司")


def test_empty_pages() -> None:
    assert read_contract(()) == Contract()
    assert read("") == Contract()

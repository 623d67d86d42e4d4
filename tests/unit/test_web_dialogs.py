"""What is answered to dialogs, and how fields are grouped and judged; no page is needed."""

from decimal import Decimal

import pytest

from bots.errors import CodeNotFound, SupplierAmbiguous
from bots.web.dialogs import Answer, DialogPolicy, Rule
from bots.web.fields import Check, Completion, Field, Number, Select, after, before
from bots.web.filling import batches, chosen

POLICY = DialogPolicy(
    (
        Rule("password .*expire", Answer.ACCEPT),
        Rule("session", Answer.LOST),
        Rule("delete .* draft", Answer.ACCEPT),
        Rule("similar", Answer.REFUSED),
    )
)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Your PASSWORD will\nexpire in 3 days", Answer.ACCEPT),
        ("Your session has ended", Answer.LOST),
        ("A similar invoice exists. Post?", Answer.REFUSED),
        ("Really pay everybody?", Answer.REFUSED),
        ("", Answer.REFUSED),
    ],
)
def test_the_text_decides_and_nothing_unknown_is_agreed_to(text: str, answer: Answer) -> None:
    assert POLICY.answer(text) is answer
    assert POLICY.knows(text) is (text not in ("Really pay everybody?", ""))


def test_the_first_rule_wins() -> None:
    stricter = POLICY.also((Rule("password", Answer.REFUSED),))
    assert stricter.answer("password will expire") is Answer.REFUSED
    assert POLICY.answer("password will expire") is Answer.ACCEPT


def test_fields_are_filled_together_until_the_page_must_answer() -> None:
    one, two = Field("one", "#1"), Field("two", "#2", Number(), then="text=Update")
    three, four = Field("three", "#3", Completion()), Field("four", "#4", Check())
    values = [(one, "a"), (two, Decimal(1)), (four, True), (three, "c"), (one, "b")]
    cut = [[field.fact for field, _ in batch] for batch in batches(values)]
    assert cut == [["one", "two"], ["four"], ["three"], ["one"]]


def test_a_choice_is_made_by_its_code_and_only_if_it_is_the_only_one() -> None:
    account = Field("account", "#a", Select(), before("--"))
    offered = ["", "6100--Office", "6100--Office", "6200--Freight", "61--Old"]
    assert chosen(account, "6100", offered) == "6100--Office"
    with pytest.raises(CodeNotFound):
        chosen(account, "6", offered)
    with pytest.raises(SupplierAmbiguous):
        chosen(account, "6100", [*offered, "6100--Other"])


@pytest.mark.parametrize(
    ("wanted", "offered", "said"),
    [
        ("6100", ["5000--Goods", "6100--Office"], "nearest: '6100--Office'"),
        ("VAT 19%", ["VAT 19 %", "Exempt"], "nearest: 'VAT 19 %'"),
        ("6100", ["Goods", "Rent"], "none is like it"),
        ("6100", [], "it offers none"),
    ],
)
def test_a_choice_that_is_not_there_is_told_with_what_is_like_it(wanted: str, offered: list[str], said: str) -> None:
    with pytest.raises(CodeNotFound, match=said):
        chosen(Field("account", "#a", Select()), wanted, offered)


def test_codes_are_cut_out_of_labels_and_lines_are_numbered() -> None:
    assert before(" - ")("6100 - Office - small") == "6100"
    assert after(": ")("Tax: VAT 19%") == "VAT 19%"
    assert after(": ")("VAT 19%") == "VAT 19%"
    assert Field("net", "#amount_{n}", then="#row_{n}").at(3) == Field("net", "#amount_3", then="#row_3")
    assert Field("tax", "#tax_{tax}").with_tax("2150").css == "#tax_2150"

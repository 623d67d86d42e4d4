"""The coding of lines: which row of the table decides, in any script, and which tax code."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.coding_file import CodingRow, CodingTable, TaxCode, TaxCodes
from extractors.models import InvoiceLine
from orchestrator.coding import CodedLine, choose_row, code_lines, coding_verdict, has_word, single_rate
from orchestrator.figures import figures
from tests.unit.rules_cases import adjustment, invoice, line


def table(*rows: tuple[str, str, str]) -> CodingTable:
    return CodingTable(
        rows=tuple(
            CodingRow(
                row=number, supplier=s, words=tuple(w for w in words.split("|") if w), account=a, cost_centre="CC"
            )
            for number, (s, words, a) in enumerate(rows, start=2)
        )
    )


def taxes(*rates: str) -> TaxCodes:
    return TaxCodes(rows=tuple(TaxCode(row=n, rate=Decimal(r), tax_code=f"VAT {r}%") for n, r in enumerate(rates, 2)))


TABLE = table(
    ("", "freight", "6200"),
    ("S1", "", "6100"),
    ("S1", "paper", "6110"),
    ("", "paper|cleaning", "6120"),
    ("S2", "paper", "6130"),
)
TAXES = taxes("0", "7", "19")


def code(one: InvoiceLine, supplier: str = "S1", tax_codes: TaxCodes = TAXES, **changes: Any) -> CodedLine:
    return code_lines(invoice([one], **changes), supplier, TABLE, tax_codes)[0]


@pytest.mark.parametrize(
    ("supplier", "description", "account"),
    [
        ("S1", "Copier paper", "6110"),
        ("S2", "Copier paper", "6130"),
        ("S3", "Copier paper", "6120"),
        ("S1", "Freight", "6200"),
        ("S1", "freight for paper", "6110"),  # the supplier's own words go before common ones
        ("S3", "freight for paper", "6200"),  # the first common row of the file
        ("S1", "Coffee", "6100"),
        ("", "Office cleaning", "6120"),
    ],
)
def test_supplier_and_words_go_before_words_before_the_default(supplier: str, description: str, account: str) -> None:
    assert code(line(description), supplier).account == account


def test_a_line_that_no_row_fits_goes_to_a_person_by_its_number() -> None:
    lines = code_lines(invoice([line("Freight"), line("Coffee", line_total="0.00")]), "S3", TABLE, TAXES)
    found = coding_verdict(lines)
    assert (found.rule_id, found.passed, found.severity.value) == ("coding", False, "block")
    assert found.sentence == (
        "Line 2 (Coffee) has no account: no row of coding.csv fits its words, and supplier S3 has no default."
    )
    assert lines[1].account == ""
    assert found.looked_at["line 1"] == "6200 / VAT 19% / CC"


def test_a_line_without_description_takes_the_suppliers_default() -> None:
    assert code(line(None)).account == "6100"
    assert "(no description)" in code(line(None), "S9").problems[0]


def test_coded_lines_pass_and_tell_which_row_decided() -> None:
    found = code(line("Copier paper"))
    assert (found.account, found.cost_centre, found.tax_code, found.tax_rate) == ("6110", "CC", "VAT 19%", 19)
    assert found.reason == "coding.csv, row 4; 19 % by the line"
    assert coding_verdict([found]).passed


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Copier PAPER A4", "paper", True),
        ("Newspapers", "paper", False),
        ("Newspapers", "*paper*", True),
        ("Papers", "paper*", True),
        ("Wallpaper", "paper*", False),
        ("Wallpaper", "*paper", True),
        ("Papers", "*paper", False),
        ("Bürobedarf", "bürobedarf", True),
        ("Bu\u0308robedarf", "bürobedarf", True),
        ("Burobedarf", "bürobedarf", False),
        ("STRASSE", "straße", True),
        ("Бумага офисная", "бумаг*", True),
        ("Газетная бумага", "БУМАГ*", True),
        ("Туалетнаябумага", "бумаг*", False),
        ("A4复印纸500张", "纸", True),
        ("ペーパー用紙", "用紙", True),
        ("office\n supplies", "office supplies", True),
        ("C++ (licence)", "c++", True),
        ("anything", ".*", False),
        ("", "paper", False),
    ],
)
def test_words_in_any_script(text: str, word: str, found: bool) -> None:
    assert has_word(text, word) is found


def test_the_tax_code_comes_from_the_lines_rate() -> None:
    assert code(line(tax_rate="7.00")).tax_code == "VAT 7%"
    missing = code(line(tax_rate="16"))
    assert missing.tax_code == ""
    assert missing.problems == ("Line 1 has a tax rate of 16 %, for which tax_codes.csv has no row.",)


def test_a_line_without_rate_takes_the_invoices_single_one() -> None:
    found = code(line(tax_rate=None))
    assert (found.tax_code, found.tax_rate) == ("VAT 19%", 19)
    assert found.reason.endswith("19 % by the whole invoice")
    assert code(line(tax_rate=None), tax_total="0.00", gross_total="100.00").tax_code == "VAT 0%"


def test_lines_with_and_without_rates_must_agree() -> None:
    rest = line("Paper", tax_rate=None, line_total="60.00")
    agreeing = invoice([line("Paper", line_total="40.00"), rest])
    assert [one.tax_code for one in code_lines(agreeing, "S1", TABLE, TAXES)] == ["VAT 19%", "VAT 19%"]
    differing = invoice([line("Paper", tax_rate="7", line_total="40.00"), rest])
    assert code_lines(differing, "S1", TABLE, TAXES)[1].problems == (
        "Line 2 shows no tax rate, and the invoice as a whole has no single one.",
    )


@pytest.mark.parametrize(
    ("net", "tax", "rate"),
    [
        ("100.00", "19.00", "19"),
        ("100.00", "19.01", None),
        ("100.00", "12.00", None),
        ("100.00", None, None),  # a tax that is not printed proves no rate
        (None, "19.00", "19"),
    ],
)
def test_the_single_rate_of_an_invoice(net: str | None, tax: str | None, rate: str | None) -> None:
    read = figures(invoice([line(tax_rate=None, line_total=net)], net_total=net, tax_total=tax))
    assert single_rate(read, TAXES) == (None if rate is None else Decimal(rate))


def test_allowances_and_charges_are_coded_after_the_lines() -> None:
    changes = (adjustment("5.00", "Freight"), adjustment("-5.00", tax_rate=None))
    coded = code_lines(invoice(adjustments=changes), "S1", TABLE, TAXES)
    assert [(one.number, one.description, one.account) for one in coded] == [
        (1, "Copier paper", "6110"),
        (2, "Freight", "6200"),
        (3, "Allowance", "6100"),
    ]
    assert coded[2].tax_code == "VAT 19%"


def test_two_rates_that_fit_a_small_amount_are_not_chosen_between() -> None:
    read = figures(invoice([line(tax_rate=None)], net_total="0.05", tax_total="0.01"))
    assert single_rate(read, taxes("19", "20")) is None
    assert single_rate(read, taxes("7", "20")) == 20


def test_a_hostile_rate_or_total_goes_to_a_person() -> None:
    huge = "1E+400000"
    assert code(line(tax_rate=huge), net_total=huge, tax_total=huge, gross_total=huge).problems


def test_an_empty_tax_code_is_a_code() -> None:
    untaxed = TaxCodes(rows=(TaxCode(row=2, rate=Decimal(0), tax_code=""),))
    found = code(line(tax_rate="0"), tax_codes=untaxed)
    assert (found.tax_code, found.problems) == ("", ())


WORDS = st.sampled_from(["", "paper", "freight", "paper|freight", "бумаг*", "纸"])
ROWS = st.lists(
    st.tuples(st.sampled_from(["", "S1", "S2"]), WORDS, st.sampled_from("ABC")).filter(lambda r: bool(r[0] or r[1])),
    max_size=8,
)


@given(
    ROWS, st.sampled_from(["paper", "freight and paper", "бумага", "复印纸", "coffee"]), st.sampled_from(["S1", "S2"])
)
def test_the_order_of_the_levels_always_holds(rows: list[tuple[str, str, str]], text: str, supplier: str) -> None:
    whole = table(*rows)
    chosen = choose_row(text, supplier, whole)

    def fits(row: CodingRow) -> int | None:
        if row.supplier not in ("", supplier):
            return None
        if any(has_word(text, word) for word in row.words):
            return 1 if row.supplier else 2
        return None if row.words else 3

    ranked = sorted((level, row.row) for row in whole.rows if (level := fits(row)) is not None)
    assert (chosen.row if chosen else None) == (ranked[0][1] if ranked else None)


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_no_word_breaks_the_search(text: str, word: str) -> None:
    assert has_word(text, word) in (True, False)
    if word.isalnum():
        assert has_word(f"{text} {word} {text}", word)

"""The files that a user edits: where they are looked for, and what is said about wrong ones."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from config.errors import ConfigError
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes

HEADER = "supplier,words,account,cost_centre,note\n"


def test_the_packaged_files_load(tmp_path: Path) -> None:
    assert load_rules(tmp_path).dates.future_days >= 0
    assert load_approval_policy(tmp_path).limits["EUR"] == Decimal(5000)
    assert load_coding(tmp_path).rows
    assert load_tax_codes(tmp_path).find(Decimal("19.00")) is not None


def test_the_users_file_wins(tmp_path: Path) -> None:
    (tmp_path / "approval.toml").write_text('kinds = ["invoice"]\n[limits]\nEUR = 12.5\n')
    policy = load_approval_policy(tmp_path)
    assert policy.limits == {"EUR": Decimal("12.5")}
    assert policy.limit("S1", "EUR") == Decimal("12.5")
    assert policy.limit("S1", "USD") is None


def test_a_suppliers_limit_replaces_the_general_one(tmp_path: Path) -> None:
    text = 'kinds = ["invoice"]\n[limits]\nEUR = 10\nUSD = 11\n[suppliers.S1]\nlimits = { EUR = 99 }\n'
    (tmp_path / "approval.toml").write_text(text)
    policy = load_approval_policy(tmp_path)
    assert [policy.limit("S1", "EUR"), policy.limit("S2", "EUR"), policy.limit("S1", "USD")] == [99, 10, 11]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rules.toml", "[dates]\nfuture_days = three", "not valid TOML"),
        ("rules.toml", "[dates]\nfuture_days = 3\n", "arithmetic: is missing"),
        ("approval.toml", 'kinds = ["invoice"]\nlimit = 3\n[limits]\n', "limit: this name is not known here"),
        ("approval.toml", 'kinds = ["invoice"]\n[limits]\nEuro = 3\n', "limits.Euro"),
        ("approval.toml", 'kinds = ["invoice"]\n[limits]\nEUR = -3\n', "limits.EUR"),
        ("approval.toml", 'kinds = ["invoice"]\n[limits]\nEUR = "much"\n', "it says 'much'"),
        ("approval.toml", "kinds = [", "not valid TOML"),
    ],
)
def test_a_wrong_toml_file_is_named_with_its_place(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    load: Callable[[Path], Any] = load_rules if name == "rules.toml" else load_approval_policy
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert str(tmp_path / name) in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("section", "wrong", "told"),
    [
        ('invoice = ["supplier_name"', 'invoice = ["suplier_name"', "'suplier_name' is not a field"),
        ("threshold = 0.6", "threshold = 60", "confidence.threshold"),
        ("# gross_total = 0.8", "gross = 0.8", "'gross' is not a field"),
        ("# gross_total = 0.8", "gross_total = 8.0", "write a number from 0 to 1"),
        ("oldest_years = 3", "oldest_years = -3", "dates.oldest_years"),
    ],
)
def test_a_wrong_rule_parameter_is_named(tmp_path: Path, section: str, wrong: str, told: str) -> None:
    packaged = (PACKAGED / "rules.toml").read_text(encoding="utf-8")
    assert section in packaged
    (tmp_path / "rules.toml").write_text(packaged.replace(section, wrong), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_rules(tmp_path)
    assert told in str(caught.value)


def test_a_threshold_of_one_field_replaces_the_general_one(tmp_path: Path) -> None:
    packaged = (PACKAGED / "rules.toml").read_text(encoding="utf-8")
    (tmp_path / "rules.toml").write_text(packaged.replace("# gross_total = 0.8", "gross_total = 0.8"))
    confidence = load_rules(tmp_path).confidence
    assert (confidence.of("gross_total"), confidence.of("currency")) == (0.8, 0.6)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_excel_saves_is_read(tmp_path: Path, separator: str, start: bytes, end: str) -> None:
    rows = [["supplier", "words", "account", "cost_centre"], ["S1", "Büro|纸", "5.1.1", "CC1"], ["S2", "", "6100", ""]]
    (tmp_path / "coding.csv").write_bytes(start + end.join(separator.join(row) for row in rows).encode())
    first, second = load_coding(tmp_path).rows
    assert (first.row, first.supplier, first.words, first.account) == (2, "S1", ("Büro", "纸"), "5.1.1")
    assert (second.row, second.words, second.cost_centre) == (3, (), "")


def test_excels_separator_line_comments_and_empty_rows_count_as_rows(tmp_path: Path) -> None:
    text = 'sep=;\nsupplier;words;account;cost_centre\n# a comment; with a "quote"\n\n;;;\nS1;"a;b";6100;\n'
    (tmp_path / "coding.csv").write_text(text.replace('"quote"', "quote"))
    (row,) = load_coding(tmp_path).rows
    assert (row.row, row.words) == (6, ("a;b",))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("supplier,words,konto\n", "row 1: the columns are supplier, words, konto; write supplier, words, account"),
        ("supplier,words,account,account,cost_centre\n", "row 1"),
        (HEADER + "S1,,,CC1\n", "row 2: the account is empty"),
        (HEADER + "S1,,6100,\n,,6100,\n", "row 3: write a supplier, words, or both"),
        (HEADER + ",pa*er,6100,\n", "row 2: 'pa*er': write a word, with * only before or after it"),
        (HEADER + ",*,6100,\n", "row 2: '*': write a word"),
        (HEADER + "S1,,05.01.2001,CC1\n", "row 2: the account '05.01.2001' is a date"),
        (HEADER + "S1,paper,6100,CC1,note,more\n", "row 2: more cells than columns"),
        (HEADER + 'S1,"paper,6100,CC1\n', "check the quotation marks"),
    ],
)
def test_a_wrong_coding_table_is_named_with_its_row(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "coding.csv").write_text(content)
    with pytest.raises(ConfigError) as caught:
        load_coding(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / "coding.csv"))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("nineteen,VAT 19%\n", "row 2: the rate 'nineteen' is no number"),
        (",VAT 19%\n", "row 2: the rate '' is no number"),
        ("NaN,VAT 19%\n", "row 2"),
        ("190,VAT 19%\n", "row 2: rate"),
        ("19,VAT 19%\n7,x\n19.0,VAT\n", "rows 2 and 4 are both for 19.0 %"),
    ],
)
def test_a_wrong_tax_table_is_named_with_its_row(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "tax_codes.csv").write_text("rate,tax_code\n" + rows)
    with pytest.raises(ConfigError) as caught:
        load_tax_codes(tmp_path)
    assert told in str(caught.value)


def test_rates_may_be_written_as_people_do(tmp_path: Path) -> None:
    (tmp_path / "tax_codes.csv").write_text("rate;tax_code\n5,5 %;low\n19%;high\n0;\n")
    codes = load_tax_codes(tmp_path)
    found = [codes.find(Decimal(rate)) for rate in ("5.5", "19.00", "0", "7")]
    assert [row.tax_code if row else None for row in found] == ["low", "high", "", None]


def test_a_file_that_is_not_utf8_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "coding.csv").write_bytes((HEADER + "S1,Büro,6100,\n").encode("latin-1"))
    with pytest.raises(ConfigError, match='choose "CSV UTF-8"'):
        load_coding(tmp_path)


def test_a_users_file_that_cannot_be_read_is_not_replaced_by_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "coding.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "tax_codes.csv").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_coding(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_tax_codes(tmp_path)

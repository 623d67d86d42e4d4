"""Files of users' own rules: what is loaded, what is refused with its line, and what the rules say of documents."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from config.errors import ConfigError
from config.files import PACKAGED
from extractors.models import Kind
from orchestrator.rule_sets.files import table_text
from orchestrator.rules.base import Severity, Verdict
from orchestrator.rules.own import OwnRules, load_own_rules
from tests.unit.rules_cases import UNKNOWN, case, line

RULE = """
[[rule]]
id = "order_number"
version = "3"
severity = "review"
serves = "Purchasing policy 4.2"
when = 'currency == "EUR" && gross_total > 100'
must = 'has(po_number)'
sentence = "{gross_total} {currency} of {supplier_name} needs an order number, and has {po_number}."
passes = [{ currency = "EUR", gross_total = 100 }, { currency = "EUR", gross_total = 100.01, po_number = "P1" }]
fails = [{ currency = "EUR", gross_total = 100.01 }]
"""
TABLE = """
[[table]]
id = "limits"
version = "1"
severity = "block"
serves = "Framework agreements"
kinds = ["invoice"]
file = "limits.csv"
otherwise = "pass"
sentence = "Over the limit."
passes = [{ supplier_code = "S1001", currency = "EUR", gross_total = 119.00 }]
fails = [{ supplier_code = "S1001", currency = "EUR", gross_total = 119.01, supplier_name = "Acme" }]
"""
ROWS = """supplier_code;currency;gross_total;outcome;sentence;note
# a remark;;;;;
S1001;EUR | USD;<= 119;pass;;
S10*;;;fail;"{supplier_name} ends at 119; this is {gross_total}.";agreed
"""


def own(text: str = RULE, rows: str = ROWS) -> OwnRules:
    return load_own_rules(text, {"limits.csv": rows}, frozenset({"iban"}))


def said(rules: OwnRules, **changes: Any) -> Verdict:
    (found,) = rules.judge(case(**changes))
    return found


def test_a_rule_says_what_it_found_with_the_documents_values() -> None:
    found = said(own())
    assert (found.rule_id, found.version, found.passed, found.severity) == ("order_number", "3", False, Severity.REVIEW)
    assert found.sentence == "119.00 EUR of Acme Paper GmbH needs an order number, and has –."
    assert found.looked_at == {"currency": "EUR", "gross_total": "119.00"}
    assert said(own(), po_number="P-1").passed
    assert said(own(), currency="USD").sentence == "It asks nothing of this document."


def test_a_rule_is_asked_only_of_its_kinds() -> None:
    rules = own(RULE.replace("version", 'kinds = ["receipt"]\nversion'))
    assert rules.judge(case()) == ()
    assert [v.rule_id for v in rules.judge(case(kind=Kind.RECEIPT))] == ["order_number"]


def test_a_note_is_said_and_stops_nothing() -> None:
    found = said(own(RULE.replace('"review"', '"note"')))
    assert (found.passed, found.severity) == (True, Severity.NOTE)
    assert "needs an order number" in found.sentence


@pytest.mark.parametrize("severity", ["block", "review", "note"])
def test_a_rule_that_cannot_be_worked_out_blocks_the_document(severity: str) -> None:
    text = RULE.replace("has(po_number)", "due_date > issue_date").replace('"review"', f'"{severity}"')
    text = text.replace(', { currency = "EUR", gross_total = 100.01, po_number = "P1" }', "")
    rules = own(text.replace("fails = [{", "fails = [{ due_date = 2026-01-01, issue_date = 2026-01-02,"))
    found = said(rules, due_date=None)
    assert (found.passed, found.severity) == (False, Severity.BLOCK)
    assert found.sentence == "Rule order_number could not be worked out: the document has no due_date."


def test_a_table_decides_by_its_first_row_that_fits() -> None:
    rules = own(TABLE)
    assert said(rules).passed
    found = said(rules, gross_total="119.01")
    assert (found.passed, found.severity) == (False, Severity.BLOCK)
    assert found.sentence == "Acme Paper GmbH ends at 119; this is 119.01."
    assert said(rules, supplier=UNKNOWN).sentence == (
        "Rule limits could not be worked out: the document has no supplier_code."
    )


@pytest.mark.parametrize(
    ("cell", "amount", "passes"),
    [
        ("100..119", "119.00", False), ("100..118.99", "119.00", True), ("> 119", "119.00", True),
        (">= 119", "119.00", False), ("!= 119", "119.00", True), ("119.0", "119.00", False), ("(given)", "1.00", False),
        ("(missing)", "1.00", True), ("-", "1.00", False), ("", "1.00", False),
    ],
)  # fmt: skip
def test_what_cells_of_numbers_ask(cell: str, amount: str, passes: bool) -> None:
    text = TABLE.replace('passes = [{ supplier_code = "S1001", currency = "EUR", gross_total = 119.00 }]', "").replace(
        'fails = [{ supplier_code = "S1001", currency = "EUR", gross_total = 119.01, supplier_name = "Acme" }]',
        'passes = [{ language = "xx" }]\nfails = [{ language = "fr" }]',
    )
    rows = f"gross_total,language,outcome\n,fr,fail\n,xx,pass\n{cell},,fail\n"
    assert said(own(text, rows), gross_total=amount).passed is passes


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("EUR", True),
        ("eur", True),
        ("USD | EUR", True),
        ("not EUR", False),
        ("not USD | CHF", True),
        ("E*", True),
        ("E", False),
    ],
)
def test_what_cells_of_texts_ask(cell: str, fits: bool) -> None:
    text = TABLE.replace("119.01", "7").replace("119.00", "8")
    rows = f"currency,gross_total,outcome\n,7,fail\n,8,pass\n{cell},,fail\n"
    assert said(own(text, rows)).passed is not fits


def test_a_workbook_is_read_as_a_table(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["supplier_code", "gross_total", "outcome"], ["S1001", "> 119", "fail"], ["S1002", 5, "pass"]):
        sheet.append(row)
    book.save(tmp_path / "limits.xlsx")
    text = table_text(tmp_path / "limits.xlsx")
    assert text == "supplier_code,gross_total,outcome\nS1001,> 119,fail\nS1002,5,pass\n"
    assert not said(own(TABLE, text), gross_total=Decimal("119.01")).passed
    (tmp_path / "limits.xlsx").write_bytes(b"no workbook")
    with pytest.raises(ConfigError, match="cannot be read as an Excel workbook"):
        table_text(tmp_path / "limits.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"EUR" && gross',
            '"EUR" && gros',
            "line 7, column 30, rule order_number, when: the name 'gros_total' is not known",
        ),
        ("has(po_number)", "po_number > 1", "line 8, column 9, rule order_number, must: a text cannot be compared"),
        ("has(po_number)", "has(po_number", "rule order_number, must: something is missing at its end"),
        ('"review"', '"warn"', "line 5, rule order_number: severity: Input should be 'block', 'review' or 'note'"),
        ('serves = "Purchasing policy 4.2"', "", "line 2, rule order_number: serves: is missing"),
        ("version", "verson", "rule order_number: verson: this name is not known here"),
        ("order_number", "Order-Number", "line 3, rule Order-Number: id:"),
        ("order_number", "iban", "line 3: the id 'iban' is that of a rule of the farm itself"),
        ("{po_number}", "{po}", "line 9, rule order_number, sentence: {po} names nothing"),
        (
            '100.01, po_number = "P1" }]',
            "100.01 }]",
            "line 10, rule order_number, passes: example 2: it fails, and should pass",
        ),
        (
            "fails = [{",
            'fails = [{ po_number = "P", ',
            "line 11, rule order_number, fails: example 1: it passes, and should fail",
        ),
        ("fails = [{", "fails = [{ amount = 1, ", "example 1: an example names 'amount'"),
        (
            '[{ currency = "EUR", gross_total = 100.01 }]',
            '[{ currency = "EUR", gross_total = "100.01" }]',
            "which is no number",
        ),
        (
            '[{ currency = "EUR", gross_total = 100.01 }]',
            "[]",
            "line 11, rule order_number: fails: Tuple should have at least 1",
        ),
        (
            '[{ currency = "EUR", gross_total = 100.01 }]',
            "[{ gross_total = 101 }]",
            "it cannot be worked out: the document has no currency",
        ),
        ('"3"', "3", "line 4, rule order_number: version: Input should be a valid string"),
        ('serves = "', "serves = ", "is not valid TOML"),
        ("[[rule]]", "[rule]", "own_rules.toml: rule: "),
    ],
)
def test_what_is_refused_and_where(old: str, new: str, message: str) -> None:
    assert old in RULE
    with pytest.raises(ConfigError) as refused:
        own(RULE.replace(old, new))
    assert message in str(refused.value)


def test_an_id_is_there_once() -> None:
    with pytest.raises(ConfigError, match="'order_number' is there twice"):
        own(RULE + RULE)


def test_the_place_in_an_expression_of_several_lines() -> None:
    text = RULE.replace("'has(po_number)'", "'''\n  has(po_number) &&\n  gros_total > 1'''")
    with pytest.raises(ConfigError, match="line 10, column 3, rule order_number, must"):
        own(text)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "limits.csv is empty"),
        ("price,outcome\n1,pass\n", "row 1: the column 'price' is not known"),
        ("gross_total\n1\n", "the column 'outcome' is missing"),
        ("currency,currency,outcome\nEUR,,pass\n", "is there twice"),
        ("gross_total,outcome\n1,maybe\n", "row 2: the outcome 'maybe'"),
        ("gross_total,outcome\n> abc,pass\n", "row 2, column gross_total: 'abc' is no number"),
        ("gross_total,outcome\n9..1,pass\n", "row 2, column gross_total: '9..1' begins after its end"),
        ("issue_date,outcome\n> 1.2.2026,pass\n", "'1.2.2026' is no day"),
        ("supplier_known,outcome\nmaybe,pass\n", "neither yes nor no"),
        ("currency,outcome\nEUR |,pass\n", "nothing on one side"),
        ("currency,outcome\nEUR,pass,more\n", "row 2: more cells than columns"),
        ('currency,outcome\n"EUR,pass\n', "check the quotation marks"),
        ("currency,outcome\n", "has no row"),
        ("currency,outcome,sentence\nEUR,fail,{what}\n", "{what} names nothing"),
    ],
)
def test_what_is_refused_of_a_table(rows: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        own(TABLE, rows)
    assert message in str(refused.value)


def test_a_table_must_be_there() -> None:
    with pytest.raises(ConfigError, match=r"line 8, rule limits, file: the file limits.csv is not beside it"):
        load_own_rules(TABLE, {})
    with pytest.raises(ConfigError, match="file: String should match pattern"):
        load_own_rules(TABLE.replace("limits.csv", "../limits.csv"), {})


def test_the_delivered_file_has_no_rule_and_its_examples_are_good() -> None:
    text = (PACKAGED / "own_rules.toml").read_text(encoding="utf-8")
    assert load_own_rules(text, {}).checks == ()
    lines = [line.removeprefix("# ") for line in text.partition("# An expression")[2].splitlines()]
    csv_ = "\n".join(line for line in lines if line.startswith(("supplier_code,", "S1001,")))
    good = "\n".join(line for line in lines if line.startswith(("[[", "  {", "]")) or " = " in line)
    rules = load_own_rules(good, {"supplier_limits.csv": csv_})
    assert [check.id for check in rules.checks] == ["order_number_over_1000", "no_alcohol", "supplier_limits"]
    wine = [line("Roter Wein, trocken")]
    assert {v.rule_id for v in rules.judge(case(wine)) if not v.passed} == {"no_alcohol"}


def test_the_examples_of_the_guide_are_good() -> None:
    guide = (PACKAGED.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    first, table = (block.partition("```")[0] for block in guide.split("```toml\n")[1:])
    assert not said(load_own_rules(first, {}), gross_total="1000.01").passed
    rows = [line.strip("| ").replace("\\|", "§") for line in guide.splitlines() if line.startswith("| S1001 |")]
    cells = ["\t".join(cell.strip().replace("§", "|") for cell in row.split(" |")) for row in rows]
    text = "supplier_code\tcurrency\tgross_total\toutcome\tsentence\n" + "\n".join(cells)
    assert said(load_own_rules(table, {"supplier_limits.csv": text}), gross_total="5000.00").passed

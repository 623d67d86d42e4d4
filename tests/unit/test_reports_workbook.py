"""The workbook, opened again."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from orchestrator.reports.cells import looks_like_formula, money_format, put
from orchestrator.reports.workbook import write_workbook
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store import Store
from tests import factories


def written(store: Store, path: Path) -> Workbook:
    write_workbook(store, path)
    return load_workbook(path)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    titles, *content = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in content]


def test_every_file_has_its_row_with_real_numbers(store: Store, tmp_path: Path) -> None:
    by_stage = factories.every_stage(store)
    outcomes = rows(written(store, tmp_path / "a.xlsx")["Outcomes"])
    assert len(outcomes) == 17
    posted = next(row for row in outcomes if row["Document"] == by_stage[Stage.POSTED])
    assert (posted["Net"], posted["Gross"], posted["Currency"]) == (553.8, 659.02, "EUR")
    assert isinstance(posted["Gross"], float)
    assert posted["Issued on"] == datetime(2026, 5, 4)  # noqa: DTZ001 - a day has no zone
    assert (posted["Outcome"], posted["ERP number"], posted["Kind"]) == ("Posted", "37", "Invoice")
    assert isinstance(posted["Received (UTC)"], datetime)
    assert isinstance(posted["Seconds"], int | float)
    again = next(row for row in outcomes if row["File"] == "scan_again.pdf")
    assert again["Outcome"] == "Duplicate (posted)"


def test_the_exceptions_are_what_needs_a_person_with_every_reason(store: Store, tmp_path: Path) -> None:
    by_stage = factories.every_stage(store)
    two = (factories.FAILED, replace_verdict("total", "The total is off by 1.00 EUR."))
    double = factories.invoice(
        store, replace(factories.Bill(), number="X-1"), "x.pdf", Stage.NEEDS_REVIEW, verdicts=two
    )
    exceptions = rows(written(store, tmp_path / "a.xlsx")["Exceptions"])
    assert {row["Document"] for row in exceptions} >= {by_stage[stage] for stage in NEEDS_PERSON}
    assert by_stage[Stage.POSTED] not in {row["Document"] for row in exceptions}
    assert [row["Rule"] for row in exceptions if row["Document"] == double] == ["iban_check_digits", "total"]
    approval = [row["Reason"] for row in exceptions if row["Document"] == by_stage[Stage.VALIDATED]]
    assert approval == ["The total is above the limit of 500.00 EUR for automatic approval."]
    assert all(row["Reason"] and row["What to do"] for row in exceptions)


def replace_verdict(rule_id: str, sentence: str) -> factories.StoredVerdict:
    return factories.FAILED.model_copy(update={"rule_id": rule_id, "sentence": sentence})


def test_lines_stand_with_their_document(store: Store, tmp_path: Path) -> None:
    posted = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    lines = rows(written(store, tmp_path / "a.xlsx")["Lines"])
    assert [(row["Document"], row["Line"]) for row in lines] == [(posted, 1), (posted, 2)]
    assert (lines[0]["Quantity"], lines[0]["Unit price"], lines[0]["Line total"]) == (12, 23.9, 286.8)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=cmd|' /C calc'!A0", "+49 30 1234", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\uff1d1+1",
        "\uff0b1", "\uff0d1", "\uff20A1", " =1", '=HYPERLINK("http://evil.example")', "#REF!", "TRUE", "12", "1E5",
    ],
)  # fmt: skip
def test_text_stays_text(store: Store, tmp_path: Path, text: str) -> None:
    bill = replace(factories.Bill(), supplier=text, goods=(factories.Goods(text, Decimal(1), Decimal(5)),))
    factories.invoice(store, bill, "a.pdf", Stage.EXTRACTED)
    book = written(store, tmp_path / "a.xlsx")
    for cell in (book["Outcomes"]["C2"], book["Lines"]["E2"]):
        assert cell.data_type == "s"
        assert str(cell.value).strip() == text.strip()
        assert bool(cell.quotePrefix) is looks_like_formula(text)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist() if "sheet" in name)


@pytest.mark.parametrize(
    ("text", "alarming"),
    [("=", True), ("", False), ("a=b", False), (" \u200b=1", True), ("%0A=1", True), ("5-3", False)],
)
def test_what_looks_like_a_formula(text: str, alarming: bool) -> None:
    assert looks_like_formula(text) is alarming


def test_hostile_file_names_do_not_break_the_file(store: Store, tmp_path: Path) -> None:
    names: list[bytes] = [b"a\x00b.pdf", b"bell\x07.pdf", b"latin-\xe9.pdf", "\ufffe.pdf".encode(), b"</c><f>1</f>.pdf"]
    for index, name in enumerate(names):
        factories.received(store, b"%d" % index, name)
    outcomes = rows(written(store, tmp_path / "a.xlsx")["Outcomes"])
    assert len(outcomes) == len(names)
    assert outcomes[4]["File"] == "</c><f>1</f>.pdf"


def test_control_characters_and_overlong_texts_are_cut(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet["A1"], "a\x00\x0b\ud800b")  # type: ignore[arg-type]  # A1 is one cell
    put(sheet["A2"], "x" * 40_000)  # type: ignore[arg-type]  # A2 is one cell
    book.save(tmp_path / "a.xlsx")
    read = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert read["A1"].value == "a\ufffd\ufffd\ufffdb"
    assert len(str(read["A2"].value)) == 32_767


def test_a_number_that_excel_would_round_is_written_as_text(tmp_path: Path) -> None:
    sheet = Workbook().worksheets[0]
    put(sheet["A1"], Decimal("1234567890123456.78"))  # type: ignore[arg-type]  # A1 is one cell
    put(sheet["A2"], Decimal("123456789012.34"))  # type: ignore[arg-type]  # A2 is one cell
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("1234567890123456.78", "s")
    assert (sheet["A2"].value, sheet["A2"].data_type) == (Decimal("123456789012.34"), "n")


def test_sheets_are_ready_to_work_with(store: Store, tmp_path: Path) -> None:
    factories.invoice(store, replace(factories.Bill(), currency="JPY"), "a.pdf", Stage.POSTED)
    for sheet in written(store, tmp_path / "a.xlsx"):
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("B2", True)
        assert str(sheet.auto_filter.ref).startswith("A1:")
    outcomes = load_workbook(tmp_path / "a.xlsx")["Outcomes"]
    assert (outcomes["H2"].number_format, outcomes["E2"].number_format) == ("#,##0", "yyyy-mm-dd")
    assert (money_format("EUR"), money_format("KWD"), money_format(None)) == ("#,##0.00", "#,##0.000", "#,##0.00")


def test_an_empty_farm_gives_an_empty_workbook(store: Store, tmp_path: Path) -> None:
    book = written(store, tmp_path / "reports" / "deep" / "a.xlsx")
    assert book.sheetnames == ["Outcomes", "Exceptions", "Lines"]
    assert [rows(sheet) for sheet in book] == [[], [], []]


def test_an_earlier_workbook_stays_when_writing_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"the earlier one")

    def full(book: Workbook, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Workbook, "save", full)
    with pytest.raises(OSError, match="No space"):
        write_workbook(store, target)
    assert target.read_bytes() == b"the earlier one"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.xlsx"]


def test_a_day_is_a_day(store: Store, tmp_path: Path) -> None:
    bill = replace(factories.Bill(), issued=date(1899, 1, 1))
    factories.invoice(store, bill, "a.pdf", Stage.EXTRACTED)
    assert rows(written(store, tmp_path / "a.xlsx")["Outcomes"])[0]["Issued on"] is not None

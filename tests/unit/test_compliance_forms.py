"""The compliance report's forms, opened again: Excel, and PDF in three languages with hostile texts."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from typer.testing import CliRunner

from config.settings import Settings, load_settings
from orchestrator import wiring
from orchestrator.cli import app
from orchestrator.reports.compliance.making import Form, Written, make_report
from orchestrator.reports.compliance.pdf import font_files
from orchestrator.reports.compliance.pdf.chinese import cut_out
from orchestrator.reports.compliance.pdf.paper import Grid, Paper
from orchestrator.reports.compliance.pdf.typeface import UNKNOWN, typefaces
from orchestrator.reports.compliance.pdf.wrapping import wrapped
from orchestrator.reports.compliance.period import month_of
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, open_store
from orchestrator.store.audit import AuditResult
from orchestrator.web.languages import language
from orchestrator.web.report_words import ReportWords
from tests import factories
from tests.compliance_farm import AUDITOR, EVIL, bill

runner = CliRunner()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"))


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    factories.every_stage(opened)
    evil = factories.invoice(opened, bill(7, EVIL), "evil.pdf", Stage.NEEDS_REVIEW)
    with opened.begin() as tx:
        documents.move(
            tx, evil, Stage.NEEDS_REVIEW, Stage.REJECTED, "eve (web)", "张伟 и Пётр: <script>alert(1)</script>"
        )
        documents.describe(tx, evil, gross_total="12345678901234567890.12", currency="EUR")
    yield opened
    opened.close()


def made(store: Store, folder: Path, code: str = "en") -> Written:
    targets = [(form, folder / f"{code}.{form}") for form in Form]
    return make_report(
        store,
        AUDITOR,
        month_of(datetime.now(UTC).date()),
        ReportWords(language(code)),
        targets,
        lambda: verified(store),
    )


def verified(store: Store) -> AuditResult:
    with store.reading() as tx:
        return audit.verify(tx, store.audit_key)


def text_of(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_the_pdf_can_be_read_in_every_language(store: Store, tmp_path: Path, code: str) -> None:
    written = made(store, tmp_path, code)
    path = tmp_path / f"{code}.pdf"
    text, flat = text_of(path), "".join(text_of(path).split())
    spoken = language(code)
    for phrase in ("Compliance report", "Figures that must agree", "Segregation of duties", "Reviewed and approved"):
        assert "".join(spoken.gettext(phrase).split()) in flat
    assert written.made.fingerprint in text
    assert "上海东方文具有限公司" not in flat, "nothing out of the ordinary happened to it"
    assert "«Северный" in flat and "张伟иПётр:" in flat and "<script>" in flat
    reader = PdfReader(path)
    assert reader.outline and reader.trailer["/Root"]["/Lang"] == code
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts), "every font is embedded"


def test_excel_keeps_types_and_makes_no_formula_of_a_text(store: Store, tmp_path: Path) -> None:
    written = made(store, tmp_path)
    book = load_workbook(tmp_path / "en.xlsx")
    rows = list(book["Documents"].iter_rows(min_row=2))
    assert len(rows) == len(written.made.content.documents) == 17
    (evil,) = (row for row in rows if str(row[3].value).startswith("=HYPER"))
    assert evil[3].data_type == "s" and evil[3].quotePrefix and "\x00" not in str(evil[3].value)
    assert evil[5].value == "12345678901234567890.12", "more digits than Excel keeps stay as text"
    posted = next(row for row in rows if row[7].value == "Posted" and row[6].value == "EUR")
    assert posted[5].value == 659.02 and isinstance(posted[0].value, datetime)
    assert {"Balance", "Exceptions", "Duties", "Access", "In doubt", "Record"} <= set(book.sheetnames)
    figures = {str(row[0].value): row[1].value for row in book["Balance"].iter_rows(min_row=2)}
    assert figures["Files that came in"] == figures["Together"] == 18
    for sheet in book:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" for cell in row), sheet.title


def test_that_it_was_made_is_in_the_history_and_a_file_that_is_not_there_is_not(store: Store, tmp_path: Path) -> None:
    written = made(store, tmp_path)
    with store.reading() as tx:
        entry = audit.last(tx)
    assert entry.action == "compliance report made" and entry.actor == "otto (web)"
    assert entry.data["fingerprint"] == written.made.fingerprint and entry.data["intact"] is True
    assert set(entry.data["files"]) == {"en.pdf", "en.xlsx"}
    (tmp_path / "in the way").write_text("a file")
    with pytest.raises(OSError):
        make_report(
            store, AUDITOR, written.made.content.period, ReportWords(language("en")),
            [(Form.PDF, tmp_path / "one.pdf"), (Form.EXCEL, tmp_path / "in the way" / "two.xlsx")],
            lambda: verified(store),
        )  # fmt: skip
    assert not (tmp_path / "one.pdf").exists()
    with store.reading() as tx:
        assert audit.last(tx) == entry


def test_long_tables_go_on_under_their_heads(tmp_path: Path) -> None:
    with typefaces("") as faces:
        paper = Paper(tmp_path / "a.pdf", faces, "en", "Long", "Page {page} of {pages}")
        grid = Grid(paper, ["First", "Second"], [1, 1], [False, True])
        for number in range(300):
            grid.row([f"row {number}", "x" * 20_000 if number == 150 else str(number)])
        paper.finish()
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert len(texts) > 8 and all(text.startswith("First Second") for text in texts)
    assert all(text.endswith(f"Page {number} of {len(texts)}") for number, text in enumerate(texts, start=1))
    assert sum(text.count("x") for text in texts) == 20_000
    assert [one for text in texts for one in text.split() if one.isdigit() and one == "299"]


def test_lines_fit_and_lose_nothing() -> None:
    text = "Rechnung_mit_langem_Namen 增值税发票，" * 5 + "W" * 100
    with typefaces(text) as (regular, _):
        lines = wrapped(text, 80, 7, regular)
        assert all(regular.width(line, 7) <= 80 + 7 for line in lines) and len(lines) > 10
        assert wrapped("  ", 80, 7, regular) == []
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.startswith("，") for line in lines)


def test_what_cannot_be_seen_is_replaced() -> None:
    with typefaces("") as (regular, _):
        shown = "".join(piece for _, piece in regular.runs("a\u202eb\x00c\ud800\U0001f9ff"))
    assert shown == f"ab{UNKNOWN}c{UNKNOWN}{UNKNOWN}"


def test_a_chinese_font_is_cut_out_small(tmp_path: Path) -> None:
    path = font_files.chinese()
    assert path is not None, "the set-up installs one"
    assert len(cut_out(path, "增值税发票")) < 60_000


def test_the_command_writes_both_forms_and_says_what_it_found(
    store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "load_settings", lambda: settings)
    wiring.farm.cache_clear()
    today = datetime.now(UTC).date().isoformat()
    days = ["compliance", "--since", today, "--until", today]
    try:
        done = runner.invoke(app, [*days, "--out", str(tmp_path), "--language", "ru", "--json"])
        assert done.exit_code == 0, done.output
        found = json.loads(done.stdout)
        assert found["balance"]["received_holds"] and found["history"]["intact"]
        assert sorted(Path(path).suffix for path in found["files"]) == [".pdf", ".xlsx"]
        assert all(Path(path).is_file() for path in found["files"])
        assert runner.invoke(app, [*days, "--out", str(tmp_path / "a.docx")]).exit_code == 2
        assert "agrees" in runner.invoke(app, [*days, "--out", str(tmp_path / "a.pdf")]).stdout
    finally:
        wiring.farm.cache_clear()


def test_amounts_are_exact(store: Store, tmp_path: Path) -> None:
    content = made(store, tmp_path).made.content
    by_rows = sum((row.amount for row in content.outcomes if row.amount is not None), Decimal(0))
    assert by_rows == sum((row.amount for row in content.documents if row.amount is not None), Decimal(0))

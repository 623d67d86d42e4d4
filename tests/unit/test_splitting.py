"""Several documents in one PDF: split where it is certain, asked where it is not, nothing else touched."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableFile
from extractors.models import Effect, Kind, Limits, Page, Source, Word
from extractors.output import as_rows
from extractors.pipeline import read
from extractors.splitting.cutting import cut, cut_apart
from extractors.splitting.deciding import Split, split_of
from orchestrator.reading import read_document
from orchestrator.stages import Stage
from orchestrator.store import documents, receipts
from tests.farm_documents import new_store, receive

Lines = Sequence[tuple[float, str]]


def pdf(*pages: Lines) -> bytes:
    """A PDF of pages, each lines of (size, text) from the top; "a | b" stands in two columns."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    for lines in pages:
        height = 780.0
        for size, text in lines:
            canvas.setFont("Helvetica", size)
            for column, part in enumerate(text.split(" | ")):
                canvas.drawString(60 + 150 * column, height, part)
            height -= size * 1.8
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def invoice(number: str, page: str = "", title: str = "Invoice") -> list[tuple[float, str]]:
    return [
        (10, "Blue Widgets Ltd, 1 High Street, London"), (18, title), (10, f"Invoice number: {number}"),
        (10, "Invoice date: 12 May 2026"), (10, "Widgets | 2 | 50.00 | 100.00"), (10, "Total amount due: | 100.00"),
        (10, page),
    ]  # fmt: skip


def more(page: str = "", *lines: str) -> list[tuple[float, str]]:
    return [(10, "Blue Widgets Ltd"), *[(10.0, line) for line in lines], (10, "Gadgets | 1 | 7.00 | 7.00"), (10, page)]


def split(*pages: Lines) -> Split:
    from extractors.text.born_digital import read_page
    from extractors.text.pdf import open_pdf

    with open_pdf(pdf(*pages)) as opened:
        return split_of([read_page(opened[index], index + 1) for index in range(len(opened))])


@pytest.mark.parametrize(
    ("pages", "parts"),
    [
        ([invoice("A-1001"), invoice("A-1002")], ((1, 1), (2, 2))),
        ([invoice("A-1001", "Page 1 of 2"), more("Page 2 of 2"), invoice("B-7")], ((1, 2), (3, 3))),
        ([invoice("A-101", "Seite 1/2", "Rechnung"), more("Seite 2/2"), invoice("A-102", "Seite 1")], ((1, 2), (3, 3))),
        ([invoice("A-1001"), more("", "Delivery note", "Terms"), invoice("B-7", "", "Credit note")], ((1, 2), (3, 3))),
    ],
    ids=["numbers", "marks and numbers", "german", "an annex goes with its invoice"],
)  # fmt: skip
def test_where_a_new_document_certainly_begins(pages: list[Lines], parts: tuple[tuple[int, int], ...]) -> None:
    found = split(*pages)

    assert found.parts == parts
    assert found.doubtful == ()


STATEMENT = [
    (16.0, "Statement of account"),
    *[(10.0, f"Invoice 2026-{n} | 1 May 2026 | {n}.00") for n in range(10, 22)],
]
STATEMENT_ON = [(10.0, f"Invoice 2026-{n} | 3 May 2026 | {n}.00") for n in range(30, 33)]


@pytest.mark.parametrize(
    "pages",
    [
        [invoice("A-1001", "Page 1 of 2"), more("Page 2 of 2")],
        [invoice("A-1001"), invoice("A-1001")],
        [invoice("A-1001"), more("Page 1 of 3", "General terms and conditions")],
        [invoice("A-1001"), more("Page 1 of 1", "Delivery note", "Delivery number: L-5", "Invoice number: A-1001")],
        [STATEMENT, STATEMENT_ON, [(10.0, "Invoice 2026-40 | 4 May 2026 | 1.00"), (10.0, "Total | 999.00")]],
        [invoice("A-1001"), more("", "Correction of invoice number A-0999"), more("", "Thank you")],
        [[(12.0, "Dear customer, please find our invoice enclosed.")], invoice("A-1001")],
    ],
    ids=["two pages", "header repeated", "terms", "delivery note", "statement", "mentions another", "cover letter"],
)  # fmt: skip
def test_one_document_is_never_split(pages: list[Lines]) -> None:
    assert split(*pages).parts == ()


def test_a_person_is_asked_where_the_second_number_is_missing() -> None:
    unnumbered = [line for line in invoice("") if "number" not in line[1]]

    found = read(pdf(invoice("A-1001"), unnumbered), "two.pdf")

    assert found.parts == () and found.kind is Kind.INVOICE
    (problem,) = [problem for problem in found.problems if problem.code == "several_documents"]
    assert problem.effect is Effect.DOUBTED and "page 2" in problem.message


def scanned(number: str, page: int) -> Page:
    rows = ["Invoice", f"Invoice number: {number}", "Total amount due: 100.00"]
    words = [
        Word(text=word, bbox=(60 + 80 * place, 60 + 30 * row, 130 + 80 * place, 75 + 30 * row), confidence=0.9)
        for row, line in enumerate(rows)
        for place, word in enumerate(line.split())
    ]
    return Page(number=page, width=595, height=842, words=tuple(words), source=Source.OCR)


def test_numbers_that_ocr_may_have_misread_are_a_question() -> None:
    assert split_of([scanned("A-10013", 1), scanned("A-l0018", 2)]) == Split(doubtful=(2,))
    assert split_of([scanned("A-10013", 1), scanned("B-77", 2)]).parts == ((1, 1), (2, 2))


def test_extract_gives_a_row_for_each_part() -> None:
    rows = as_rows("two.pdf", read(pdf(invoice("A-1001"), more(), invoice("B-7002")), "two.pdf"))

    assert [(row["pages"], row["fields"]["invoice_number"]["value"]) for row in rows] == [
        ([1, 2], "A-1001"),
        ([3, 3], "B-7002"),
    ]
    assert rows[1]["fields"]["invoice_number"]["page"] == 3


def test_what_cannot_be_cut_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no pages 2 to 3"):
        cut(pdf(invoice("A")), 2, 3)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UnreadableFile, match="damaged"):
        cut_apart(broken, 1, 1)


def test_the_parts_become_documents_below_the_file(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    parent = receive(store, pdf(invoice("A-1001"), more(), invoice("B-7002")))

    read_document(store, parent, Limits())

    with store.reading() as tx:
        assert documents.get(tx, parent).stage is Stage.FILED
        (receipt,) = receipts.of_document(tx, parent)
        children = receipts.attached(tx, receipt.id)
        shas = [documents.get(tx, child.document_id).sha256 for child in children]
        stages = {documents.get(tx, child.document_id).stage for child in children}
    assert [child.name.rpartition("(")[2] for child in children] == ["pages 1-2).pdf", "page 3).pdf"]
    assert stages == {Stage.RECEIVED}
    texts = [[page.extract_text() for page in PdfReader(BytesIO(store.blobs.get(sha))).pages] for sha in shas]
    assert [len(pages) for pages in texts] == [2, 1]
    assert "A-1001" in texts[0][0] and "B-7002" in texts[1][0]
    store.close()

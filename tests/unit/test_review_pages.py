"""The pages of a document under review: their words and sizes, turning and splitting them."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from extractors.errors import UnreadableFile
from extractors.models import Limits, Source
from extractors.turned import turned
from orchestrator import approval
from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people import duties
from orchestrator.reading import read_document
from orchestrator.review.waiting import next_for
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, findings, page_layouts, receipts, review
from tests.factories import Bill, draw, extraction, received
from tests.farm_documents import stage_of, walk
from tests.unit.review_documents import acts_of, person, under_review


def pdf(*bills: Bill) -> bytes:
    """The bills one after the other in one file, a page each."""
    whole = pypdfium2.PdfDocument.new()
    for bill in bills:
        with pypdfium2.PdfDocument(draw(bill)[0]) as one:
            whole.import_pages(one)
    buffer = BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


BILLS = tuple(Bill(number=f"RE-2026-050{number}") for number in range(1, 4))


def several(store: Store, data: bytes = b"", media_type: str = "pdf") -> str:
    """A file of three bills that was read as one and waits for a person."""
    document_id = received(store, data or pdf(*BILLS), "stack.pdf", media_type)
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, extraction(BILLS[0], {}))
        documents.describe(tx, document_id, kind="invoice")
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    return document_id


def size(data: bytes, page: int = 1) -> tuple[int, int]:
    with pypdfium2.PdfDocument(data) as whole:
        width, height = whole[page - 1].get_size()
        return round(width), round(height)


def test_words_are_those_of_the_page_and_kept(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = several(store)
    words = {word.text: word for word in acts.words(anna, document_id, 2)}
    place = draw(BILLS[1])[1]["invoice_number"]
    number = words["RE-2026-0502"]
    assert abs(number.x0 - place[0]) < 3 and abs(number.y1 - place[3]) < 6 and "RE-2026-0501" not in words
    with store.reading() as tx:
        kept = page_layouts.pages(tx, documents.get(tx, document_id).sha256)
    assert [page.read.number for page in kept] == [1, 2, 3]
    assert {word.text: word for word in acts.words(anna, document_id, 2)} == words
    assert acts.words(anna, document_id, 9) == ()
    seen = acts.review(anna, document_id).pages
    assert [(page.number, round(page.width), page.rotation) for page in seen] == [(n, 595, 0) for n in (1, 2, 3)]


def test_a_file_without_pages_has_none(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = several(store, b"<invoice/>", "xml")
    assert acts.review(anna, document_id).pages == () == acts.words(anna, document_id, 1)
    broken = several(store, b"%PDF-1.7 broken")
    assert acts.review(anna, broken).pages == () == acts.words(anna, broken, 1)


def test_a_turned_page_is_shown_and_read_so_and_the_original_stays(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    upright = pdf(*BILLS[:2])
    lying = turned(upright, "pdf", {2: 90})
    document_id = several(store, lying)
    acts.save_review(
        anna, document_id, acts.review(anna, document_id).version, Changes(values={"po_number": "PO-7"})
    )  # fmt: skip
    with store.begin() as tx:
        walk(tx, document_id, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    acts.rotate(anna, document_id, {2: 270})
    assert stage_of(store, document_id) is Stage.RECEIVED
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        shown = review.shown_content(tx, document)
    assert store.blobs.get(document.sha256) == lying and size(store.blobs.get(shown), 2) == size(upright, 2)
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.FAILED, "test", "not now")
    acts.rotate(anna, document_id, {1: 180})
    seen = acts.review(anna, document_id)
    assert [page.rotation for page in seen.pages] == [180, 270] and seen.shown_sha256 not in (document.sha256, shown)
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.FAILED, "test", "not now")
    acts.rotate(anna, document_id, {1: 0})
    read_document(store, document_id, Limits())
    with store.reading() as tx:
        assert review.shown_content(tx, document) == shown, "the same content is kept once"
        told = [entry.data for entry in audit.history(tx, document_id) if entry.action == "pages turned"]
    assert [item["after"] for item in told] == [{"2": 270}, {"1": 180, "2": 270}, {"2": 270}]
    (number,) = [word for word in acts.words(anna, document_id, 2) if word.text == "RE-2026-0502"]
    place = draw(BILLS[1])[1]["invoice_number"]
    assert stage_of(store, document_id) is Stage.EXTRACTED and abs(number.x0 - place[0]) < 3 > abs(number.x1 - place[2])


def test_what_people_gave_stays_when_it_is_read_anew(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = under_review(store)
    seen = acts.review(anna, document_id)
    grid = [dict(zip(seen.columns, row, strict=True)) for row in seen.lines]
    grid[0]["quantity"] = "13"
    changes = Changes(values={"po_number": "PO-7"}, lines=tuple(grid), confirmed=("gross_total",))
    acts.save_review(anna, document_id, seen.version, changes)
    with store.begin() as tx:
        walk(tx, document_id, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    acts.rotate(anna, document_id, {1: 180})
    read_document(store, document_id, Limits())
    with store.reading() as tx:
        found = findings.latest_extraction(tx, document_id)
    assert found is not None and found.invoice is not None
    head = found.invoice
    assert head.po_number is not None and (head.po_number.value, head.po_number.source) == ("PO-7", Source.PERSON)
    assert head.gross_total is not None and head.gross_total.source is Source.PERSON and head.gross_total.bbox is None
    assert head.lines[0].quantity is not None and str(head.lines[0].quantity.value) == "13"


@pytest.mark.parametrize("degrees", [{}, {1: 45}, {7: 90}, {1: 0}])
def test_turning_that_means_nothing_is_refused(store: Store, degrees: dict[int, int]) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = several(store)
    with pytest.raises(DecisionRefused):
        acts.rotate(anna, document_id, degrees)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW


def image(kind: str, frames: int = 1) -> bytes:
    """Pages of 200 x 100 pixels, black at the left top."""
    pages = [Image.new("L", (200, 100), "white") for _ in range(frames)]
    for page in pages:
        ImageDraw.Draw(page).rectangle((0, 0, 40, 20), fill="black")
    buffer = BytesIO()
    pages[0].save(buffer, kind, dpi=(100, 50), **({"save_all": True, "append_images": pages[1:]} if frames > 1 else {}))
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "frames"), [("PNG", 1), ("JPEG", 1), ("TIFF", 3)])
def test_images_are_turned_in_their_own_format(kind: str, frames: int) -> None:
    with Image.open(BytesIO(turned(image(kind, frames), kind.lower(), {frames: 90}))) as copy:
        assert (copy.format, getattr(copy, "n_frames", 1)) == (kind, frames)
        copy.seek(frames - 1)
        page = copy.convert("L")
    assert page.size == (100, 200) and page.getpixel((95, 5)) < 60 and page.getpixel((5, 5)) > 200
    if frames == 1:
        assert [round(float(dpi)) for dpi in copy.info["dpi"]] == [50, 100]


def test_what_has_no_pages_to_turn_is_refused() -> None:
    for data, kind, code in (
        (b"<a/>", "xml", "unsupported"),
        (b"no image", "png", "damaged"),
        (b"%PDF", "pdf", "damaged"),
    ):
        with pytest.raises(UnreadableFile) as refusal:
            turned(data, kind, {1: 90})
        assert refusal.value.code == code


def test_a_file_is_split_and_each_part_says_where_it_comes_from(store: Store) -> None:
    acts, anna, boris = acts_of(store), person(store, "anna"), person(store, "boris")
    document_id = several(store)
    first, second = acts.split(anna, document_id, (3,))
    assert stage_of(store, document_id) is Stage.FILED and stage_of(store, second) is Stage.RECEIVED
    with store.reading() as tx:
        original = documents.get(tx, document_id)
        pages = [len(pypdfium2.PdfDocument(store.blobs.get(documents.get(tx, one).sha256))) for one in (first, second)]
        names = [receipts.of_document(tx, one)[0].name for one in (first, second)]
        told = [entry.data for entry in audit.history(tx, second) if entry.action == "split from another"]
        with pytest.raises(NotAllowed, match="anna split this document"):
            duties.insist_on_second_person(tx, first, str(anna))
        duties.insist_on_second_person(tx, first, str(boris))
        assert audit.verify(tx, store.audit_key).intact and next_for(tx, anna) is None
    assert pages == [2, 1] and store.blobs.get(original.sha256) and original.kind == "several_documents"
    assert names == ["stack (pages 1-2).pdf", "stack (page 3).pdf"]
    assert told == [{"from": document_id, "first": 3, "last": 3}]
    (origin,) = acts.review(anna, second).origins
    assert (origin.parent_id, origin.first, origin.last, origin.actor) == (document_id, 3, 3, "anna (web)")
    assert [part.document_id for part in acts.review(anna, document_id).parts] == [first, second]


def test_a_split_file_comes_back_only_without_its_parts(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = several(store)
    parts = acts.split(anna, document_id, (2, 3))
    with pytest.raises(DecisionRefused, match="reject its parts first"):
        acts.retry(anna, document_id, "It was one.")
    for part in parts:
        with store.begin() as tx:
            findings.add_extraction(tx, part, extraction(BILLS[0], {}))
            walk(tx, part, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
        approval.reject(store, part, "anna (web)", "It was one.")
    acts.retry(anna, document_id, "It was one.")
    assert stage_of(store, document_id) is Stage.RECEIVED
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    again = acts.split(anna, document_id, (3,))
    assert again[1] == parts[2] and stage_of(store, parts[2]) is Stage.EXTRACTED, "the same page is the same document"


@pytest.mark.parametrize("first_pages", [(), (1,), (0, 2), (4,), (-1,)])
def test_a_split_needs_pages_that_are_there(store: Store, first_pages: tuple[int, ...]) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    document_id = several(store)
    with pytest.raises(DecisionRefused, match="pages from 2 to 3"):
        acts.split(anna, document_id, first_pages)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW


def test_only_a_pdf_that_no_bot_has_touched_is_split(store: Store) -> None:
    acts, anna = acts_of(store), person(store, "anna")
    one_page, picture = under_review(store), several(store, image("PNG"), "png")
    with pytest.raises(DecisionRefused, match="one page"):
        acts.split(anna, one_page, (2,))
    with pytest.raises(DecisionRefused, match="Only a PDF"):
        acts.split(anna, picture, (2,))
    with store.begin() as tx:
        walk(tx, one_page, Stage.NEEDS_REVIEW, Stage.REJECTED)
    for act in (lambda: acts.split(anna, one_page, (2,)), lambda: acts.rotate(anna, one_page, {1: 90})):
        with pytest.raises(DecisionRefused, match="is rejected"):
            act()


def test_a_long_thin_page_is_told_by_its_size(store: Store) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 1000), invariant=True)
    canvas.drawString(20, 500, "Till")
    canvas.save()
    acts, anna = acts_of(store), person(store, "anna")
    (page,) = acts.review(anna, several(store, buffer.getvalue())).pages
    assert (round(page.width), round(page.height)) == (200, 1000)

"""Taking in: a receipt for every file, one document by content, and files given back with their reason."""

from pathlib import Path

import pytest

from bots.intake.folder import WatchedFolder
from extractors.models import Limits
from orchestrator.intake import take_in, take_in_settled
from orchestrator.returns import return_files, safe_name
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, receipts
from tests.farm_documents import receive, walk

PDF = b"%PDF-1.4\n%"


@pytest.fixture
def folder(tmp_path: Path) -> WatchedFolder:
    (tmp_path / "inbox").mkdir()
    return WatchedFolder(tmp_path / "inbox", tmp_path / "spool", 0.0)


def drop(folder: WatchedFolder, name: str, content: bytes) -> None:
    Path(folder.inbox.decode(), name).write_bytes(content)


def test_a_file_becomes_a_receipt_and_a_document(store: Store, folder: WatchedFolder) -> None:
    drop(folder, "a.pdf", PDF)
    assert take_in_settled(store, folder, Limits()) == 1
    with store.reading() as tx:
        (receipt,) = receipts.everything(tx)
        document = documents.get(tx, receipt.document_id)
    assert (receipt.name, receipt.duplicate, document.stage) == ("a.pdf", False, Stage.RECEIVED)
    assert store.blobs.get(document.sha256) == PDF


def test_the_same_content_is_one_document_and_two_receipts(store: Store, folder: WatchedFolder) -> None:
    drop(folder, "a.pdf", PDF)
    take_in_settled(store, folder, Limits())
    drop(folder, "b.pdf", PDF)
    take_in_settled(store, folder, Limits())
    with store.reading() as tx:
        found = receipts.everything(tx)
        assert len(documents.listing(tx)) == 1
    assert [(receipt.name, receipt.duplicate) for receipt in found] == [("a.pdf", False), ("b.pdf", True)]


def test_taking_in_a_claim_twice_gives_one_receipt(store: Store, folder: WatchedFolder) -> None:
    drop(folder, "a.pdf", PDF)
    (claimed,) = folder.poll()
    take_in(store, claimed, Limits())
    (again,) = folder.poll()
    take_in(store, again, Limits())
    folder.done(again)
    with store.reading() as tx:
        assert len(receipts.everything(tx)) == 1
    assert list(folder.spool.iterdir()) == [], "the second copy is not needed"
    assert list(folder.poll()) == []


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"PK\x03\x04 a zip", "unsupported"), (PDF + b"x" * 2000, "too_large")]
)
def test_a_refused_file_is_kept_with_its_reason(store: Store, folder: WatchedFolder, content: bytes, code: str) -> None:
    drop(folder, "bad.pdf", content)
    take_in_settled(store, folder, Limits(max_bytes=1000))
    with store.reading() as tx:
        (document,) = documents.listing(tx)
        assert audit.refusal_codes(tx, document.id) == (code,)
    assert document.stage is Stage.QUARANTINED
    assert document.reason
    assert store.blobs.get(document.sha256) == content


def test_a_file_is_given_back_with_a_note(store: Store, tmp_path: Path) -> None:
    document_id = receive(store, b"content", b"a.pdf")
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, Stage.QUARANTINED, "reader", "It needs a password.")
    assert return_files(store, tmp_path, "http://127.0.0.1:8400/") == 1
    assert (tmp_path / "rejected" / "a.pdf").read_bytes() == b"content"
    assert "It needs a password." in (tmp_path / "rejected" / "a.pdf.txt").read_text()
    assert return_files(store, tmp_path, "http://127.0.0.1:8400/") == 0


def test_a_file_moves_when_its_document_moves_on(store: Store, tmp_path: Path) -> None:
    document_id = receive(store, b"content", b"a.pdf")
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.NEEDS_REVIEW)
    return_files(store, tmp_path, "")
    assert (tmp_path / "needs-you" / "a.pdf").exists()
    with store.begin() as tx:
        walk(tx, document_id, Stage.NEEDS_REVIEW, Stage.REJECTED)
    return_files(store, tmp_path, "")
    assert not (tmp_path / "needs-you" / "a.pdf").exists()
    assert (tmp_path / "rejected" / "a.pdf").exists()


def test_two_files_of_one_name_lie_side_by_side(store: Store, tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        document_id = receive(store, content, b"a.pdf")
        with store.begin() as tx:
            walk(tx, document_id, Stage.RECEIVED, Stage.QUARANTINED)
    return_files(store, tmp_path, "")
    found = {path.read_bytes() for path in (tmp_path / "rejected").glob("*.pdf")}
    assert found == {b"one", b"two"}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\x00b", "a_b"),
        ("C:\\x", "C_x"),
    ],
)
def test_a_name_is_never_a_path(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("発" * 200 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200

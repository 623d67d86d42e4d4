"""The watched folder: nothing half-written is taken, nothing taken is lost, whatever it is called."""

import fcntl
import os
from pathlib import Path

import pytest

from bots.intake.folder import EMPTY_PATIENCE, Claimed, WatchedFolder
from tests.farm_documents import sha


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def watch(inbox: Path, settle: float = 0.0) -> WatchedFolder:
    return WatchedFolder(inbox, inbox.parent / "spool", settle)


def taken(folder: WatchedFolder) -> list[Claimed]:
    return list(folder.poll())


def test_a_settled_file_is_claimed_and_spooled(inbox: Path) -> None:
    (inbox / "a.pdf").write_bytes(b"content")
    (claimed,) = taken(watch(inbox))
    assert (claimed.raw_name, claimed.size, claimed.sha256) == (b"a.pdf", 7, sha(b"content"))
    assert claimed.spooled.read_bytes() == b"content"
    assert not (inbox / "a.pdf").exists()


def test_a_changing_file_waits_until_it_has_settled(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("bots.intake.folder.time.monotonic", lambda: now)
    folder, file = watch(inbox, 5.0), inbox / "a.pdf"
    file.write_bytes(b"one")
    assert taken(folder) == []
    now += 4
    file.write_bytes(b"one and two")
    assert taken(folder) == []
    now += 4
    assert taken(folder) == []
    now += 1
    assert [claimed.size for claimed in taken(folder)] == [11]


def test_a_file_open_for_writing_is_not_taken(inbox: Path) -> None:
    folder = watch(inbox)
    with (inbox / "a.pdf").open("wb") as writer:
        writer.write(b"half")
        writer.flush()
        assert taken(folder) == []
        assert folder.busy == {b"a.pdf"}
    assert len(taken(folder)) == 1
    assert not folder.busy


def test_an_empty_file_gets_more_patience(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("bots.intake.folder.time.monotonic", lambda: now)
    folder = watch(inbox, 1.0)
    (inbox / "empty.pdf").touch()
    taken(folder)
    now += EMPTY_PATIENCE - 0.5
    assert taken(folder) == []
    now += 0.5
    assert [claimed.size for claimed in taken(folder)] == [0]


@pytest.mark.parametrize("name", [".hidden", "~$open.docx", "upload.part", "upload.TMP", "x.crdownload"])
def test_what_is_not_meant_yet_is_passed_over(inbox: Path, name: str) -> None:
    (inbox / name).write_bytes(b"x")
    assert taken(watch(inbox)) == []


@pytest.mark.parametrize(
    "name", [b"latin-\xe9.pdf", b"new\nline.pdf", b"-rf", "Счёт № 1.pdf".encode(), b"n" * 255, b"a' OR 1=1;--.pdf"]
)
def test_any_name_is_taken(inbox: Path, name: bytes) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(inbox), name))).write_bytes(b"x")  # noqa: PTH118 - a name of bytes
    assert [claimed.raw_name for claimed in taken(watch(inbox))] == [name]


def test_subfolders_are_searched_and_links_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    (inbox / "link.pdf").symlink_to(secret)
    (inbox / "folder").mkdir()
    (inbox / "folder" / "a.pdf").write_bytes(b"x")
    os.mkfifo(inbox / "pipe")
    assert [claimed.raw_name for claimed in taken(watch(inbox))] == [b"folder/a.pdf"]


def test_a_claim_that_was_not_finished_is_offered_again(inbox: Path) -> None:
    (inbox / "a.pdf").write_bytes(b"content")
    (first,) = taken(watch(inbox))
    folder = watch(inbox)
    (again,) = taken(folder)
    assert (again.id, again.raw_name, again.sha256) == (first.id, first.raw_name, first.sha256)
    folder.done(again)
    assert taken(watch(inbox)) == []


def test_done_leaves_nothing_behind(inbox: Path) -> None:
    (inbox / "folder").mkdir()
    (inbox / "folder" / "a.pdf").write_bytes(b"x")
    folder = watch(inbox)
    for claimed in taken(folder):
        folder.done(claimed)
    taken(folder)
    assert [path.name for path in (inbox / ".claimed").iterdir()] == []


def test_a_file_that_changes_while_it_is_copied_goes_back(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.pdf").write_bytes(b"one")
    real = os.fsync

    def scribble(handle: int) -> None:
        for path in (inbox / ".claimed").glob("*/a.pdf"):
            path.write_bytes(b"one and more")
        real(handle)

    monkeypatch.setattr("bots.intake.folder.os.fsync", scribble)
    folder = watch(inbox)
    assert taken(folder) == []
    assert (inbox / "a.pdf").read_bytes() == b"one and more"


def test_one_process_watches_a_folder(inbox: Path) -> None:
    handle = watch(inbox).lock()
    with pytest.raises(BlockingIOError):
        watch(inbox).lock()
    fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)

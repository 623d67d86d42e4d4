"""The store of originals, the same on every kind of place: once, whole, durable, checked, and clear when it is away."""

import ftplib
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from config.errors import ConfigError
from orchestrator.errors import NotReady
from orchestrator.store.blob_places import open_blobs
from orchestrator.store.blobs import BlobMissing, Blobs
from orchestrator.store.folder_blobs import FolderBlobs
from orchestrator.store.remote_blobs import RemoteBlobs

DATA = b"%PDF-1.7 an invoice"
SHA = hashlib.sha256(DATA).hexdigest()


class Renaming(MemoryFileSystem):
    """A store that shows half-written files, as FTP, SFTP and shares do, and moves in one step."""

    protocol = "renaming"
    store: ClassVar[dict[str, object]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    fault: ClassVar[Exception | None] = None
    written: ClassVar[list[str]] = []

    def pipe_file(self, path: str, value: bytes, **more: object) -> None:
        type(self).written.append(path)
        super().pipe_file(path, value if self.fault is None else value[:5], **more)
        if self.fault is not None:
            raise self.fault


@pytest.fixture(params=["folder", "file", "memory", "renaming"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Blobs]:
    fsspec.register_implementation("renaming", Renaming, clobber=True)
    Renaming.fault, Renaming.written = None, []
    for kind in (MemoryFileSystem, Renaming):
        kind.store.clear()
    urls = {"folder": "", "file": f"file://{tmp_path}/with%20space", "memory": "memory://m", "renaming": "renaming://r"}
    yield open_blobs(urls[request.param], tmp_path / "originals")


def damage(blobs: Blobs, sha256: str, data: bytes | None) -> None:
    if isinstance(blobs, FolderBlobs):
        path = blobs.path(sha256)
        path.unlink() if data is None else path.write_bytes(data)
        return
    assert isinstance(blobs, RemoteBlobs)
    blobs._fs.rm(blobs._path(sha256)) if data is None else MemoryFileSystem.pipe_file(
        blobs._fs, blobs._path(sha256), data
    )


def test_what_was_put_is_there(blobs: Blobs) -> None:
    assert blobs.put(DATA) == SHA
    assert blobs.get(SHA) == DATA
    assert blobs.put(DATA) == SHA
    assert blobs.get(blobs.put(b"")) == b""


def test_a_local_file_has_the_content_and_the_name(blobs: Blobs) -> None:
    blobs.put(DATA)
    with blobs.local(SHA) as path:
        assert (path.name, path.read_bytes()) == (SHA, DATA)
    assert path.exists() == isinstance(blobs, FolderBlobs)


def test_a_spooled_file_is_taken_over(blobs: Blobs, tmp_path: Path) -> None:
    for _ in range(2):
        spooled = tmp_path / "spooled"
        spooled.write_bytes(DATA)
        blobs.adopt(spooled, SHA)
        assert not spooled.exists()
        assert blobs.get(SHA) == DATA


def test_what_is_missing_or_changed_is_never_handed_out(blobs: Blobs) -> None:
    blobs.put(DATA)
    damage(blobs, SHA, b"%PDF-1.7 another one")
    with pytest.raises(BlobMissing, match="was changed; restore"):
        blobs.get(SHA)
    with pytest.raises(BlobMissing, match="was changed; restore"), blobs.local(SHA):
        pass
    damage(blobs, SHA, None)
    with pytest.raises(BlobMissing, match="is missing from"):
        blobs.get(SHA)


def test_one_that_was_cut_short_is_replaced_by_the_next_put(blobs: Blobs) -> None:
    blobs.put(DATA)
    damage(blobs, SHA, DATA[:4])
    blobs.put(DATA)
    assert blobs.get(SHA) == DATA


def test_many_at_once_put_one_file(blobs: Blobs) -> None:
    threads = [threading.Thread(target=blobs.put, args=(DATA,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert blobs.get(SHA) == DATA


def test_a_folder_gets_the_file_durable_before_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (done.append(Path(f"/proc/self/fd/{handle}").readlink().name), sync(handle))
    )
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("named"), replace(a, b))[1])
    open_blobs("", tmp_path / "originals").put(DATA)
    assert done[0] == "originals"
    assert done[1].startswith(".new-")
    assert done[2:] == ["named", SHA[:2]]


def test_a_spool_on_another_file_system_is_copied(tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system")
    spooled = shared / f"botfarm-test-{os.getpid()}"
    spooled.write_bytes(DATA)
    blobs = open_blobs(str(tmp_path / "originals"), tmp_path)
    blobs.adopt(spooled, SHA)
    assert blobs.get(SHA) == DATA
    assert not spooled.exists()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = open_blobs("", tmp_path / "originals")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    blobs.put(b"another in the same farm")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.put(DATA)
    assert len([path for path in (tmp_path / "originals").rglob("*") if path.is_file()]) == 1


def test_a_name_appears_only_by_a_move(tmp_path: Path) -> None:
    fsspec.register_implementation("renaming", Renaming, clobber=True)
    Renaming.fault, Renaming.written = ftplib.error_temp("426 Connection closed"), []
    Renaming.store.clear()
    blobs = open_blobs("renaming://r", tmp_path)
    with pytest.raises(NotReady, match="426 Connection closed"):
        blobs.put(DATA)
    with pytest.raises(BlobMissing):
        blobs.get(SHA)
    Renaming.fault = None
    blobs.put(DATA)
    assert blobs.get(SHA) == DATA
    assert all(SHA not in path for path in Renaming.written)


@pytest.mark.parametrize(
    ("url", "said"),
    [("nonsense://x", "Protocol not known"), ("sftp://ann:secret@host/x", "paramiko")],
)
def test_a_place_that_nothing_here_understands_is_named(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        open_blobs(url, tmp_path)
    assert "secret" not in str(caught.value)
    assert "BOTFARM_BLOBS_URL" in str(caught.value)

"""Originals and evidence in a folder, durable before they are named."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestrator.store.blobs import Blobs


class FolderBlobs(Blobs):
    """A folder of this machine. A file is durable (fsync) before its name appears."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = str(folder)

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def adopt(self, spooled: Path, sha256: str) -> None:
        target = self._home_of(sha256)
        try:
            self._publish(spooled, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._write(sha256, spooled.read_bytes())  # another file system: copied, as it cannot be moved
            spooled.unlink()

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        self.get(sha256)
        yield self.path(sha256)

    def remove(self, sha256: str) -> None:
        path = self.path(sha256)
        if path.exists():
            path.unlink()
            _sync_folder(path.parent)

    def _size(self, sha256: str) -> int | None:
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def _read(self, sha256: str) -> bytes:
        return self.path(sha256).read_bytes()

    def _write(self, sha256: str, data: bytes) -> None:
        target = self._home_of(sha256)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._publish(Path(name), target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _home_of(self, sha256: str) -> Path:
        target = self.path(sha256)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.folder)
        return target

    @staticmethod
    def _publish(source: Path, target: Path) -> None:
        source.replace(target)
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Originals and evidence on a store of the network (S3, Azure, Google, SFTP, FTP, SMB ...), by fsspec."""

import contextlib
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fsspec.core import url_to_fs

from config.errors import ConfigError
from orchestrator.errors import NotReady
from orchestrator.store.blobs import Blobs

WHOLE_OR_NOT = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "memory"})
"""Stores where a put shows the whole object or none; on all others a file gets its name by a move."""


class RemoteBlobs(Blobs):
    """A content-addressed store at a URL. Logins come from the URL or from where the store's own library looks."""

    def __init__(self, url: str) -> None:
        self.place = _without_secrets(url)
        try:
            # Whatever a listing remembers may be old: other machines write here too.
            self._fs, self._root = url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
        except (ImportError, ValueError) as error:
            raise ConfigError(f"BOTFARM_BLOBS_URL ({self.place}) cannot be used here: {error}") from error

    def adopt(self, spooled: Path, sha256: str) -> None:
        if self._size(sha256) != spooled.stat().st_size:
            self._write(sha256, spooled.read_bytes())
        spooled.unlink()

    @contextmanager
    def local(self, sha256: str) -> Iterator[Path]:
        data = self.get(sha256)
        with tempfile.TemporaryDirectory(prefix="botfarm-") as folder:
            path = Path(folder) / sha256
            path.write_bytes(data)
            yield path

    def remove(self, sha256: str) -> None:
        with self._asking(), contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._path(sha256))

    def _path(self, sha256: str) -> str:
        return f"{self._root.rstrip('/')}/{sha256[:2]}/{sha256}"

    def _size(self, sha256: str) -> int | None:
        with self._asking():
            try:
                return int(self._fs.info(self._path(sha256))["size"])
            except FileNotFoundError:
                return None

    def _read(self, sha256: str) -> bytes:
        with self._asking():
            try:
                data: bytes = self._fs.cat_file(self._path(sha256))
            except FileNotFoundError:
                if not self._is_there():
                    raise NotReady(f"There is no {self.place}; create it, or correct BOTFARM_BLOBS_URL.") from None
                raise
        return data

    def _write(self, sha256: str, data: bytes) -> None:
        target = self._path(sha256)
        with self._asking():
            try:
                if WHOLE_OR_NOT.isdisjoint(_protocols(self._fs)):
                    self._move_in(target, data)
                else:
                    self._fs.pipe_file(target, data)
            except FileNotFoundError as error:
                raise NotReady(f"{self.place} takes no files ({error}); create it or correct its address.") from error

    def _move_in(self, target: str, data: bytes) -> None:
        folder, _, name = target.rpartition("/")
        written = f"{folder}/.new-{uuid.uuid4().hex}"
        self._fs.makedirs(folder, exist_ok=True)
        self._fs.pipe_file(written, data)
        try:
            if self._fs.info(written)["size"] != len(data):
                raise OSError(f"{name[:12]} was cut short")
            self._fs.mv(written, target)
        except OSError:
            if self._size(name) != len(data):  # else another machine was first, with the same content
                raise

    def _is_there(self) -> bool:
        """Whether the place itself exists; an object store knows no folders, but its bucket."""
        return bool(self._fs.exists(self._root.partition("/")[0] or "/"))

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Every library below has errors of its own; all mean that nothing was stored or read yet."""
        try:
            yield
        except (FileNotFoundError, NotReady):
            raise
        except Exception as error:
            why = f"{type(error).__name__}: {error}".removesuffix(": ")
            message = f"The originals at {self.place} cannot be reached now ({why}); trying again later."
            raise NotReady(message) from error


def _protocols(fs: Any) -> set[str]:
    return {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

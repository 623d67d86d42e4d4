"""Originals and evidence by the SHA-256 of their content, in a folder."""

import hashlib
import os
import tempfile
from pathlib import Path

from orchestrator.errors import OrchestratorError


class BlobMissing(OrchestratorError):
    """A file that the database names is not in the store, or its content does not fit its name."""


class Blobs:
    """A content-addressed folder. A file is durable (fsync) before its name appears."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Store `data` and return its SHA-256 in hex."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._publish(Path(name), target)
        return sha256

    def adopt(self, spooled: Path, sha256: str) -> None:
        """Move an already durable spool file, whose hash is `sha256`, under its name."""
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._publish(spooled, target)

    def get(self, sha256: str) -> bytes:
        """The content of `sha256`, checked.

        Raises:
            BlobMissing: it is not there, or was changed.
        """
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing(
                f"The original {sha256[:12]} is missing from {self.folder}; restore it from a backup."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BlobMissing(f"The original {sha256[:12]} in {self.folder} was changed; restore it from a backup.")
        return data

    def check(self, sha256: str) -> None:
        """Raise `BlobMissing` unless the content of `sha256` is there and unchanged."""
        self.get(sha256)

    @staticmethod
    def _publish(source: Path, target: Path) -> None:
        source.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

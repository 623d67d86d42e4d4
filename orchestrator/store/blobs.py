"""Originals and evidence by the SHA-256 of their content, wherever they are kept."""

import hashlib
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path

from orchestrator.errors import OrchestratorError


class BlobMissing(OrchestratorError):
    """A file that the database names is not in the store, or its content does not fit its name."""


class Blobs(ABC):
    """A content-addressed store. What `put` and `adopt` returned from is durable, and there under its name as a whole.

    All methods raise NotReady where a store on the network does not answer; trying again later is right.
    """

    place: str
    """Where it is, for messages; without passwords."""

    def put(self, data: bytes) -> str:
        """Store `data` and return its SHA-256 in hex. The same content is stored once."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self._size(sha256) != len(data):
            self._write(sha256, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content of `sha256`, checked.

        Raises:
            BlobMissing: it is not there, or was changed.
        """
        try:
            data = self._read(sha256)
        except FileNotFoundError as error:
            raise BlobMissing(
                f"The original {sha256[:12]} is missing from {self.place}; restore it from a backup."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BlobMissing(f"The original {sha256[:12]} in {self.place} was changed; restore it from a backup.")
        return data

    @abstractmethod
    def adopt(self, spooled: Path, sha256: str) -> None:
        """Take over an already durable spool file, whose hash is `sha256`; it is gone from the spool afterwards."""

    @abstractmethod
    def local(self, sha256: str) -> AbstractContextManager[Path]:
        """A file of this machine with the content, checked, named by its hash, to be read within the block only.

        Raises:
            BlobMissing: it is not there, or was changed.
        """

    @abstractmethod
    def remove(self, sha256: str) -> None:
        """Have nothing lie under the name any more; nothing happens where nothing does."""

    @abstractmethod
    def _size(self, sha256: str) -> int | None:
        """The size in bytes of what lies under the name, None when nothing does."""

    @abstractmethod
    def _read(self, sha256: str) -> bytes:
        """What lies under the name; FileNotFoundError when nothing does."""

    @abstractmethod
    def _write(self, sha256: str, data: bytes) -> None:
        """Make the content durable and only then give it its name."""

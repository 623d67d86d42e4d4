"""The watched folder: which files have settled, and taking one away so that nobody else can.

Names are bytes throughout: a name need not be UTF-8. A claimed file lies in `.claimed/<id>/<name>` until the
caller has made it durable elsewhere and says so; whatever is still there at the next start is offered again.
"""

import contextlib
import errno
import fcntl
import hashlib
import logging
import os
import stat
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)
CHUNK = 1 << 20
SKIPPED_BEGINNINGS = (b".", b"~$")
SKIPPED_ENDINGS = (b".tmp", b".part", b".crdownload", b".partial")
EMPTY_PATIENCE = 6
"""An empty file waits this many times longer: many programs create first and write later."""
MAX_DEPTH = 8

State = tuple[int, int, int]


@dataclass(frozen=True)
class Claimed:
    """A file taken out of the folder, copied to the spool and durable there.

    Attributes:
        id: 32 hex digits; the receipt's id, so that taking in twice gives one receipt.
        raw_name: the name as the clerk gave it, with its subfolder.
        spooled: the durable copy, whose content has the hash `sha256`.
    """

    id: str
    raw_name: bytes
    path: bytes
    spooled: Path
    sha256: str
    size: int


class WatchedFolder:
    """One folder that clerks drop files into. Call `poll` every second or two."""

    def __init__(self, inbox: Path, spool: Path, settle_seconds: float) -> None:
        self.inbox = os.fsencode(inbox)
        self.claimed = os.path.join(self.inbox, b".claimed")
        self.spool = spool
        self.settle_seconds = settle_seconds
        self.busy: set[bytes] = set()
        self._seen: dict[bytes, tuple[State, float]] = {}
        os.makedirs(self.claimed, exist_ok=True)
        spool.mkdir(parents=True, exist_ok=True)
        for leftover in spool.iterdir():
            leftover.unlink()

    def lock(self) -> int:
        """Be the only one that takes from this folder; the returned descriptor holds the lock.

        Raises:
            BlockingIOError: another process watches it.
        """
        handle = os.open(os.path.join(self.claimed, b".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle

    def poll(self) -> Iterator[Claimed]:
        """Files that are complete, each claimed and spooled as it is yielded; unfinished claims first."""
        yield from self._unfinished()
        for name in self._settled():
            claim = self._claim(name)
            if claim is not None:
                yield claim

    def done(self, claimed: Claimed) -> None:
        """Forget a claimed file: its content is safe in the store, and a copy of it that was not needed goes too."""
        claimed.spooled.unlink(missing_ok=True)
        if os.path.exists(claimed.path):
            os.unlink(claimed.path)
        _remove_folder(os.path.dirname(claimed.path))

    def _settled(self) -> list[bytes]:
        now, settled = time.monotonic(), []
        present: dict[bytes, tuple[State, float]] = {}
        for name, state in _files(self.inbox):
            before, since = self._seen.get(name, (None, now))
            since = since if before == state else now
            present[name] = (state, since)
            patience = self.settle_seconds * (1 if state[1] else EMPTY_PATIENCE)
            if now - since >= patience:
                settled.append(name)
        self._seen = present
        return settled

    def _claim(self, name: bytes) -> Claimed | None:
        source = os.path.join(self.inbox, name)
        if self._in_use(source, name):
            return None
        receipt_id = uuid.uuid4().hex
        folder = os.path.join(self.claimed, receipt_id.encode())
        target = os.path.join(folder, name)
        os.makedirs(os.path.dirname(target))
        try:
            os.rename(source, target)
        except OSError as error:
            _remove_folder(folder)
            if error.errno in (errno.ENOENT, errno.EBUSY, errno.EACCES, errno.EPERM):
                self.busy.add(name)
                return None
            raise
        self._seen.pop(name, None)
        return self._spool(receipt_id, name, target)

    def _in_use(self, path: bytes, name: bytes) -> bool:
        """Whether a writer has the file open, asked by a read lease; where leases do not work, settling decides."""
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            self.busy.add(name)
            return True
        try:
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                self.busy.add(name)
                return True
        finally:
            os.close(handle)
        self.busy.discard(name)
        return False

    def _unfinished(self) -> Iterator[Claimed]:
        for entry in os.scandir(self.claimed):
            if not entry.is_dir(follow_symlinks=False):
                continue
            found = list(_files(entry.path, hidden=True))
            if not found:
                _remove_folder(entry.path)
            for name, _ in found:
                claim = self._spool(os.fsdecode(entry.name), name, os.path.join(entry.path, name))
                if claim is not None:
                    yield claim

    def _spool(self, receipt_id: str, name: bytes, path: bytes) -> Claimed | None:
        """Copy while hashing, durable; a file that changed meanwhile goes back to the folder."""
        try:
            return self._copy(receipt_id, name, path)
        except OSError as error:
            log.error("a dropped file cannot be taken in now (%s); it is kept and tried again", error.strerror)
            return None

    def _copy(self, receipt_id: str, name: bytes, path: bytes) -> Claimed | None:
        before = _state(os.stat(path))
        spooled = self.spool / receipt_id
        digest = hashlib.sha256()
        with open(path, "rb") as source, spooled.open("wb") as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        if _state(os.stat(path)) != before:
            spooled.unlink()
            self._put_back(name, path)
            return None
        return Claimed(receipt_id, name, path, spooled, digest.hexdigest(), before[1])

    def _put_back(self, name: bytes, path: bytes) -> None:
        target = os.path.join(self.inbox, name)
        if os.path.exists(target):
            target = os.path.join(
                self.inbox, os.path.basename(os.path.dirname(path))[:8] + b"-" + os.path.basename(name)
            )
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(path, target)
        _remove_folder(os.path.dirname(path))


def _files(folder: bytes, below: bytes = b"", depth: int = 0, hidden: bool = False) -> Iterator[tuple[bytes, State]]:
    """Regular files with their state, subfolders included; links and what is still being written are passed over."""
    for entry in os.scandir(os.path.join(folder, below)):
        if not hidden and (entry.name.startswith(SKIPPED_BEGINNINGS) or entry.name.lower().endswith(SKIPPED_ENDINGS)):
            continue
        name = os.path.join(below, entry.name)
        try:
            found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if stat.S_ISREG(found.st_mode):
            yield name, _state(found)
        elif stat.S_ISDIR(found.st_mode) and depth < MAX_DEPTH:
            yield from _files(folder, name, depth + 1, hidden)


def _state(found: os.stat_result) -> State:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _remove_folder(folder: bytes) -> None:
    """Remove a folder and what is below it as far as it is empty."""
    for path, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):
            os.rmdir(path)

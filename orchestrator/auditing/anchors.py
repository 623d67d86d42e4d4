"""Anchors: now and then the end of the history is written to a file that belongs where nobody here can change it.

Whoever has the database and the farm's key can compute another history. What they cannot do is to make an older copy of
this file agree with it.
"""

import hashlib
import hmac
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.auditing.terms import AuditTerms
from orchestrator.auditing.time_stamps import stamp, stamp_problem
from orchestrator.errors import DecisionRefused, OrchestratorError
from orchestrator.store import Store, Transaction, audit
from orchestrator.store.audit_check import Anchored
from orchestrator.store.audit_search import of_action

FILE = "anchors.jsonl"
ACTION = "anchored"
LARGEST = 64 * 1024 * 1024


class AnchorNotWritten(OrchestratorError):
    """The file of anchors cannot be written or read; the message says why."""


class Anchor(BaseModel):
    """A line of the file: at this time the history had so many entries, and its last one this hash.

    Attributes:
        seal: HMAC-SHA-256 of the rest with the farm's key.
        stamp: the file beside with the time stamp (RFC 3161) of this line, empty without one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: str
    seq: int
    hash: str
    count: int
    seal: str
    stamp: str = ""

    def sealed(self, key: bytes) -> str:
        """The seal that this line should have."""
        said = f"anchor:{self.at}:{self.seq}:{self.hash}:{self.count}:{self.stamp}"
        return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()

    @property
    def imprint(self) -> bytes:
        """What a time stamp is over: hash, number and time, without the seal, so that everybody can check it."""
        return f"{self.hash} {self.seq} {self.at}".encode()


def write_anchor(store: Store, terms: AuditTerms, actor: str) -> Anchor:
    """Write the end of the history into the file, durable, and that it was written into the history.

    Raises:
        DecisionRefused: no file is set.
        AnchorNotWritten: it cannot be written, or the time-stamping authority does not stamp. Nothing was written.
    """
    path = _path(terms)
    with store.reading() as tx:
        head = audit.end(tx)
    at = datetime.now(UTC)
    name = f"{at:%Y%m%dT%H%M%SZ}-{head.seq}.tsr" if terms.tsa_url else ""
    bare = Anchor(
        at=at.isoformat(timespec="seconds"), seq=head.seq, hash=head.hash, count=head.seq, seal="", stamp=name
    )
    line = bare.model_copy(update={"seal": bare.sealed(store.audit_key)})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if name:
            _write(path.parent / name, stamp(terms, line.imprint))
        _append(path, line.model_dump_json())
    except OSError as error:
        raise AnchorNotWritten(f"The anchor cannot be written to {path} ({error.strerror}).") from error
    with store.begin() as tx:
        audit.append(tx, actor, ACTION, None, {"seq": line.seq, "hash": line.hash, "file": _place(path)})
    return line


def last_anchor(terms: AuditTerms) -> Anchor | None:
    """The newest line of the file; None where there is none, or it cannot be read."""
    if terms.anchors is None or not terms.anchors.is_file():
        return None
    newest = None
    for _, line in _lines(terms.anchors):
        newest = _parsed(line) or newest
    return newest


def anchors_to_check(tx: Transaction, terms: AuditTerms, key: bytes, other: Path | None = None) -> tuple[Anchored, ...]:
    """What the history must agree with: every line of the file, and every line that it should have.

    Args:
        other: a copy of the file that was kept elsewhere, in place of the farm's own.

    Raises:
        AnchorNotWritten: the copy cannot be read.
    """
    path = other or terms.anchors
    if path is None:
        return ()
    found = tuple(_checked(path, terms, key)) if path.is_file() else ()
    if other is not None:
        if not found:
            raise AnchorNotWritten(f"There are no anchors in {other}.")
        return found
    known = {anchor.seq for anchor in found}
    missing = (
        Anchored(
            seq=entry.data["seq"], hash=entry.data["hash"], at=entry.at,
            problem=f"The anchor of {entry.at[:19]} over entry {entry.data['seq']} is missing from {path}.",
        )
        for entry in of_action(tx, ACTION)
        if entry.data.get("file") == _place(path) and entry.data["seq"] not in known
    )  # fmt: skip
    return (*found, *missing)


def _checked(path: Path, terms: AuditTerms, key: bytes) -> Iterator[Anchored]:
    for number, text in _lines(path):
        line = _parsed(text)
        if line is None:
            yield Anchored(seq=0, hash="", at="", problem=f"Line {number} of {path} is not an anchor; it was changed.")
            continue
        problem = ""
        if not hmac.compare_digest(line.seal, line.sealed(key)):
            problem = f"Line {number} of {path} was changed, or was not sealed with this farm's key."
        elif line.stamp:
            problem = stamp_problem(terms, path.parent / Path(line.stamp).name, line.imprint)
        yield Anchored(seq=line.seq, hash=line.hash, at=line.at, problem=problem)


def _parsed(text: str) -> Anchor | None:
    try:
        return Anchor.model_validate_json(text)
    except ValidationError:
        return None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines with their numbers. A file that is much larger than thousands of years of anchors is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise AnchorNotWritten(f"{path} is larger than {LARGEST // 2**20} MB; it is not a file of anchors.")
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from ((number, line.strip()) for number, line in enumerate(file, start=1) if line.strip())
    except OSError as error:
        raise AnchorNotWritten(f"The anchors in {path} cannot be read ({error.strerror}).") from error


def _path(terms: AuditTerms) -> Path:
    if terms.anchors is None:
        raise DecisionRefused("No folder for anchors is set: BOTFARM_ANCHOR_FOLDER.")
    return terms.anchors


def _place(path: Path) -> str:
    """Where a file lies, by machine and path: each machine knows its own."""
    return f"{socket.gethostname()}:{path}"[-200:]


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

"""A bundle of the history for an auditor: one archive with the program that checks it on any machine.

Nothing in it needs botfarm: entries as JSON lines, the personal data that they commit to with its salts, the anchors,
and a manifest with the SHA-256 of each file.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from orchestrator.auditing.terms import AuditTerms
from orchestrator.errors import DecisionRefused, OrchestratorError
from orchestrator.store import Store, Transaction, audit, audit_search, clock
from orchestrator.store.audit_check import START
from orchestrator.store.audit_search import CHAINED
from orchestrator.store.blobs import BlobMissing

FORMAT = "botfarm-audit-1"
ACTION = "audit exported"
VERIFIER = Path(__file__).with_name("verify_bundle.py")
BLOCK = 2**20
TOLD_EVERY = 10_000
Progress = Callable[[int, int], None]


class BundleNotWritten(OrchestratorError):
    """The bundle cannot be written; the message says why."""


@dataclass(frozen=True)
class Wanted:
    """What goes into a bundle: the entries of these days, both included; all of them without.

    Attributes:
        private: whether personal data goes with them.
        originals: whether the files that came in within the days go with them.
    """

    since: date | None = None
    until: date | None = None
    private: bool = True
    originals: bool = False


@dataclass(frozen=True)
class Bundle:
    """What was written: how many entries of which numbers, and the SHA-256 of the archive."""

    path: Path
    sha256: str
    first: int
    last: int
    originals: int
    missing: tuple[str, ...] = ()


@dataclass
class Writing:
    """The archive while it is written; `files` by name with the SHA-256 of what was written so far."""

    archive: zipfile.ZipFile
    files: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, blocks: Iterator[bytes], *, packed: bool = True) -> None:
        """Write a file block by block."""
        digest = hashlib.sha256()
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self.archive.open(info, "w", force_zip64=True) as file:
            for block in blocks:
                digest.update(block)
                file.write(block)
        self.files[name] = digest.hexdigest()


def export(
    store: Store, terms: AuditTerms, actor: str, wanted: Wanted, path: Path, progress: Progress | None = None
) -> Bundle:
    """Write a bundle, and into the history that it was written.

    Raises:
        DecisionRefused: there is no entry in these days.
        BundleNotWritten
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            first, last, originals, missing = _write(store, terms, actor, wanted, file, progress)
        with partial.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        partial.replace(path)
    except OSError as error:
        raise BundleNotWritten(f"The bundle cannot be written to {path} ({error.strerror}).") from error
    finally:
        partial.unlink(missing_ok=True)
    facts = {"first": first, "last": last, "bundle": sha256, "originals": originals, "private": wanted.private}
    with store.begin() as tx:
        audit.append(tx, actor, ACTION, None, facts)
    return Bundle(path, sha256, first, last, originals, missing)


def _write(
    store: Store, terms: AuditTerms, actor: str, wanted: Wanted, file: BinaryIO, progress: Progress | None
) -> tuple[int, int, int, tuple[str, ...]]:
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        store.reading(one_state=True) as tx,
    ):
        writing, head = Writing(archive), audit.end(tx)
        first, last = audit_search.numbers(tx, wanted.since, wanted.until)
        if last < first:
            raise DecisionRefused("The history has no entry in these days.")
        walk = _Walk(tx, first, last, wanted, progress)
        writing.put("entries.jsonl", walk.entries())
        writing.put("private.jsonl", walk.private())
        _put_anchors(writing, terms)
        missing = tuple(_put_originals(writing, store, walk.taken_in)) if wanted.originals else ()
        for name, text in (("README.txt", README), ("verify.py", VERIFIER.read_text())):
            writing.put(name, iter([text.encode()]))
        manifest = {
            "format": FORMAT, "made_at": clock.now(tx).isoformat(timespec="seconds"), "made_by": actor,
            "since": wanted.since, "until": wanted.until, "first_seq": first, "last_seq": last,
            "start_hash": walk.start, "end_hash": walk.end, "head_seq": head.seq, "head_hash": head.hash,
            "private": wanted.private, "files": writing.files,
        }  # fmt: skip
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, default=str))
    count = sum(name.startswith("originals/") for name in writing.files)
    return first, last, count, missing


class _Walk:
    """The entries of a bundle, one after the other, and what is remembered of them."""

    def __init__(self, tx: Transaction, first: int, last: int, wanted: Wanted, progress: Progress | None) -> None:
        self.tx, self.first, self.last, self.wanted, self.progress = tx, first, last, wanted, progress
        self.start, self.end = START, START
        self.taken_in: dict[str, None] = {}

    def entries(self) -> Iterator[bytes]:
        for count, entry in enumerate(audit_search.kept(self.tx, self.first, self.last), start=1):
            if count == 1:
                self.start = entry.previous_hash
            self.end = entry.hash
            if entry.action == "received":
                self.taken_in[json.loads(entry.data)["sha256"]] = None
            if self.progress and count % TOLD_EVERY == 0:
                self.progress(count, self.last - self.first + 1)
            yield _line({name: getattr(entry, name) for name in CHAINED})

    def private(self) -> Iterator[bytes]:
        for entry in audit_search.kept(self.tx, self.first, self.last) if self.wanted.private else ():
            if entry.content is not None:
                yield _line({"seq": entry.seq, "salt": entry.salt, "content": entry.content})


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _put_anchors(writing: Writing, terms: AuditTerms) -> None:
    path = terms.anchors
    data = path.read_bytes() if path is not None and path.is_file() else b""
    writing.put("anchors.jsonl", iter([data]))
    for stamp in sorted(path.parent.glob("*.tsr")) if path is not None and data else ():
        writing.put(f"stamps/{stamp.name}", iter([stamp.read_bytes()]))


def _put_originals(writing: Writing, store: Store, taken_in: dict[str, None]) -> Iterator[str]:
    """Yields those that are not there any more: erased ones, and what is missing without a reason."""
    for sha256 in taken_in:
        try:
            with store.blobs.local(sha256) as path, path.open("rb") as file:
                writing.put(f"originals/{sha256}", _blocks(file), packed=False)
        except BlobMissing:
            yield sha256


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def file_name(wanted: Wanted) -> str:
    """What a bundle is called."""
    days = "-".join(str(day) for day in (wanted.since, wanted.until) if day) or "whole"
    return f"botfarm-audit-{days}-{datetime.now(UTC):%Y%m%dT%H%M%S}.zip"


README = """AUDIT BUNDLE OF A BOTFARM

To check it, on any machine with Python 3.9 or newer (nothing else is needed, nothing is unpacked):

    unzip -p BUNDLE.zip verify.py > verify.py
    python3 verify.py BUNDLE.zip
    python3 verify.py BUNDLE.zip ANCHORS.jsonl     with your own, older copy of the farm's file of anchors

Better still, take verify.py from the source of botfarm or from an earlier bundle: it has about 150 lines and can be
read in a quarter of an hour. Exit code 0: everything holds; 1: something was changed; 2: this is no bundle.

entries.jsonl   one entry of the history a line: who did what, when, to which document. `hash` is the SHA-256 over the
                entry and the hash of the one before, so that none can be changed, removed, put in or moved.
private.jsonl   what entries say of people. The entry holds its HMAC-SHA-256 under a random salt (`commitment`), so that
                it cannot be changed, but can be erased: then data and salt are gone and the chain still holds.
anchors.jsonl   now and then the end of the history is written to a file that is kept elsewhere. Whoever owned the farm
                wholly could compute another history; it would not agree with an older copy of this file.
stamps/         time stamps (RFC 3161) over anchors, where the farm has an authority for them. To check one:
                printf '%s' "HASH SEQ AT" > imprint     (the three values from its line in anchors.jsonl)
                openssl ts -verify -in stamps/NAME.tsr -data imprint -CAfile THE_AUTHORITYS_ROOTS.pem
originals/      files as they came in, named by their SHA-256, where they were asked for.
manifest.json   the SHA-256 of every file, and where the chain begins and ends. A bundle of some days begins with the
                hash of the entry before them: compare it with the end of the bundle before.

What a bundle cannot show by itself: that the farm wrote down everything that happened, and that its last entries were
not cut off before any anchor was made. For the first look at the controls in docs/compliance.md, for the second keep
copies of the anchors. The seal with the farm's key is checked at the farm: botfarm audit verify.
"""

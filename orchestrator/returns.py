"""Giving files back: each into the folder of its outcome, beside a short text that says why."""

import logging
import os
import re
from pathlib import Path

from orchestrator.reports.notes import note
from orchestrator.reports.outcome import folder_of
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, findings, receipts
from orchestrator.store.blobs import BlobMissing
from orchestrator.store.receipts import Receipt

log = logging.getLogger(__name__)
MAX_NAME_BYTES = 200


def return_files(store: Store, home: Path, dashboard_url: str) -> int:
    """Put every file whose document came to rest where the clerk looks for it; returns how many.

    A file whose document moved on afterwards is put anew, and its earlier place is cleared.
    """
    with store.reading() as tx:
        due = receipts.to_return(tx)
    for receipt, stage, reason in due:
        try:
            _return(store, home, receipt, stage, reason, dashboard_url)
        except (OSError, BlobMissing) as error:
            log.error("%s cannot be given back now, it is tried again: %s", receipt.id, error)
    return len(due)


def _return(store: Store, home: Path, receipt: Receipt, stage: Stage, reason: str, dashboard_url: str) -> None:
    """The place is written down before the file is put there, so that a second try clears what a first one left."""
    with store.reading() as tx:
        document = documents.get(tx, receipt.document_id)
        text = note(receipt, document, findings.latest_verdicts(tx, document.id), dashboard_url)
    folder = home / folder_of(stage, duplicate=receipt.duplicate)
    folder.mkdir(parents=True, exist_ok=True)
    if receipt.returned_as:
        _clear(home / receipt.returned_as)
    path = _free_path(folder, safe_name(receipt.name))
    place = str(path.relative_to(home))
    with store.begin() as tx:
        receipts.plan_return(tx, receipt.id, folder.name, place)
    _write(path, store.blobs.get(document.sha256))
    _write(note_path(path), text.encode())
    with store.begin() as tx:
        receipts.mark_returned(tx, receipt.id, stage, reason)
    log.info("%s is in %s/", receipt.name, folder.name)


def note_path(path: Path) -> Path:
    """Where the text about a returned file lies."""
    return path.with_name(path.name + ".txt")


def safe_name(name: str) -> str:
    """A single file name out of whatever a file was called: no path, nothing hidden, valid on Windows too."""
    flat = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]+', "_", name).strip(" .") or "file"
    encoded = flat.encode("utf-8", "replace")
    if len(encoded) <= MAX_NAME_BYTES:
        return encoded.decode()
    stem, dot, suffix = flat.rpartition(".")
    suffix = (dot + suffix)[-10:] if dot else ""
    return (stem or flat).encode("utf-8", "replace")[: MAX_NAME_BYTES - 20].decode("utf-8", "ignore") + suffix


def _free_path(folder: Path, name: str) -> Path:
    path, count = folder / name, 1
    while path.exists() or note_path(path).exists():
        count += 1
        path = folder / f"{Path(name).stem} ({count}){Path(name).suffix}"
    return path


def _clear(path: Path) -> None:
    for old in (path, note_path(path)):
        old.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Complete or not at all, under a name that the folder shows only when it is whole."""
    partial = path.with_name(f".{path.name[:80]}.part")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)

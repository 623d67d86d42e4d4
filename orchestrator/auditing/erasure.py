"""Erasing a document: not before its period is over, all of it, with an entry in the history that stays whole."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from orchestrator.auditing.retention import ERASABLE, Due, due, kept_until
from orchestrator.auditing.terms import AuditTerms
from orchestrator.errors import DecisionRefused, NotReady
from orchestrator.phrases import phrase
from orchestrator.store import Store, documents, erasures
from orchestrator.store.documents import Document
from orchestrator.store.erasures import Pending

log = logging.getLogger(__name__)
LOGINS = ("logged in", "logged out", "login failed")
AT_ONCE = 2000
"""Documents that one run of the schedule erases at most; the next goes on."""
NO_REASON = phrase("An erasure needs its reason; say why.")
BY_RETENTION = phrase("Its retention period is over.")
REASON_LENGTH = 500


@dataclass(frozen=True)
class Erased:
    """What was erased: the document, and the containers (e-mails, PDFs of several) that held it, by id.

    Attributes:
        still_in: containers that hold it still, as their own period is not over.
        files: how many files were removed, originals, pictures and copies.
        early: its period was not over.
    """

    document_id: str
    containers: tuple[str, ...]
    still_in: tuple[str, ...]
    files: int
    early: bool


@dataclass(frozen=True)
class Retained:
    """A run of the retention: what is due (`documents`), and what of it was erased."""

    documents: tuple[Due, ...]
    erased: int = 0
    logins: int = 0
    evidence_files: int = 0


def erase(store: Store, terms: AuditTerms, actor: str, document_id: str, reason: str, *, force: bool = False) -> Erased:
    """Erase a document's personal data, and with it what still holds it: the e-mail or PDF that it came out of.

    Args:
        force: also before its period, or that of what holds it, is over.

    Raises:
        DecisionRefused: its period is not over, it is still worked on, was erased, or no reason is given.
        DocumentNotFound
    """
    why = " ".join(reason.split())[:REASON_LENGTH]
    if not why:
        raise DecisionRefused(NO_REASON)
    retention, today = terms.retention(), datetime.now(UTC).date()
    with store.begin() as tx:
        document = documents.get(tx, document_id, to_change=True)
        until = kept_until(document, retention)
        _insist_on_erasable(document, until, today, force=force)
        held_in = erasures.containers_of(tx, document.id)
        ends = {one.id: kept_until(one, retention) for one in (document, *held_in)}
        going = [one for one in (document, *held_in) if force or ends[one.id] < today]
        pending = [
            erasures.erase(tx, one, actor, why, forced=ends[one.id] >= today, kept_until=str(ends[one.id]))
            for one in going
        ]
    removed = sum(_remove(store, terms.home, one) for one in pending)
    still_in = tuple(one.id for one in held_in if one not in going)
    return Erased(document.id, tuple(one.id for one in going[1:]), still_in, removed, until >= today)


def _insist_on_erasable(document: Document, until: date, today: date, *, force: bool) -> None:
    if document.erased_at is not None:
        raise DecisionRefused(f"Document {document.id} was erased on {document.erased_at:%Y-%m-%d} already.")
    if document.stage not in ERASABLE:
        raise DecisionRefused(f"Document {document.id} is {document.stage}; reject it first, then it can be erased.")
    if until >= today and not force:
        raise DecisionRefused(
            f"Document {document.id} must be kept until {until}. Where the law says that it must go before, force it."
        )


def retain(store: Store, terms: AuditTerms, actor: str, *, do: bool, limit: int = AT_ONCE) -> Retained:
    """Look what is due by `retention.toml` and, where `do`, erase it; first what an earlier run left unfinished."""
    retention, now = terms.retention(), datetime.now(UTC)
    with store.reading() as tx:
        found = Retained(due(tx, retention, now.date(), limit))
    if not do:
        return found
    finish_pending(store, terms.home)
    done = sum(_erase_due(store, terms, actor, one) for one in found.documents)
    old = now - (retention.logins.after(now.date()) - now.date())
    with store.begin() as tx:
        logins = erasures.erase_acts(tx, actor, LOGINS, old, BY_RETENTION)
    files = sum(1 for _ in _remove_evidence(terms.home, now, retention.evidence_files.after(now.date()) - now.date()))
    return replace(found, erased=done, logins=logins, evidence_files=files)


def _erase_due(store: Store, terms: AuditTerms, actor: str, one: Due) -> bool:
    """One document may be touched, or erased as another's container, meanwhile; the others go on."""
    try:
        erase(store, terms, actor, one.document.id, BY_RETENTION)
    except (DecisionRefused, NotReady) as refusal:
        log.warning("document %s is not erased now: %s", one.document.id, refusal)
        return False
    return True


def finish_pending(store: Store, home: Path | None) -> int:
    """Remove the files of erasures that were broken off after their rows were gone; how many."""
    with store.reading() as tx:
        left = erasures.still_pending(tx)
    return sum(_remove(store, home, one) for one in left)


def _remove(store: Store, home: Path | None, pending: Pending) -> int:
    """A file whose content came in anew meanwhile belongs to that document, and stays."""
    count = 0
    for sha256 in pending.blobs:
        with store.reading() as tx:
            named = erasures.content_kept(tx, sha256)
        if not named:
            store.blobs.remove(sha256)
            count += 1
    for name in pending.files if home else ():
        count += _remove_copy(home, name) if home else 0
    with store.begin() as tx:
        erasures.files_removed(tx, pending.document_id)
    return count


def _remove_copy(home: Path, name: str) -> int:
    """The copy of a file that was given back to the clerk, and the text beside it. Nothing outside the home folder."""
    path = home / name
    if not path.resolve().is_relative_to(home.resolve()):
        return 0
    there = [each for each in (path, path.with_name(path.name + ".txt")) if each.is_file()]
    for each in there:
        each.unlink()
    return len(there)


def _remove_evidence(home: Path | None, now: datetime, keep: timedelta) -> Iterator[Path]:
    """Pictures and traces of failed keying, which are named by time and hold whatever the ERP showed."""
    folder = home / "evidence" if home else None
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < (now - keep).timestamp():
            path.unlink()
            yield path

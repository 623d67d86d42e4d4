"""Checking the whole history: its chain, its private parts, its seal, its anchors, and every document's stage."""

import hmac
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, Select, func, select

from orchestrator.phrases import phrase
from orchestrator.store.audit_hashing import commitment, entry_hash, seal
from orchestrator.store.engine import Transaction, streaming
from orchestrator.store.tables import audit, audit_head, audit_private, documents

START = "0" * 64
AT_ONCE = 2000
TOLD_EVERY = 10_000
DOCUMENTS_AT_ONCE = 400
MOVING = ("received", "moved")
"""Entries that say in which stage a document stands afterwards."""
ERASED = "erased"
"""The entry that tells that private parts before it are gone."""

Progress = Callable[[int, int], None]
"""Told how many entries are checked, of how many."""


class Anchored(BaseModel):
    """What an anchor says: at a time the entry of this number was the last, and had this hash. Number 0: it was empty.

    `problem`: what is wrong with the anchor itself, if anything.
    """

    model_config = ConfigDict(frozen=True)

    seq: int
    hash: str
    at: str
    problem: str = ""


class AuditResult(BaseModel):
    """What verification found: what it looked at, and the first broken entry with what is wrong, if any.

    Attributes:
        private: private parts that were held against the commitments in the chain; `erased` of them are gone, rightly.
        anchors: how many the chain was held against.
        documents: how many stand where their history ends.
    """

    model_config = ConfigDict(frozen=True)

    entries: int
    broken_seq: int | None = None
    problem: str = ""
    private: int = 0
    erased: int = 0
    anchors: int = 0
    documents: int = 0

    @property
    def intact(self) -> bool:
        return self.broken_seq is None


class Broken(Exception):
    """Found while checking: the number of the entry, and what is wrong."""

    def __init__(self, seq: int, problem: str) -> None:
        super().__init__(problem)
        self.seq, self.problem = seq, problem


@dataclass
class Gone:
    """Private parts of a document, or of a kind of act, that are missing: the first and the last so far."""

    first: int
    last: int


@dataclass
class Chain:
    """The walk along the chain. It keeps what is missing until the entry comes that says that it was erased."""

    anchors: Mapping[int, Anchored]
    count: int = 0
    previous: str = START
    private: int = 0
    erased: int = 0
    missing: dict[str, Gone] = field(default_factory=dict)

    def add(self, row: Row[Any]) -> None:
        """Check the next entry.

        Raises:
            Broken
        """
        problem = problem_of(row, self.count + 1, self.previous)
        if problem:
            raise Broken(min(row.seq, self.count + 1), problem)
        self.count, self.previous = self.count + 1, row.hash
        if row.content is not None:
            self.private += 1
        elif row.commitment:
            self._misses(row)
        if row.action == ERASED:
            self._was_erased(row)
        anchor = self.anchors.get(row.seq)
        if anchor is not None and anchor.hash != row.hash:
            raise Broken(row.seq, f"The anchor of {anchor.at} has another entry {row.seq}: the history was rewritten.")

    def _misses(self, row: Row[Any]) -> None:
        gone = self.missing.setdefault(group_of(row.document_id, row.action), Gone(row.seq, row.seq))
        gone.last = row.seq
        self.erased += 1

    def _was_erased(self, row: Row[Any]) -> None:
        for name, until in erased_by(row.seq, row.document_id, json.loads(row.data)).items():
            gone = self.missing.get(name)
            if gone is not None and gone.last <= until:
                del self.missing[name]

    def insist_on_erasures(self) -> None:
        """Go on only where an entry tells of everything that is missing that it was erased.

        Raises:
            Broken
        """
        if self.missing:
            first = min(gone.first for gone in self.missing.values())
            raise Broken(first, phrase("The entry's personal data is missing, and nothing says that it was erased."))


def group_of(document_id: str | None, action: str) -> str:
    """Under what the private part of an entry is erased: its document, else its kind of act."""
    return document_id or f"action:{action}"


def erased_by(seq: int, document_id: str | None, data: Mapping[str, Any]) -> dict[str, int]:
    """What an entry says was erased: the groups, each with the number up to which."""
    if document_id:
        return {document_id: seq}
    return {group_of(None, action): min(int(data["until"]), seq) for action in data.get("actions", ())}


def whole() -> Select[Any]:
    """Entries with their private parts; `salt` and `content` are None where there are none."""
    parts = select(audit, audit_private.c.salt, audit_private.c.content)
    return parts.join_from(audit, audit_private, audit.c.seq == audit_private.c.seq, isouter=True)


def problem_of(row: Row[Any], expected_seq: int, previous: str) -> str:
    """What is wrong with an entry that should have this number and follow the one of this hash; empty for nothing."""
    if row.seq != expected_seq:
        return (
            f"Entry {expected_seq} is missing: after it comes {row.seq}."
            if row.seq > expected_seq
            else phrase("An entry was inserted.")
        )
    if row.previous_hash != previous:
        return phrase(
            "The entry does not follow from the one before: one of the two was changed, or one was inserted or removed."
        )
    digest = entry_hash(
        row.seq, row.at, row.actor, row.action, row.document_id, row.data, row.previous_hash, row.commitment
    )
    if digest != row.hash:
        return phrase("The entry's content was changed after it was written.")
    if row.content is not None and not _fits(row):
        return phrase("The entry's personal data was changed after it was written.")
    return ""


def _fits(row: Row[Any]) -> bool:
    try:
        return bool(row.commitment) and commitment(row.salt, row.content) == row.commitment
    except ValueError:  # the salt is none
        return False


def verify(
    tx: Transaction, key: bytes, anchors: Sequence[Anchored] = (), progress: Progress | None = None
) -> AuditResult:
    """Check the whole chain, its seal, and that every document's stage is the one last written in the history.

    Args:
        anchors: what the chain must agree with, by which even a chain that was computed anew with the key is found.
        progress: told now and then how far it is.
    """
    chain = Chain({anchor.seq: anchor for anchor in anchors if not anchor.problem})
    try:
        total = int(tx.execute(select(func.count()).select_from(audit)).scalar_one()) if progress else 0
        rows = tx.execute(whole().order_by(audit.c.seq), execution_options=streaming(tx, AT_ONCE))
        for row in rows:
            chain.add(row)
            if progress and chain.count % TOLD_EVERY == 0:
                progress(chain.count, total)
        _insist_on_head(tx, chain, key)
        _insist_on_reached(chain, chain.anchors.values())
        _insist_on_sound(anchors)
        chain.insist_on_erasures()
        _insist_on_no_more_private(tx, chain)
        checked = max(_checked_stages(tx), default=0)
    except Broken as broken:
        return AuditResult(entries=chain.count, broken_seq=broken.seq, problem=broken.problem)
    return AuditResult(
        entries=chain.count, private=chain.private, erased=chain.erased, anchors=len(anchors), documents=checked
    )


def _insist_on_sound(anchors: Sequence[Anchored]) -> None:
    for anchor in anchors:
        if anchor.problem:
            raise Broken(anchor.seq, anchor.problem)


def _insist_on_head(tx: Transaction, chain: Chain, key: bytes) -> None:
    head = tx.execute(select(audit_head)).one_or_none()
    problem = _head_problem(head, chain.count, chain.previous, key)
    if problem:
        raise Broken(chain.count + 1 if head and head.seq > chain.count else chain.count, problem)


def _head_problem(head: Any, count: int, last_hash: str, key: bytes) -> str:
    if head is None:
        return phrase("The seal over the last entry is missing.")
    if head.seq > count:
        return f"Entries {count + 1} to {head.seq} were removed from the end."
    if head.seq < count or head.hash != last_hash:
        return phrase("The last entry is not the one that was sealed.")
    if not hmac.compare_digest(head.seal, seal(key, head.seq, head.hash)):
        return phrase("The seal over the last entry was not made with this farm's key.")
    return ""


def _insist_on_reached(chain: Chain, anchors: Collection[Anchored]) -> None:
    beyond = min((anchor for anchor in anchors if anchor.seq > chain.count), key=lambda one: one.seq, default=None)
    if beyond is not None:
        problem = (
            f"The anchor of {beyond.at} has entry {beyond.seq}, which is not here: the history was turned back or "
            f"cut off after entry {chain.count}."
        )
        raise Broken(chain.count + 1, problem)


def _insist_on_no_more_private(tx: Transaction, chain: Chain) -> None:
    """A private part that belongs to no entry was put there by somebody else."""
    if int(tx.execute(select(func.count()).select_from(audit_private)).scalar_one()) != chain.private:
        raise Broken(chain.count, phrase("There is personal data that belongs to no entry of the history."))


def _checked_stages(tx: Transaction) -> Iterator[int]:
    """How many documents stand where their history ends; some at once, so that memory stays bounded.

    Raises:
        Broken
    """
    done, last = 0, ""
    while True:
        query = select(documents.c.id, documents.c.stage).where(documents.c.id > last).order_by(documents.c.id)
        rows = tx.execute(query.limit(DOCUMENTS_AT_ONCE)).all()
        if not rows:
            return
        told = _last_stages(tx, [row.id for row in rows])
        for row in rows:
            seq, stage = told.get(row.id, (0, ""))
            if stage != row.stage:
                said = f"its history ends with {stage}" if stage else "its history is empty"
                raise Broken(seq, f"Document {row.id} stands at {row.stage}, but {said}.")
        done, last = done + len(rows), rows[-1].id
        yield done


def _last_stages(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    newest = select(func.max(audit.c.seq)).where(audit.c.document_id.in_(ids), audit.c.action.in_(MOVING))
    query = select(audit.c.document_id, audit.c.seq, audit.c.data)
    rows = tx.execute(query.where(audit.c.seq.in_(newest.group_by(audit.c.document_id))))
    return {row.document_id: (row.seq, json.loads(row.data).get("to", "")) for row in rows}

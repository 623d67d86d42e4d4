"""What a compliance report says: the one frozen content from which its forms are written.

Times are aware UTC, amounts Decimal in the currency beside them. Texts that the farm stored are English, as stored.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from orchestrator.reports.compliance.period import Period


class Outcome(StrEnum):
    """What became of a file by the end of the period."""

    POSTED = "posted"
    FILED = "filed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    OPEN = "open"


class Sort(StrEnum):
    """What kind of exception it was."""

    RULE = "rule"
    HELD = "held"
    SET_ASIDE = "set_aside"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    TAKEN_BACK = "taken_back"
    OVERRULED = "overruled"
    REJECTED = "rejected"
    REFUSED = "refused"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that came in, and where it stood at the end of the period."""

    id: str
    received_at: datetime
    outcome: Outcome
    stage: str
    kind: str
    supplier: str
    number: str
    currency: str
    amount: Decimal | None
    erp_number: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How many documents of a kind had an outcome, and what they come to; `amount` None where none was read."""

    outcome: Outcome
    kind: str
    currency: str
    count: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Balance:
    """Where everything went. Files and documents that came in by outcome, then what was open before and after."""

    files: int
    duplicates: int
    posted: int
    filed: int
    rejected: int
    open: int
    open_before: int
    new: int
    reopened: int
    closed: int
    open_after: int

    @property
    def received_holds(self) -> bool:
        """Every file that came in is accounted for."""
        return self.files == self.posted + self.filed + self.rejected + self.duplicates + self.open

    @property
    def carried_holds(self) -> bool:
        """What was open before, came in or was opened again has been closed or is open."""
        return self.open_before + self.new + self.reopened - self.closed == self.open_after


@dataclass(frozen=True, slots=True)
class Check:
    """Two figures from different places that must be equal. `name` is an English phrase."""

    name: str
    left: str
    right: str

    @property
    def holds(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """Something out of the ordinary at a document, and how it ended within the period.

    Attributes:
        rule: id and version, where a rule found it.
        decision: an English phrase; empty while it was open.
        by: actor as in the history, why: the reason given.
    """

    at: datetime
    sort: Sort
    document_id: str
    supplier: str
    number: str
    currency: str
    amount: Decimal | None
    rule: str
    what: str
    decision: str
    by: str
    why: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in a version that judged in the period."""

    rule_id: str
    version: str
    severity: str
    judged: int
    failed: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class RuleChangeRow:
    """A set of rules that was put in force, by whom and why."""

    at: datetime
    by: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Who had a hand in a document that a person approved or changed. Logins; `conflict` an English phrase or empty."""

    document_id: str
    supplier: str
    number: str
    currency: str
    amount: Decimal | None
    entered: tuple[str, ...]
    changed: tuple[str, ...]
    approved: tuple[str, ...]
    conflict: str


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A change to who may do what."""

    at: datetime
    by: str
    action: str
    whom: str
    details: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person at the end of the period, with the logins that worked and failed within it."""

    login: str
    roles: str
    active: bool
    logins: int
    failed_logins: int


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A posting whose outcome was not known for a time. `ended` is the stage it led to, empty while it is open."""

    at: datetime
    document_id: str
    supplier: str
    number: str
    currency: str
    amount: Decimal | None
    why: str
    ended: str
    by: str
    how: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Operation:
    """Something about the running of the farm, counted. `name` is an English phrase."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Record:
    """Where in the history the period lies: entries from `first` to `last`, with the hash of the last.

    Attributes:
        anchors: how often the end of the history was written where it can be kept elsewhere; the last such end.
    """

    first: int
    last: int
    entries: int
    hash: str
    anchors: int
    anchor_seq: int
    anchor_hash: str


@dataclass(frozen=True, slots=True)
class Content:
    """The report, but for who made it and when."""

    period: Period
    balance: Balance
    outcomes: tuple[OutcomeRow, ...]
    checks: tuple[Check, ...]
    exceptions: tuple[ExceptionRow, ...]
    rules: tuple[RuleRow, ...]
    rule_changes: tuple[RuleChangeRow, ...]
    duties: tuple[DutyRow, ...]
    by_policy: int
    by_people: int
    access: tuple[AccessRow, ...]
    people: tuple[PersonRow, ...]
    doubts: tuple[DoubtRow, ...]
    operations: tuple[Operation, ...]
    documents: tuple[DocumentRow, ...]
    record: Record

    @property
    def conflicts(self) -> tuple[DutyRow, ...]:
        return tuple(row for row in self.duties if row.conflict)

    @property
    def holds(self) -> bool:
        """Whether both balances and all figures agree, and nobody approved what they must not."""
        balance = self.balance
        equal = balance.received_holds and balance.carried_holds and all(check.holds for check in self.checks)
        return equal and not self.conflicts

    def fingerprint(self) -> str:
        """SHA-256 over all that it says, in a form of its own: the same for the same content, in any language."""
        digest = hashlib.sha256()
        for line in _lines(self):
            digest.update(line.encode())
            digest.update(b"\n")
        return digest.hexdigest()


def _lines(content: Content) -> Iterator[str]:
    """One JSON array a row, each named by its part."""
    for part in fields(content):
        value = getattr(content, part.name)
        for row in value if isinstance(value, tuple) else (value,):
            yield json.dumps([part.name, *_plain(row)], ensure_ascii=False)


def _plain(row: Any) -> list[Any]:
    if isinstance(row, int):
        return [row]
    return [_text(getattr(row, one.name)) for one in fields(row)]


def _text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str | int) else value.isoformat()

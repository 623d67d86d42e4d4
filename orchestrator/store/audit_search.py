"""The history for people who look for something in it: entries by who, what, which document and when."""

import heapq
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ColumnElement, func, select

from orchestrator.store.audit import AuditEntry, entry_of
from orchestrator.store.audit_check import AT_ONCE, whole
from orchestrator.store.engine import Transaction, streaming
from orchestrator.store.tables import audit

MOST_NAMES = 50
"""Different names that are told apart; more are not looked for."""
LAST = "\U0010ffff"


class Wanted(BaseModel):
    """What is looked for; empty parts fit everything. `who` is an actor, or a login by whatever way it came."""

    model_config = ConfigDict(frozen=True)

    who: str = ""
    action: str = ""
    document_id: str = ""
    since: date | None = None
    until: date | None = None


def entries(tx: Transaction, wanted: Wanted, before: int | None, limit: int) -> tuple[AuditEntry, ...]:
    """The entries that fit, the newest first, from before a number on.

    Every part is answered by an index: entries come in the order of their numbers from each actor and action that fits,
    and are merged; days are turned into numbers, since entries are numbered as they come.
    """
    low, high = _numbers(tx, wanted)
    high = high if before is None else min(high, before)
    fits = [audit.c.seq >= low, audit.c.seq < high]
    queries = [[*fits, *part] for part in _parts(tx, wanted)]
    found = (_newest(tx, query, limit) for query in queries)
    merged = heapq.merge(*found, key=lambda entry: entry.seq, reverse=True)
    return tuple(islice(merged, limit))


class KeptEntry(NamedTuple):
    """An entry as it lies in the database, texts and all; `salt` and `content` are its private part, if it is there."""

    seq: int
    at: str
    actor: str
    action: str
    document_id: str | None
    data: str
    previous_hash: str
    hash: str
    commitment: str | None
    salt: str | None
    content: str | None


CHAINED = KeptEntry._fields[:-2]
"""What of it the chain is made of."""


def kept(tx: Transaction, first: int, last: int) -> Iterator[KeptEntry]:
    """The entries from one number to another as they are kept, in their order."""
    query = whole().where(audit.c.seq >= first, audit.c.seq <= last).order_by(audit.c.seq)
    for row in tx.execute(query, execution_options=streaming(tx, AT_ONCE)):
        yield KeptEntry(*row)


def numbers(tx: Transaction, since: date | None, until: date | None) -> tuple[int, int]:
    """The numbers of the first and the last entry of these days, of all without."""
    low, high = _numbers(tx, Wanted(since=since, until=until))
    return low, high - 1


def get(tx: Transaction, seq: int) -> AuditEntry | None:
    """The entry of this number."""
    return next(_newest(tx, [audit.c.seq == seq], 1), None)


def of_action(tx: Transaction, action: str) -> Iterator[AuditEntry]:
    """All entries of a kind of act, the oldest first."""
    yield from map(entry_of, tx.execute(whole().where(audit.c.action == action).order_by(audit.c.seq)))


def actions(tx: Transaction) -> tuple[str, ...]:
    """Every kind of act that the history holds."""
    return tuple(_names(tx, audit.c.action))


def touched_by(tx: Transaction, document_ids: Collection[str], login: str) -> frozenset[str]:
    """Those of the documents in whose history a person of this login did something, by whatever way they came."""
    query = select(audit.c.document_id).where(audit.c.document_id.in_(document_ids), _by(login)).distinct()
    return frozenset(tx.execute(query).scalars())


def _parts(tx: Transaction, wanted: Wanted) -> Iterator[list[ColumnElement[bool]]]:
    """The conditions of each stretch of an index that holds entries that fit."""
    a = audit.c
    same_action = [a.action == wanted.action] if wanted.action else []
    if wanted.document_id:
        yield [a.document_id == wanted.document_id, *same_action, *([_by(wanted.who)] if wanted.who else [])]
    elif wanted.who:
        for actor in _actors(tx, wanted.who):
            for action in [wanted.action] if wanted.action else _names(tx, a.action, a.actor == actor):
                yield [a.actor == actor, a.action == action]
    else:
        yield same_action


def _by(who: str) -> ColumnElement[bool]:
    return (audit.c.actor == who) | audit.c.actor.startswith(f"{who} (", autoescape=True)


def _actors(tx: Transaction, who: str) -> Iterator[str]:
    """The actor of this name, and the ways in which a person of this login came."""
    yield who
    begins = f"{who} ("
    named = _names(tx, audit.c.actor, first=begins, end=begins + LAST)
    yield from (actor for actor in named if actor.startswith(begins))  # databases sort brackets in different ways


def _names(
    tx: Transaction, column: Column[Any], *where: ColumnElement[bool], first: str = "", end: str = ""
) -> Iterator[str]:
    """The different values of a column, by one look into its index for each."""
    name = tx.execute(select(func.min(column)).where(column >= first, *where)).scalar_one()
    for _ in range(MOST_NAMES):
        if name is None or (end and name > end):
            return
        yield name
        name = tx.execute(select(func.min(column)).where(column > name, *where)).scalar_one()


def _newest(tx: Transaction, where: list[ColumnElement[bool]], limit: int) -> Iterator[AuditEntry]:
    yield from map(entry_of, tx.execute(whole().where(*where).order_by(audit.c.seq.desc()).limit(limit)))


def _numbers(tx: Transaction, wanted: Wanted) -> tuple[int, int]:
    """The numbers between which the days lie: from the first, and up to but without the second."""
    last = int(tx.execute(select(func.max(audit.c.seq))).scalar_one() or 0)
    low = _first_from(tx, wanted.since, last) if wanted.since else 1
    high = _first_from(tx, wanted.until + timedelta(days=1), last) if wanted.until else last + 1
    return low, high


def _first_from(tx: Transaction, day: date, last: int) -> int:
    """The number of the first entry of a day or later, found by halving."""
    at = datetime.combine(day, time()).isoformat()
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        when = tx.execute(select(audit.c.at).where(audit.c.seq == middle)).scalar_one_or_none()
        if when is not None and when < at:
            low = middle + 1
        else:
            high = middle
    return low

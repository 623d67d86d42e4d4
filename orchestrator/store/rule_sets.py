"""The rules in force and all that were before them. A set is never changed: what is put in force is a new one."""

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row, delete, insert, or_, select

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.findings import latest_verdicts
from orchestrator.store.tables import audit_head, rule_folders, rule_sets

SHORT = 12
"""Characters of its hash by which a verdict names the set that gave it."""
REMOVED = " (removed)"
"""Behind a part's name: the part was there, and its author took it away."""


class RuleSet(BaseModel):
    """What the rules were from a moment on.

    Attributes:
        content_hash: SHA-256 of all files.
        put_by: who put it in force, as the history names them; `file` for what was found edited on disk.
        files: the text of each file, by its name; a spreadsheet as CSV.
        authors: who put each part in force as it stands, by the part (`rules.toml/iban`).
    """

    model_config = ConfigDict(frozen=True)

    id: int
    content_hash: str
    since: datetime
    put_by: str
    reason: str
    files: dict[str, str]
    authors: dict[str, str]

    @property
    def short(self) -> str:
        """The name that verdicts carry."""
        return self.content_hash[:SHORT]


def hash_in_force(tx: Transaction) -> str:
    """The hash of the rules in force, empty before there were any: one look into an index, asked at every judgement."""
    query = select(rule_sets.c.content_hash).order_by(rule_sets.c.id.desc()).limit(1)
    return str(tx.execute(query).scalar_one_or_none() or "")


def in_force(tx: Transaction) -> RuleSet | None:
    """The rules in force; None before the farm was ever started with rules that are kept."""
    return _one(tx.execute(select(rule_sets).order_by(rule_sets.c.id.desc()).limit(1)).one_or_none())


def lock(tx: Transaction) -> None:
    """Let nobody else put rules in force until the transaction ends."""
    tx.execute(select(audit_head.c.seq).with_for_update())


def add(
    tx: Transaction,
    content_hash: str,
    put_by: str,
    reason: str,
    files: Mapping[str, str],
    authors: Mapping[str, str],
) -> RuleSet:
    """Put a set in force from now on."""
    values = {
        "content_hash": content_hash, "since": clock.now(tx), "put_by": put_by, "reason": reason,
        "files": json.dumps(dict(files), ensure_ascii=False), "authors": json.dumps(dict(authors), ensure_ascii=False),
    }  # fmt: skip
    tx.execute(insert(rule_sets).values(values))
    added = in_force(tx)
    assert added is not None
    return added


def seen_in(tx: Transaction, place: str) -> str:
    """The hash of what lay in a config folder when it was last looked at; empty for one never seen."""
    query = select(rule_folders.c.content_hash).where(rule_folders.c.place == place)
    return str(tx.execute(query).scalar_one_or_none() or "")


def saw(tx: Transaction, place: str, content_hash: str) -> None:
    """Keep what lies in a config folder now."""
    tx.execute(delete(rule_folders).where(rule_folders.c.place == place))
    tx.execute(insert(rule_folders).values(place=place, content_hash=content_hash, seen_at=clock.now(tx)))


def get(tx: Transaction, set_id: int) -> RuleSet | None:
    """The set of this number."""
    return _one(tx.execute(select(rule_sets).where(rule_sets.c.id == set_id)).one_or_none())


def named(tx: Transaction, beginning: str) -> RuleSet | None:
    """The newest set whose hash begins so, as verdicts name it."""
    query = select(rule_sets).where(rule_sets.c.content_hash.startswith(beginning, autoescape=True))
    return _one(tx.execute(query.order_by(rule_sets.c.id.desc()).limit(1)).one_or_none())


def newest(tx: Transaction, before: int | None, limit: int) -> tuple[RuleSet, ...]:
    """At most so many sets, the newest first, from before a number on."""
    query = select(rule_sets).order_by(rule_sets.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(rule_sets.c.id < before)
    return tuple(_set(row) for row in tx.execute(query))


def between(tx: Transaction, since: datetime, until: datetime) -> tuple[RuleSet, ...]:
    """Every set that was in force at some time from `since` up to but without `until`, the oldest first."""
    before = select(rule_sets.c.id).where(rule_sets.c.since <= since).order_by(rule_sets.c.id.desc()).limit(1)
    first = tx.execute(before).scalar_one_or_none()
    within = (rule_sets.c.since > since) & (rule_sets.c.since < until)
    query = select(rule_sets).where(or_(within, rule_sets.c.id == (first or 0))).order_by(rule_sets.c.id)
    return tuple(_set(row) for row in tx.execute(query))


def authors_in_force(tx: Transaction, document_id: str) -> dict[str, str]:
    """Who put in force what let a document through: by the part, of every rule that passed it and every rule that was
    taken away, in the set by which it was judged last.
    """
    verdicts = latest_verdicts(tx, document_id)
    judged_by = named(tx, verdicts[0].rule_set) if verdicts and verdicts[0].rule_set else None
    if judged_by is None:
        return {}
    passed = {verdict.rule_id for verdict in verdicts if verdict.passed}
    return {
        part: author
        for part, author in judged_by.authors.items()
        if part.endswith(REMOVED) or part.partition("/")[2] in passed
    }


def _one(row: Row[tuple[object, ...]] | None) -> RuleSet | None:
    return None if row is None else _set(row)


def _set(row: Row[tuple[object, ...]]) -> RuleSet:
    values = dict(row._mapping)
    told = {name: json.loads(values[name]) for name in ("files", "authors")}
    return RuleSet.model_validate({**values, **told})

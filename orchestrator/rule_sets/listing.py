"""Every rule in force, delivered and own, as people are told of it."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from orchestrator.coding import RULE_ID as CODING
from orchestrator.coding import RULE_SERVES as CODING_SERVES
from orchestrator.coding import RULE_VERSION as CODING_VERSION
from orchestrator.rule_sets.files import OWN, RULES
from orchestrator.rule_sets.rulebook import Rulebook
from orchestrator.rules import RULES as DELIVERED
from orchestrator.rules import RULES_OF_KIND, Severity
from orchestrator.rules.meaning import MEANING
from orchestrator.rules.own import OwnCheck
from orchestrator.store import Transaction, firings

COUNTED = 10_000
"""Counted no further: more is told as "more than"."""


class ToldRule(BaseModel):
    """A rule for people.

    Attributes:
        own: whether a user wrote it.
        meaning: what it asks, in plain words; of an own rule the sentence of its failure.
        text: the expressions of an own rule, or its table's file.
        kinds: kinds of documents that it is asked of.
        parameters: what the rules file says of it, by name.
        put_by: who put it, or its parameters, in force as they stand; empty where that is not kept.
        fired: how often it found something since the moment asked for, counted up to `COUNTED` and one.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    own: bool
    version: str
    severity: Severity
    meaning: str
    text: str
    serves: str
    kinds: tuple[str, ...]
    parameters: dict[str, str]
    put_by: str
    fired: int


def told_rules(tx: Transaction, book: Rulebook, authors: dict[str, str], since: datetime) -> tuple[ToldRule, ...]:
    """Every rule, in the order of its verdicts. `authors` are those of the set in force, by part."""
    said = book.rules.model_dump(mode="json")
    ids = (*DELIVERED, CODING)
    fired = firings.counted(tx, (*ids, *(check.id for check in book.own.checks)), since, COUNTED + 1)

    def delivered() -> Iterator[ToldRule]:
        for rule_id in ids:
            rule = DELIVERED.get(rule_id)
            kinds = (k.value for k, ids in RULES_OF_KIND.items() if rule_id in ids or (not rule and len(ids) > 1))
            yield ToldRule(
                id=rule_id, own=False, version=rule.version if rule else CODING_VERSION,
                severity=rule.severity if rule else Severity.BLOCK, meaning=MEANING.get(rule_id, ""), text="",
                serves=rule.serves if rule else CODING_SERVES, kinds=tuple(kinds),
                parameters={name: _text(value) for name, value in said.get(rule_id, {}).items()},
                put_by=authors.get(f"{RULES}/{rule_id}", ""), fired=fired[rule_id],
            )  # fmt: skip

    return (*delivered(), *(_own(check, authors, fired[check.id]) for check in book.own.checks))


def _own(check: OwnCheck, authors: dict[str, str], fired: int) -> ToldRule:
    own = check.own
    return ToldRule(
        id=check.id, own=True, version=own.version, severity=check.severity, meaning=own.sentence, text=check.text,
        serves=own.serves, kinds=own.kinds, parameters={}, put_by=authors.get(f"{OWN}/{check.id}", ""), fired=fired,
    )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items()) or "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The rules in force, what changed ones would decide, and putting them in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field
from starlette.responses import Response

from config.errors import ConfigError
from orchestrator.people.roles import Right
from orchestrator.rule_sets.dry_run import DryRun
from orchestrator.rule_sets.files import read_folder
from orchestrator.rule_sets.listing import ToldRule, told_rules
from orchestrator.rule_sets.parts import Change, changes, diff
from orchestrator.rule_sets.rulebook import parse
from orchestrator.store import Transaction, rule_sets
from orchestrator.store.rule_sets import RuleSet
from orchestrator.web.api.asking import Ask, computes, reads, writes
from orchestrator.web.api.errors import NothingThere
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import LARGEST_NUMBER, NO_NUL, Limit, Line, Moment, Number, Reason, Request, Told

routes = APIRouter(tags=["rules"])
SEE, CHANGE = Right.SEE_RULES, Right.CHANGE_RULES
LATELY = timedelta(days=30)
MOST_JUDGED = 500
LARGEST_FILE = 1024 * 1024
FileName = Annotated[Line, Field(min_length=1, pattern=r"^[\w. -]+$")]
FileText = Annotated[str, Field(max_length=LARGEST_FILE, pattern=NO_NUL)]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST_NUMBER, description="`next` of the page before; nothing for the first.")
]


class RuleSetTold(Told):
    """Rules that were in force from a moment on. `changed` are the parts in which they differ from those before."""

    id: int
    rule_set: str
    content_hash: str
    since: datetime
    put_by: str
    reason: str
    changed: tuple[Change, ...]


class Rules(Told):
    """Every rule in force. `fired`: how often it found something in 30 days."""

    rule_set: str
    rules: tuple[ToldRule, ...]


class RuleSets(Told):
    """Rule sets, newest first. `next`: what to give as `before` for the next page; None at the end."""

    rule_sets: tuple[RuleSetTold, ...]
    next: int | None


class RuleSetWhole(RuleSetTold):
    """A rule set with the text of every file, and by file the lines that differ from the set before."""

    files: dict[str, str]
    diff: dict[str, str]


class RuleFileSent(Request):
    """A file of the rules by its name (`own_rules.toml`), with the tables that it names, as CSV."""

    name: FileName
    text: FileText
    tables: dict[FileName, FileText] = Field({}, max_length=50)


class Trial(RuleFileSent):
    """A file to try on documents that came in from `since` on, `most` of them at most."""

    since: Moment
    most: int = Field(MOST_JUDGED, ge=1, le=MOST_JUDGED)


class NewRules(RuleFileSent):
    """A file to put in force, and why."""

    reason: Reason = Field(min_length=1)


@routes.get("/rules", response_model=Rules, **reads(SEE))
def list_rules(ask: Ask) -> Rules:
    """Every rule in force, the farm's own and the users'."""
    with ask.desk.store.reading() as tx:
        now = rule_sets.in_force(tx)
        book = parse(now.files if now else read_folder(ask.desk.settings.user_config))
        found = told_rules(tx, book, now.authors if now else {}, datetime.now(UTC) - LATELY)
    return Rules(rule_set=now.short if now else "", rules=found)


@routes.get("/rule-sets", response_model=RuleSets, **reads(SEE))
def list_rule_sets(ask: Ask, before: Before = None, limit: Limit = 50) -> RuleSets:
    """What was in force since when, by whom and why."""
    with ask.desk.store.reading() as tx:
        found = rule_sets.newest(tx, before, limit + 1)
    olders = (*found[1:], None)
    told = tuple(_told(new, old) for new, old in zip(found, olders, strict=False))[:limit]
    return RuleSets(rule_sets=told, next=told[-1].id if len(found) > limit else None)


@routes.get("/rule-sets/{number}", response_model=RuleSetWhole, **reads(SEE, 404))
def get_rule_set(number: Number, ask: Ask) -> RuleSetWhole:
    """One rule set with its files."""
    with ask.desk.store.reading() as tx:
        found, before = rule_sets.get(tx, number), rule_sets.newest(tx, number, 1)
    if found is None:
        raise NothingThere(f"There is no rule set {number}.")
    old = before[0] if before else None
    lines = diff(old.files, found.files) if old else {}
    return RuleSetWhole(**vars(_told(found, old)), files=found.files, diff=lines)


@routes.post("/rules/dry-run", response_model=DryRun, **computes(CHANGE))
def dry_run_rules(wanted: Trial, ask: Ask) -> DryRun:
    """What a changed file would have decided, beside the rules in force. Nothing is changed."""
    end = datetime.now(UTC) + timedelta(days=1)
    with _laid(wanted) as path:
        return ask.desk.acts.try_rules(
            ask.actor, ask.desk.settings.user_config, path, wanted.since, end, wanted.most
        )  # fmt: skip


@routes.post("/rules/put", response_model=RuleSetTold, **writes(CHANGE))
def put_rules(wanted: NewRules, write: Write) -> Response:
    """Put a file in force at once; running parts judge by it from now on."""
    folder = write.desk.settings.user_config
    with _laid(wanted) as path:
        return write.once(wanted, lambda acts: acts.put_rules(write.actor, folder, path, wanted.reason), _newest)


def _newest(tx: Transaction) -> RuleSetTold:
    new, *old = rule_sets.newest(tx, None, 2)
    return _told(new, old[0] if old else None)


@contextmanager
def _laid(sent: RuleFileSent) -> Iterator[Path]:
    """The files on disk for as long as they are looked at; what is wrong with them is told with its line."""
    with TemporaryDirectory() as folder:
        for name, text in ({**sent.tables, sent.name: sent.text}).items():
            (Path(folder) / Path(name).name).write_text(text, encoding="utf-8", newline="")
        try:
            yield Path(folder) / Path(sent.name).name
        except ConfigError as error:
            raise HTTPException(422, str(error)) from error


def _told(new: RuleSet, old: RuleSet | None) -> RuleSetTold:
    found = changes(old.files, new.files) if old else ()
    return RuleSetTold(
        id=new.id, rule_set=new.short, content_hash=new.content_hash, since=new.since, put_by=new.put_by,
        reason=new.reason, changed=found,
    )  # fmt: skip

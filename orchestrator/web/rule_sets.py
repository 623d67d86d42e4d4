"""Rules in force, set by set: who put what in force and why; and a file tried on documents, or put in force."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from config.errors import ConfigError
from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.rule_sets.dry_run import Class
from orchestrator.rule_sets.files import COVERED
from orchestrator.rule_sets.parts import Change, changes, diff
from orchestrator.store import rule_sets
from orchestrator.store.rule_sets import RuleSet
from orchestrator.web.desk import Desk
from orchestrator.web.session import needs

ADDRESS = "/rules/rule-sets"
LARGEST = 2 * 1024 * 1024
"""Bytes that a form with files of rules may bring."""
A_PAGE = 20
MOST_JUDGED = 500
"""Documents on which a page tries a file; the command line tries it on all."""
SHOWN = 100
NO_FILE = phrase("Choose a file of the rules: {names}, or one of these with its tables.")
CLASSES = {
    Class.PASSES: phrase("would pass now"),
    Class.HELD: phrase("would be held now"),
    Class.APPROVAL: phrase("approval changed"),
    Class.REASONS: phrase("held for other reasons"),
    Class.SAME: phrase("same"),
}

Onlooker = Annotated[Actor, Depends(needs(Right.SEE_RULES))]
Changer = Annotated[Actor, Depends(needs(Right.CHANGE_RULES))]
Text = Annotated[str, Form(max_length=2000)]
Files = Annotated[list[UploadFile], File(default_factory=list)]


@dataclass(frozen=True)
class Told:
    """A set with what it changed of the one before."""

    rules: RuleSet
    changes: tuple[Change, ...]


def room() -> dict[str, int]:
    """How many bytes a request to each address here may bring."""
    return {ADDRESS: LARGEST}


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix=ADDRESS)

    @routes.get("")
    def listing(request: Request, actor: Onlooker, before: int | None = None) -> Response:
        return _listing(desk, request, actor, before)

    @routes.get("/{set_id}")
    def one(request: Request, set_id: int, _: Onlooker) -> Response:
        with desk.store.reading() as tx:
            found = rule_sets.get(tx, set_id)
            earlier = rule_sets.newest(tx, set_id, 1)
        if found is None:
            return desk.not_here(request)
        old = earlier[0].files if earlier else {}
        told = Told(found, changes(old, found.files) if earlier else ())
        lines = {name: text.splitlines() for name, text in diff(old, found.files).items()} if earlier else {}
        return desk.page(request, "rule_set.html", told=told, diff=lines)

    @routes.post("")
    def work(
        request: Request, actor: Changer, files: Files, token: Text = "", reason: Text = "", since: Text = "",
        put: Text = "",
    ) -> Response:  # fmt: skip
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            with TemporaryDirectory() as folder:
                path = _keep(Path(folder), files)
                if put:
                    added = desk.acts.put_rules(actor, desk.settings.user_config, path, reason)
                    return RedirectResponse(f"{ADDRESS}/{added.id}", 303)
                return _tried(desk, request, actor, path, since)
        except (ConfigError, DecisionRefused) as refused:
            return _listing(desk, request, actor, None, problem=str(refused), reason=reason, status=409)

    return routes


def _listing(
    desk: Desk, request: Request, actor: Actor, before: int | None, status: int = 200, problem: str = "",
    reason: str = "",
) -> Response:  # fmt: skip
    with desk.store.reading() as tx:
        sets = rule_sets.newest(tx, before, A_PAGE + 1)
    olders = (*sets[1:], None)
    told = [Told(new, changes(old.files, new.files) if old else ()) for new, old in zip(sets, olders, strict=False)]
    more = sets[A_PAGE - 1].id if len(sets) > A_PAGE else 0
    may = Right.CHANGE_RULES in actor.rights
    since = datetime.now(UTC).date() - timedelta(days=30)
    return desk.page(
        request, "rule_sets.html", status, sets=told[:A_PAGE], more=more, may=may, problem=problem, reason=reason,
        since=since, names=COVERED,
    )  # fmt: skip


def _keep(folder: Path, files: list[UploadFile]) -> Path:
    """The uploaded files in a folder; the path of the one that is of the rules.

    Raises:
        ConfigError: none is.
    """
    paths = []
    for file in files:
        name = Path(file.filename or "").name
        if name:
            path = folder / name
            path.write_bytes(file.file.read(LARGEST))
            paths.append(path)
    main = [path for path in paths if path.name in COVERED] or paths
    if not main:
        raise ConfigError(NO_FILE.format(names=", ".join(COVERED)))
    return main[0]


def _tried(desk: Desk, request: Request, actor: Actor, path: Path, since: str) -> Response:
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return desk.not_understood(request)
    begin, end = datetime.combine(day, time(), UTC), datetime.now(UTC) + timedelta(days=1)
    found = desk.acts.try_rules(actor, desk.settings.user_config, path, begin, end, MOST_JUDGED)
    return desk.page(
        request, "rule_trial.html", found=found, name=path.name, since=day, classes=CLASSES, shown=SHOWN,
        most=MOST_JUDGED,
    )  # fmt: skip

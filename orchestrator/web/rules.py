"""The rules: what each asks, how it stands in the files, how often it found something, and where."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from config import files
from config.errors import ConfigError
from orchestrator.coding import RULE_ID as CODING
from orchestrator.coding import RULE_VERSION as CODING_VERSION
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.rules import RULES, RULES_OF_KIND, Severity
from orchestrator.rules.meaning import MEANING
from orchestrator.store import Transaction, firings
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import needs

Onlooker = Annotated[Actor, Depends(needs(Right.SEE_RULES))]
LATELY = timedelta(days=30)
COUNTED = 10_000
"""Counted no further: more is told as "more than"."""
A_PAGE = 25


@dataclass(frozen=True)
class Told:
    """A rule for the page; `parameters` by name as the file says them, `fired` how often within `LATELY`."""

    id: str
    version: str
    severity: Severity
    meaning: str
    kinds: tuple[str, ...]
    parameters: dict[str, str]
    fired: int


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/rules")

    @routes.get("")
    def listing(request: Request, _: Onlooker) -> Response:
        parameters, problem = _parameters(desk)
        with desk.store.reading() as tx:
            every = [_told(tx, rule_id, parameters) for rule_id in (*RULES, CODING)]
        return desk.page(request, "rules.html", rules=every, counted=COUNTED, days=LATELY.days, problem=problem)

    @routes.get("/{rule_id}")
    def rule(request: Request, rule_id: str, _: Onlooker, after: After = "") -> Response:
        if rule_id not in MEANING and rule_id not in RULES:
            return desk.not_here(request)
        try:
            before = place(after)
            from_ = (before[0], int(before[1])) if before else None
        except ValueError:
            return desk.not_understood(request)
        parameters, _problem = _parameters(desk)
        with desk.store.reading() as tx:
            told = _told(tx, rule_id, parameters)
            found = firings.newest(tx, rule_id, from_, A_PAGE + 1)
        more = place_of(found[A_PAGE - 1].judged_at, found[A_PAGE - 1].id) if len(found) > A_PAGE else ""
        return desk.page(
            request, "rule.html", rule=told, found=found[:A_PAGE], more=more, counted=COUNTED, days=LATELY.days
        )

    return routes


def _told(tx: Transaction, rule_id: str, parameters: dict[str, dict[str, str]]) -> Told:
    rule = RULES.get(rule_id)
    return Told(
        id=rule_id,
        version=rule.version if rule else CODING_VERSION,
        severity=rule.severity if rule else Severity.BLOCK,
        meaning=MEANING.get(rule_id, ""),
        kinds=tuple(kind for kind, ids in RULES_OF_KIND.items() if rule_id in ids or (not rule and len(ids) > 1)),
        parameters=parameters.get(rule_id, {}),
        fired=firings.counted(tx, rule_id, datetime.now(UTC) - LATELY, COUNTED + 1),
    )


def _parameters(desk: Desk) -> tuple[dict[str, dict[str, str]], str]:
    """What the rules file says, by rule; and what is wrong with it where it cannot be read."""
    try:
        said = files.load_rules(desk.settings.user_config).model_dump(mode="json")
    except ConfigError as error:
        return {}, str(error)
    return {rule: {name: _text(value) for name, value in own.items()} for rule, own in said.items()}, ""


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items()) or "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The rules: what each asks and serves, how it stands in the files, how often it found something, and where."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from config.errors import ConfigError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.rule_sets.files import read_folder
from orchestrator.rule_sets.listing import COUNTED, ToldRule, told_rules
from orchestrator.rule_sets.rulebook import parse
from orchestrator.store import Transaction, firings, rule_sets
from orchestrator.store.rule_sets import RuleSet
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import needs

Onlooker = Annotated[Actor, Depends(needs(Right.SEE_RULES))]
LATELY = timedelta(days=30)
A_PAGE = 25


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/rules")

    @routes.get("")
    def listing(request: Request, actor: Onlooker) -> Response:
        with desk.store.reading() as tx:
            every, now, problem = _every(desk, tx)
        may = Right.CHANGE_RULES in actor.rights
        return desk.page(
            request,
            "rules.html",
            rules=every,
            counted=COUNTED,
            days=LATELY.days,
            problem=problem,
            in_force=now,
            may=may,
        )

    @routes.get("/{rule_id}")
    def rule(request: Request, rule_id: str, _: Onlooker, after: After = "") -> Response:
        try:
            before = place(after)
            from_ = (before[0], int(before[1])) if before else None
        except ValueError:
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            told = next((one for one in _every(desk, tx)[0] if one.id == rule_id), None)
            found = firings.newest(tx, rule_id, from_, A_PAGE + 1)
        if told is None:
            return desk.not_here(request)
        more = place_of(found[A_PAGE - 1].judged_at, found[A_PAGE - 1].id) if len(found) > A_PAGE else ""
        return desk.page(
            request, "rule.html", rule=told, found=found[:A_PAGE], more=more, counted=COUNTED, days=LATELY.days
        )

    return routes


def _every(desk: Desk, tx: Transaction) -> tuple[tuple[ToldRule, ...], RuleSet | None, str]:
    """Every rule in force, the set in which they are, and what is wrong with the files where none is in force yet."""
    now = rule_sets.in_force(tx)
    try:
        book = parse(now.files if now else read_folder(desk.settings.user_config))
    except ConfigError as error:
        return (), now, str(error)
    return told_rules(tx, book, now.authors if now else {}, datetime.now(UTC) - LATELY), now, ""

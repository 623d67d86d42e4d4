"""`botfarm doctor`: numbered checks of what the farm needs, each with what to do."""

from typing import Annotated

import typer

from config.checks import Check, check_machine
from config.errors import ConfigError
from orchestrator.approving.checking import problems
from orchestrator.coding import RULE_ID as CODING
from orchestrator.commands.output import print_json, print_table
from orchestrator.rule_sets.files import read_folder
from orchestrator.rule_sets.rulebook import parse
from orchestrator.rules import RULES
from orchestrator.rules.bad_money import BAD_MONEY
from orchestrator.wiring import Farm, farm
from queues.errors import QueueError


def doctor(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Check what the farm needs on this machine; exit 1 when something is missing."""
    here = farm()
    checks = (*check_machine(here.home), *_check_farm(here))
    if json:
        print_json([check.model_dump() for check in checks])
    else:
        print_table(
            ("", "what", "is", "what to do"), ((c.id, c.name, "ok" if c.passed else "NO", c.hint) for c in checks)
        )
    if not all(check.passed for check in checks):
        raise typer.Exit(1)


def _check_farm(here: Farm) -> tuple[Check, ...]:
    try:
        parse(read_folder(here.settings.user_config))
        assert here.judge
        files = Check(id="B101", name="rules, approval policy and coding tables", passed=True)
    except ConfigError as error:
        files = Check(id="B101", name="rules, approval policy and coding tables", passed=False, hint=str(error))
    try:
        for lane in here.accounts.lanes:
            here.accounts.login(lane.name)
        erp = Check(id="B102", name="settings of the ERP", passed=True)
    except ConfigError as error:
        erp = Check(id="B102", name="settings of the ERP", passed=False, hint=str(error))
    return files, *([_check_policy(here)] if files.passed else []), erp, _check_queue(here)


def _check_policy(here: Farm) -> Check:
    """Whether everybody and everything that the approval policy names is there."""
    judge = here.judge
    with here.store.reading() as tx:
        found = problems(tx, judge.policy, {*RULES, CODING, *(check.id for check in judge.own.checks)}, BAD_MONEY)
    hint = "; ".join(found) + " (approval.toml)" if found else ""
    return Check(id="B104", name="people and rules that the approval policy names", passed=not found, hint=hint)


def _check_queue(here: Farm) -> Check:
    name = "queue server"
    if here.embedded_queue is not None:
        return Check(id="B103", name=f"{name} (embedded, started by `up`)", passed=True)
    try:
        here.redis.ping()
        return Check(id="B103", name=name, passed=True)
    except (QueueError, OSError) as error:
        return Check(id="B103", name=name, passed=False, hint=str(error))

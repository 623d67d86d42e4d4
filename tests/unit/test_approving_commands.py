"""Approvals at the command line: what waits, why, who stands in; and the schedule that reminds."""

import getpass
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from config.settings import load_settings
from orchestrator import cli
from orchestrator.approving import reminding
from orchestrator.commands import approvals as commands
from orchestrator.commands import documents as document_commands
from orchestrator.commands.doctor import _check_policy
from orchestrator.errors import NotAllowed
from orchestrator.people import register
from orchestrator.people.roles import Role
from orchestrator.schedule import ACTIONS
from orchestrator.store import Store, audit, directory, open_store
from orchestrator.wiring import Farm
from tests.unit.test_approving_documents import IN_STEPS, let_time_pass
from tests.unit.test_judging import ACME, large


@pytest.fixture
def farm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    made = Farm(load_settings(home=tmp_path))
    made.settings.user_config.mkdir(parents=True)
    (made.settings.user_config / "approval.toml").write_text(IN_STEPS, encoding="utf-8")
    made.__dict__["store"] = store = open_store(made.settings)
    account = made.accounts.first
    with store.begin() as tx:
        for login in ("anna", "boris", "carla"):
            register.add(tx, "test", login, login.title(), [Role.APPROVER], subject=login)
        directory.replace(tx, account.erp, account.company, [ACME])
    for module in (commands, document_commands):
        monkeypatch.setattr(module, "farm", lambda: made)
    yield made
    store.close()


@pytest.fixture
def waiting(farm: Farm) -> str:
    document_id = large(farm.store)
    farm.judge.judge_document(document_id)
    return document_id


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.app, list(words))


def told(*words: str) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def last_entry(store: Store) -> audit.AuditEntry:
    with store.reading() as tx:
        return audit.last(tx)


def test_what_waits_is_listed_for_all_and_for_one(farm: Farm, waiting: str) -> None:
    (one,) = told("approvals", "list")
    assert one["id"] == waiting and one["approval"]["waiting_for"] == ["anna", "boris"]
    assert [each["id"] for each in told("approvals", "list", "--for", "anna")] == [waiting]
    assert told("approvals", "list", "--for", "carla") == []
    assert "1 of 2" in run("approvals", "list").stdout


def test_a_document_is_explained(farm: Farm, waiting: str) -> None:
    said = told("approvals", "explain", waiting[:12])
    assert (said["rule"], said["state"]["done"], said["tried"]) == ("large", False, [{"name": "large", "unmet": ""}])
    text = run("approvals", "explain", waiting).stdout
    for words in ("it takes people", "anna; boris", "role:auditor", "could sign", "carla is none of them"):
        assert words in text, words


def test_the_systems_user_is_in_no_group(farm: Farm, waiting: str) -> None:
    done = run("approve", waiting, "--reason", "Ordered.")
    assert isinstance(done.exception, NotAllowed) and f"{getpass.getuser()} is none of them" in str(done.exception)


def test_a_place_is_given_listed_and_taken_back(farm: Farm, waiting: str) -> None:
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    assert run("person", "delegate", "anna", "carla", "--until", day, "--reason", "away").exit_code == 0
    (one,) = told("person", "delegations")
    assert (one["from_login"], one["to_login"], one["reason"]) == ("anna", "carla", "away")
    assert one["until"].startswith((datetime.now(UTC) + timedelta(days=4)).date().isoformat())
    assert last_entry(farm.store).action == "approvals delegated"
    assert [each["id"] for each in told("approvals", "list", "--for", "carla")] == [waiting]
    assert "anna" in run("approvals", "explain", waiting).stdout
    assert run("person", "take-back", str(one["id"])).exit_code == 0
    assert told("person", "delegations") == [] and last_entry(farm.store).action == "delegation ended"


def test_the_schedule_reminds(farm: Farm, waiting: str) -> None:
    assert ACTIONS["remind_approvers"](farm) == "0 reminders"
    let_time_pass(farm.store, timedelta(hours=9))
    assert ACTIONS["remind_approvers"](farm) == "1 reminders"
    assert last_entry(farm.store).actor == reminding.ACTOR


def test_the_doctor_names_who_is_missing(farm: Farm) -> None:
    check = _check_policy(farm)
    assert not check.passed
    assert check.hint == "nobody has the login eva; nobody in role:auditor can approve (approval.toml)"
    with farm.store.begin() as tx:
        register.add(tx, "test", "eva", "Eva", [Role.APPROVER, Role.AUDITOR], subject="eva")
    assert _check_policy(farm).passed

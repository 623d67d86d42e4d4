"""The rules by the API: told, tried and put in force."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.people.roles import Right
from orchestrator.store import Store
from orchestrator.wiring import Farm
from tests.api_client import V1, token
from tests.one_store import settings, store
from tests.unit.test_judging import extracted
from tests.unit.test_own_rules_files import ROWS, RULE, TABLE
from tests.web_client import client

__all__ = ["settings", "store"]


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    farm = Farm(settings)
    farm.__dict__["store"] = store
    assert farm.judge
    with client(store, settings, farm.acts) as opened:
        opened.cookies.clear()
        opened.headers["authorization"] = f"Bearer {token(store, [Right.CHANGE_RULES, Right.SEE_RULES])}"
        yield opened


def test_rules_are_tried_and_put_and_told(web: TestClient, store: Store) -> None:
    extracted(store)
    sent = {"name": "own_rules.toml", "text": RULE + TABLE, "tables": {"limits.csv": ROWS}}
    tried = web.post(f"{V1}/rules/dry-run", json={**sent, "since": "2026-01-01T00:00:00Z"}).json()
    assert tried["documents"] == 1 and "order_number" in tried["differences"][0]["new"]
    wanted = {**sent, "reason": "Policy 4.2"}
    put = web.post(f"{V1}/rules/put", json=wanted, headers={"idempotency-key": "a"})
    again = web.post(f"{V1}/rules/put", json=wanted, headers={"idempotency-key": "a"})
    assert (put.status_code, put.json()) == (200, again.json())
    assert [one["part"] for one in put.json()["changed"]] == ["own_rules.toml/order_number", "own_rules.toml/limits"]
    rules = web.get(f"{V1}/rules").json()
    assert [rule["id"] for rule in rules["rules"] if rule["own"]] == ["order_number", "limits"]
    first, *_ = web.get(f"{V1}/rule-sets", params={"limit": 1}).json()["rule_sets"]
    assert (first["rule_set"], first["reason"]) == (rules["rule_set"], "Policy 4.2")
    whole = web.get(f"{V1}/rule-sets/{first['id']}").json()
    assert whole["files"]["limits.csv"] == ROWS and '+id = "order_number"' in whole["diff"]["own_rules.toml"]
    assert web.get(f"{V1}/rule-sets/999").status_code == 404


def test_what_is_wrong_is_told_with_its_line(web: TestClient) -> None:
    wanted = {"name": "own_rules.toml", "text": RULE.replace("has(po", "hass(po"), "reason": "why"}
    refused = web.post(f"{V1}/rules/put", json=wanted)
    assert (refused.status_code, "line 8, column 9" in refused.json()["detail"]) == (422, True)
    assert web.post(f"{V1}/rules/put", json={**wanted, "name": "../x.toml"}).status_code == 422
    assert web.post(f"{V1}/rules/put", json={**wanted, "text": "", "name": "other.toml"}).status_code == 422

"""The pages of the rules in force: what was changed by whom, trying a file, putting it in force."""

import re
from pathlib import Path

from fastapi.testclient import TestClient

from config.settings import Settings
from orchestrator.people.roles import Role
from orchestrator.store import Store, rule_sets
from orchestrator.wiring import Farm
from tests.one_store import settings, store
from tests.unit.test_judging import extracted
from tests.unit.test_own_rules_files import ROWS, RULE, TABLE
from tests.web_client import client

__all__ = ["settings", "store"]


def sent(web: TestClient, files: dict[str, str], **fields: str) -> tuple[int, str]:
    page = web.get("/rules/rule-sets").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    parts = [("files", (name, text.encode(), "application/octet-stream")) for name, text in files.items()]
    answer = web.post("/rules/rule-sets", data={"token": token, **fields}, files=parts)
    return answer.status_code, answer.text


def test_a_file_is_put_in_force_and_shown_with_its_author(store: Store, settings: Settings) -> None:
    with client(store, settings, roles=[Role.OPERATOR]) as web:
        status, _ = sent(web, {"own_rules.toml": RULE + TABLE, "limits.csv": ROWS}, put="yes", reason="Policy 4.2")
        assert status == 303
        assert re.search(r"<code>order_number</code>.*own.*needs an order number", web.get("/rules").text, re.DOTALL)
        assert "must has(po_number)" in web.get("/rules/order_number").text
        with store.reading() as tx:
            now = rule_sets.in_force(tx)
        assert now is not None and now.files["limits.csv"] == ROWS
        assert (settings.user_config / "limits.csv").read_text() == ROWS
        page = web.get(f"/rules/rule-sets/{now.id}").text
        assert "<ins>+id = &#34;order_number&#34;</ins>" in page and "Policy 4.2" in page
        assert now.put_by in web.get("/rules/rule-sets").text
        assert web.get("/rules/rule-sets/999").status_code == 404


def test_a_wrong_file_is_refused_with_its_line(store: Store, settings: Settings) -> None:
    with client(store, settings, roles=[Role.ADMINISTRATOR]) as web:
        status, text = sent(web, {"own_rules.toml": RULE.replace("has(po", "hass(po")}, put="yes", reason="why")
        assert (status, "line 8, column 9" in text) == (409, True)
        assert "there is no function" in text
        status, text = sent(web, {"own_rules.toml": RULE}, put="yes")
        assert (status, "needs its reason" in text) == (409, True)
        status, text = sent(web, {}, put="yes", reason="why")
        assert (status, "Choose a file of the rules" in text) == (409, True)
        status, text = sent(web, {"../../evil.toml": "x"}, put="yes", reason="why")
        assert (status, "evil.toml is no file of the rules" in text) == (409, True)
        assert web.post("/rules/rule-sets", data={"token": "stale"}).status_code == 403


def test_trying_a_file_changes_nothing(store: Store, settings: Settings) -> None:
    farm = Farm(settings)
    farm.__dict__["store"] = store
    assert farm.judge
    extracted(store)
    with client(store, settings, farm.acts, roles=[Role.OPERATOR]) as web:
        with store.reading() as tx:
            before = rule_sets.in_force(tx)
        status, text = sent(web, {"own_rules.toml": RULE}, since="2026-01-01")
        assert (status, "1 documents since" in text, "needs an order number" in text) == (200, True, True)
        status, _ = sent(web, {"own_rules.toml": RULE}, since="soon")
        assert status == 400
        with store.reading() as tx:
            assert rule_sets.in_force(tx) == before
        assert list(Path(settings.user_config).glob("*")) == []


def test_who_may_only_look_is_offered_nothing(store: Store, settings: Settings) -> None:
    with client(store, settings, roles=[Role.CLERK]) as web:
        assert "Put in force" not in web.get("/rules/rule-sets").text

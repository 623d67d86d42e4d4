"""Who may do what by the API: every operation, every right, every role; sessions of browsers too."""

from collections.abc import Collection, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.people import register
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, open_store
from orchestrator.web.api.application import application
from orchestrator.web.session import COOKIE
from tests.api_client import LANE, V1, Seeded, program, seeded, token
from tests.web_client import logged_in

NEEDS: dict[tuple[str, str], Right | tuple[Right, ...] | None] = {
    ("GET", "/documents"): Right.SEE_DOCUMENTS,
    ("POST", "/documents"): Right.UPLOAD,
    ("GET", "/documents/{document_id}"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/original"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages/{number}.png"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/evidence/{evidence_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/documents/{document_id}/approve"): Right.APPROVE,
    ("GET", "/documents/{document_id}/approval"): Right.SEE_DOCUMENTS,
    ("GET", "/approvals"): Right.SEE_DOCUMENTS,
    ("GET", "/delegations"): Right.SEE_DOCUMENTS,
    ("POST", "/delegations"): Right.APPROVE,
    ("POST", "/delegations/{number}/end"): Right.APPROVE,
    ("POST", "/documents/{document_id}/reject"): Right.REJECT,
    ("POST", "/documents/{document_id}/retry"): Right.RETRY,
    ("POST", "/documents/{document_id}/correct"): Right.CORRECT,
    ("GET", "/waiting"): Right.SEE_DOCUMENTS,
    ("GET", "/waiting/next"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/review"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages/{number}/words"): Right.SEE_DOCUMENTS,
    ("POST", "/documents/{document_id}/edit"): Right.CORRECT,
    ("POST", "/documents/{document_id}/stop-editing"): Right.CORRECT,
    ("POST", "/documents/{document_id}/review"): Right.CORRECT,
    ("POST", "/documents/{document_id}/review/undo"): Right.CORRECT,
    ("POST", "/documents/{document_id}/set-aside"): Right.CORRECT,
    ("POST", "/documents/{document_id}/take-back"): Right.CORRECT,
    ("POST", "/documents/{document_id}/questions"): (Right.CORRECT, Right.APPROVE),
    ("POST", "/documents/{document_id}/rotate"): Right.CORRECT,
    ("POST", "/documents/{document_id}/split"): Right.CORRECT,
    ("POST", "/questions/{question_id}/answer"): Right.SEE_DOCUMENTS,
    ("POST", "/arithmetic"): Right.SEE_DOCUMENTS,
    ("GET", "/failures"): Right.SEE_OPERATIONS,
    ("POST", "/failures/retry"): Right.RETRY,
    ("POST", "/parts/{name}/forget"): Right.STEER_LANES,
    ("POST", "/supplier-memories/forget"): Right.FORGET_SUPPLIER,
    ("GET", "/audit/verification"): Right.SEE_AUDIT,
    ("POST", "/audit/anchor"): Right.SEE_AUDIT,
    ("GET", "/audit/bundle"): Right.SEE_AUDIT,
    ("GET", "/compliance"): Right.SEE_AUDIT,
    ("GET", "/compliance/reports"): Right.SEE_AUDIT,
    ("GET", "/compliance/report.pdf"): Right.SEE_AUDIT,
    ("GET", "/compliance/report.xlsx"): Right.SEE_AUDIT,
    ("GET", "/webhooks"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/secret"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/enable"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/disable"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/remove"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/test"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/resend"): Right.MANAGE_WEBHOOKS,
    ("GET", "/webhooks/{webhook_id}/deliveries"): Right.MANAGE_WEBHOOKS,
    ("POST", "/deliveries/{delivery_id}/resend"): Right.MANAGE_WEBHOOKS,
    ("GET", "/lanes"): Right.SEE_OPERATIONS,
    ("GET", "/lanes/{name}"): Right.SEE_OPERATIONS,
    ("POST", "/lanes/{name}/pause"): Right.STEER_LANES,
    ("POST", "/lanes/{name}/resume"): Right.STEER_LANES,
    ("GET", "/status"): Right.SEE_OPERATIONS,
    ("GET", "/suppliers"): Right.SEE_SUPPLIERS,
    ("GET", "/alerts"): Right.SEE_DOCUMENTS,
    ("POST", "/alerts/{alert_id}/dismiss"): (Right.APPROVE, Right.SEE_AUDIT),
    ("POST", "/alerts/{alert_id}/confirm"): (Right.REJECT, Right.SEE_AUDIT),
    ("POST", "/alerts/{alert_id}/reopen"): (Right.APPROVE, Right.SEE_AUDIT),
    ("GET", "/orders"): Right.SEE_DOCUMENTS,
    ("GET", "/orders/{order_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/orders"): Right.IMPORT_ORDERS,
    ("POST", "/goods-receipts"): Right.IMPORT_ORDERS,
    ("GET", "/supplier-memories"): Right.SEE_SUPPLIERS,
    ("GET", "/people"): Right.SEE_PEOPLE,
    ("POST", "/people"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/roles"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/disable"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/enable"): Right.MANAGE_PEOPLE,
    ("GET", "/audit"): Right.SEE_AUDIT,
    ("GET", "/rules"): Right.SEE_RULES,
    ("GET", "/rule-sets"): Right.SEE_RULES,
    ("GET", "/rule-sets/{number}"): Right.SEE_RULES,
    ("POST", "/rules/dry-run"): Right.CHANGE_RULES,
    ("POST", "/rules/put"): Right.CHANGE_RULES,
    ("GET", "/me"): None,
    ("GET", "/me/tokens"): None,
    ("POST", "/me/tokens/{token_id}/revoke"): None,
}
"""What each operation takes; None: a login or token of any kind. A new one that is not here fails a test."""
ONLY_SESSIONS = {("POST", "/me/tokens/{token_id}/revoke")}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"), api_requests_per_minute=1_000_000)


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def seed(store: Store) -> Seeded:
    return seeded(store)


@pytest.fixture(scope="module")
def web(store: Store, settings: Settings, seed: Seeded) -> Iterator[TestClient]:
    with program(store, settings, "") as opened:
        del opened.headers["authorization"]
        yield opened


def any_of(key: tuple[str, str]) -> tuple[Right, ...]:
    """The rights of which any suffices; none for what takes a login alone."""
    needed = NEEDS[key]
    return (needed,) if isinstance(needed, Right) else needed or ()


def is_barred(key: tuple[str, str], rights: Collection[Right]) -> bool:
    """Whether a token of these rights is refused."""
    return key in ONLY_SESSIONS or (bool(any_of(key)) and not set(any_of(key)) & set(rights))


def filled(path: str, seed: Seeded) -> str:
    numbers = {
        "token_id": 999,
        "question_id": 999,
        "webhook_id": 999,
        "delivery_id": 999,
        "order_id": 999,
        "alert_id": 999,
    }
    places = {"number": 1, "evidence_id": 1, "name": LANE.name, "login": "nobody", **numbers}
    return V1 + path.format(document_id=seed.by_stage[Stage.VALIDATED], **places)


def ask(web: TestClient, method: str, path: str, seed: Seeded, headers: dict[str, str]) -> int:
    """The status; writes are sent so that the right lets them in and nothing is done."""
    sent: dict[str, Any] = {} if method == "GET" else {"json": {}}
    status = web.request(method, filled(path, seed), headers=headers, **sent).status_code
    assert status < 500
    return status


def test_the_description_and_this_table_agree() -> None:
    described = {}
    for path, operations in application().openapi()["paths"].items():
        for method, operation in operations.items():
            ways = operation["security"]
            described[method.upper(), path] = [way["token"] for way in ways if "token" in way]
            assert [way["session"] for way in ways if "session" in way] == described[method.upper(), path]
            assert all(("form" in way) is (method == "post") for way in ways if "session" in way), path
    assert described == {key: [[right] for right in any_of(key)] or [[]] for key in NEEDS}


@pytest.mark.parametrize("right", Right)
def test_a_token_of_one_right_does_what_takes_it_and_nothing_else(
    store: Store, web: TestClient, seed: Seeded, right: Right
) -> None:
    headers = {"authorization": f"Bearer {token(store, [right])}"}
    for method, path in NEEDS:
        status = ask(web, method, path, seed, headers)
        assert (status == 403) is is_barred((method, path), [right]), (method, path, status)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(store: Store, web: TestClient, seed: Seeded, role: Role) -> None:
    """By a token of everything that the role may."""
    headers = {"authorization": f"Bearer {token(store, MAY[role], who=role, roles=[role])}"}
    for method, path in NEEDS:
        status = ask(web, method, path, seed, headers)
        assert (status == 403) is is_barred((method, path), MAY[role]), (method, path, status)


@pytest.mark.parametrize(("method", "path"), NEEDS)
def test_nobody_gets_in_without_a_token(web: TestClient, seed: Seeded, method: str, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer bf_wrong"}, {"authorization": "Basic YTpi"}):
        answer = web.request(method, filled(path, seed), headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.headers["content-type"] == "application/problem+json" and answer.json()["status"] == 401


def test_a_role_that_is_taken_away_takes_the_scope_away(store: Store, web: TestClient) -> None:
    headers = {"authorization": f"Bearer {token(store, [Right.SEE_AUDIT], who='audrey', roles=[Role.AUDITOR])}"}
    assert web.get(f"{V1}/audit", headers=headers).status_code == 200
    assert web.get(f"{V1}/me", headers=headers).json()["rights"] == ["audit:read"]
    with store.begin() as tx:
        register.change_roles(tx, "test", "audrey", [Role.CLERK])
    assert web.get(f"{V1}/audit", headers=headers).status_code == 403
    with store.begin() as tx:
        register.disable(tx, "test", "audrey")
    assert web.get(f"{V1}/me", headers=headers).status_code == 401


def test_a_session_writes_only_with_the_token_of_its_forms(store: Store, web: TestClient, seed: Seeded) -> None:
    token(store, [Right.SEE_DOCUMENTS])
    web.cookies.set(COOKIE, logged_in(store), domain="127.0.0.1")
    try:
        assert web.get(f"{V1}/me").json()["login"] == "ada"
        address = f"{V1}/lanes/books/pause"
        bare = web.post(address, json={"reason": "a"})
        assert bare.status_code == 403 and "X-CSRF-Token" in bare.json()["detail"]
        assert web.post(address, json={"reason": "a"}, headers={"x-csrf-token": "0" * 64}).status_code == 403
        form = web.get("/me").text.partition('name="token" value="')[2].partition('"')[0]
        with_token = {"x-csrf-token": form}
        assert web.post(address, json={"reason": "a"}, headers=with_token).status_code == 200
        elsewhere = {**with_token, "origin": "http://evil.example"}
        assert web.post(f"{V1}/lanes/books/resume", headers=elsewhere).status_code == 403
        assert web.post(f"{V1}/lanes/books/resume", headers=with_token).status_code == 200
        revoked = web.get(f"{V1}/me/tokens").json()["tokens"][0]["id"]
        answer = web.post(f"{V1}/me/tokens/{revoked}/revoke", headers=with_token)
        assert answer.status_code == 200 and answer.json()["tokens"][0]["revoked_at"]
    finally:
        web.cookies.clear()

"""Who may do what by the API: every operation, every right, every role; sessions of browsers too."""

from collections.abc import Iterator
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

NEEDS: dict[tuple[str, str], Right | None] = {
    ("GET", "/documents"): Right.SEE_DOCUMENTS,
    ("POST", "/documents"): Right.UPLOAD,
    ("GET", "/documents/{document_id}"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/original"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages/{number}.png"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/evidence/{evidence_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/documents/{document_id}/approve"): Right.APPROVE,
    ("POST", "/documents/{document_id}/reject"): Right.REJECT,
    ("POST", "/documents/{document_id}/retry"): Right.RETRY,
    ("POST", "/documents/{document_id}/correct"): Right.CORRECT,
    ("GET", "/lanes"): Right.SEE_OPERATIONS,
    ("GET", "/lanes/{name}"): Right.SEE_OPERATIONS,
    ("POST", "/lanes/{name}/pause"): Right.STEER_LANES,
    ("POST", "/lanes/{name}/resume"): Right.STEER_LANES,
    ("GET", "/status"): Right.SEE_OPERATIONS,
    ("GET", "/suppliers"): Right.SEE_SUPPLIERS,
    ("GET", "/supplier-memories"): Right.SEE_SUPPLIERS,
    ("GET", "/people"): Right.SEE_PEOPLE,
    ("POST", "/people"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/roles"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/disable"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/enable"): Right.MANAGE_PEOPLE,
    ("GET", "/audit"): Right.SEE_AUDIT,
    ("GET", "/me"): None,
    ("GET", "/me/tokens"): None,
    ("POST", "/me/tokens/{token_id}/revoke"): None,
}
"""What each operation takes; None: a login or token of any kind. A new one that is not here fails a test."""
ONLY_SESSIONS = {("POST", "/me/tokens/{token_id}/revoke")}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"))


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


def filled(path: str, seed: Seeded) -> str:
    places = {"number": 1, "evidence_id": 1, "name": LANE.name, "token_id": 999, "login": "nobody"}
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
            ways = {name: scopes for way in operation["security"] for name, scopes in way.items()}
            assert ways["token"] == ways["session"] and ("form" in ways) is (method == "post"), path
            described[method.upper(), path] = ways["token"]
    assert described == {key: [right] if right else [] for key, right in NEEDS.items()}


@pytest.mark.parametrize("right", Right)
def test_a_token_of_one_right_does_what_takes_it_and_nothing_else(
    store: Store, web: TestClient, seed: Seeded, right: Right
) -> None:
    headers = {"authorization": f"Bearer {token(store, [right])}"}
    for (method, path), needed in NEEDS.items():
        status = ask(web, method, path, seed, headers)
        barred = (needed is not None and needed is not right) or (method, path) in ONLY_SESSIONS
        assert (status == 403) is barred, (method, path, status)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(store: Store, web: TestClient, seed: Seeded, role: Role) -> None:
    """By a token of everything that the role may."""
    headers = {"authorization": f"Bearer {token(store, MAY[role], who=role, roles=[role])}"}
    for (method, path), needed in NEEDS.items():
        status = ask(web, method, path, seed, headers)
        barred = (needed is not None and needed not in MAY[role]) or (method, path) in ONLY_SESSIONS
        assert (status == 403) is barred, (method, path, status)


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

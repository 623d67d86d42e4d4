"""Logging in on the pages, and who gets to see and do what: every address, every role."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.people import login, passwords, register
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, lanes, open_store
from orchestrator.store.lanes import LaneAccount
from orchestrator.web import operations_live, session
from orchestrator.web.app import create_app
from orchestrator.web.login import own_address
from tests import factories
from tests.web_client import acts_of, client, healthy

PASSWORD = "a quiet morning in March"
PUBLIC = {("GET", "/login"), ("POST", "/login"), ("GET", "/healthz")} | {
    ("GET", f"/login/openid{end}") for end in ("", "/callback", "/logout")
}
EVERYBODY = {
    ("POST", "/logout"),
    ("GET", "/me"),
    ("POST", "/me/language"),
    ("POST", "/me/password"),
    ("POST", "/me/tokens"),
    ("POST", "/me/tokens/{token_id}/revoke"),
}
DECIDE = frozenset({Right.CORRECT, Right.APPROVE})
"""Either of these."""
NEEDS: dict[tuple[str, str], Right | frozenset[Right]] = {
    ("GET", "/"): Right.SEE_DOCUMENTS,
    ("POST", "/upload"): Right.UPLOAD,
    ("POST", "/questions/{question_id}/answer"): Right.SEE_DOCUMENTS,
    ("GET", "/documents"): Right.SEE_DOCUMENTS,
    ("GET", "/approvals"): Right.SEE_DOCUMENTS,
    ("GET", "/alerts"): Right.SEE_DOCUMENTS,
    ("GET", "/alerts/{alert_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/alerts/{alert_id}/{decision}"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/original"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/pages/{number}.png"): Right.SEE_DOCUMENTS,
    ("GET", "/documents/{document_id}/evidence/{evidence_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/documents/{document_id}/approve"): Right.APPROVE,
    ("POST", "/documents/{document_id}/reject"): Right.REJECT,
    ("POST", "/documents/{document_id}/retry"): Right.RETRY,
    ("GET", "/documents/{document_id}/failures/{failure_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/documents/{document_id}/questions"): DECIDE,
    ("POST", "/documents/{document_id}/questions/{question_id}"): Right.SEE_DOCUMENTS,
    ("POST", "/approvals"): Right.APPROVE,
    ("POST", "/me/delegations"): Right.APPROVE,
    ("POST", "/me/delegations/{delegation_id}/end"): Right.APPROVE,
    ("GET", "/suppliers"): Right.SEE_SUPPLIERS,
    ("GET", "/suppliers/one"): Right.SEE_SUPPLIERS,
    ("POST", "/suppliers/forget"): Right.FORGET_SUPPLIER,
    ("GET", "/contracts"): Right.SEE_DOCUMENTS,
    ("GET", "/orders"): Right.SEE_DOCUMENTS,
    ("GET", "/orders/{order_id}"): Right.SEE_DOCUMENTS,
    ("GET", "/reports"): Right.SEE_REPORTS,
    ("GET", "/reports/{name}"): Right.SEE_REPORTS,
    ("GET", "/rules"): Right.SEE_RULES,
    ("GET", "/rules/{rule_id}"): Right.SEE_RULES,
    ("GET", "/rules/rule-sets"): Right.SEE_RULES,
    ("GET", "/rules/rule-sets/{set_id}"): Right.SEE_RULES,
    ("POST", "/rules/rule-sets"): Right.CHANGE_RULES,
    ("GET", "/schedules"): Right.SEE_OPERATIONS,
    ("GET", "/schedules/{name}"): Right.SEE_OPERATIONS,
    ("GET", "/audit"): Right.SEE_AUDIT,
    ("GET", "/audit/{seq}"): Right.SEE_AUDIT,
    ("POST", "/audit/verify"): Right.SEE_AUDIT,
    ("GET", "/compliance"): Right.SEE_AUDIT,
    ("POST", "/compliance"): Right.SEE_AUDIT,
    ("GET", "/compliance/controls"): Right.SEE_AUDIT,
    ("GET", "/compliance/personal-data"): Right.SEE_AUDIT,
    ("GET", "/compliance/personal-data/processing.xlsx"): Right.SEE_AUDIT,
    ("POST", "/compliance/personal-data/subject"): Right.SEE_AUDIT,
    ("POST", "/compliance/access-review"): Right.SEE_PEOPLE,
    ("GET", "/compliance/files/{name}"): Right.SEE_AUDIT,
    ("POST", "/audit/anchor"): Right.SEE_AUDIT,
    ("POST", "/audit/export"): Right.SEE_AUDIT,
    ("GET", "/review"): Right.SEE_DOCUMENTS,
    ("GET", "/review/next"): Right.SEE_DOCUMENTS,
    ("GET", "/review/{document_id}"): Right.SEE_DOCUMENTS,
    ("GET", "/review/{document_id}/state"): Right.SEE_DOCUMENTS,
    ("GET", "/review/{document_id}/pages/{number}.png"): Right.SEE_DOCUMENTS,
    ("GET", "/review/{document_id}/words/{number}"): Right.SEE_DOCUMENTS,
    ("POST", "/review/{document_id}/editing"): Right.CORRECT,
    ("POST", "/review/{document_id}/sums"): Right.SEE_DOCUMENTS,
    ("POST", "/review/{document_id}/save"): Right.CORRECT,
    ("POST", "/review/{document_id}/undo"): Right.CORRECT,
    ("POST", "/review/{document_id}/set-aside"): Right.CORRECT,
    ("POST", "/review/{document_id}/take-back"): Right.CORRECT,
    ("POST", "/review/{document_id}/reject"): Right.REJECT,
    ("POST", "/review/{document_id}/ask"): Right.CORRECT,
    ("POST", "/review/{document_id}/answer"): Right.SEE_DOCUMENTS,
    ("POST", "/review/{document_id}/rotate"): Right.CORRECT,
    ("POST", "/review/{document_id}/split"): Right.CORRECT,
    ("GET", "/people"): Right.SEE_PEOPLE,
    ("POST", "/people"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/roles"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/password"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/disable"): Right.MANAGE_PEOPLE,
    ("POST", "/people/{login}/enable"): Right.MANAGE_PEOPLE,
    ("GET", "/webhooks"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks"): Right.MANAGE_WEBHOOKS,
    ("GET", "/webhooks/{webhook_id}"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/test"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/enable"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/disable"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/secret"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/resend"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/deliveries/{delivery_id}/resend"): Right.MANAGE_WEBHOOKS,
    ("POST", "/webhooks/{webhook_id}/remove"): Right.MANAGE_WEBHOOKS,
    ("GET", "/lanes/{name}/screenshot"): Right.SEE_OPERATIONS,
    ("POST", "/lanes/{name}/pause"): Right.STEER_LANES,
    ("POST", "/lanes/{name}/resume"): Right.STEER_LANES,
    ("GET", "/operations"): Right.SEE_OPERATIONS,
    ("GET", "/operations/live"): Right.SEE_OPERATIONS,
    ("GET", "/operations/events"): Right.SEE_OPERATIONS,
    ("POST", "/operations/parts/forget"): Right.STEER_LANES,
    ("GET", "/failures"): Right.SEE_OPERATIONS,
    ("POST", "/failures/retry"): Right.RETRY,
}
"""What each address takes. A new one that is not here fails a test."""
MANY_IN_ONE = {"/documents/{document_id}/{name}", "/lanes/{name}/{action}"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    opened = open_store(settings)
    with opened.begin() as tx:
        lanes.ensure(tx, [LaneAccount(name="books", erp="tryton", company="Example")])
        register.add(tx, "root (command line)", "anna", "Anna Berg", [Role.ADMINISTRATOR], PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def stranger(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        opened.cookies.clear()
        yield opened


def filled(path: str, document: str = "abc") -> str:
    """The address with something in every place."""
    return path.format(
        document_id=document, number=1, evidence_id=1, name="books", token_id=1, login="nobody", webhook_id=1,
        delivery_id=1, delegation_id=1, question_id=1, failure_id=1, seq=1, rule_id="iban", set_id=1, order_id=1,
        alert_id=1, decision="dismiss",
    )  # fmt: skip


def log_in(web: TestClient, password: str = PASSWORD, back: str = "") -> httpx.Response:
    page = web.get("/login")
    token = page.text.partition('name="token" value="')[2].partition('"')[0]
    return web.post("/login", data={"token": token, "login": "Anna", "password": password, "next": back})


def test_every_address_is_in_the_table(store: Store, settings: Settings) -> None:
    app = create_app(store, settings, healthy, acts_of(store))
    known = {(method, path) for method, path in (*PUBLIC, *EVERYBODY, *NEEDS)}
    for route in app.routes:
        if isinstance(route, APIRoute) and route.path not in MANY_IN_ONE:
            assert {(method, route.path) for method in route.methods} <= known, route.path


@pytest.mark.parametrize(("method", "path"), [*NEEDS, *sorted(EVERYBODY)])
def test_nobody_gets_in_without_login(stranger: TestClient, method: str, path: str) -> None:
    answer = stranger.request(
        method,
        filled(path),
        data={},
    )
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_the_table_says(
    store: Store, settings: Settings, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = factories.invoice(store, factories.Bill(), "a.pdf", Stage.VALIDATED)
    monkeypatch.setattr(operations_live, "LASTS_S", 0.0)
    with client(store, settings, roles=[role]) as web:
        page = web.get("/me").text
        token = page.partition('name="token" value="')[2].partition('"')[0]
        with store.reading() as tx:
            seen_at = documents.get(tx, document).stage_since.isoformat()
        form = {"token": token, "reason": "so", "seen_at": seen_at}
        for (method, path), right in NEEDS.items():
            address = filled(path, document)
            answer = web.request(method, address, data=form if method == "POST" else None)
            may = bool(MAY[role] & (right if isinstance(right, frozenset) else {right}))
            assert (answer.status_code == 403) is not may, (address, answer.status_code)


def test_login_leads_back_and_logout_out(stranger: TestClient) -> None:
    assert stranger.get("/approvals?page=2").headers["location"] == "/login?next=%2Fapprovals%3Fpage%3D2"
    answer = log_in(stranger, back="/approvals?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/approvals?page=2")
    cookie = answer.headers["set-cookie"]
    assert session.COOKIE in cookie and "HttpOnly" in cookie and "SameSite=lax" in cookie
    page = stranger.get("/approvals")
    assert page.status_code == 200 and "Anna Berg" in page.text
    token = page.text.partition('name="token" value="')[2].partition('"')[0]
    assert stranger.post("/logout", data={"token": "wrong"}).status_code == 403
    assert stranger.post("/logout", data={"token": token}).headers["location"] == "/login"
    assert stranger.get("/approvals").status_code == 303


def test_a_wrong_password_says_so_and_too_many_say_when(stranger: TestClient) -> None:
    for _ in range(login.MOST_BY_LOGIN):
        answer = log_in(stranger, "wrong wrong wrong")
        assert answer.status_code == 401 and "do not fit" in answer.text and "wrong wrong" not in answer.text
    assert "15 minutes" in log_in(stranger).text


def test_login_needs_the_forms_token(stranger: TestClient) -> None:
    answer = stranger.post("/login", data={"login": "anna", "password": PASSWORD})
    assert answer.status_code == 403 and session.COOKIE not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/login"]
)
def test_nobody_is_sent_elsewhere_after_login(elsewhere: str) -> None:
    assert own_address(elsewhere) == "/"


def test_before_the_first_administrator_the_page_says_how(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path)
    store = open_store(settings)
    with TestClient(create_app(store, settings, healthy, acts_of(store)), base_url="http://127.0.0.1:8400") as web:
        page = web.get("/login").text
    assert "person add LOGIN --role administrator" in page and '<input name="password"' not in page
    store.close()


def test_programs_come_with_a_token_and_only_to_the_api(store: Store, stranger: TestClient) -> None:
    with store.begin() as tx:
        anna = register.get(tx, "anna")
        soon = datetime.now(UTC) + timedelta(hours=1)
        word = login.make_token(tx, "anna (web)", anna, "night", [Right.SEE_DOCUMENTS], soon)
    headers = {"authorization": f"Bearer {word}"}
    assert stranger.get("/api/v1/documents", headers=headers).status_code == 200
    answer = stranger.get("/api/v1/status", headers=headers)
    assert answer.status_code == 403 and "operations:read" in answer.json()["detail"]
    assert stranger.get("/approvals", headers=headers).status_code == 303
    assert stranger.get("/api/v1/documents", headers={"authorization": "Bearer bf_wrong"}).status_code == 401

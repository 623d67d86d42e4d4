"""Every error of the API has one shape, whoever answers it: the guard, the login, the framework or the core."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.errors import NotReady
from orchestrator.people.roles import Right
from orchestrator.store import Store, open_store
from orchestrator.web.api.rates import Rates
from orchestrator.web.problem_details import MEDIA_TYPE, Problem
from tests.api_client import V1, program, token

JSON = {"content-type": "application/json"}
NOBODY = f"{V1}/documents/{'0' * 32}"
REASON: dict[str, Any] = {"json": {"reason": "a"}}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"), max_file_mb=1)


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def api(store: Store, settings: Settings) -> Iterator[TestClient]:
    with program(store, settings, token(store, Right)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", f"{V1}/status", {"headers": {"authorization": "Bearer bf_wrong"}}, 401),
        ("POST", f"{NOBODY}/approve", {**REASON, "headers": {"origin": "http://evil.example"}}, 403),
        ("GET", NOBODY, {}, 404),
        ("GET", f"{V1}/nothing", {}, 404),
        ("GET", "/api/documents", {}, 404),
        ("GET", f"{V1}/lanes/none", {}, 404),
        ("POST", f"{V1}/people/nobody/enable", {}, 404),
        ("PUT", f"{V1}/documents", {"json": {}}, 405),
        ("DELETE", NOBODY, {}, 405),
        ("POST", f"{V1}/status", {"json": {}}, 405),
        ("POST", f"{V1}/people", {"json": {"login": "ada", "roles": ["clerk"], "subject": "x"}}, 409),
        ("POST", f"{NOBODY}/correct", {"content": b"{" + b" " * 2**20 + b"}", "headers": JSON}, 413),
        ("POST", f"{NOBODY}/approve", {"content": b"reason=a"}, 415),
        ("POST", f"{V1}/documents", {"json": {}}, 415),
        ("GET", f"{V1}/status", {"headers": {"host": "farm.example"}}, 421),
        ("POST", f"{NOBODY}/approve", {"content": b"{", "headers": JSON}, 422),
        ("POST", f"{NOBODY}/approve", {"json": {"reason": "a", "colour": "red"}}, 422),
        ("POST", f"{NOBODY}/approve", {"json": {"reason": "a\0b"}}, 422),
        ("POST", f"{NOBODY}/approve", {**REASON, "headers": {"idempotency-key": "two words"}}, 422),
        ("POST", f"{V1}/documents", {"data": {"file": "no file"}, "files": {"x": ("", b"")}}, 422),
        ("GET", f"{V1}/documents/beef", {}, 422),
        ("GET", f"{V1}/documents?limit=0", {}, 422),
        ("GET", f"{V1}/documents?since=0001-01-01", {}, 422),
        ("GET", f"{V1}/documents?q=a%00b", {}, 422),
        ("GET", f"{V1}/suppliers?after=abc", {}, 422),
        ("GET", f"{V1}/suppliers?after=WzFd", {}, 422),
        ("GET", f"{V1}/audit?before=99999999999999999999", {}, 422),
        ("POST", f"{V1}/people", {"json": {"login": "new", "roles": ["clerk"], "password": "new"}}, 422),
        ("POST", f"{V1}/people", {"json": {"login": "new", "roles": ["king"], "subject": "x"}}, 422),
    ],
)  # fmt: skip
def test_an_error_says_what_is_wrong(
    api: TestClient, method: str, path: str, sent: dict[str, Any], status: int
) -> None:
    answer = api.request(method, path, **sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE), answer.text
    told = Problem.model_validate_json(answer.content)
    assert told.status == status and told.type == f"urn:botfarm:problem:{status}" and told.title
    assert told.detail.endswith("."), told.detail
    assert status != 405 or answer.headers["allow"]


def test_what_is_misspelt_is_named(api: TestClient) -> None:
    told = api.post(f"{NOBODY}/approve", json={"reason": "", "colour": "red"}).json()
    assert {tuple(part["where"]) for part in told["errors"]} == {("body", "reason"), ("body", "colour")}


def test_a_file_larger_than_the_limit_is_not_even_read(api: TestClient) -> None:
    kept = api.post(f"{V1}/documents", files={"file": ("a.pdf", b"x" * (2**20 - 100))})
    assert kept.status_code == 201
    assert api.post(f"{V1}/documents", files={"file": ("a.pdf", b"x" * (52 * 2**20))}).status_code == 413


def test_a_database_that_is_away_is_503_and_a_fault_is_500_without_its_words(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise NotReady("The database does not answer.")

    def broken(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("orchestrator.web.api.farm.status", away)
    answer = api.get(f"{V1}/status")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["retry-after"]) == (503, MEDIA_TYPE, "5")
    monkeypatch.setattr("orchestrator.web.api.farm.status", broken)
    answer = api.get(f"{V1}/status")
    assert (answer.status_code, answer.headers["content-type"]) == (500, MEDIA_TYPE)
    assert "secret" not in answer.text


def test_who_asks_too_often_waits_and_nobody_else(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, api_requests_per_minute=30)
    store = open_store(settings)
    with program(store, settings, token(store, Right)) as api:
        statuses = [api.get(f"{V1}/me").status_code for _ in range(32)]
        assert statuses[:30] == [200] * 30 and statuses[-1] == 429
        answer = api.get(f"{V1}/me")
        assert answer.headers["retry-after"] == "2" and answer.headers["content-type"] == MEDIA_TYPE
        other = {"authorization": f"Bearer {token(store, Right, who='bob')}"}
        assert api.get(f"{V1}/me", headers=other).status_code == 200
    store.close()


def test_a_bucket_fills_up_as_time_goes_by_and_a_full_one_is_forgotten() -> None:
    rates = Rates(60)
    assert [rates.take("a", 0.0) for _ in range(61)] == [0.0] * 60 + [1.0]
    assert rates.take("a", 0.5) == pytest.approx(0.5)
    assert rates.take("a", 1.1) == 0.0
    for number in range(300):
        rates.take(str(number), 2.0)
    assert rates._held(2.0).keys() >= {"a", "0", "299"}
    assert rates._held(3.5).keys() == {"a"}
    assert rates._held(63.0) == {}

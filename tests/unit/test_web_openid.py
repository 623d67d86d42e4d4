"""Logging in by a real OpenID provider on this machine: who gets in, who does not, and what they are told."""

import base64
import hashlib
import html
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import KeySet, RSAKey
from oidc_provider_mock import User
from pydantic import SecretStr
from starlette.testclient import TestClient

from config.errors import ConfigError
from config.settings import Settings, load_settings
from orchestrator.errors import LoginRefused
from orchestrator.people import openid as matching
from orchestrator.people import register
from orchestrator.people.openid import Identity, OpenIdTerms, role_table
from orchestrator.people.roles import Role
from orchestrator.store import Store, audit, open_store, people
from orchestrator.store.people import Person
from orchestrator.web import openid, openid_provider
from orchestrator.web.app import create_app
from orchestrator.web.session import COOKIE
from tests.openid_provider import LocalProvider, claims_of, running_provider, unsigned
from tests.web_client import ADDRESS, acts_of, healthy

MAIL = {"email": "Anna.Berg@example.org", "email_verified": True}
ANNA = User(sub="a-1", claims={"name": "Anna Berg", "preferred_username": "ABerg", "groups": ["books", "x"], **MAIL})
UNVERIFIED = User(sub="b-2", claims={"name": "Bob", "email": "anna.berg@example.org", "email_verified": False})
ADMIN = User(sub="c-3", claims={"name": "Cara", "realm_access": {"roles": ["it", "books"]}, "groups": "it"})
SECRET = "a secret of both"


@pytest.fixture(scope="module")
def running() -> Iterator[LocalProvider]:
    with running_provider(ANNA, UNVERIFIED, ADMIN) as made:
        yield made


@pytest.fixture
def provider(running: LocalProvider) -> LocalProvider:
    running.asked.clear()
    running.change_token = running.change_metadata = lambda answer: answer
    return running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(load_settings(home=tmp_path))
    with opened.begin() as tx:
        register.add(tx, "test", "root", "Root", [Role.ADMINISTRATOR], "a quiet morning in March")
    yield opened
    opened.close()


def settings_of(provider: LocalProvider, **more: Any) -> Settings:
    own = {"openid_issuer": provider.issuer, "openid_client_id": "farm", "openid_client_secret": SecretStr(SECRET)}
    return load_settings(**{**own, **more})


@pytest.fixture
def browser(store: Store, provider: LocalProvider) -> Iterator[Callable[..., TestClient]]:
    """Makes a browser that nobody is logged in with, at a farm with these settings."""
    opened: list[TestClient] = []

    def make(**more: Any) -> TestClient:
        app = create_app(store, settings_of(provider, **more), healthy, acts_of(store))
        made = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)
        opened.append(made.__enter__())
        return made

    yield make
    for one in opened:
        one.__exit__(None, None, None)


def known(store: Store, login: str = "anna", subject: str | None = "a-1", *roles: Role) -> Person:
    with store.begin() as tx:
        return register.add(tx, "test", login, "Anna Berg", roles or [Role.CLERK], None, subject)


def begun(web: TestClient, back: str = "") -> str:
    answer = web.get("/login/openid", params={"next": back})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def finish(web: TestClient, address: str) -> httpx.Response:
    return web.get(address.removeprefix(ADDRESS))


def log_in(web: TestClient, provider: LocalProvider, subject: str = "a-1", back: str = "") -> httpx.Response:
    return finish(web, provider.log_in(begun(web, back), subject))


def refused(answer: httpx.Response, sentence: str, status: int = 401) -> None:
    assert answer.status_code == status and sentence in html.unescape(answer.text), answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")


def last_entry(store: Store) -> audit.AuditEntry:
    with store.reading() as tx:
        return audit.of_farm(tx)[-1]


def test_a_known_person_gets_in_and_back_to_where_they_were(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store)
    web = browser()
    assert '/login/openid?next=%2Fapprovals"' in web.get("/login?next=/approvals").text
    answer = log_in(web, provider, back="/approvals?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/approvals?page=2")
    cookies = answer.headers.get_list("set-cookie")
    assert any(COOKIE in one and "HttpOnly" in one and "SameSite=lax" in one for one in cookies)
    assert any(openid.COOKIE in one and "Max-Age=0" in one for one in cookies)
    assert "Anna Berg" in web.get("/me").text
    assert last_entry(store).action == "logged in" and last_entry(store).actor == "anna (web, OpenID)"


def test_the_way_there_has_pkce_state_and_nonce_and_the_secret_stays_here(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store)
    web = browser()
    address = begun(web)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", "farm")
    assert asked["redirect_uri"] == f"{ADDRESS}/login/openid/callback" and asked["scope"] == "openid profile email"
    assert len(asked["state"]) > 40 and len(asked["nonce"]) > 40 and SECRET not in address
    assert finish(web, provider.log_in(address, "a-1")).status_code == 303
    (token,) = provider.asked
    challenge = base64.urlsafe_b64encode(hashlib.sha256(token["code_verifier"].encode()).digest()).decode()
    assert challenge.rstrip("=") == asked["code_challenge"]
    assert base64.b64decode(token["authorization"].split()[1]) == b"farm:a%20secret%20of%20both"


def test_a_wrong_state_is_refused(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store)
    web = browser()
    refused(finish(web, provider.log_in(begun(web), "a-1", state="x" * 43)), openid.STALE, 400)
    assert provider.asked == []


def test_another_browsers_answer_is_refused(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    """Nobody is logged in as somebody else by a link that these sent them."""
    known(store)
    mine, theirs = browser(), browser()
    begun(mine)
    refused(finish(mine, provider.log_in(begun(theirs), "a-1")), openid.STALE, 400)
    refused(finish(browser(), provider.log_in(begun(theirs), "a-1")), openid.STALE, 400)


@pytest.mark.parametrize("cookie", ["", "x", "e30=.x", "é", "." * 50])
def test_a_cookie_that_was_made_up_is_refused(
    cookie: str, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    web = browser()
    answer = web.get("/login/openid/callback?code=x&state=", headers={"cookie": f"{openid.COOKIE}={cookie}".encode()})
    refused(answer, openid.STALE, 400)


def test_a_login_that_took_too_long_is_refused(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    known(store)
    web = browser()
    monkeypatch.setattr(openid, "MINUTES", -1)
    address = web.get("/login/openid")
    kept = address.headers["set-cookie"].split(";")[0]
    there = provider.log_in(address.headers["location"], "a-1").removeprefix(ADDRESS)
    refused(web.get(there, headers={"cookie": kept}), openid.STALE, 400)


def test_a_wrong_nonce_is_refused(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store)
    web = browser()
    refused(finish(web, provider.log_in(begun(web), "a-1", nonce="another")), openid_provider.NOT_BELIEVED)


def test_an_answer_is_good_once(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store)
    web = browser()
    back = provider.log_in(begun(web), "a-1")
    assert finish(web, back).status_code == 303
    refused(finish(web, back), openid.STALE, 400)


@pytest.mark.parametrize("what", ["unsigned", "other audience", "other issuer", "no token", "other key", "no subject"])
def test_a_token_that_is_not_right_is_refused(
    what: str, store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store)

    def change(answer: dict[str, Any]) -> dict[str, Any]:
        token = answer["id_token"]
        head, body, seal = token.split(".")
        bad = {
            "unsigned": unsigned(claims_of(token)),
            "other audience": unsigned(claims_of(token) | {"aud": "other"}),
            "other issuer": unsigned(claims_of(token) | {"iss": "https://other.example"}),
            "no token": "",
            "other key": f"{head}.{body}.{seal[::-1]}",
            "no subject": unsigned({}),
        }
        return answer | {"id_token": bad[what]}

    provider.change_token = change
    refused(log_in(browser(), provider), openid_provider.NOT_BELIEVED)


@pytest.mark.parametrize(
    ("changed", "fits"),
    [
        ({}, True), ({"aud": "other"}, False), ({"aud": ["other"], "azp": "farm"}, False), ({"aud": ["farm"]}, True),
        ({"iss": "https://other.example"}, False), ({"exp": 1}, False), ({"nonce": "other"}, False),
        ({"nonce": None}, False), ({"azp": "other"}, False), ({"sub": 7}, False),
    ],
)  # fmt: skip
def test_each_claim_of_a_signed_token_is_looked_at(
    changed: dict[str, Any], fits: bool, provider: LocalProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed by the right key, as a provider with several clients would."""
    asker = openid.provider_of(settings_of(provider))
    right = {"iss": provider.issuer, "sub": "a-1", "aud": "farm", "exp": 2**33, "iat": 1, "nonce": "n"}

    claims = {name: value for name, value in (right | changed).items() if value is not None}
    monkeypatch.setattr(asker, "_decoded", lambda _: SimpleNamespace(claims=claims, header={"alg": "RS256"}))
    if fits:
        assert asker._checked("", "n", None)["sub"] == "a-1"
    else:
        with pytest.raises(LoginRefused):
            asker._checked("", "n", None)


def test_a_new_key_of_the_provider_is_fetched(provider: LocalProvider) -> None:
    asker = openid.provider_of(settings_of(provider))
    address, attempt = asker.begin("/")
    asker._keys = KeySet([RSAKey.generate_key(2048, {"kid": "old"})])
    code = parse_qs(urlsplit(provider.log_in(address, "a-1")).query)["code"][0]
    assert asker.finish(attempt, code)["sub"] == "a-1"


def test_a_token_that_is_over_is_refused(store: Store, tmp_path: Path) -> None:
    known(store)
    with running_provider(ANNA, lasts=timedelta(hours=-1)) as late:
        app = create_app(store, settings_of(late), healthy, acts_of(store))
        with TestClient(app, base_url=ADDRESS, follow_redirects=False) as web:
            refused(log_in(web, late), openid_provider.NOT_BELIEVED)


def test_who_is_not_known_is_told_so(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    refused(log_in(browser(), provider), matching.UNKNOWN)
    entry = last_entry(store)
    assert (entry.action, entry.data["subject"]) == ("login failed", "a-1")
    with store.reading() as tx:
        assert [person.login for person in people.everyone(tx)] == ["root"]


def test_who_is_disabled_stays_out(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store)
    web = browser()
    assert log_in(web, provider).status_code == 303
    with store.begin() as tx:
        register.disable(tx, "test", "anna")
    assert web.get("/me").status_code == 303  # the session that was open ends too
    refused(log_in(web, provider), matching.LOCKED_OUT)


def test_who_logs_nobody_in_is_not_logged_in(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store)
    web = browser()
    back = provider.decline(begun(web))
    assert "error=access_denied" in back
    state = parse_qs(urlsplit(begun(web)).query)["state"][0]
    refused(web.get(f"/login/openid/callback?error=access_denied&state={state}"), openid.DECLINED)
    state = parse_qs(urlsplit(begun(web)).query)["state"][0]
    refused(web.get(f"/login/openid/callback?code=x&state={state}&iss=https://other.example"), openid.DECLINED)
    state = parse_qs(urlsplit(begun(web)).query)["state"][0]
    refused(web.get(f"/login/openid/callback?code=nonsense&state={state}"), openid_provider.NOT_BELIEVED)


def test_somebody_registered_by_their_address_is_linked_once(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    person = known(store, "anna.berg@example.org", None)
    assert log_in(browser(), provider).status_code == 303
    again = Identity(provider.issuer, "another-subject", email="anna.berg@example.org")
    with pytest.raises(LoginRefused, match="Somebody else"):
        matching.log_in(store, OpenIdTerms(), again)
    with store.begin() as tx:
        matching.unlink(tx, "root", person.login)
    assert matching.log_in(store, OpenIdTerms(), again)


def test_an_address_that_is_not_verified_opens_nothing(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store, "anna.berg@example.org", None)
    refused(log_in(browser(), provider, "b-2"), matching.UNKNOWN)


def test_the_same_subject_of_another_issuer_is_somebody_else(store: Store, provider: LocalProvider) -> None:
    known(store)
    assert matching.log_in(store, OpenIdTerms(), Identity("https://one.example", "a-1"))
    with store.begin() as tx:
        people.change(tx, register.get(tx, "anna").id, name="Anna")
    with pytest.raises(LoginRefused):
        matching.log_in(store, OpenIdTerms(), Identity("https://one.example", "a-2"))


def test_roles_come_from_the_claim_at_every_login(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store, "anna", "a-1", Role.APPROVER)
    web = browser(openid_roles_claim="groups", openid_roles="books=clerk, it=operator")
    assert log_in(web, provider).status_code == 303
    with store.reading() as tx:
        assert register.get(tx, "anna").roles == (Role.CLERK,)
    nothing = browser(openid_roles_claim="groups", openid_roles="elsewhere=clerk")
    refused(log_in(nothing, provider), matching.NO_ROLE)


def test_somebody_new_is_taken_in_only_where_the_settings_say_so(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    terms = {"openid_roles_claim": "groups", "openid_roles": "books=clerk"}
    refused(log_in(browser(**terms), provider), matching.UNKNOWN)
    web = browser(**terms, openid_creates_people=True)
    assert log_in(web, provider).status_code == 303
    with store.reading() as tx:
        person = register.get(tx, "aberg")
    assert (person.name, person.roles, person.password_hash) == ("Anna Berg", (Role.CLERK,), None)
    assert log_in(web, provider).status_code == 303
    refused(log_in(web, provider, "c-3"), matching.NO_ROLE)


def test_nobody_takes_over_a_login_that_is_there(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    known(store, "aberg", None)
    web = browser(openid_roles_claim="groups", openid_roles="books=clerk", openid_creates_people=True)
    refused(log_in(web, provider), matching.LINKED_ELSEWHERE)


def test_roles_deep_in_the_claims(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store, "cara", "c-3")
    web = browser(openid_roles_claim="realm_access.roles", openid_roles="books=clerk,it=administrator")
    assert log_in(web, provider, "c-3").status_code == 303
    with store.reading() as tx:
        assert register.get(tx, "cara").roles == (Role.CLERK, Role.ADMINISTRATOR)


def test_the_last_administrator_stays_one(store: Store) -> None:
    terms = OpenIdTerms({"books": Role.CLERK})
    with store.begin() as tx:
        register.add(tx, "test", "anna", "Anna", [Role.ADMINISTRATOR], None, "a-1")
        register.disable(tx, "test", "root")
    matching.log_in(store, terms, Identity("https://one.example", "a-1", groups=("books",)))
    with store.reading() as tx:
        assert register.get(tx, "anna").roles == (Role.CLERK, Role.ADMINISTRATOR)


def test_a_provider_that_is_down_is_told_and_passwords_still_work(
    store: Store, provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    web = browser(openid_issuer=nobody)
    refused(web.get("/login/openid"), openid_provider.AWAY, 503)
    assert web.get("/login/openid/logout").status_code == 503
    page = web.get("/login").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    entered = web.post("/login", data={"token": token, "login": "root", "password": "a quiet morning in March"})
    assert entered.status_code == 303 and COOKIE in entered.headers["set-cookie"]


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": ""},
        {"jwks_uri": "ftp://x"},
        {"authorization_endpoint": 1},
    ],
)
def test_a_provider_that_says_nonsense_is_away(
    changes: dict[str, Any], provider: LocalProvider, browser: Callable[..., TestClient]
) -> None:
    provider.change_metadata = lambda answer: answer | changes
    refused(browser().get("/login/openid"), openid_provider.AWAY, 503)


def test_a_provider_that_dies_on_the_way_is_told(store: Store) -> None:
    known(store)
    with running_provider(ANNA) as dying:
        app = create_app(store, settings_of(dying), healthy, acts_of(store))
        web = TestClient(app, base_url=ADDRESS, follow_redirects=False)
        back = dying.log_in(begun(web), "a-1")
    with web:
        refused(finish(web, back), openid_provider.AWAY, 503)


def test_logging_out_here_and_there(store: Store, provider: LocalProvider, browser: Callable[..., TestClient]) -> None:
    known(store)
    web = browser(openid_name="Example AG")
    log_in(web, provider)
    token = web.get("/me").text.partition('name="token" value="')[2].partition('"')[0]
    out = web.post("/logout", data={"token": token})
    assert out.headers["location"] == "/login?left=1" and web.get("/me").status_code == 303
    page = web.get("/login?left=1").text
    assert "You are logged out here" in page and "Log in with Example AG" in page
    there = web.get("/login/openid/logout").headers["location"]
    assert there.startswith(f"{provider.issuer}/oauth2/end_session?client_id=farm&post_logout_redirect_uri=http%3A")
    assert httpx.get(there).status_code < 400


def test_by_another_name_of_this_machine_it_goes_to_the_right_one_first(browser: Callable[..., TestClient]) -> None:
    web = browser()
    first = web.get("/login/openid?next=/me", headers={"host": "localhost:8400"})
    assert first.headers["location"] == f"{ADDRESS}/login/openid?here=1&next=%2Fme"
    second = web.get("/login/openid?here=1", headers={"host": "localhost:8400"})
    assert "/oauth2/authorize" in second.headers["location"]


def test_without_a_provider_there_is_no_button(store: Store, tmp_path: Path) -> None:
    app = create_app(store, load_settings(home=tmp_path), healthy, acts_of(store))
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as web:
        assert "openid" not in web.get("/login").text
        assert web.get("/login/openid").status_code == web.get("/login/openid/callback").status_code == 404
        assert web.get("/login/openid/logout").headers["location"] == "/login"


@pytest.mark.parametrize(
    "given",
    [
        {"openid_issuer": "http://idp.example", "openid_client_id": "farm"},
        {"openid_issuer": "https://idp.example/?x=1", "openid_client_id": "farm"},
        {"openid_issuer": "https://idp.example"},
        {"openid_roles_claim": "groups"},
        {"openid_creates_people": True},
        {"webhook_networks": "10.0.0.0/33"},
    ],
)
def test_settings_that_do_not_fit_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        load_settings(**given)


def test_the_table_of_roles() -> None:
    assert role_table("books=clerk, it = administrator,") == {"books": Role.CLERK, "it": Role.ADMINISTRATOR}
    assert role_table("cn=a,dc=b=clerk; x=auditor") == {"cn=a,dc=b": Role.CLERK, "x": Role.AUDITOR}
    for wrong in ("books", "books=king", "=clerk"):
        with pytest.raises(ConfigError):
            role_table(wrong)

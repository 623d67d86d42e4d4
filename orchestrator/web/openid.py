"""Logging in by an OpenID provider: there, back with the same browser, and in."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from config.settings import Settings
from orchestrator.errors import LoginRefused
from orchestrator.people.openid import Identity, OpenIdTerms, log_in, role_table
from orchestrator.phrases import phrase
from orchestrator.web.desk import Desk
from orchestrator.web.login import login_page, own_address
from orchestrator.web.openid_provider import Attempt, Client, Provider, ProviderAway

COOKIE, HERE, MINUTES = "botfarm_openid", "/login/openid", 10
STALE = phrase("This login was not begun in this browser, or took too long. Please log in once more.")
DECLINED = phrase("You were not logged in at your organisation.")
NOT_SET_UP = phrase("No OpenID provider is set up here.")
Word = Annotated[str, Query(max_length=4000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix=HERE)
    settings = desk.settings
    provider = provider_of(settings) if settings.openid_issuer else None
    terms = OpenIdTerms(role_table(settings.openid_roles), settings.openid_creates_people)

    @routes.get("")
    def begin(request: Request, next: Word = "", here: bool = False) -> Response:
        if provider is None:
            return desk.problem(request, 404, phrase("Not here"), NOT_SET_UP)
        if request.headers.get("host") != urlsplit(settings.pages_url).netloc and not here:
            own = f"{settings.pages_url.rstrip('/')}{HERE}?here=1&next={quote(next, safe='')}"
            return RedirectResponse(own, 303)  # the cookie must be of the host to which the provider sends back
        try:
            address, attempt = provider.begin(own_address(next))
        except ProviderAway as away:
            return login_page(desk, request, next, str(away), 503)
        response = RedirectResponse(address, 303)
        response.set_cookie(
            COOKIE, _sealed(desk, attempt), max_age=MINUTES * 60, path=HERE, httponly=True, samesite="lax",
            secure=settings.web_url.startswith("https://"),
        )  # fmt: skip
        return response

    @routes.get("/callback")
    def callback(request: Request, code: Word = "", state: Word = "", error: Word = "", iss: Word = "") -> Response:
        if provider is None:
            return desk.problem(request, 404, phrase("Not here"), NOT_SET_UP)
        attempt = _opened(desk, request.cookies.get(COOKIE, ""))
        if attempt is None or not hmac.compare_digest(attempt.state.encode(), state.encode()):
            return _ended(login_page(desk, request, "", STALE, 400))
        if error or not code or (iss and iss != settings.openid_issuer):
            return _ended(login_page(desk, request, attempt.back, DECLINED, 401))
        try:
            word = log_in(desk.store, terms, identity(settings, provider.finish(attempt, code)))
        except LoginRefused as refusal:
            status = 503 if isinstance(refusal, ProviderAway) else 401
            return _ended(login_page(desk, request, attempt.back, str(refusal), status))
        response = RedirectResponse(own_address(attempt.back), 303)
        desk.keep_session(response, word)
        return _ended(response)

    @routes.get("/logout")
    def log_out(request: Request) -> Response:
        """Of the provider; here one has logged out before."""
        try:
            address = provider.way_out(f"{settings.pages_url}login") if provider else ""
        except ProviderAway as away:
            return login_page(desk, request, "", str(away), 503)
        return RedirectResponse(address or "/login", 303)

    return routes


def provider_of(settings: Settings) -> Provider:
    """The provider that the settings name."""
    secret = settings.openid_client_secret.get_secret_value()
    back = f"{settings.pages_url.rstrip('/')}{HERE}/callback"
    return Provider(Client(settings.openid_issuer, settings.openid_client_id, secret, settings.openid_scopes, back))


def identity(settings: Settings, claims: Mapping[str, Any]) -> Identity:
    """Who the claims say it is. An address counts only where the provider says that it has verified it."""
    verified = claims.get("email_verified") in (True, "true")
    return Identity(
        issuer=settings.openid_issuer,
        subject=str(claims.get("sub", "")),
        email=_text(claims.get("email")) if verified else "",
        name=_text(claims.get("name")),
        login=_text(claims.get("preferred_username")),
        groups=_groups(claims, settings.openid_roles_claim),
    )


def _text(value: object) -> str:
    return value.strip()[:300] if isinstance(value, str) else ""


def _groups(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The values of a claim by its name, or by a way of names apart by dots, as in `realm_access.roles`."""
    found: Any = claims.get(name) if name else None
    if found is None and "." in name:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    values = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(value for value in values if isinstance(value, str))


def _ended(response: Response) -> Response:
    """An attempt is good for one answer."""
    response.delete_cookie(COOKIE, path=HERE)
    return response


def _sealed(desk: Desk, attempt: Attempt) -> str:
    said = json.dumps({**asdict(attempt), "until": time.time() + MINUTES * 60}).encode()
    return f"{base64.urlsafe_b64encode(said).decode()}.{_seal(desk, said)}"


def _opened(desk: Desk, cookie: str) -> Attempt | None:
    """The attempt that this browser began, unless it is over or somebody made it up."""
    text, _, seal = cookie.partition(".")
    try:
        said = base64.urlsafe_b64decode(text.encode())
    except ValueError:
        return None
    if not hmac.compare_digest(_seal(desk, said).encode(), seal.encode()):
        return None
    kept = json.loads(said)
    return Attempt(**kept) if kept.pop("until") > time.time() else None


def _seal(desk: Desk, said: bytes) -> str:
    return hmac.new(desk.store.audit_key, b"openid:" + said, hashlib.sha256).hexdigest()

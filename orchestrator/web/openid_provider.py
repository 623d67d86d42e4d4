"""Asking an OpenID provider who somebody is: authorization code with PKCE, and an ID token that is checked whole."""

import logging
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from orchestrator.errors import LoginRefused
from orchestrator.phrases import phrase

log = logging.getLogger(__name__)
SECONDS = 5.0
KEPT_SECONDS = 3600.0
LEEWAY_SECONDS = 60
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""By the provider's own key alone: never "none", nor by the secret that both sides hold."""
AWAY = phrase("Your organisation's login does not answer. Try again in a minute, or log in with a password.")
NOT_BELIEVED = phrase("What your organisation's login answered does not fit. Please log in once more.")


class ProviderAway(LoginRefused):
    """The provider does not answer, or answers nothing of use."""


@dataclass(frozen=True)
class Client:
    """What the provider knows this farm by."""

    issuer: str
    id: str
    secret: str
    scopes: str
    redirect_uri: str


@dataclass(frozen=True)
class Attempt:
    """One login under way, kept by the browser that began it. `back` is where it leads afterwards."""

    state: str
    nonce: str
    verifier: str
    back: str


class Provider:
    """The provider of one issuer; what it says of itself is kept for an hour."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._lock = threading.Lock()
        self._known: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._until = 0.0

    def begin(self, back: str) -> tuple[str, Attempt]:
        """The provider's address to send the browser to, and what the browser must show afterwards.

        Raises:
            ProviderAway
        """
        attempt = Attempt(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), back)
        address = prepare_grant_uri(
            self._metadata()["authorization_endpoint"], self.client.id, "code", self.client.redirect_uri,
            self.client.scopes, attempt.state, nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier), code_challenge_method="S256",
        )  # fmt: skip
        return str(address), attempt

    def finish(self, attempt: Attempt, code: str) -> dict[str, Any]:
        """What the provider says of who logged in, by its ID token and its user info.

        Raises:
            ProviderAway
            LoginRefused: the code or the token is not good.
        """
        token = self._token(attempt, code)
        claims = self._checked(str(token.get("id_token", "")), attempt.nonce, token.get("access_token"))
        return {**self._user_info(str(token.get("access_token", "")), claims["sub"]), **claims}

    def way_out(self, afterwards: str) -> str:
        """The address at which one logs out of the provider too, empty where it has none.

        Raises:
            ProviderAway
        """
        address = self._metadata().get("end_session_endpoint", "")
        query = f"client_id={quote(self.client.id, safe='')}&post_logout_redirect_uri={quote(afterwards, safe='')}"
        return f"{address}{'&' if '?' in address else '?'}{query}" if address else ""

    def _token(self, attempt: Attempt, code: str) -> dict[str, Any]:
        known, client = self._metadata(), self.client
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect_uri,
            "code_verifier": attempt.verifier,
        }  # fmt: skip
        methods = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = bool(client.secret) and "client_secret_basic" in methods
        if not basic:
            form |= {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})
        login = httpx.BasicAuth(quote(client.id, safe=""), quote(client.secret, safe="")) if basic else None
        return self._asked("POST", known["token_endpoint"], data=form, auth=login)

    def _checked(self, token: str, nonce: str, access_token: str | None) -> dict[str, Any]:
        """The claims of an ID token, once signature, issuer, audience, times and nonce are right."""
        client = self.client
        options = {"iss": {"essential": True, "value": client.issuer}, "sub": {"essential": True}}
        try:
            decoded = self._decoded(token)
            claims = CodeIDToken(
                decoded.claims, decoded.header, options,
                {"nonce": nonce, "client_id": client.id, "access_token": access_token},
            )  # fmt: skip
            claims.validate(leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("an ID token was refused: %s", type(error).__name__)
            raise LoginRefused(NOT_BELIEVED) from error
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if client.id not in audience or not isinstance(claims["sub"], str):
            raise LoginRefused(NOT_BELIEVED)
        return dict(claims)

    def _decoded(self, token: str) -> jwt.Token:
        """The token by the provider's keys; where none known fits, they are asked for anew: keys change."""
        try:
            return jwt.decode(token, self._key_set(), list(ALGORITHMS))
        except (InvalidKeyIdError, BadSignatureError):
            return jwt.decode(token, self._key_set(anew=True), list(ALGORITHMS))

    def _user_info(self, access_token: str, subject: str) -> dict[str, Any]:
        """More of the same person; what does not come, or is another's, is left out."""
        address = self._metadata().get("userinfo_endpoint")
        if not address or not access_token:
            return {}
        try:
            found = self._asked("GET", address, headers={"authorization": f"Bearer {access_token}"})
        except LoginRefused:
            return {}
        if found.get("sub") != subject:
            raise LoginRefused(NOT_BELIEVED)
        return found

    def _metadata(self) -> dict[str, Any]:
        with self._lock:
            if not self._known or time.monotonic() > self._until:
                found = self._asked("GET", f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != self.client.issuer or not _is_whole(found, self.client.issuer):
                    log.error("BOTFARM_OPENID_ISSUER: the provider calls itself %r", found.get("issuer"))
                    raise ProviderAway(AWAY)
                self._known, self._keys, self._until = found, None, time.monotonic() + KEPT_SECONDS
            return self._known

    def _key_set(self, *, anew: bool = False) -> KeySet:
        address = self._metadata()["jwks_uri"]
        with self._lock:
            if self._keys is None or anew:
                self._keys = KeySet.import_key_set(self._asked("GET", address))  # type: ignore[arg-type]  # checked there
            return self._keys

    def _asked(self, method: str, address: str, **given: Any) -> dict[str, Any]:
        """The provider's JSON answer. What it refuses is told to the log by its code alone: no token, no secret."""
        try:
            answer = httpx.request(method, address, timeout=SECONDS, follow_redirects=False, **given)
            found = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            log.warning("the OpenID provider at %s does not answer: %s", self.client.issuer, type(error).__name__)
            raise ProviderAway(AWAY) from error
        if not isinstance(found, dict) or answer.status_code >= 500:
            raise ProviderAway(AWAY)
        if answer.status_code >= 300:
            log.warning("the OpenID provider refused (%d): %r", answer.status_code, str(found.get("error", ""))[:60])
            raise LoginRefused(NOT_BELIEVED)
        return found


def _is_whole(known: Mapping[str, Any], issuer: str) -> bool:
    """Whether all that is needed is there, and encrypted where the issuer is."""
    scheme = issuer.partition(":")[0]
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    return all(str(known.get(name, "")).startswith((f"{scheme}:", "https:")) for name in needed)

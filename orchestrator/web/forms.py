"""The token that every form carries, and what a form says."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "botfarm_form"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Tokens:
    """Makes and checks tokens. Bound to the browser by a cookie that other sites can neither read nor send."""

    key: bytes

    def of(self, cookie: str) -> str:
        return hmac.new(self.key, b"form:" + cookie.encode(), hashlib.sha256).hexdigest()

    def fits(self, request: Request, token: str) -> bool:
        cookie = request.cookies.get(COOKIE, "")
        return bool(cookie) and hmac.compare_digest(self.of(cookie).encode(), token.encode())


def browser_cookie(request: Request) -> str:
    """The random word that this browser has, or a new one."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


def keep(response: Response, name: str, value: str) -> None:
    """Set a cookie that no script and no other site sees."""
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="strict", path="/")

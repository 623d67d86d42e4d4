"""From where one may ask at all: by our own name, from our own pages. And what browsers may do with the answers."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestrator.web.problem_details import problem

LOOPBACK_HOST = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.IGNORECASE)
API = "/api/"
LARGEST_FORM = 64 * 1024
LARGEST_CALL = 1024 * 1024
"""Bytes that a form on the pages may have, and a call of the API or of the review, which sends whole tables."""
REVIEW = "/review/"
SAFE = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses requests that name another host (DNS rebinding) or change something from another site."""

    def __init__(self, app: ASGIApp, host: str = "", large: Mapping[str, int] | None = None) -> None:
        """`host`: the name, and port where it has one, by which others than this machine reach the pages.

        `large`: the addresses that take more than a form, with how many bytes.
        """
        self.app, self.host, self.large = app, host, large or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        api = scope["path"].startswith(API)
        usual = LARGEST_CALL if scope["path"].startswith((API, REVIEW)) else LARGEST_FORM
        largest = self.large.get(scope["path"], usual)
        refused = refusal(scope["method"], Headers(scope=scope), self.host, largest)
        answer = _told(refused, api) if refused else self.app
        await answer(scope, receive, send_guarded)


def _told(refused: tuple[int, str], api: bool) -> Response:
    status, sentence = refused
    headers = {"allow": "GET, POST"} if status == 405 else None
    return problem(status, sentence, headers) if api else PlainTextResponse(sentence, status, headers)


def refusal(method: str, headers: Headers, own_host: str = "", largest: int = LARGEST_FORM) -> tuple[int, str] | None:
    """Status and sentence for a request that is not let in, else None."""
    host = headers.get("host", "")
    if not LOOPBACK_HOST.fullmatch(host) and (not own_host or host.lower() != own_host.lower()):
        return 421, "These pages answer to no such name. BOTFARM_WEB_URL says by which one they are reached."
    if method in SAFE:
        return None
    if method != "POST":
        return 405, "Only GET and POST are known here."
    if not _from_our_page(headers, host):
        return 403, "The request comes from another site. Use the buttons on these pages."
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > largest:
        return 413, "What was sent is too large."
    return None


def _from_our_page(headers: Headers, host: str) -> bool:
    """Browsers send where a request comes from; programs send neither header and still need the form's token."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()

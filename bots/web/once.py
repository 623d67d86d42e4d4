"""One press, one request: Chromium repeats a POST by itself when a kept-alive connection ends without an answer.

An ERP that has booked, and whose answer is then lost (a crash, a proxy's time-out), books twice by that, and no page
ever hears of it. So the one press that posts is made while Playwright's driver carries what is not a GET: the driver
sends each request once and never again.
"""

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Route
from playwright.sync_api import Error as PlaywrightError

EVERYTHING = "**/*"
MOST_REDIRECTS = 20
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def sent_once(page: Page, seconds: float, headers: Mapping[str, str] | None = None) -> Iterator[None]:
    """While this is open, whatever the page sends but GET leaves exactly once; no answer shows as a network error.

    What has no answer yet at the end gets none any more. Private certificate authorities must be known to the driver
    (``NODE_EXTRA_CA_CERTS``), not only to Chromium.

    Args:
        page: its whole browser context is concerned, so that new windows are too.
        seconds: how long an answer may take.
        headers: to be sent too, to where the page is from and nobody else: the password that a browser adds by itself
            under HTTP basic authentication.
    """
    waiting: list[Route] = []
    home = _origin(page.url)

    def carry(route: Route, request: Request) -> None:
        with suppress(PlaywrightError):  # the page is gone, or the end came first: nobody wants the answer
            if request.method in READING:
                route.continue_()
            else:
                waiting.append(route)
                own = headers if headers and _origin(request.url) == home else {}
                _send(route, request, page.context, seconds, own)

    page.context.route(EVERYTHING, carry)
    try:
        yield
    finally:
        for route in waiting:
            with suppress(PlaywrightError):  # most have been answered
                route.abort("connectionclosed")  # else Chromium would send it, for the second time, from here on
        with suppress(PlaywrightError):
            page.context.unroute(EVERYTHING, carry)


def _send(route: Route, request: Request, context: BrowserContext, seconds: float, more: Mapping[str, str]) -> None:
    headers = {**request.headers, **more}
    cookies = "; ".join(f"{c.get('name')}={c.get('value')}" for c in context.cookies(_cookie_url(request.url)))
    if cookies:
        headers["cookie"] = cookies
    try:
        # a page follows a redirect itself, to have the right address; a script's request cannot be answered with one
        follow = 0 if request.is_navigation_request() else MOST_REDIRECTS
        answer = route.fetch(headers=headers, max_redirects=follow, max_retries=0, timeout=seconds * 1000)
    except PlaywrightError:
        route.abort("connectionclosed")
    else:
        route.fulfill(response=answer)


def _origin(url: str) -> tuple[str, str]:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _cookie_url(url: str) -> str:
    """Where to look for cookies: browsers send Secure ones to a loopback address even without TLS."""
    parts = urlsplit(url)
    with suppress(ValueError):
        if ipaddress.ip_address(parts.hostname or "").is_loopback:
            return parts._replace(scheme="https").geturl()
    return url

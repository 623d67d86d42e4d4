"""An OpenID provider on this machine, with people of the test's own, that can be made to answer wrongly."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
from flask import Response, request
from oidc_provider_mock import User, app
from werkzeug.serving import BaseWSGIServer, make_server


@dataclass
class LocalProvider:
    """The provider, what it was asked for tokens, and how its token answers are changed."""

    server: BaseWSGIServer
    asked: list[dict[str, str]] = field(default_factory=list)
    change_token: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer
    change_metadata: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.server.server_port}"

    def log_in(self, address: str, subject: str, **changes: str) -> str:
        """Log in at the address that the farm sent the browser to; where the provider sends it back to.

        Args:
            changes: parameters of the address that somebody changed on the way.
        """
        parts = urlsplit(address)
        query = urlencode(dict(parse_qsl(parts.query)) | changes)
        answer = httpx.post(urlunsplit(parts._replace(query=query)), data={"sub": subject})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def decline(self, address: str) -> str:
        """Press the button that logs nobody in."""
        answer = httpx.post(address, data={"action": "deny"})
        return answer.headers["location"]


def unsigned(claims: dict[str, Any]) -> str:
    """An ID token that nobody signed."""
    parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def claims_of(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found


@contextmanager
def running_provider(*people: User, lasts: timedelta = timedelta(hours=1)) -> Iterator[LocalProvider]:
    """A provider that knows these people."""
    made = app(user_claims=people, access_token_max_age=lasts)
    server = make_server("localhost", 0, made, threaded=True)
    provider = LocalProvider(server)

    @made.before_request
    def note() -> None:
        if request.path == "/oauth2/token":
            provider.asked.append(dict(request.form) | {"authorization": request.headers.get("authorization", "")})

    @made.after_request
    def change(response: Response) -> Response:
        for path, changed in (
            ("/oauth2/token", provider.change_token),
            ("/.well-known/openid-configuration", provider.change_metadata),
        ):
            if request.path == path and response.status_code == 200:
                response.set_data(json.dumps(changed(json.loads(response.get_data()))))
        return response

    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

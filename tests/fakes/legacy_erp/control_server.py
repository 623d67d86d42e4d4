"""The second port: there tests say how the ERP shall misbehave, and ask its ledger. JSON, with a token."""

import hmac
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fakes.legacy_erp.rules import Effect, Rule
from tests.fakes.legacy_erp.seed import SETTINGS, Supplier, User
from tests.fakes.legacy_erp.web import Listener, Misbehaving


class Control:
    """What may be asked; each method takes and gives what JSON can hold."""

    def __init__(self, misbehaving: Misbehaving, listener: Listener) -> None:
        self._erp = misbehaving
        self._books = misbehaving.application.books
        self._listener = listener

    def add_rule(self, rule: dict[str, Any]) -> int:
        return self._erp.rules.add(Rule(**(rule | {"effect": Effect(rule["effect"])})))

    def remove_rules(self, rule_id: int | None = None) -> None:
        self._erp.rules.remove(rule_id)

    def rules(self) -> list[dict[str, Any]]:
        return self._erp.rules.told()

    def ledger(self) -> list[dict[str, Any]]:
        return self._books.ledger()

    def requests(self, since: float = 0.0) -> list[dict[str, object]]:
        return self._erp.log.since(since)

    def pending(self) -> int:
        return self._erp.pending

    def settings(self) -> dict[str, Any]:
        return self._books.settings()

    def set(self, name: str, value: object) -> None:
        if name not in SETTINGS:
            raise ValueError(f"no setting {name!r}; there are {', '.join(SETTINGS)}")
        self._books.put_setting(name, value)

    def put_user(self, user: dict[str, Any]) -> None:
        self._books.put_user(User(**user))

    def add_suppliers(self, suppliers: list[dict[str, Any]]) -> None:
        self._books.add_suppliers([Supplier(**one) for one in suppliers])

    def suppliers(self) -> list[dict[str, Any]]:
        return [vars(one) for one in self._books.suppliers()]

    def end_sessions(self, user: str = "") -> None:
        self._books.end_sessions(user)

    def stop_accepting(self, seconds: float) -> None:
        self._listener.pause(seconds)


class ControlHandler(BaseHTTPRequestHandler):
    """``POST /<method>`` with the arguments as a JSON object and the token in ``Authorization``."""

    wbufsize = -1
    control: Control
    token: str

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not hmac.compare_digest(self.headers.get("Authorization", ""), f"Bearer {self.token}"):
            return self._reply(401, {"error": "wrong token"})
        name = self.path.strip("/")
        method: Callable[..., object] | None = None if name.startswith("_") else getattr(self.control, name, None)
        if method is None:
            return self._reply(404, {"error": f"no such method: {name}"})
        try:
            return self._reply(200, {"result": method(**json.loads(sent or b"{}"))})
        except (ValueError, TypeError, KeyError) as error:
            return self._reply(400, {"error": f"{type(error).__name__}: {error}"})

    def _reply(self, status: int, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Not logged."""

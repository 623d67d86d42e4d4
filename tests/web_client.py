"""A dashboard for tests: over a real store, with decisions that are written down."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from starlette.testclient import TestClient

from orchestrator.errors import OrchestratorError
from orchestrator.store import Store
from orchestrator.web.actions import Actions
from queues.health import Health, QueueHealth
from queues.names import Queue

ADDRESS = "http://127.0.0.1:8400"


@dataclass
class Desk:
    """Takes decisions down; `refusal` makes it refuse them all with that sentence."""

    taken: list[tuple[str, str, str, str]] = field(default_factory=list)
    refusal: str = ""

    def actions(self) -> Actions:
        return Actions(approve=self._take("approve"), reject=self._take("reject"), retry=self._take("retry"))

    def _take(self, name: str):  # type: ignore[no-untyped-def]  # a closure of Action's type
        def take(document_id: str, actor: str, reason: str) -> None:
            if self.refusal:
                raise OrchestratorError(self.refusal)
            self.taken.append((name, document_id, actor, reason))

        return take


def healthy() -> Health:
    queues = tuple(
        QueueHealth(queue=queue, depth=index, started=1, failed=0, oldest_wait_s=90.0)
        for index, queue in enumerate(Queue)
    )
    return Health(at=datetime.now(UTC), queues=queues, workers=())


def client(store: Store, settings: object, desk: Desk, health=healthy) -> TestClient:  # type: ignore[no-untyped-def]  # as create_app's
    from orchestrator.web.app import create_app

    app = create_app(store, settings, health, desk.actions())  # type: ignore[arg-type]  # any settings will do
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)


def form_of(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of the first form that decides."""
    form = re.search(r'<form method="post".*?</form>', page.text, re.DOTALL)
    assert form, "the page has no form"
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.group())
    return dict(fields)

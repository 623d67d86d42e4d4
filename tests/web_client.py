"""The pages for tests: over a real store, used by a person who is logged in, with decisions that are written down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from starlette.testclient import TestClient

from config.settings import Settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.approving import ApprovalState
from orchestrator.errors import OrchestratorError
from orchestrator.judging import Judge
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.login import begin_session
from orchestrator.people.roles import Right, Role
from orchestrator.store import Store, people
from orchestrator.web.session import COOKIE
from queues.health import Health, QueueHealth
from queues.names import Queue

ALL_SIGNED = ApprovalState(document_id="", rule="", reason="", steps=(), signatures=())
ADDRESS = "http://127.0.0.1:8400"


@dataclass(frozen=True)
class Desk(Acts):
    """Takes decisions down, once the right to them was insisted on; `refusal` makes it refuse them all so."""

    taken: list[tuple[str, str, str, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def approve(self, actor: Actor, document_id: str, reason: str) -> ApprovalState:
        self._take("approve", Right.APPROVE, actor, document_id, reason)
        return ALL_SIGNED

    def reject(self, actor: Actor, document_id: str, reason: str) -> None:
        self._take("reject", Right.REJECT, actor, document_id, reason)

    def retry(self, actor: Actor, document_id: str, reason: str) -> None:
        self._take("retry", Right.RETRY, actor, document_id, reason)

    def _take(self, name: str, right: Right, actor: Actor, document_id: str, reason: str) -> None:
        actor.insist_on(right)
        if self.refusals:
            raise OrchestratorError(self.refusals[-1])
        self.taken.append((name, document_id, str(actor), reason))


def acts_of(store: Store) -> Desk:
    return Desk(store, no_judge, Limits())


def no_judge() -> Judge:
    raise AssertionError("these pages judge nothing")


def logged_in(store: Store, *roles: Role, login: str = "ada") -> str:
    """The session of a person with these roles (all of them without any), who is taken in where they are new."""
    with store.begin() as tx:
        person = people.by_login(tx, login)
        if person is None:
            person = register.add(tx, "test", login, "Ada Lovelace", roles or tuple(Role), subject=login)
        return begin_session(tx, person, f"{login} (web)")


def healthy() -> Health:
    queues = tuple(
        QueueHealth(queue=queue, depth=index, started=1, failed=0, oldest_wait_s=90.0)
        for index, queue in enumerate(Queue)
    )
    return Health(at=datetime.now(UTC), queues=queues, workers=())


def client(  # type: ignore[no-untyped-def]  # as create_app's
    store: Store, settings: Settings, desk: Acts | None = None, health=healthy, roles: Sequence[Role] = ()
) -> TestClient:
    """The pages as somebody with these roles sees them, all roles without any."""
    from orchestrator.web.app import create_app

    app = create_app(store, settings, health, desk or acts_of(store))
    made = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False)
    made.cookies.set(COOKIE, logged_in(store, *roles, login="-".join(roles) or "ada"), domain="127.0.0.1")
    return made


def form_of(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of the first form that decides."""
    form = re.search(r'<form method="post" class="decide".*?</form>', page.text, re.DOTALL)
    assert form, "the page has no form"
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.group())
    return dict(fields)

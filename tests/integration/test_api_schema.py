"""The API answers whatever it is sent as its description says: no fault, nothing undocumented, all as described.

Requests are made up by schemathesis from the description, fitting and not fitting, always the same ones, and sent to a
farm with documents in each stage by programs with tokens of all kinds.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.python import asgi
from schemathesis.specs.openapi import checks
from starlette.types import Receive, Scope, Send

from config.settings import load_settings
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.store import open_store
from orchestrator.web.api.application import application
from orchestrator.web.app import create_app
from tests.api_client import LANE, V1, acts_of, seeded, token
from tests.web_client import ADDRESS, healthy

pytestmark = pytest.mark.slow

EXAMPLES = 12
config = schemathesis.Config()
config.projects.default.generation.update(
    modes=list(GenerationMode), deterministic=True, with_security_parameters=False, max_examples=EXAMPLES
)
schema = schemathesis.openapi.from_dict(application().openapi(), config=config)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
KINDS: dict[str, frozenset[Right]] = {"everything": frozenset(Right), **{str(role): MAY[role] for role in Role}}


class Known:
    """What the farm of these tests knows, to be named in addresses; filled before anything is sent."""

    documents: tuple[str, ...] = ()
    evidence = 1
    words: dict[str, str] = {}  # noqa: RUF012 - filled once


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[requests.Session]:
    """A farm with documents in each stage, and a program that sends to it."""
    home = load_settings(home=tmp_path_factory.mktemp("farm"), api_requests_per_minute=10_000_000)
    store = open_store(home)
    found = seeded(store)
    Known.documents, Known.evidence = (*found.by_stage.values(), found.ready), found.evidence
    Known.words = {name: token(store, rights, who=name) for name, rights in KINDS.items()}
    app = create_app(store, home, healthy, acts_of(store, home))

    async def without_end(scope: Scope, receive: Receive, send: Send) -> None:
        """The client would start and end the application around each request."""
        if scope["type"] == "http":
            await app(scope, receive, send)

    with asgi.get_client(without_end) as client:
        yield client
    store.close()


@schema.hook
def flatmap_path_parameters(context: schemathesis.HookContext, parameters: dict[str, Any] | None) -> Any:
    """Three times in four, what the farm knows stands in the address. Words are read: few documents will do."""
    slow, last = (context.operation.label.endswith(word) for word in ("words", "remove"))
    known = {
        "document_id": st.sampled_from(Known.documents[:2] if slow else Known.documents), "number": st.just(1),
        "evidence_id": st.just(Known.evidence), "webhook_id": st.just(2 if last else 1),
        "delivery_id": st.just(1),
        "question_id": st.just(1), "name": st.just(LANE.name), "login": st.sampled_from(["clerk", "nobody"]),
    }  # fmt: skip
    named = {name: choice for name, choice in known.items() if name in (parameters or {})}
    if not named:
        return st.just(parameters)
    right = st.fixed_dictionaries(named).map(lambda chosen: {**(parameters or {}), **chosen})
    return st.one_of(right, right, right, st.just(parameters))


@schema.given(kind=st.sampled_from(["everything"] * 5 + [*KINDS, "nobody"]))
@schema.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_every_answer_is_as_described(case: schemathesis.Case, kind: str, farm: requests.Session) -> None:
    headers = {"authorization": f"Bearer {Known.words.get(kind, 'bf_unknown')}"}
    case.call_and_validate(base_url=f"{ADDRESS}{V1}", session=farm, headers=headers, checks=CHECKS)

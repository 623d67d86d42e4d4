"""The description of the API: kept in docs/, complete, and handed out by the farm."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from orchestrator.cli import app
from orchestrator.people.roles import Right
from orchestrator.web.api.application import application, description
from orchestrator.web.problem_details import MEDIA_TYPE

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths = application().openapi()["paths"]
    return [(f"{method} {path}", found) for path, methods in paths.items() for method, found in methods.items()]


def test_the_description_in_docs_is_of_this_code() -> None:
    assert KEPT.read_text(encoding="utf-8") == description(), "run `make openapi`"


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(app, ["api-schema"])
    assert printed.exit_code == 0 and json.loads(printed.output)["info"]["title"] == "Botfarm"


def test_every_operation_says_what_it_does_takes_and_may_answer() -> None:
    for name, operation in operations():
        assert operation["summary"] and "Takes " in operation["description"], name
        assert {"401", "403", "429", "503"} <= operation["responses"].keys(), name
        assert operation["tags"] and operation["operationId"].isidentifier(), name
        scopes = {scope for way in operation["security"] for named in way.values() for scope in named}
        assert scopes <= set(Right), name
    names = [operation["operationId"] for _, operation in operations()]
    assert len(names) == len(set(names))


def test_every_error_is_a_problem() -> None:
    found = application().openapi()
    for name, operation in operations():
        for status, answer in operation["responses"].items():
            if status >= "400":
                answer = found["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                assert list(answer["content"]) == [MEDIA_TYPE], (name, status)


def test_every_write_may_be_sent_twice() -> None:
    for name, operation in operations():
        headers = {part["name"] for part in operation.get("parameters", ()) if part["in"] == "header"}
        keeps_something = name.startswith("post") and name not in ("post /arithmetic", "post /rules/dry-run")
        assert ("Idempotency-Key" in headers) is keeps_something, name

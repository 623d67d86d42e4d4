"""The description of the API as OpenAPI: what FastAPI knows, and the rights and errors of every operation."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from orchestrator.web.api.asking import ETAG, PROBLEMS, RIGHT
from orchestrator.web.problem_details import MEDIA_TYPE, TITLES, Problem
from orchestrator.web.session import COOKIE

TITLE, VERSION = "Botfarm", "1.0"
ABOUT = """\
What the pages of the farm do, for programs.

A program shows a token (`Authorization: Bearer bf_...`), made at the page of oneself or by `botfarm token make`. Its
scopes are rights; each operation names the right that it takes. A browser that is logged in may use the API too, and
shows the token of its forms (`X-CSRF-Token`) with whatever changes something.

Every error is an `application/problem+json` (RFC 9457), and nothing was changed. A write with an `Idempotency-Key` is
done once, however often it is sent within a day. A write about a document with `If-Match` is done only where the
document is still as it was seen.
"""
BEARER, SESSION, FORM = "token", "session", "form"
SCHEMES: dict[str, Any] = {
    BEARER: {"type": "http", "scheme": "bearer", "description": "A program's token; its scopes are rights."},
    SESSION: {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "A browser that is logged in."},
    FORM: {"type": "apiKey", "in": "header", "name": "X-CSRF-Token", "description": "The token of the pages' forms."},
}
HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}},
    429: {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds.", "required": True}},
    503: {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds."}},
}
VERSION_HEADER = {"ETag": {"schema": {"type": "string"}, "description": "The document's version, for If-Match."}}
REPLAY_HEADER = {
    "Idempotency-Replayed": {"schema": {"type": "string"}, "description": "`true`: the answer of the first time."}
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application."""
    found = get_openapi(
        title=TITLE, version=VERSION, description=ABOUT, routes=app.routes, servers=[{"url": "/api/v1"}]
    )
    parts = found.setdefault("components", {})
    models = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    parts["schemas"] |= models.pop("$defs") | {"Problem": models}
    parts["securitySchemes"] = SCHEMES
    parts["responses"] = {f"Problem{status}": _problem(status) for status in TITLES}
    for path in found["paths"].values():
        for method, operation in path.items():
            _complete(operation, writes=method != "get")
    return found


def _problem(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": TITLES[status], "content": content, "headers": HEADERS.get(status, {})}


def _complete(operation: dict[str, Any], writes: bool) -> None:
    """Say which right it takes, how one shows it, and what else it may answer."""
    rights = operation.pop(RIGHT).split()
    ways = [[right] for right in rights] or [[]]
    form: dict[str, Any] = {FORM: []} if writes else {}
    operation["security"] = [{BEARER: way} for way in ways] + [{SESSION: way, **form} for way in ways]
    named = " or ".join(f"`{right}`" for right in rights)
    takes = f"Takes the right {named}." if rights else "Takes a login or a token, whatever its rights."
    operation["description"] = f"{operation.get('description', '')}\n\n{takes}".strip()
    for status in sorted(set(operation.pop(PROBLEMS))):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    versioned = operation.pop(ETAG)
    if versioned:
        operation["responses"]["304"] = {"description": "It is as you have it.", "headers": VERSION_HEADER}
    for status in ("200", "201"):
        if status in operation["responses"]:
            headers = (VERSION_HEADER if versioned or writes else {}) | (REPLAY_HEADER if writes else {})
            operation["responses"][status] |= {"headers": headers} if headers else {}

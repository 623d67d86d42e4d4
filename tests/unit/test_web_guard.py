"""Who is let in, and what answers allow a browser to do."""

import pytest
from starlette.datastructures import Headers

from orchestrator.web.guard import refusal

HOST = "127.0.0.1:8400"


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1:8400", True), ("localhost:8400", True), ("LOCALHOST", True), ("[::1]:8400", True),
        ("127.8.9.1", True), ("127.0.0.1\n", False),
        ("farm.example", False), ("127.0.0.1.evil.example", False), ("localhost.evil.example:8400", False), ("", False),
        ("evil.example#127.0.0.1", False), ("user@127.0.0.1", False), ("192.168.1.4:8400", False),
    ],
)  # fmt: skip
def test_only_this_machines_own_names_are_answered(host: str, allowed: bool) -> None:
    found = refusal("GET", Headers({"host": host}))
    assert (found is None) is allowed
    assert allowed or (found is not None and found[0] == 421)


@pytest.mark.parametrize(("host", "allowed"), [("farm.example", True), ("FARM.example", True), ("evil.example", False)])
def test_the_one_name_of_the_settings_is_answered_too(host: str, allowed: bool) -> None:
    assert (refusal("GET", Headers({"host": host}), "farm.example") is None) is allowed
    assert refusal("GET", Headers({"host": HOST}), "farm.example") is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://127.0.0.1:8400", "sec-fetch-site": "same-origin"}, None),
        ({"sec-fetch-site": "same-origin"}, None),
        ({}, None),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://localhost:8400"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://127.0.0.1:8400", "sec-fetch-site": "cross-site"}, 403),
        ({"content-length": "65537"}, 413),
        ({"content-length": "-1"}, 413),
        ({"content-length": ""}, 413),
    ],
)
def test_a_form_is_taken_from_our_own_pages_only(headers: dict[str, str], status: int | None) -> None:
    found = refusal("POST", Headers({"host": HOST, "content-length": "10", **headers}))
    assert (found[0] if found else None) == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_unknown(method: str) -> None:
    found = refusal(method, Headers({"host": HOST, "content-length": "0"}))
    assert found is not None
    assert found[0] == 405

"""Suppliers: found, told with all that is known and learned of them, and forgotten by whoever may."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bots.erp.port import ErpSupplier
from config.settings import Settings
from orchestrator.people.roles import Role
from orchestrator.store import Store, audit, coded_lines, directory, memories, open_store
from tests.both_stores import settings
from tests.story_pages import COMPANY, MEMORY, seed
from tests.web_client import client

__all__ = ["settings"]


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    seed(opened, settings.folder)
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


def names(html: str) -> list[str]:
    return re.findall(r'href="/suppliers/one\?code=[^"]+">([^<]+)</a></th>', html)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 4), ("nordwind", 1), ("СЕВЕРНЫЙ", 1), ("северный", 1), ("文具", 1), ("CH93", 1), ("S00", 4), ("%", 0),
        ("zzz", 0),
    ],
)  # fmt: skip
def test_suppliers_are_found(web: TestClient, words: str, found: int) -> None:
    assert len(names(web.get("/suppliers", params={"q": words}).text)) == found


def test_the_list_goes_on_from_its_last_row(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrator.web.suppliers.A_PAGE", 3)
    page = web.get("/suppliers").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following and len(names(page)) == 3
    assert names(web.get(following[1].replace("&amp;", "&")).text) == ["上海东方文具有限公司"]
    assert web.get("/suppliers?after=nonsense").status_code == 400


def test_a_supplier_is_told_with_what_was_learned(web: TestClient) -> None:
    html = web.get("/suppliers/one?code=S001").text
    for text in ("DE136695976", COMPANY, "right of", "zahlbetrag", "6.1.1", "659.20 → 659.02", "RE-2026-0427"):
        assert text in html, text
    assert "Alpine Hosting AG, " in web.get("/suppliers/one?code=S002").text
    unknown = web.get(f"/suppliers/one?memory={MEMORY.id[:-1]}2").text
    assert "Unknown &amp; Sons Ltd" in unknown and "The ERP does not know it." in unknown
    assert web.get("/suppliers/one?code=nobody").status_code == 404
    assert web.get("/suppliers/one").status_code == 404
    assert web.get("/suppliers/one?code=S001&after=nonsense").status_code == 400


def test_only_who_may_forgets_and_says_why(web: TestClient, store: Store, settings: Settings) -> None:
    page = web.get("/suppliers/one?code=S001").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    form = {"token": token, "code": "S001", "memory": MEMORY.id, "reason": " "}
    assert "please write the reason" in web.post("/suppliers/forget", data=form).text
    assert web.post("/suppliers/forget", data={**form, "token": ""}).status_code == 403
    gone = web.post("/suppliers/forget", data={**form, "memory": "f" * 32, "reason": "so"})
    assert gone.status_code == 409
    with client(store, settings, roles=[Role.CLERK]) as clerk:
        assert "Forget what was learned" not in clerk.get("/suppliers/one?code=S001").text
    answer = web.post("/suppliers/forget", data={**form, "reason": "A new form."})
    assert answer.status_code == 303
    assert "What is learned from now on" in web.get(answer.headers["location"]).text
    with store.reading() as tx:
        assert memories.get(tx, MEMORY.id) is None
        assert coded_lines.counts(tx).get("S001") is None
        assert audit.of_farm(tx)[-1].data["reason"] == "A new form."


def test_a_code_may_hold_anything(web: TestClient, store: Store) -> None:
    odd = 'a/b?c&d"<x>%'
    with store.begin() as tx:
        directory.replace(tx, "other", "Other", [ErpSupplier(code=odd, name="Odd <b>", tax_id="", iban="")])
    html = web.get("/suppliers", params={"q": "Odd"}).text
    address = re.search(r'href="(/suppliers/one\?code=[^"]+)"', html)
    assert address and "Odd &lt;b&gt;" in html
    assert "Odd &lt;b&gt;" in web.get(address[1]).text

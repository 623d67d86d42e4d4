"""The pages and the API of purchase orders: listed, shown with what is billed and left, taken in once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.people.roles import Right
from orchestrator.purchasing.models import OrderState
from orchestrator.store import Store, open_store, purchase_orders
from tests.api_client import V1, program, token
from tests.purchasing_farm import COMPANY, billed, came_in, judge_of, know, purchase
from tests.web_client import client

ODD = "PO-<b>&7"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """On one database: what is shown is read by functions that other tests run on both."""
    return load_settings(home=tmp_path_factory.mktemp("farm"))


@pytest.fixture(scope="module")
def documents() -> list[str]:
    return []


@pytest.fixture(scope="module")
def store(settings: Settings, documents: list[str]) -> Iterator[Store]:
    """Two invoices to one order, the second of them over what is left, and another order."""
    opened = open_store(settings)
    know(opened, purchase(), purchase(ODD, state=OrderState.CLOSED, supplier_name="Müller & Söhne", supplier_code=""))
    came_in(opened, "LS-1", "8")
    judge = judge_of(opened)
    for number, quantity in (("RE-1", "6"), ("RE-2", "5")):
        documents.append(billed(opened, number, quantity))
        judge.judge_document(documents[-1])
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


@pytest.fixture
def api(store: Store, settings: Settings) -> Iterator[TestClient]:
    with program(store, settings, token(store, Right)) as opened:
        yield opened


def order_id(store: Store) -> int:
    with store.reading() as tx:
        found = purchase_orders.by_number(tx, COMPANY, "PO-45110")
    assert found
    return found.id


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_orders_are_listed_and_found(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = web.get("/orders").text
    assert "PO-&lt;b&gt;&amp;7" in page and "<b>&7" not in page and "Acme Paper GmbH" in page
    assert "PO-45110" not in web.get("/orders?q=söhne").text
    assert "PO-45110" in web.get("/orders?q=po45").text and "PO-45110" not in web.get("/orders?state=closed").text
    assert "No order fits." in web.get("/orders?q=zzz").text
    assert web.get("/orders?after=nonsense").status_code == 400
    monkeypatch.setattr("orchestrator.web.orders.A_PAGE", 1)
    following = re.search(r'rel="next" href="([^"]+)"', web.get("/orders").text)
    assert following and "PO-45110" in web.get(following[1].replace("&amp;", "&")).text


def test_an_order_shows_ordered_received_billed_left_and_the_documents(
    web: TestClient, store: Store, documents: list[str]
) -> None:
    page = web.get(f"/orders/{order_id(store)}").text
    shown = text_of(page)
    assert "10 CP-A4 Copier paper LS-1: 8 25 10 pcs 8 11 -1" in shown.replace("−", "-").replace("25.00", "25")
    assert all(f'href="/documents/{document}"' in page for document in documents)
    assert web.get("/orders/999").status_code == 404 and web.get(f"/orders/{2**40}").status_code == 404


def test_a_document_shows_its_order_lines_and_leads_there(web: TestClient, store: Store, documents: list[str]) -> None:
    page = web.get(f"/documents/{documents[1]}").text
    assert f'href="/orders/{order_id(store)}#line-' in page
    assert "6 was billed before and 5 is billed now" in page
    assert "PO-45110 / 10 Copier paper 10 pcs 8 6 5 25" in text_of(page)


def test_the_api_tells_the_same(api: TestClient, store: Store, documents: list[str]) -> None:
    found = api.get(f"{V1}/orders", params={"q": "PO-45110"}).json()
    assert [order["number"] for order in found["orders"]] == ["PO-45110"] and found["next"] is None
    first = api.get(f"{V1}/orders", params={"limit": 1}).json()
    rest = api.get(f"{V1}/orders", params={"limit": 1, "after": first["next"]}).json()
    assert first["orders"][0]["id"] != rest["orders"][0]["id"]
    order = api.get(f"{V1}/orders/{order_id(store)}").json()
    (line,) = order["lines"]
    assert {name: line[name] for name in ("ordered", "received", "billed", "left")} == {
        "ordered": "10", "received": "8", "billed": "11", "left": "-1",
    }  # fmt: skip
    assert [(one["document_id"], one["quantity"], one["counts"]) for one in order["documents"]] == [
        (documents[0], "6", True), (documents[1], "5", True),
    ]  # fmt: skip
    assert api.get(f"{V1}/orders/999").status_code == 404
    assert api.get(f"{V1}/orders", params={"after": "bm9uc2Vuc2U"}).status_code == 422


def handed_in(number: str, quantity: str = "5") -> dict[str, Any]:
    line = {"line_id": "1", "description": "Chairs", "quantity": quantity, "net_price": "99.50"}
    return {"orders": [{"number": number, "supplier_code": "S1001", "currency": "EUR", "lines": [line]}]}


def test_a_program_hands_orders_in_once(api: TestClient, store: Store) -> None:
    tried = api.post(f"{V1}/orders", json={**handed_in("PO-8"), "dry_run": True})
    assert tried.json()["new"] == 1 and tried.json()["dry_run"]
    sent: dict[str, Any] = {"json": handed_in("PO-8"), "headers": {"idempotency-key": "orders-1"}}
    first, second = api.post(f"{V1}/orders", **sent), api.post(f"{V1}/orders", **sent)
    assert first.status_code == 200 and first.json()["new"] == 1, first.text
    assert second.content == first.content and second.headers["idempotency-replayed"] == "true"
    assert api.post(f"{V1}/orders", json=handed_in("po 8")).json()["same"] == 1
    changed = api.post(f"{V1}/orders", json=handed_in("PO-8", "6")).json()
    assert changed["changes"][0]["values"] == {"lines.1.quantity": ["5", "6"]}
    receipt = {"receipts": [{"number": "LS-8", "order_number": "PO-8", "quantity": "2"}]}
    assert api.post(f"{V1}/goods-receipts", json=receipt).json()["new"] == 1
    assert api.post(f"{V1}/goods-receipts", json=receipt).json()["same"] == 1
    unknown = {"receipts": [{"number": "LS-8", "order_number": "PO-99", "quantity": "2"}]}
    assert "No order PO-99 is known" in api.post(f"{V1}/goods-receipts", json=unknown).json()["changes"][0]["reason"]
    assert api.post(f"{V1}/orders", json=handed_in("PO-8", "0")).status_code == 422


def test_who_only_reads_hands_nothing_in(store: Store, settings: Settings) -> None:
    with program(store, settings, token(store, [Right.SEE_DOCUMENTS], who="rita")) as reader:
        assert reader.get(f"{V1}/orders").status_code == 200
        assert reader.post(f"{V1}/orders", json=handed_in("PO-9")).status_code == 403

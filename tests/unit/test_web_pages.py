"""What the pages show."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.stages import Stage
from orchestrator.store import Store, open_store
from queues.errors import QueueUnavailable
from tests import factories
from tests.both_stores import settings, store
from tests.web_client import client

__all__ = ["settings", "store"]


@pytest.fixture(scope="module")
def by_stage(store: Store) -> dict[Stage, str]:
    return factories.every_stage(store)


@pytest.fixture
def web(store: Store, settings: Settings, by_stage: dict[Stage, str]) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


def rows(html: str) -> list[str]:
    table = re.search(r'<table class="documents">.*?</table>', html, re.DOTALL)
    return re.findall(r"<tr>\s*<td.*?</tr>", table.group(), re.DOTALL) if table else []


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_list_and_a_page(web: TestClient, by_stage: dict[Stage, str], stage: Stage) -> None:
    listed = rows(web.get("/documents", params={"stage": stage}).text)
    assert any(by_stage[stage] in row for row in listed)
    page = web.get(f"/documents/{by_stage[stage]}")
    assert page.status_code == 200
    assert '<h2 id="history-title"' in page.text


def test_what_needs_a_person_is_one_list(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get("/documents?stage=person").text
    assert len(rows(html)) == 5
    assert by_stage[Stage.POSTED] not in html


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("северный", 1), ("СЕВЕРНЫЙ ветер", 1), ("上海", 1), ("bürobedarf", 10), ("BÜROBEDARF 0427", 1),
        ("scan_00", 10),
        ("659,02", 10), ("15.000,00", 1), ("15,000.00", 1), ("15 Mars", 0), ("%", 0), ("_", 0), ("", 16),
        ("<script>", 1),
    ],
)  # fmt: skip
def test_search_by_supplier_number_amount_and_file(web: TestClient, words: str, found: int) -> None:
    assert len(web.get("/api/v1/documents", params={"q": words}).json()["documents"]) == found


def test_the_beginning_of_an_id_finds_its_document(web: TestClient, by_stage: dict[Stage, str]) -> None:
    wanted = by_stage[Stage.POSTED]
    found = web.get("/api/v1/documents", params={"q": wanted[:12]}).json()["documents"]
    assert [row["id"] for row in found] == [wanted]
    assert web.get(f"/documents/{wanted[:12]}").headers["location"] == f"/documents/{wanted}"


def test_a_wrong_stage_or_page_is_refused_in_words(web: TestClient) -> None:
    assert "There is no stage nowhere." in web.get("/documents?stage=nowhere").text
    assert "31.12.2026 is not a day." in web.get("/documents?since=31.12.2026").text
    assert web.get("/documents?kind=novel").status_code == 400
    assert web.get("/api/v1/documents?stage=nowhere").status_code == 422
    assert web.get("/nothing/here").status_code == 404


def test_an_unknown_document_is_not_found(web: TestClient) -> None:
    for address in ("/documents/beef", "/documents/beef/original", "/documents/beef/pages/1.png"):
        assert web.get(address).status_code == 404
    assert web.get(f"/api/v1/documents/{32 * 'b'}").status_code == 404


def test_text_from_outside_cannot_become_mark_up(web: TestClient, by_stage: dict[Stage, str]) -> None:
    for address in (
        "/",
        "/documents",
        f"/documents/{by_stage[Stage.QUARANTINED]}",
        "/documents?q=<script>alert(1)</script>",
    ):
        html = web.get(address).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_a_document_shows_values_lines_verdicts_order_and_history(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get(f"/documents/{by_stage[Stage.POSTED]}").text
    for text in (
        "Nordwind Bürobedarf GmbH", "RE-2026-0427", "659.02 EUR", "97 %", "Kopierpapier A4, 80 g, Karton", "6.1.1",
        "OFFICE", "Lines, net, tax and gross agree.", "Posted and read back.", "scan_again.pdf", "</b>, policy: ",
    ):  # fmt: skip
        assert text in html


def test_a_value_has_its_box_on_its_page(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get(f"/documents/{by_stage[Stage.POSTED]}").text
    assert re.search(r'viewBox="0 0 595\.\d+ 841\.\d+"', html)
    box = re.search(r'id="box-gross_total"[^>]* x="468\.0" y="([\d.]+)"', html)
    assert box
    assert 330 < float(box[1]) < 360


def test_failed_rules_come_first_and_are_the_reason(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get(f"/documents/{by_stage[Stage.NEEDS_REVIEW]}").text
    rules = html[html.index('id="verdicts-title"') :]
    assert rules.index("wrong check digits") < rules.index("gross agree")
    assert "wrong check digits" in html[: html.index('id="original-title"')]


def test_a_contract_shows_its_terms(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get(f"/documents/{by_stage[Stage.FILED]}").text
    assert "Alpine Hosting AG, Example Trading Company" in html
    assert "Effective from" in html


def test_the_page_of_approvals_lists_what_waits(web: TestClient, by_stage: dict[Stage, str]) -> None:
    html = web.get("/approvals").text
    assert by_stage[Stage.VALIDATED] in html
    assert by_stage[Stage.NEEDS_REVIEW] not in html
    assert "No due date was found." in html
    assert "15,000.00 RUB" in html


def test_pages_come_though_the_queue_server_does_not_answer(store: Store, settings: Settings) -> None:
    def unavailable() -> None:
        raise QueueUnavailable("The queue server does not answer.")

    with client(store, settings, health=unavailable) as web:
        assert web.get("/api/v1/status").json()["queues"] is None
        answer = web.get("/healthz").json()
        assert (answer["ok"], answer["queue_server"]) == (True, False)


def test_an_empty_farm_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = load_settings(home=tmp_path_factory.mktemp("empty"))
    with client(open_store(settings), settings) as web:
        assert "Drop a file on the desk, or into the inbox" in web.get("/documents").text
        assert "No file has come in yet" in web.get("/").text
        assert "Nothing waits" in web.get("/approvals").text


def test_reading_changes_nothing(web: TestClient, store: Store, by_stage: dict[Stage, str]) -> None:
    before = web.get("/api/v1/documents").json()["documents"]
    for document_id in (by_stage[Stage.VALIDATED], by_stage[Stage.NEEDS_REVIEW], by_stage[Stage.QUARANTINED]):
        for end in ("", "/original", "/approve", "/reject", "/retry"):
            web.get(f"/documents/{document_id}{end}")
    after = web.get("/api/v1/documents").json()["documents"]
    assert before == after

"""Contracts, reports, schedules and rules on the pages."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.coding import RULE_ID
from orchestrator.rules import RULES
from orchestrator.rules.meaning import MEANING
from orchestrator.stages import Stage
from orchestrator.store import Store, contracts, findings, open_store
from tests import factories
from tests.both_stores import settings
from tests.story_pages import seed
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


def following(html: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', html)
    assert found
    return found[1].replace("&amp;", "&")


def test_contracts_are_listed_with_their_terms(web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.contract(store, "second.pdf")
    monkeypatch.setattr("orchestrator.web.contracts.A_PAGE", 1)
    page = web.get("/contracts").text
    assert "Service Agreement" in page and "2026-01-01" in page
    assert "Service Agreement" in web.get(following(page)).text
    assert web.get("/contracts?after=nonsense").status_code == 400


def test_contracts_are_found_by_whom_they_name(store: Store) -> None:
    document_id = factories.contract(store, "third.pdf")
    with store.begin() as tx:
        contracts.put_parties(tx, document_id, ["Müller & Söhne G.m.b.H.", "  ", "We AG"])
        assert [one.id for one in contracts.naming(tx, ["MÜLLER & SÖHNE GmbH"])["MÜLLER & SÖHNE GmbH"]] == [document_id]
        assert contracts.naming(tx, ["Müller & Söhne AG", ""]) == {}
        contracts.put_parties(tx, document_id, [])
        assert contracts.naming(tx, ["We AG"]) == {}


def test_reports_are_downloaded_and_nothing_else_of_the_folder(web: TestClient, settings: Settings) -> None:
    folder = settings.folder / "reports"
    (folder / ".half.xlsx").write_bytes(b"")
    (folder / "notes.txt").write_text("x")
    html = web.get("/reports").text
    assert html.count("download>") == 1 and "three sheets" in html
    answer = web.get("/reports/botfarm.xlsx")
    assert (
        "attachment" in answer.headers["content-disposition"] and "sandbox" in answer.headers["content-security-policy"]
    )
    assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames[0] == "Outcomes"
    for name in (".half.xlsx", "notes.txt", "..%2Ffarm.sqlite", "nothing.xlsx"):
        assert web.get(f"/reports/{name}").status_code == 404


def test_schedules_say_when_they_ran_and_run_next(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    html = web.get("/schedules").text
    assert "every 15 minutes" in html and "No answer." in html and "never yet" in html
    monkeypatch.setattr("orchestrator.web.schedules.A_PAGE", 2)
    page = web.get("/schedules/read_suppliers").text
    assert page.count("4 suppliers") == 1
    assert web.get(following(page)).text.count("4 suppliers") == 1
    assert web.get("/schedules/nothing").status_code == 404
    assert web.get("/schedules/read_suppliers?after=nonsense").status_code == 400


def test_a_schedule_that_is_left_out_is_off_and_a_broken_file_is_told(web: TestClient, settings: Settings) -> None:
    settings.user_config.mkdir(parents=True, exist_ok=True)
    own = settings.user_config / "schedules.toml"
    own.write_text("[write_report]\nevery_minutes = 60\n")
    assert re.search(r"read_suppliers.*?off.*?–", web.get("/schedules").text, re.DOTALL)
    own.write_text("[write_report]\nevery_minutes = -1\n")
    assert "schedules.toml" in web.get("/schedules").text and web.get("/schedules").status_code == 200
    own.unlink()


def test_every_rule_is_told_in_plain_words(web: TestClient) -> None:
    assert set(MEANING) == {*RULES, RULE_ID}
    html = web.get("/rules").text
    for rule_id, rule in RULES.items():
        row = html.partition(f'href="/rules/{rule_id}"')[2].partition("</tr>")[0]
        assert f">{rule.version}</td>" in row and len(re.sub("<[^>]+>", "", row)) > 60
    assert "compare_with_supplier" in web.get("/rules/iban").text
    assert web.get("/rules/nothing").status_code == 404
    assert web.get("/rules/iban?after=nonsense").status_code == 400


def test_how_often_a_rule_found_something(web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = factories.FAILED.model_copy(update={"rule_id": "dates", "sentence": "It is from the future."})
    passed = factories.PASSED.model_copy(update={"rule_id": "dates"})
    documents = [factories.received(store, str(n).encode(), f"{n}.pdf", stage=Stage.RECEIVED) for n in range(3)]
    with store.begin() as tx:
        for document_id in documents:
            findings.add_verdicts(tx, document_id, (failed,))
        findings.add_verdicts(tx, documents[0], (passed,))
    assert re.search(r'href="/rules/dates".*?data-label="Found in 30 days">3<', web.get("/rules").text, re.DOTALL)
    monkeypatch.setattr("orchestrator.web.rules.COUNTED", 2)
    assert "more than 2" in web.get("/rules").text
    monkeypatch.setattr("orchestrator.web.rules.A_PAGE", 2)
    page = web.get("/rules/dates").text
    assert page.count("It is from the future.") == 2
    assert web.get(following(page)).text.count("It is from the future.") == 1
    monkeypatch.setattr("orchestrator.web.rules.LATELY", timedelta(seconds=-5))
    row = web.get("/rules").text.partition('href="/rules/dates"')[2].partition("</tr>")[0]
    assert row.rstrip().endswith(">0</td>")

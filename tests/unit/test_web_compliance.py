"""The compliance page and its operations: figures, files by one click, those that were made, and who gets them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.people.roles import Role
from orchestrator.store import Store, open_store
from tests import factories
from tests.web_client import client

TODAY = datetime.now(UTC).date().isoformat()
DAYS = {"since": TODAY, "until": TODAY}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"))


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    factories.every_stage(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings, roles=[Role.AUDITOR]) as opened:
        yield opened


def token(web: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', web.get("/compliance").text)
    assert found
    return found.group(1)


def test_the_page_shows_the_figures_of_a_period(web: TestClient) -> None:
    assert "659.02 EUR" not in web.get("/compliance").text, "nothing is worked out before it is asked for"
    page = web.get("/compliance", params=DAYS).text
    assert "659.02 EUR" in page and "1,231.70 CNY" in page and "Every file is accounted for" in page


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_one_click_makes_the_report_and_it_is_found_again(
    web: TestClient, settings: Settings, form: str, begins: bytes
) -> None:
    made = web.post("/compliance", data={**DAYS, "form": form, "token": token(web)})
    assert made.status_code == 200 and made.content.startswith(begins)
    name = re.search(r'filename="([^"]+)"', made.headers["content-disposition"])
    assert name and f'href="/compliance/files/{name.group(1)}"' in web.get("/compliance").text
    assert web.get(f"/compliance/files/{name.group(1)}").content == made.content
    assert (settings.folder / "compliance" / name.group(1)).stat().st_mode & 0o077 == 0


def test_what_is_not_understood_does_nothing(web: TestClient, settings: Settings) -> None:
    before = sorted((settings.folder / "compliance").glob("*"))
    good = token(web)
    for bad, status in (
        ({**DAYS, "form": "pdf", "token": "x"}, 403),
        ({**DAYS, "form": "docx", "token": good}, 400),
        ({"since": "today", "until": TODAY, "form": "pdf", "token": good}, 400),
        ({"since": TODAY, "until": "2001-01-01", "form": "pdf", "token": good}, 400),
    ):
        assert web.post("/compliance", data=bad).status_code == status
    assert web.get("/compliance?since=2026-02-30&until=x").status_code == 400
    assert sorted((settings.folder / "compliance").glob("*")) == before
    for name in ("..%2Fbotfarm.sqlite", ".hidden", "nothing.pdf"):
        assert web.get(f"/compliance/files/{name}").status_code == 404


def test_the_api_tells_the_same(web: TestClient, tmp_path: Path) -> None:
    found = web.get("/api/v1/compliance", params=DAYS).json()
    assert found["balance"]["files"] == 17 and found["balance"]["received_holds"] and found["conflicts"] == 0
    book = web.get("/api/v1/compliance/report.xlsx", params={**DAYS, "language": "en"})
    assert "Exceptions" in load_workbook(BytesIO(book.content)).sheetnames
    assert web.get("/api/v1/compliance/report.pdf", params=DAYS).content.startswith(b"%PDF-")
    reports = web.get("/api/v1/compliance/reports").json()["reports"]
    assert reports[0]["files"][0].endswith(".pdf") and reports[0]["intact"]
    assert web.get("/api/v1/compliance", params={"since": TODAY, "until": "2001-01-01"}).status_code == 422

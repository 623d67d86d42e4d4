"""Controls hold by their evidence alone; personal data is told for every table, and found for who asks."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.people.roles import Role
from orchestrator.reports.compliance.controls import Seen, State, controls
from orchestrator.reports.compliance.evidence import last_reviewed, last_verified
from orchestrator.reports.compliance.making import content_of
from orchestrator.reports.compliance.period import month_of
from orchestrator.reports.compliance.personal_data import ACTIVITIES
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, open_store, personal_data
from orchestrator.store.tables import metadata
from tests import factories
from tests.compliance_farm import AUDITOR, approve, bill, correct, judged_again
from tests.web_client import client, logged_in


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(home=tmp_path_factory.mktemp("farm"))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings, roles=[Role.AUDITOR]) as opened:
        yield opened


def states(store: Store) -> dict[str, State]:
    period = month_of(datetime.now(UTC).date())
    content = content_of(store, AUDITOR, period)
    with store.reading() as tx:
        seen = Seen(content, last_verified(tx, period), last_reviewed(tx, period))
    return {control.id: control.state for control in controls(seen)}


def test_a_farm_without_a_past_shows_no_evidence(store: Store) -> None:
    assert set(states(store).values()) == {State.NO_EVIDENCE}


def test_controls_hold_and_fail_by_what_happened(store: Store) -> None:
    factories.every_stage(store)
    before = states(store)
    assert all(before[one] is State.HOLDS for one in ("C-1", "C-2", "C-4", "C-5", "C-6"))
    assert before["C-7"] is State.EXCEPTIONS, "one posting is in doubt"
    assert before["C-3"] is before["C-9"] is before["C-10"] is State.NO_EVIDENCE
    own = factories.invoice(store, bill(1), "1.pdf", Stage.NEEDS_REVIEW)
    with store.begin() as tx:
        correct(tx, own, "cleo (web)", "gross_total")
        judged_again(tx, own)
        audit.append(tx, "otto (web)", "compliance report made", None, {"intact": False})
    approve(store, own, "cleo (web)", "fine", Stage.VALIDATED)
    after = states(store)
    assert after["C-3"] is after["C-10"] is State.EXCEPTIONS


def test_an_access_review_is_written_down_and_counts(store: Store, web: TestClient) -> None:
    assert states(store)["C-9"] is State.NO_EVIDENCE
    page = web.get("/compliance/controls").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert web.post("/compliance/access-review", data={"token": token, "reason": " "}).status_code == 400
    assert web.post("/compliance/access-review", data={"token": "x", "reason": "all fit"}).status_code == 403
    assert states(store)["C-9"] is State.NO_EVIDENCE
    assert web.post("/compliance/access-review", data={"token": token, "reason": "all fit"}).status_code == 303
    assert states(store)["C-9"] is State.HOLDS
    with store.reading() as tx:
        assert audit.last(tx).data["people"] == {"auditor": ["auditor"]}
    assert "Access is reviewed" in page and "No evidence" in page
    logged_in(store, Role.CLERK, Role.APPROVER, login="both")
    assert states(store)["C-9"] is State.EXCEPTIONS


def test_every_table_is_personal_or_not() -> None:
    named = [table for tables in personal_data.HOLDINGS.values() for table in tables]
    assert len(named) == len(set(named)) and not set(named) & personal_data.IMPERSONAL
    assert set(metadata.tables) == set(named) | personal_data.IMPERSONAL - {"alembic_version"}
    assert {activity.about for activity in ACTIVITIES} == set(personal_data.HOLDINGS)


def test_the_page_tells_what_is_held(store: Store, web: TestClient, settings: Settings) -> None:
    factories.every_stage(store)
    page = web.get("/compliance/personal-data").text
    assert "<code>receipts</code> 17" in page and "16 documents are kept, 0 were erased." in page
    record = web.get("/compliance/personal-data/processing.xlsx")
    path = settings.folder / "a.xlsx"
    path.write_bytes(record.content)
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 3 + len(ACTIVITIES) and rows[3][0] == "Invoices, contracts and other documents"
    assert str(rows[3][7]).startswith("invoice: 10 y")


def test_what_one_person_asks_is_found_and_given_out_once_known_to_the_history(store: Store, web: TestClient) -> None:
    found = factories.every_stage(store)
    with store.begin() as tx:
        documents.describe(tx, found[Stage.VALIDATED], supplier_name="Ada Lovelace")
    page = web.get("/compliance/personal-data").text
    form = {"token": page.partition('name="token" value="')[2].partition('"')[0], "name": "lovelace ada"}
    shown = web.post("/compliance/personal-data/subject", data=form).text
    assert f'href="/documents/{found[Stage.VALIDATED]}"' in shown and "Ada Lovelace (auditor)" in shown
    given = web.post("/compliance/personal-data/subject", data={**form, "export": "json"})
    assert given.headers["content-disposition"].startswith("attachment")
    assert [row["id"] for row in given.json()["documents"]] == [found[Stage.VALIDATED]]
    assert [row["login"] for row in given.json()["people"]] == ["auditor"]
    with store.reading() as tx:
        entry = audit.last(tx)
    assert (entry.action, entry.data["name"], entry.data["documents"]) == ("personal data given out", "lovelace ada", 1)
    assert web.post("/compliance/personal-data/subject", data={**form, "name": " "}).status_code == 400

"""Documents by the API: lists, one with everything, uploads and decisions, on both databases."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, documents
from tests import factories
from tests.api_client import V1, Seeded, approvable, program, seeded, token
from tests.both_stores import settings, store
from tests.farm_documents import stage_of

__all__ = ["settings", "store"]

PDF = factories.draw(factories.Bill(number="NEW-1"))[0]


@pytest.fixture(scope="module")
def seed(store: Store) -> Seeded:
    return seeded(store)


@pytest.fixture(scope="module")
def api(store: Store, settings: Settings, seed: Seeded) -> Iterator[TestClient]:
    with program(store, settings, token(store, Right)) as opened:
        yield opened


def test_a_list_goes_on_from_where_the_page_before_ended(api: TestClient, seed: Seeded) -> None:
    whole = [row["id"] for row in api.get(f"{V1}/documents?limit=200").json()["documents"]]
    found, after = [], ""
    while after is not None:
        page = api.get(f"{V1}/documents", params={"limit": 4, "after": after}).json()
        assert len(page["documents"]) <= 4
        found += [row["id"] for row in page["documents"]]
        after = page["next"]
    assert found == whole and len(set(whole)) >= 17


def test_filters_narrow_a_list(api: TestClient, seed: Seeded) -> None:
    def listed(**params: str | list[str]) -> set[str]:
        return {row["id"] for row in api.get(f"{V1}/documents", params=params).json()["documents"]}

    assert seed.by_stage[Stage.FAILED] in listed(stage=["failed", "posted"]) and len(listed(stage="failed")) == 1
    waiting = listed(needs_person="true")
    assert seed.ready in waiting and seed.by_stage[Stage.POSTED] not in waiting
    assert listed(supplier="nordwind", issued_since="2026-05-04", issued_until="2026-05-04") and not listed(lane="none")
    assert not listed(issued_until="2026-05-03") and listed(q="659,02") >= {seed.by_stage[Stage.POSTED]}
    assert len(listed(currency="RUB")) == len(listed(kind="contract")) == 1
    assert (
        not listed(until="2001-01-01") and not listed(since="2999-01-01") and seed.ready in listed(since="2001-01-01")
    )


def test_one_document_tells_amounts_as_text_values_with_places_and_its_history(api: TestClient, seed: Seeded) -> None:
    answer = api.get(f"{V1}/documents/{seed.by_stage[Stage.POSTED]}")
    row = answer.json()
    assert (row["gross_total"], row["currency"], row["issue_date"]) == ("659.02", "EUR", "2026-05-04")
    assert row["files"] == ["scan_010.pdf", "scan_again.pdf"] and row["erp_number"] == "37"
    net = row["reading"]["values"]["net_total"]
    assert net["value"] == "553.80" and net["place"]["page"] == 1 and net["place"]["x0"] == 470
    assert row["reading"]["lines"][0]["unit_price"]["value"] == "23.90"
    assert row["history"][0]["action"] == "received" and row["history"][-1]["data"]["name"] == "scan_again.pdf"
    assert row["attempts"][0]["entry"]["number"] == "37" and row["order"]["gross_total"] == "659.02"
    assert answer.headers["etag"] == f'"{row["version"]}"'
    again = api.get(f"{V1}/documents/{row['id']}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_contract_has_its_terms(api: TestClient, seed: Seeded) -> None:
    values = api.get(f"{V1}/documents/{seed.by_stage[Stage.FILED]}").json()["reading"]["values"]
    assert values["parties"]["value"] == "Alpine Hosting AG, Example Trading Company"


def test_originals_pages_and_evidence_are_handed_out_and_never_run(api: TestClient, seed: Seeded) -> None:
    base = f"{V1}/documents/{seed.by_stage[Stage.POSTED]}"
    original = api.get(f"{base}/original")
    assert original.content.startswith(b"%PDF") and original.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in original.headers["content-security-policy"]
    (page,) = api.get(f"{base}/pages").json()["pages"]
    assert api.get(page["href"]).content.startswith(b"\x89PNG") and page["width"] == pytest.approx(595.3, abs=0.1)
    (piece,) = api.get(base).json()["evidence"]
    assert api.get(piece["href"]).content.startswith(b"\x89PNG")
    for address in (f"{base}/pages/9.png", f"{base}/evidence/999999", f"{V1}/documents/{32 * 'a'}/original"):
        assert api.get(address).status_code == 404
    refused = f"{V1}/documents/{seed.by_stage[Stage.QUARANTINED]}/pages"
    assert api.get(refused).json() == {"pages": []} and api.get(f"{refused}/1.png").status_code == 404


def test_a_file_is_handed_over_once_and_again(api: TestClient, store: Store) -> None:
    first = api.post(f"{V1}/documents", files={"file": ("Rechnung März.pdf", PDF)})
    assert first.status_code == 201 and not first.json()["duplicate"] and first.json()["stage"] == "received"
    assert api.get(first.headers["location"]).json()["files"] == ["Rechnung März.pdf"]
    second = api.post(f"{V1}/documents", files={"file": ("again.pdf", PDF)}).json()
    assert second["duplicate"] and second["id"] == first.json()["id"]
    assert second["files"] == ["Rechnung März.pdf", "again.pdf"]
    broken = api.post(f"{V1}/documents", files={"file": ("x.pdf", b"nothing that is known")}).json()
    assert broken["stage"] == "quarantined" and broken["reason"]


def test_an_approval_makes_it_ready(api: TestClient, store: Store) -> None:
    document_id = approvable(store, "RE-2026-0901")
    answer = api.post(f"{V1}/documents/{document_id}/approve", json={"reason": "Ordered by me."})
    assert answer.status_code == 200 and answer.json()["stage"] == "ready", answer.text
    history = api.get(f"{V1}/documents/{document_id}").json()
    assert history["approvals"][0]["actor"] == "ada (API, test)"
    again = api.post(f"{V1}/documents/{document_id}/approve", json={"reason": "Twice."})
    assert again.status_code == 409 and "waits for no approval" in again.json()["detail"]


def test_reject_and_retry(api: TestClient, store: Store) -> None:
    base = f"{V1}/documents/{approvable(store, 'RE-2026-0902')}"
    assert api.post(f"{base}/reject", json={"reason": "Not ours."}).json()["stage"] == "rejected"
    assert api.post(f"{base}/retry", json={"reason": "It was ours."}).json()["stage"] == "extracted"
    assert api.post(f"{base}/retry", json={"reason": " "}).status_code == 409


def test_a_correction_is_judged_anew_and_its_hand_cannot_approve(api: TestClient, store: Store) -> None:
    document_id = approvable(store, "RE-2026-0903")
    base = f"{V1}/documents/{document_id}"
    wanted = {
        "values": {"invoice_number": "RE-2026-0904", "due_date": "2026-07-01"},
        "places": {"invoice_number": {"page": 1, "x0": 380, "y0": 129, "x1": 460, "y1": 143}},
    }
    answer = api.post(f"{base}/correct", json=wanted)
    assert answer.status_code == 200, answer.text
    assert answer.json()["stage"] == "extracted" and answer.json()["number"] == "RE-2026-0904"
    assert [item["field"] for item in answer.json()["corrections"]] == ["invoice_number", "due_date"]
    read = api.get(base).json()["reading"]["values"]["due_date"]
    assert (read["value"], read["source"]) == ("2026-07-01", "person")
    wrong = api.post(f"{base}/correct", json={"values": {"gross_total": "1"}})
    assert wrong.status_code == 409
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.EXTRACTED, Stage.VALIDATED, "rules", "Judged.")
    barred = api.post(f"{base}/approve", json={"reason": "mine"})
    assert barred.status_code == 403 and "another person approves it" in barred.json()["detail"]


def test_if_match_refuses_what_changed_meanwhile(api: TestClient, store: Store) -> None:
    document_id = approvable(store, "RE-2026-0905")
    base = f"{V1}/documents/{document_id}"
    seen = api.get(base).headers["etag"]
    api.post(f"{base}/correct", json={"values": {"due_date": "2026-07-02"}})
    refused = api.post(f"{base}/reject", json={"reason": "as I saw it"}, headers={"if-match": seen})
    assert (refused.status_code, refused.json()["status"]) == (412, 412)
    assert stage_of(store, document_id) is Stage.EXTRACTED
    now = api.get(base).headers["etag"]
    assert now != seen
    rejected = api.post(f"{base}/reject", json={"reason": "so"}, headers={"if-match": now})
    assert rejected.status_code == 409  # it is being judged: refused by the core, not by the version

"""The main job as a user runs it: files dropped into a folder, an invoice in the ERP's books, a reason for the rest."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from orchestrator.demo.expected import load_expected, results, surprises
from orchestrator.demo.story import SAMPLES
from orchestrator.stages import Stage
from orchestrator.store import audit
from tests.running_farm import RunningFarm, processes_of, running_farm, wait_until
from tests.tryton_api import TrytonReader

pytestmark = [pytest.mark.slow, pytest.mark.erp, pytest.mark.browser, pytest.mark.timeout(1500)]
EXPECTED = load_expected(SAMPLES)


@pytest.fixture(scope="module")
def posted(
    tmp_path_factory: pytest.TempPathFactory, chromium: Path, tesseract: Path
) -> Iterator[tuple[RunningFarm, TrytonReader]]:
    """A farm that has worked off every sample."""
    with running_farm(tmp_path_factory.mktemp("farm")) as (farm, books):
        for sample in EXPECTED:
            farm.drop(SAMPLES / "documents" / sample.file)
        wait_until(lambda: farm.at_rest(len(EXPECTED) + 1), 1200, "every sample to come to rest")
        yield farm, books


def test_every_sample_comes_out_as_expected(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    with farm.farm.store.reading() as tx:
        found = results(tx, [sample.file for sample in EXPECTED])
    assert surprises(EXPECTED, found) == ()


def test_the_books_hold_each_posted_invoice_once_and_nothing_else(posted: tuple[RunningFarm, TrytonReader]) -> None:
    _, books = posted
    rows = [json.loads(line) for line in (SAMPLES / "expected.jsonl").read_text().splitlines()]
    truth = {row["truth"]["invoice_number"]: row for row in rows if row["outcome"] == "posted"}
    booked = [entry for entry in books.invoices() if entry.state == "posted"]
    assert sorted(entry.reference for entry in booked) == sorted(truth)
    for entry in booked:
        row = truth[entry.reference]
        sign = -1 if row["kind"] == "credit_note" else 1
        assert entry.supplier_code == row["supplier_code"]
        assert entry.gross_total * sign == Decimal(row["truth"]["gross_total"])
        assert entry.issue_date == row["truth"]["issue_date"]
        assert entry.mark.startswith("botfarm:")
        assert all(line.account for line in entry.lines)


def test_no_draft_is_left_in_the_erp(posted: tuple[RunningFarm, TrytonReader]) -> None:
    _, books = posted
    assert [entry.reference for entry in books.invoices() if entry.state == "draft"] == []


def test_each_file_lies_where_the_clerk_looks_beside_its_reason(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    folder = {"posted": "done", "duplicate": "done", "filed": "done", "quarantined": "rejected"}
    for sample in EXPECTED:
        if sample.pair:
            continue
        path = farm.home / folder.get(sample.outcome, "needs-you") / sample.file
        assert path.read_bytes() == (SAMPLES / "documents" / sample.file).read_bytes()
        assert path.with_name(path.name + ".txt").read_text().strip()
    assert [path.name for path in (farm.home / "inbox").iterdir() if path.name != ".claimed"] == []


def test_the_history_is_intact(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    assert farm.command("audit", "verify").returncode == 0


def test_every_posted_document_has_its_picture_and_every_keyed_value(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    listed = json.loads(farm.command("documents", "--json", "--stage", "posted").stdout)
    assert listed
    with farm.farm.store.reading() as tx:
        for row in listed:
            keyed = [entry for entry in audit.history(tx, row["id"]) if "keyed" in entry.data]
            assert len(keyed) == 1
            assert farm.farm.store.blobs.get(keyed[0].data["screenshot"]).startswith(b"\x89PNG")


def test_no_password_is_anywhere_in_the_home(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    password = Path(farm.environment["BOTFARM_ERP_PASSWORD_FILE"]).read_bytes().strip()
    holding = [p for p in farm.home.rglob("*") if p.is_file() and not p.is_symlink() and password in p.read_bytes()]
    assert holding == []


def test_the_check_of_the_erp_finds_every_page(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    checked = farm.command("erp", "check", "--json")
    assert checked.returncode == 0, checked.stderr
    assert all(found["passed"] for found in json.loads(checked.stdout))


def test_the_same_drop_again_gives_duplicates_only(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, books = posted
    before, entries = farm.stages(), len(books.invoices())
    for sample in EXPECTED:
        farm.drop(SAMPLES / "documents" / sample.file)
    wait_until(lambda: farm.at_rest(2 * len(EXPECTED) + 1), 120, "the second drop to be taken in")
    assert farm.stages() == before
    assert len(books.invoices()) == entries


def test_an_approval_by_a_person_is_keyed(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, books = posted
    (waiting,) = json.loads(farm.command("documents", "--json", "--stage", "validated").stdout)
    assert farm.command("approve", waiting["id"], "--reason", "Ordered by the board.").returncode == 0
    wait_until(lambda: Stage.VALIDATED not in farm.stages() and farm.at_rest(1), 240, "the approved one to be posted")
    assert [entry.state for entry in books.invoices(waiting["number"])] == ["posted"]


def test_it_stops_in_ten_seconds_and_leaves_no_process_behind(posted: tuple[RunningFarm, TrytonReader]) -> None:
    farm, _ = posted
    assert processes_of(farm.home)
    assert farm.stop() < 10
    assert processes_of(farm.home) == []
    assert farm.process.returncode == 0


def test_twenty_real_documents_reach_a_final_stage_and_none_is_lost(tmp_path: Path, real_documents: Path) -> None:
    rows = [json.loads(line) for line in (real_documents / "manifest.jsonl").read_text().splitlines()]
    pdfs = sorted({row["file"] for row in rows if row["file"].lower().endswith(".pdf") and row["set"] != "cuad"})
    chosen = pdfs[:: max(1, len(pdfs) // 20)][:20]
    with running_farm(tmp_path) as (farm, books):
        for number, file in enumerate(chosen):
            farm.drop(real_documents / file, f"{number:02} {Path(file).name}")
        wait_until(lambda: farm.at_rest(len(chosen)), 600, "twenty real documents to come to rest")
        listed = json.loads(farm.command("documents", "--json").stdout)
        assert all(row["reason"] for row in listed)
        assert sum(len(row["files"]) for row in listed) == len(chosen)
        assert not [row for row in listed if row["stage"] == Stage.FAILED]
        before = farm.stages()
        for number, file in enumerate(chosen):
            farm.drop(real_documents / file, f"again {number:02} {Path(file).name}")
        wait_until(lambda: farm.at_rest(2 * len(chosen)), 120, "the second drop")
        assert farm.stages() == before
        assert len(books.invoices()) == before.get(Stage.POSTED, 0)

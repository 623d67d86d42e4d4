"""Rows, ages and amounts as people and programs read them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from config.processes import myself
from config.settings import load_settings
from orchestrator.reports.history import told
from orchestrator.reports.rows import SILENT_AFTER, document_rows, part_row, status
from orchestrator.reports.wording import age, amount, kind_label
from orchestrator.stages import Stage
from orchestrator.store import audit, heartbeats, open_store
from orchestrator.store.audit import AuditEntry
from tests import factories
from tests.web_client import healthy


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "now"), (0.4, "now"), (1, "1 s"), (59.9, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"),
        (172799, "47 h"), (172800, "2 days"), (8640000, "100 days"),
    ],
)  # fmt: skip
def test_ages(seconds: float, said: str) -> None:
    assert age(seconds) == said


@pytest.mark.parametrize(
    ("value", "currency", "said"),
    [
        (Decimal("1234.50"), "EUR", "1,234.50 EUR"), (Decimal("1E+3"), "JPY", "1,000 JPY"), (None, "EUR", ""),
        (Decimal("0.1000"), None, "0.1000"), (Decimal("-5"), "CHF", "-5 CHF"),
    ],
)  # fmt: skip
def test_amounts(value: Decimal | None, currency: str | None, said: str) -> None:
    assert amount(value, currency) == said


def test_kinds_that_are_not_known_yet_still_read_well() -> None:
    assert kind_label("credit_note") == "Credit note"
    assert kind_label("expense_sheet") == "Expense sheet"


def test_status_counts_and_names_what_is_silent(tmp_path: Path) -> None:
    store = open_store(load_settings(home=tmp_path))
    factories.invoice(store, factories.Bill(), "a.pdf", Stage.VALIDATED)
    with store.begin() as tx:
        heartbeats.beat(tx, "intake", myself(), "idle", 40)
    with store.reading() as tx:
        found, beat = status(tx, healthy()), heartbeats.listing(tx)[0]
    assert (found["documents"]["validated"], found["needs_person"], found["total"]) == (1, 1, 1)
    assert found["seconds_by_step"]["read"]["runs"] == 1
    assert [queue["queue"] for queue in found["queues"]] == ["read", "judge", "key"]
    assert found["parts"][0]["silent"] is False
    later = beat.seen_at + SILENT_AFTER + timedelta(seconds=1)
    assert part_row(beat, later)["silent"] is True
    store.close()


def test_rows_are_pages_of_the_whole(tmp_path: Path) -> None:
    store = open_store(load_settings(home=tmp_path))
    for index in range(5):
        factories.received(store, b"%d" % index, f"{index}.pdf")
    with store.reading() as tx:
        first, total = document_rows(tx, limit=3)
        second, _ = document_rows(tx, limit=3, offset=3)
        stages, none = document_rows(tx, (Stage.POSTED,))
    assert (len(first), len(second), total) == (3, 2, 5)
    assert [row["files"] for row in (*first, *second)] == [[f"{n}.pdf"] for n in (4, 3, 2, 1, 0)]
    assert (stages, none) == ([], 0)
    store.close()


def test_history_in_words(tmp_path: Path) -> None:
    store = open_store(load_settings(home=tmp_path))
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    with store.reading() as tx:
        said = [told(entry)[0] for entry in audit.history(tx, document_id)]
    assert said[:2] == ["Taken in", "File came in"]
    assert said[-1] == "Posted"
    store.close()


def test_an_entry_of_a_kind_unknown_here_is_told_all_the_same() -> None:
    entry = AuditEntry(
        seq=1, at=datetime.now(UTC).isoformat(), actor="bot", action="field_keyed", document_id="a",
        data={"field": "gross_total", "value": "5.00"}, previous_hash="", hash="",
    )  # fmt: skip
    assert told(entry) == ("Field keyed", "", "field: gross_total\nvalue: 5.00")

"""A farm with something on every page: for tests in the browser and for looking at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bots.erp.port import ErpSupplier
from extractors.invoice.memory.supplier_memory import FixedValue, Hint, Record, Relation, SupplierMemory
from orchestrator.breaker import Cause, Failure
from orchestrator.reports.workbook import write_workbook
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    audit,
    coded_lines,
    contracts,
    deliveries,
    directory,
    documents,
    lanes,
    memories,
    schedules,
)
from orchestrator.store.coded_lines import LineCoding
from orchestrator.webhooks import register
from orchestrator.webhooks.addresses import PUBLIC
from tests import factories

COMPANY = "Example Trading Company"
MEMORY = SupplierMemory(
    id="0" * 31 + "1",
    name="Nordwind Bürobedarf GmbH",
    tax_ids=("DE136695976",),
    ibans=("DE89370400440532013000",),
    names=("nordwindbürobedarfgmbh",),
    hints=(
        Hint(
            field="gross_total", label="zahlbetrag", relation=Relation.RIGHT, left=0.1, right=0.2, top=0.0,
            anchor_x=0.6, anchor_y=0.7, page=1, from_end=0, likeness=0.9, record=Record(hits=7, misses=1),
        ),
    ),
    fixed=(FixedValue(field="supplier_name", value="Nordwind Bürobedarf GmbH", record=Record(hits=8)),),
)  # fmt: skip
SUPPLIERS = (
    ErpSupplier(code="S001", name=MEMORY.name, tax_id="DE136695976", iban="DE89370400440532013000"),
    ErpSupplier(code="S002", name="Alpine Hosting AG", tax_id="CHE-116.281.710", iban="CH9300762011623852957"),
    ErpSupplier(code="S003", name="ООО «Северный ветер»", tax_id="7707083893", iban=""),
    ErpSupplier(code="S004", name="上海东方文具有限公司", tax_id="91310000MA1FL0LQ1N", iban=""),
)


def seed(store: Store, home: Path) -> dict[Stage, str]:
    """A document in each stage, suppliers, what was learned, a contract, runs of schedules, a report, a lane's failure.

    Returns one document's id a stage; the one that waits for approval was corrected by `ada`.
    """
    register.add(store, PUBLIC, "ada (web)", "Books", "https://books.example/botfarm", [Stage.POSTED, Stage.FAILED])
    by_stage = factories.every_stage(store)
    with store.begin() as tx:
        told = deliveries.claim(tx, {1: 3}, timedelta(minutes=1))
        for one, state, status in zip(told, deliveries.STATES, (None, 204, 500), strict=False):
            deliveries.record(tx, one, state, "It did not answer in time.", status, 37, "", timedelta(minutes=5))
    late = replace(factories.Bill(), number="RE-2026-0499", supplier="Alpine Hosting AG")
    factories.invoice(store, late, "late.pdf", Stage.VALIDATED)
    fine = replace(factories.Bill(), number="RE-2026-0500")
    factories.invoice(store, fine, "iban.pdf", Stage.NEEDS_REVIEW, verdicts=(factories.PASSED, factories.FAILED))
    with store.begin() as tx:
        directory.replace(tx, "tryton", COMPANY, SUPPLIERS)
        memories.put(tx, MEMORY, "S001")
        memories.put(tx, MEMORY.model_copy(update={"id": "0" * 31 + "2", "name": "Unknown & Sons Ltd"}))
        corrected = by_stage[Stage.VALIDATED]
        memories.add_correction(
            tx, corrected, "gross_total", "659.20", "659.02", "ada (web)", "Two figures were swapped.", MEMORY.id, 1
        )
        audit.append(tx, "ada (web)", "corrected", corrected, {"field": "gross_total", "before": "659.20"})
        contracts.put_parties(tx, by_stage[Stage.FILED], ("Alpine Hosting AG", COMPANY))
        documents.describe(tx, by_stage[Stage.FILED], supplier_name=f"Alpine Hosting AG, {COMPANY}")
        line = LineCoding(
            number=1, supplier_code="S001", description="Kopierpapier A4", tax_rate="19", account="6.1.1",
            tax_code="VAT 19 %", cost_centre="OFFICE", source="table",
        )  # fmt: skip
        coded_lines.put(tx, by_stage[Stage.POSTED], COMPANY, [line])
        coded_lines.posted(tx, by_stage[Stage.POSTED], seen_by_person=True)
        picture = store.blobs.put(factories.screenshot("Login failed"))
        failure = Failure(cause=Cause.SCREEN, detail="The ERP showed a page that is not known.", screenshot=picture)
        lanes.record_failure(tx, "books", by_stage[Stage.POSTED], failure)
        for hours in range(3):
            due = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours)
            run = schedules.take(tx, "read_suppliers", due)
            assert run is not None
            schedules.finish(tx, run, "done" if hours else "failed", "4 suppliers" if hours else "No answer.")
    write_workbook(store, home / "reports" / "botfarm.xlsx")
    return by_stage


def many(store: Store, count: int) -> None:
    """So many more documents that wait for approval."""
    for index in range(count):
        bill = replace(factories.Bill(), number=f"M-{index:03}", rate=Decimal(7))
        factories.invoice(store, bill, f"many-{index:03}.pdf", Stage.VALIDATED)

"""The sample orders against what is printed on the sample invoices: three differ, as the samples' README says."""

import json
from pathlib import Path
from typing import Any

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_rules
from extractors.models import Kind
from orchestrator import order_intake
from orchestrator.purchasing.matching import match_orders
from orchestrator.store import Store, documents
from orchestrator.store.purchase_facts import purchase_facts
from orchestrator.suppliers import MatchedBy, Outcome, SupplierMatch
from tests.farm_documents import new_store, receive
from tests.purchasing_farm import COMPANY
from tests.unit.purchasing_cases import billed
from tests.unit.rules_cases import invoice

SAMPLES = Path(__file__).parents[2] / "samples"


def test_the_sample_orders_fit_the_sample_invoices(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    orders = (SAMPLES / "purchasing/orders.csv").read_bytes()
    receipts = (SAMPLES / "purchasing/goods_receipts.csv").read_bytes()
    assert order_intake.import_orders_file(store, COMPANY, orders, "test").complete
    assert order_intake.import_receipts_file(store, COMPANY, receipts, "test").complete
    found = {}
    for row in map(json.loads, (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()):
        if row.get("truth", {}).get("po_number"):
            found[row["truth"]["po_number"]] = differences(store, row)
    assert {number: kinds for number, kinds in found.items() if kinds} == {
        "PO-45790": ["over_ordered"], "PO-45702": ["price"], "PO-45555": ["over_received"],
    }  # fmt: skip
    assert len(found) == 16
    store.close()


def differences(store: Store, row: dict[str, Any]) -> list[str]:
    """What is wrong with an invoice that is read as it is printed; every line must be found on its order."""
    truth = row["truth"]
    lines = [billed(x["description"], x["quantity"], x["unit_price"], x["line_total"]) for x in truth["lines"]]
    read = invoice(lines, po_number=truth["po_number"], currency=truth["currency"])
    supplier = ErpSupplier(code=row["supplier_code"], name=truth["supplier_name"])
    known = SupplierMatch(outcome=Outcome.KNOWN, supplier=supplier, matched_by=MatchedBy.NAME, sentence="It is.")
    document_id = receive(store)
    with store.reading() as tx:
        facts = purchase_facts(tx, documents.get(tx, document_id), read, COMPANY, supplier.code)
    match = match_orders(read, Kind(row["kind"]), known, facts, load_rules(PACKAGED).order_matching)
    assert {share.invoice_line for share in match.shares} == set(range(1, len(lines) + 1)), row["file"]
    assert not match.problems
    return [difference.kind.value for difference in match.differences]

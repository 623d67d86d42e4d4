"""Orders in a store, and invoices to them that are read and judged, for tests of order matching."""

from decimal import Decimal
from typing import Any

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from extractors.models import Extraction, Kind
from orchestrator.judging import Judge
from orchestrator.purchasing.models import GoodsReceipt, PurchaseOrder, PurchaseOrderLine
from orchestrator.stages import Stage
from orchestrator.store import Store, directory, documents, findings, order_imports, receipt_imports
from orchestrator.store.findings import StoredVerdict
from tests.farm_documents import receive, walk
from tests.unit.rules_cases import invoice, line

COMPANY = "Example Trading Company"
ACME = ErpSupplier(code="S1001", name="Acme Paper GmbH", tax_id="DE136695976")


def judge_of(store: Store, kind: type[Judge] = Judge, **rules: Any) -> Judge:
    """A judge by the packaged files; `rules` change the section order_matching. The ERP knows Acme."""
    with store.begin() as tx:
        directory.replace(tx, "tryton", COMPANY, (ACME,))
    file = load_rules(PACKAGED)
    file = file.model_copy(update={"order_matching": file.order_matching.model_copy(update=rules)})
    return kind(
        store=store, rules=file, policy=load_approval_policy(PACKAGED), coding=load_coding(PACKAGED),
        tax_codes=load_tax_codes(PACKAGED), erp="tryton", company=COMPANY,
    )  # fmt: skip


def purchase(number: str = "PO-45110", quantity: str = "10", price: str = "25.00", **more: Any) -> PurchaseOrder:
    """An order of copier paper with Acme."""
    paper = PurchaseOrderLine(
        line_id="10", item_number="CP-A4", description="Copier paper", quantity=Decimal(quantity), unit="pcs",
        net_price=Decimal(price),
    )  # fmt: skip
    own: dict[str, Any] = {"supplier_code": "S1001", "supplier_name": "Acme Paper GmbH", "currency": "EUR"}
    return PurchaseOrder(**{"number": number, "lines": (paper,), **own, **more})


def know(store: Store, *orders: PurchaseOrder) -> None:
    with store.begin() as tx:
        changes = order_imports.put_orders(tx, COMPANY, orders, "test")
    assert all(change.outcome == "new" for change in changes)


def came_in(store: Store, number: str, quantity: str, order: str = "PO-45110") -> None:
    receipt = GoodsReceipt(number=number, order_number=order, line_id="10", quantity=Decimal(quantity))
    with store.begin() as tx:
        receipt_imports.put_receipts(tx, COMPANY, (receipt,), "test")


def billed(
    store: Store, number: str, quantity: str = "4", price: str = "25.00", po: str | None = "PO-45110",
    kind: Kind = Kind.INVOICE, **more: Any,
) -> str:  # fmt: skip
    """An invoice over so much paper, read and not judged yet; returns its document's id."""
    net = Decimal(quantity) * Decimal(price)
    tax = (net * 19 / 100).quantize(Decimal("0.01"))
    lines = [line("Copier paper", quantity, price, "19", format(net, "f"))]
    read = invoice(
        lines, po_number=po, invoice_number=number, net_total=net, tax_total=tax, gross_total=net + tax, **more
    )
    document_id = receive(store)
    with store.begin() as tx:
        found = Extraction(kind=kind, kind_confidence=0.98, language="en", invoice=read)
        findings.add_extraction(tx, document_id, found)
        documents.describe(tx, document_id, kind=str(kind), currency="EUR", invoice_number=number)
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED)
    return document_id


def verdict(store: Store, document_id: str) -> StoredVerdict:
    """What the rule said last."""
    with store.reading() as tx:
        return next(v for v in findings.latest_verdicts(tx, document_id) if v.rule_id == "order_matching")

"""Orders and goods receipts taken in: once, whatever comes twice; changes told; what waited is judged again."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bots.erp.port import ErpOrderLine, ErpPurchaseOrder
from bots.erp.registry import load_adapter
from bots.erp.session import WebErpAdapter
from bots.errors import BusinessError
from config.settings import load_settings
from orchestrator import order_intake, wiring
from orchestrator.cli import app
from orchestrator.errors import NotAllowed
from orchestrator.judging import Judge
from orchestrator.people.actor import Actor
from orchestrator.people.roles import MAY, Role
from orchestrator.purchasing.changes import Imported
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, editing, open_store, purchase_orders
from orchestrator.store.purchase_facts import standing
from tests.farm_documents import stage_of
from tests.purchasing_farm import COMPANY, billed, judge_of
from tests.web_client import acts_of

ORDERS = """order,supplier code,supplier,currency,line,item,description,quantity,unit,price,status
PO-1,S1001,Acme Paper GmbH,EUR,10,CP-A4,Copier paper,10,pcs,25.00,open
PO-1,S1001,Acme Paper GmbH,EUR,20,TN,Toner,5,pcs,89.00,open
PO-2,S1003,Blue Widgets LLC,USD,1,,Support,1,lot,199.00,open
"""
RECEIPTS = """receipt,order,line,item,quantity,unit,date
LS-1,po 1,10,,4,,2026-05-31
LS-1,PO-1,,TN,1,DZN,2026-05-31
LS-2,PO-1,10,,3,,2026-06-02
"""


def taken(store: Store, file: str, *, dry_run: bool = False) -> Imported:
    return order_intake.import_orders_file(store, COMPANY, file.encode(), "olga", dry_run=dry_run)


def came(store: Store, file: str) -> Imported:
    return order_intake.import_receipts_file(store, COMPANY, file.encode(), "olga")


def outcomes(done: Imported) -> list[str]:
    return [change.outcome.value for change in done.changes]


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    assert outcomes(taken(store, ORDERS, dry_run=True)) == ["new", "new"]
    with store.reading() as tx:
        assert purchase_orders.listing(tx) == ()
    assert outcomes(taken(store, ORDERS)) == ["new", "new"]
    assert outcomes(taken(store, ORDERS)) == ["same", "same"]
    with store.reading() as tx:
        assert len(purchase_orders.listing(tx)) == 2
        assert [entry.action for entry in audit.of_farm(tx)] == ["order_new", "order_new"]


def test_what_changed_is_told_with_what_stood_before_and_nothing_is_lost(store: Store) -> None:
    taken(store, ORDERS)
    other = "Order,Line,Qty,Price,Currency,Status\npo1,10,12,25,EUR,closed\npo1,30,1,5,EUR,\n"
    done = taken(store, other)
    assert outcomes(done) == ["changed"] and done.changes[0].kept == ("20",)
    values = done.changes[0].values
    assert values["lines.10.quantity"] == ("10", "12") and values["state"] == ("open", "closed")
    assert values["lines.30.net_price"] == ("", "5") and "supplier_code" not in values
    with store.reading() as tx:
        order = purchase_orders.by_number(tx, COMPANY, "PO-1")
        assert order and order.supplier_code == "S1001" and order.state == "closed"
        lines = {line.line_id: line for line in purchase_orders.lines_of(tx, [order.id])[order.id]}
        assert list(lines) == ["10", "20", "30"] and lines["10"].description == "Copier paper"
        assert audit.of_farm(tx)[-1].data["values"]["lines.10.quantity"] == ["10", "12"]
    again = taken(store, "order,line,qty,price,currency\nPO-1,10,12,25,EUR\n")
    assert outcomes(again) == ["same"]  # a file without the status does not open it again


def test_goods_receipts_are_taken_once_and_in_the_orders_unit(store: Store) -> None:
    assert outcomes(came(store, RECEIPTS)) == ["refused"] * 3
    taken(store, ORDERS)
    assert outcomes(came(store, RECEIPTS)) == ["new"] * 3
    assert outcomes(came(store, RECEIPTS)) == ["same"] * 3
    with store.reading() as tx:
        order = purchase_orders.by_number(tx, COMPANY, "PO-1")
        assert order
        assert [str(line.received) for line in standing(tx, order.id).lines] == ["7", "12"]
    corrected = came(store, "receipt,order,line,quantity\nLS-2,PO-1,10,2\n")
    assert outcomes(corrected) == ["changed"]
    assert corrected.changes[0].values == {"lines.10.received": ("3", "2")}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("LS-9,PO-9,10,1,", "No order PO-9 is known"),
        ("LS-9,PO-1,99,1,", "Order PO-1 has no line 99."),
        ("LS-9,PO-1,,1,", "has several lines"),
        ("LS-9,PO-1,10,1,kg", "The unit 'kg' is none of order PO-1, line 10."),
        ("LS-9,PO-1,10,1,\nLS-9,PO-1,10,2,", "twice; add the two up"),
    ],
)
def test_receipts_that_cannot_be_placed_are_refused(one_store: Store, row: str, reason: str) -> None:
    taken(one_store, ORDERS)
    done = came(one_store, f"receipt,order,line,quantity,unit\n{row}\n")
    refused = [change.reason for change in done.changes if change.outcome == "refused"]
    assert len(refused) == 1 and reason in refused[0] and not done.complete


@pytest.fixture
def one_store(tmp_path: Path) -> Store:
    """On one database: how a receipt is placed does not depend on it."""
    return open_store(load_settings(home=tmp_path))


def test_what_waited_for_them_is_judged_again(store: Store) -> None:
    judge: Judge = judge_of(store)
    taken(store, ORDERS.replace("PO-1", "PO-7"))
    unknown, early = billed(store, "RE-1", "4", po="PO-1"), billed(store, "RE-2", "5", po="PO-7")
    came(store, "receipt,order,line,quantity\nLS-1,PO-7,10,3\n")
    for document_id in (unknown, early):
        judge.judge_document(document_id)
        assert stage_of(store, document_id) is Stage.NEEDS_REVIEW
    assert taken(store, ORDERS).again == 1 and stage_of(store, unknown) is Stage.EXTRACTED
    judge.judge_document(unknown)
    assert stage_of(store, unknown) is Stage.READY
    anna = Actor("anna", "web", frozenset())
    with store.begin() as tx:
        assert editing.take(tx, early, anna.login, str(anna), timedelta(minutes=2), over=False)
    assert came(store, "receipt,order,line,quantity\nLS-2,PO-7,10,2\n").again == 0  # somebody edits it
    with store.begin() as tx:
        editing.release(tx, early, anna.login)
    assert came(store, "receipt,order,line,quantity\nLS-3,PO-7,10,1\n").again == 1
    judge.judge_document(early)
    assert stage_of(store, early) is Stage.READY


def test_who_may_not_does_not(one_store: Store) -> None:
    clerk = Actor("anna", "web", frozenset(MAY[Role.CLERK]))
    with pytest.raises(NotAllowed):
        acts_of(one_store).import_orders_file(clerk, COMPANY, ORDERS.encode())


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = wiring.Farm(load_settings(home=tmp_path / "home"))
    monkeypatch.setattr("orchestrator.commands.orders.farm", lambda: here)
    run = CliRunner()
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "receipts.csv").write_text(RECEIPTS)
    told = run.invoke(app, ["orders", "import", str(tmp_path / "orders.csv"), "--dry-run", "--json"])
    assert told.exit_code == 0 and json.loads(told.stdout)["counts"]["new"] == 2
    assert "2 new" in run.invoke(app, ["orders", "import", str(tmp_path / "orders.csv")]).stdout
    assert run.invoke(app, ["orders", "receipts", "import", str(tmp_path / "receipts.csv")]).exit_code == 0
    shown = json.loads(run.invoke(app, ["orders", "show", "po-1", "--json"]).stdout)
    assert [line["received"] for line in shown["lines"]] == ["7", "12"] and shown["documents"] == []
    assert [order["number"] for order in json.loads(run.invoke(app, ["orders", "list", "--json"]).stdout)] == [
        "PO-2",
        "PO-1",
    ]
    assert run.invoke(app, ["orders", "show", "PO-9"]).exit_code == 1
    wrong = run.invoke(app, ["orders", "import", "-"], input=ORDERS.replace("25.00", "dear"))
    assert wrong.exit_code == 1 and "'dear'" in wrong.stdout
    here.store.close()


class Session:
    """Of an adapter of one's own, that lists an order."""

    def purchase_orders(self) -> tuple[ErpPurchaseOrder, ...]:
        line = ErpOrderLine(line_id="1", description="Chairs", quantity=Decimal(4), unit="u", net_price=Decimal("99.5"))
        return (
            ErpPurchaseOrder(
                number="PO-9", supplier_code="S1001", supplier_name="Acme", currency="EUR", closed=True, lines=(line,)
            ),
        )  # fmt: skip

    def close(self) -> None:
        """Nothing is open."""


def test_what_an_adapter_reads_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = wiring.Farm(load_settings(home=tmp_path / "home"))
    monkeypatch.setattr("orchestrator.commands.orders.farm", lambda: here)
    monkeypatch.setattr(wiring.Farm, "open_erp", lambda self: Session())
    run = CliRunner()
    assert json.loads(run.invoke(app, ["orders", "read", "--json"]).stdout)["counts"]["new"] == 1
    assert json.loads(run.invoke(app, ["orders", "read", "--json"]).stdout)["counts"]["same"] == 1
    assert json.loads(run.invoke(app, ["orders", "show", "PO-9", "--json"]).stdout)["state"] == "closed"
    here.store.close()


@pytest.mark.parametrize("name", ["tryton", "ledgersmb"])
def test_adapters_that_read_no_orders_say_so(name: str, tmp_path: Path) -> None:
    adapter = load_adapter(name, tmp_path)
    assert isinstance(adapter, WebErpAdapter)
    with pytest.raises(BusinessError, match=f"{name} reads no purchase orders"):
        adapter.pages.purchase_orders(object.__new__(adapter.pages))

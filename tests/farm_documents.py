"""A store in a folder, and documents brought to a stage the way the farm brings them there."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from bots.orders import InvoiceOrder, OrderKind, OrderLine
from config.settings import Settings
from orchestrator.judging import make_ready
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, findings, receipts
from orchestrator.store.engine import Transaction
from orchestrator.store.migrate import open_store
from tests.postgresql import PostgresCluster

ERP = "fake"


def new_store(home: Path) -> Store:
    return open_store(Settings(home=home))


def receive(store: Store, content: bytes = b"", name: bytes = b"invoice.pdf", media_type: str = "pdf") -> str:
    """A document just taken in."""
    content = content or uuid.uuid4().bytes
    sha256 = store.blobs.put(content)
    with store.begin() as tx:
        reason = "It waits to be read."
        document_id = documents.create(tx, sha256, media_type, len(content), Stage.RECEIVED, "test", reason)
        receipts.add(tx, document_id, name, "test", duplicate=False)
    return document_id


def order(document_id: str, number: str = "RE-1", supplier: str = "S1001") -> InvoiceOrder:
    lines = (
        OrderLine(
            description="Paper", account="6100", tax_code="VAT 19%", cost_centre="", quantity=Decimal(4),
            unit_price=Decimal("25.00"), net=Decimal("100.00"),
        ),
    )  # fmt: skip
    return InvoiceOrder(
        document_id=document_id, mark=f"botfarm:{document_id}", kind=OrderKind.INVOICE, company="Example",
        supplier_code=supplier, supplier_name="Acme Paper GmbH", invoice_number=number, issue_date=date(2026, 10, 17),
        currency="EUR", lines=lines, net_total=Decimal("100.00"), tax_total=Decimal("19.00"),
        gross_total=Decimal("119.00"),
    )  # fmt: skip


def make_document_ready(store: Store, number: str = "RE-1", erp: str = ERP) -> str:
    """A document that a bot may key into an ERP."""
    document_id = receive(store)
    with store.begin() as tx:
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, Stage.VALIDATED)
        findings.put_order(tx, order(document_id, number))
        make_ready(tx, erp, order(document_id, number), Stage.VALIDATED, "test", "within the limit")
    return document_id


def walk(tx: Transaction, document_id: str, *stages: Stage) -> None:
    for from_, to in pairwise(stages):
        documents.move(tx, document_id, from_, to, "test", f"now {to}")


def stage_of(store: Store, document_id: str) -> Stage:
    with store.reading() as tx:
        return documents.get(tx, document_id).stage


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


DATABASES = ["sqlite", "postgresql"]


@contextmanager
def settings_on(request: pytest.FixtureRequest, home: Path) -> Iterator[Settings]:
    """Settings of a farm on the database that the fixture's parameter names."""
    if request.param == "sqlite":
        yield Settings(home=home)
        return
    cluster: PostgresCluster = request.getfixturevalue("postgresql")
    with cluster.database() as url:
        yield Settings(home=home, BOTFARM_DATABASE_URL=url)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, on each of the two databases."""
    with settings_on(request, tmp_path / "home") as settings:
        opened = open_store(settings)
        yield opened
        opened.close()

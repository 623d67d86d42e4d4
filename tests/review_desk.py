"""A desk for tests of the review: real rules, a known supplier, documents with doubts, the pages served as at work."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from config.settings import Settings, load_settings
from extractors.models import Extraction, Limits, Value
from orchestrator.acts import Acts
from orchestrator.judging import Judge
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Role, rights
from orchestrator.stages import Stage
from orchestrator.store import Store, directory, documents, findings, open_store
from orchestrator.web.app import create_app
from tests import factories
from tests.factories import Bill
from tests.served_pages import served
from tests.web_client import healthy

COMPANY = "Example Trading Company"
SUPPLIER = ErpSupplier(code="S001", name=Bill().supplier, tax_id="")
DOUBTS: Mapping[str, tuple[Any, float]] = {
    "invoice_number": ("RE-2026-O417", 0.41),
    "issue_date": (date(2026, 5, 4), 0.55),
    "gross_total": (Decimal("669.02"), 0.5),
}
"""What was read with doubt of the usual bill, and how sure: a wrong letter, a right date, a wrong digit."""


@dataclass(frozen=True)
class ReviewDesk:
    """A store with its acts and judge, and where its pages are."""

    url: str
    store: Store
    settings: Settings
    acts: Acts
    judge: Judge

    def doubtful(
        self, bill: Bill | None = None, doubts: Mapping[str, tuple[Any, float]] = DOUBTS, pages: Sequence[bytes] = ()
    ) -> str:
        """A document that was judged and waits for a clerk; returns its id. `pages`: PDFs that it is made of."""
        bill = bill or Bill()
        data, boxes = factories.draw(bill)
        data = one_file(pages) if pages else data
        read = with_doubts(factories.extraction(bill, boxes), boxes, doubts)
        document_id = factories.received(self.store, data, f"{bill.number}.pdf")
        with self.store.begin() as tx:
            factories.read(tx, document_id, bill, read)
        self.judge.judge_document(document_id)
        return document_id

    def stage(self, document_id: str) -> Stage:
        with self.store.reading() as tx:
            return documents.get(tx, document_id).stage

    def values(self, document_id: str) -> dict[str, str]:
        """The values that hold now, as text, without those that are not there."""
        with self.store.reading() as tx:
            found = findings.latest_extraction(tx, document_id)
        assert found and found.invoice
        held = {name: getattr(found.invoice, name) for name in type(found.invoice).model_fields}
        return {name: str(value.value) for name, value in held.items() if isinstance(value, Value)}

    def lines(self, document_id: str) -> list[tuple[str, ...]]:
        """The lines that hold now, each cell as text."""
        with self.store.reading() as tx:
            found = findings.latest_extraction(tx, document_id)
        assert found and found.invoice
        return [
            tuple(str(value.value) if value else "" for value in dict(line).values()) for line in found.invoice.lines
        ]


def one_file(pages: Sequence[bytes]) -> bytes:
    """The pages of several PDFs in one."""
    whole, buffer = PdfDocument.new(), BytesIO()
    for data in pages:
        whole.import_pages(PdfDocument(data))
    whole.save(buffer)
    return buffer.getvalue()


def with_doubts(read: Extraction, boxes: Mapping[str, Any], doubts: Mapping[str, tuple[Any, float]]) -> Extraction:
    """What was read, with other values and less certainty in some fields; without a value the field is missing."""
    assert read.invoice
    changed: dict[str, Value[Any] | None] = {
        name: None if value is None
        else Value(value=value, confidence=sure, page=1, bbox=boxes.get(name), source=read.invoice.iban.source)  # type: ignore[union-attr]  # every bill has one
        for name, (value, sure) in doubts.items()
    }  # fmt: skip
    return read.model_copy(update={"invoice": read.invoice.model_copy(update=changed)})


def packaged_judge(store: Store) -> Judge:
    """A judge by the rules as they come."""
    return Judge(
        store=store, rules=load_rules(PACKAGED), policy=load_approval_policy(PACKAGED), coding=load_coding(PACKAGED),
        tax_codes=load_tax_codes(PACKAGED), erp="tryton", company=COMPANY,
    )  # fmt: skip


@contextmanager
def review_farm(home: Path) -> Iterator[ReviewDesk]:
    """A new store with its acts and judge; nothing is served."""
    settings = load_settings(home=home)
    store = open_store(settings)
    with store.begin() as tx:
        directory.replace(tx, "tryton", COMPANY, [SUPPLIER])
    judge = packaged_judge(store)
    yield ReviewDesk("", store, settings, Acts(store, lambda: judge, Limits()), judge)
    store.close()


@contextmanager
def review_desk(home: Path) -> Iterator[ReviewDesk]:
    """The pages served over a new store, until the block ends."""
    with review_farm(home) as farm, served(create_app(farm.store, farm.settings, healthy, farm.acts)) as url:
        yield replace(farm, url=url)


def numbered(number: int) -> Bill:
    """One of many bills, each with a number and a day of its own."""
    return replace(Bill(), number=f"RE-2026-{number:04}", issued=date(2026, 5, 1 + number % 28))


def clerk(login: str) -> Actor:
    """Somebody who corrects."""
    return Actor(login, "web", rights([Role.CLERK]))

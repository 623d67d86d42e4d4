"""The committed samples, as their truth has them, come to their expected outcome by rules, coding, order and policy."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bots.erp.port import ErpSupplier
from bots.orders import InvoiceOrder, OrderKind
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from extractors.models import Invoice, InvoiceLine, Kind
from orchestrator.coding import CodedLine, code_lines, coding_verdict
from orchestrator.invoice_number import normalise_number
from orchestrator.order import make_order
from orchestrator.policy import Decision, decide
from orchestrator.rules import Case, Verdict, judge
from orchestrator.suppliers import SupplierMatch, match_supplier
from tests.conftest import ROOT
from tests.unit.rules_cases import value

TODAY = date(2026, 11, 20)
ROWS = [json.loads(row) for row in (ROOT / "samples" / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
KEYED = [row for row in ROWS if row["kind"] in ("invoice", "credit_note")]
with (ROOT / "deploy" / "tryton" / "suppliers.csv").open(encoding="utf-8") as _stream:
    DIRECTORY = tuple(
        ErpSupplier(code=r["code"], name=r["name"], tax_id=r["tax_id"], iban=r["iban"]) for r in csv.DictReader(_stream)
    )
RULE_FILE, POLICY = load_rules(PACKAGED), load_approval_policy(PACKAGED)
CODING, TAX_CODES = load_coding(PACKAGED), load_tax_codes(PACKAGED)


def read(truth: dict[str, Any]) -> Invoice:
    """The invoice that a perfect reader makes of a sample."""
    content: dict[str, Any] = {}
    for name, text in truth.items():
        if name == "lines":
            continue
        converted: Any = text
        if name.endswith("_date"):
            converted = date.fromisoformat(text)
        elif name.endswith("_total"):
            converted = Decimal(text)
        content[name] = value(converted)
    lines = tuple(
        InvoiceLine(**{n: value(t if n == "description" else Decimal(t)) for n, t in row.items()})
        for row in truth["lines"]
    )
    return Invoice(lines=lines, **content)


@dataclass(frozen=True)
class Judged:
    invoice: Invoice
    supplier: SupplierMatch
    verdicts: tuple[Verdict, ...]
    coded: tuple[CodedLine, ...]
    kind: Kind

    @property
    def failed(self) -> list[str]:
        return [verdict.rule_id for verdict in self.verdicts if not verdict.passed]

    def decision(self) -> Decision:
        gross, currency = self.invoice.gross_total, self.invoice.currency
        assert gross and currency
        return decide(self.kind, self.supplier, currency.value, gross.value, self.verdicts, POLICY)

    def order(self) -> InvoiceOrder:
        return make_order("d1", self.invoice, self.kind, self.supplier, self.coded, "Example Trading Company")


def judged(row: dict[str, Any]) -> Judged:
    invoice = read(row["truth"])
    supplier = match_supplier(invoice, DIRECTORY)
    number = normalise_number(row["truth"]["invoice_number"])
    earlier = KEYED[: KEYED.index(row)]
    case = Case(
        document_id=row["file"],
        kind=Kind(row["kind"]),
        invoice=invoice,
        supplier=supplier,
        same_number=tuple(r["file"] for r in earlier if normalise_number(r["truth"]["invoice_number"]) == number),
        language=row["language"],
        today=TODAY,
        parameters=RULE_FILE,
    )
    coded = code_lines(invoice, supplier.code, CODING, TAX_CODES)
    return Judged(invoice, supplier, (*judge(case), coding_verdict(coded)), coded, case.kind)


@pytest.mark.parametrize("row", KEYED, ids=lambda row: row["file"])
def test_a_sample_finds_its_supplier(row: dict[str, Any]) -> None:
    assert judged(row).supplier.code == row["supplier_code"]


@pytest.mark.parametrize("row", [r for r in KEYED if r["outcome"] == "needs_review"], ids=lambda row: row["file"])
def test_a_faulty_sample_fails_exactly_the_rules_it_should(row: dict[str, Any]) -> None:
    assert judged(row).failed == row["reasons"]


@pytest.mark.parametrize("row", [r for r in KEYED if r["outcome"] == "posted"], ids=lambda row: row["file"])
def test_a_good_sample_becomes_an_order_without_a_person(row: dict[str, Any]) -> None:
    sample = judged(row)
    assert sample.failed == []
    assert sample.decision().automatic
    order = sample.order()
    assert order.kind is OrderKind(row["kind"])
    assert [str(one.quantity) for one in order.lines] == [one["quantity"] for one in row["truth"]["lines"]]
    assert str(order.gross_total) == row["truth"]["gross_total"]
    assert str(order.tax_total) == row["truth"]["tax_total"]


def test_the_sample_over_the_limit_passes_the_rules_and_waits_for_a_person() -> None:
    waiting = [row for row in KEYED if row["outcome"] == "validated"]
    assert waiting
    for row in waiting:
        sample = judged(row)
        assert sample.failed == []
        assert not sample.decision().automatic
        assert "over the limit" in sample.decision().reason


def test_samples_are_coded_by_what_they_are() -> None:
    accounts = {line.description: line.account for row in KEYED for line in judged(row).coded}
    expected = {
        "Kopierpapier A4, 80 g/m²": "6100",
        "Fracht und Verpackung": "6200",
        "Frais de transport": "6200",
        "*纸制品*复印纸": "6100",
        "*物流服务*配送运费": "6200",
        "Бумага офисная А4, 500 листов": "6100",
        "Доставка по городу": "6200",
        "Widget Cloud software subscription, Team plan, June 2026": "6300",
        "Consulting hours: warehouse integration": "6400",
        "Conseil en aménagement du bureau (heures)": "6400",
        "Reinigung Kaffeeautomat": "5.1.3",
        "Schreibtisch höhenverstellbar 160 × 80 cm": "6600",
        "Return freight": "6200",
        "Hebebühne": "6200",
    }
    assert {name: accounts[name] for name in expected} == expected

"""The files of a chaos run: the same for a seed, read by the farm's own reading exactly as they were meant."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bots.orders import OrderKind
from config.files import load_coding, load_tax_codes
from extractors.errors import UnreadableFile
from extractors.models import Kind
from extractors.pipeline import read
from orchestrator.chaos.billing import LIMIT, load_sellers
from orchestrator.chaos.dropping import SPOILS, make_files
from orchestrator.chaos.local_erp import SUPPLIERS
from orchestrator.chaos.truth import Dropped, Fate
from orchestrator.chaos.writing import ENDINGS
from orchestrator.coding import code_lines
from orchestrator.errors import OrchestratorError
from orchestrator.invoice_number import normalise_number

DAY = date(2026, 11, 22)
SELLERS = load_sellers(SUPPLIERS)
FILES = make_files(5, 120, SELLERS, DAY)


def test_a_seed_gives_the_same_files_all_year_and_another_seed_others() -> None:
    assert make_files(5, 120, SELLERS, date(2026, 1, 3)) == FILES
    assert make_files(6, 120, SELLERS, DAY) != FILES


def test_there_is_something_of_everything() -> None:
    fates = Counter(file.fate for file in FILES)
    assert len(FILES) == 120 == len({file.name for file in FILES})
    assert fates == {Fate.POSTED: 100, Fate.COPY: 5, Fate.RIVAL: 5, Fate.PERSON: 10}
    billed = [file.billed for file in FILES if file.fate is Fate.POSTED]
    assert {b.kind for b in billed} == set(OrderKind)
    assert {b.seller.code for b in billed} == {seller.code for seller in SELLERS}
    assert {len(b.lines) for b in billed} == {1, 2, 3, 4, 5}
    assert max(len({line.tax_rate for line in b.lines}) for b in billed) == 2
    assert all(0 < b.gross <= LIMIT for b in billed)


def test_numbers_of_a_supplier_stay_apart_also_when_normalised() -> None:
    posted = [f.billed for f in FILES if f.fate is Fate.POSTED]
    keys = Counter((b.seller.code, normalise_number(b.number)) for b in posted)
    assert max(keys.values()) == 1


def test_copies_have_the_same_bytes_and_rivals_say_the_same_in_others() -> None:
    good = {(f.billed.seller.code, f.billed.number): f for f in FILES if f.fate is Fate.POSTED}
    for file in FILES:
        original = good.get((file.billed.seller.code, file.billed.number))
        if file.fate is Fate.COPY:
            assert original is not None and file.content == original.content and file.name != original.name
        if file.fate is Fate.RIVAL:
            assert original is not None and file.content != original.content and file.billed == original.billed


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_way_of_writing_is_read_exactly(ending: str) -> None:
    for file in FILES[:: 1 if ending != "pdf" else 10]:
        if file.fate is Fate.POSTED:
            assert_read_as_billed(file.model_copy(update={"content": ENDINGS[ending](file.billed)}))


def assert_read_as_billed(file: Dropped) -> None:
    extraction = read(file.content, "invoice")
    billed, invoice = file.billed, extraction.invoice
    assert invoice is not None and not extraction.problems
    assert extraction.kind is (Kind.INVOICE if billed.kind is OrderKind.INVOICE else Kind.CREDIT_NOTE)
    fields = {
        "supplier_name": billed.seller.name, "invoice_number": billed.number, "issue_date": billed.issue_date,
        "currency": billed.currency, "net_total": billed.net, "tax_total": billed.tax, "gross_total": billed.gross,
    }  # fmt: skip
    assert {name: getattr(invoice, name).value for name in fields} == fields
    lines = [
        (line.description.value, line.quantity.value, line.unit_price.value, line.tax_rate.value, line.line_total.value)
        for line in invoice.lines
        if line.description and line.quantity and line.unit_price and line.tax_rate and line.line_total
    ]
    assert lines == [(li.description, li.quantity, li.unit_price, li.tax_rate, li.net) for li in billed.lines]


def test_every_good_line_is_coded_as_the_truth_says(tmp_path: Path) -> None:
    coding, tax_codes = load_coding(tmp_path), load_tax_codes(tmp_path)
    for file in FILES:
        if file.fate is Fate.POSTED and not file.name.endswith(b"pdf"):
            invoice = read(file.content, "invoice").invoice
            assert invoice is not None
            coded = code_lines(invoice, file.billed.seller.code, coding, tax_codes)
            assert [line.account for line in coded] == [line.account for line in file.billed.lines]
            assert not [problem for line in coded for problem in line.problems]


def test_what_needs_a_person_has_something_wrong_with_it() -> None:
    spoilt = {f.why: f for f in make_files(1, 400, SELLERS, DAY) if f.fate is Fate.PERSON}
    assert set(spoilt) == set(SPOILS)
    assert spoilt["unknown supplier"].billed.seller.name not in {seller.name for seller in SELLERS}
    adding_up = spoilt["does not add up"].billed
    assert adding_up.net + adding_up.tax + Decimal(10) == adding_up.gross
    assert spoilt["over the limit"].billed.gross > LIMIT
    assert spoilt["dated in the future"].billed.issue_date > DAY
    with pytest.raises(UnreadableFile):
        read(spoilt["broken file"].content, "invoice")


def test_outside_a_checkout_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(OrchestratorError, match="checkout"):
        load_sellers(tmp_path / "suppliers.csv")

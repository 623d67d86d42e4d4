"""One correction teaches: the first document of each odd form is corrected, five others are read."""

from decimal import Decimal

import pytest

from benchmarks import odd_layouts
from benchmarks.learning import correct_all, generated, measure, odd, wrong_fields
from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.invoice.memory.teaching import held_to
from extractors.models import Extraction, Kind, RememberedVote
from extractors.pipeline import read
from tests.unit.invoice_pages import page as page_of

OPEN_ITEMS = 9
"""A form that prints decoys as its totals; who bills stands in its small print."""


def read_odd(layout: int, number: int, book: MemoryBook | None = None) -> tuple[Extraction, dict[str, str]]:
    data, truth = odd_layouts.document(layout, number)
    return read(data, "odd.pdf", kind=Kind.INVOICE, book=book or MemoryBook()), truth


def learned_from(layout: int) -> MemoryBook:
    first, truth = read_odd(layout, 0)
    return correct_all(MemoryBook(), first, truth, "memory")


def test_nine_in_ten_corrected_fields_are_right_on_the_next_documents() -> None:
    results = [result for result in measure(odd(), documents=5, compare=False) if result.corrected]
    assert len(results) >= 10
    misses = [(result.name, *miss) for result in results for miss in result.misses]
    assert sum(r.right for r in results) / sum(r.asked for r in results) >= 0.9, misses


@pytest.mark.slow
def test_generated_suppliers_are_learned_too_and_no_other_field_is_harmed() -> None:
    results = list(measure(dict(generated(30)), documents=4))
    asked = sum(r.asked for r in results)
    misses = [(result.name, *miss) for result in results for miss in result.misses]
    assert asked >= 30 and sum(r.right for r in results) / asked >= 0.9, misses
    assert sum(r.harmed for r in results) == 0


def test_what_was_learned_of_one_supplier_changes_no_other() -> None:
    book = learned_from(OPEN_ITEMS)
    for layout in (0, 4):
        plain, _ = read_odd(layout, 1)
        asked, _ = read_odd(layout, 1, book)
        assert asked.remembered is None and asked.invoice == plain.invoice


def test_the_memory_tells_what_it_decided_and_by_what_it_knew_the_supplier() -> None:
    found, truth = read_odd(OPEN_ITEMS, 3, learned_from(OPEN_ITEMS))
    assert found.remembered is not None and found.invoice is not None and found.invoice.gross_total is not None
    assert {"tax id", "IBAN", "layout"} <= set(found.remembered.by)
    assert "gross_total" in found.remembered.decided
    assert found.invoice.gross_total.value == Decimal(truth["gross_total"])
    assert found.invoice.gross_total.page == 1 and found.invoice.gross_total.bbox is not None


LABELLED = (
    "Bramble & Fitch Ltd                VAT ID GB980780684",
    "INVOICE",
    "Invoice number  {number}",
    "Invoice date  12.03.2026",
    "",
    "Description              Quantity   Unit price   Amount",
    "Steel shelf                     2       {price}   {net}",
    "",
    "Net                                     {net}",
    "VAT 19 %                                {tax}",
    "Total                                   {gross}",
    "Carried on                              {carried}",
)


def bill(number: str, price: str, net: str, tax: str, gross: str, carried: str, book: MemoryBook) -> Extraction:
    from extractors.kinds import Content, read_pages_as_invoice

    values = {"number": number, "price": price, "net": net, "tax": tax, "gross": gross, "carried": carried}
    pages = (page_of(*(row.format(**values) for row in LABELLED)),)
    content = Content(pages=pages, text="", language="en", book=book)
    parts = read_pages_as_invoice(content, Kind.INVOICE)
    return Extraction(kind=Kind.INVOICE, kind_confidence=1.0, language="en", pages=pages, **parts)


def test_the_arithmetic_overrules_the_memory() -> None:
    """A clerk once took the amount carried on for the total; where net and tax make another, it is not believed."""
    first = bill("A-1001", "50.00", "100.00", "19.00", "119.00", "119.00", MemoryBook())
    book = correct_all(MemoryBook(), first, {"supplier_name": "Bramble & Fitch Ltd", "gross_total": "719.00"}, "memory")
    odd_one = bill("A-1000", "50.00", "100.00", "19.00", "119.00", "719.00", MemoryBook())
    book = correct_all(book, odd_one, {"gross_total": "719.00"}, "memory 2")
    (memory,) = [held for held in book.memories if held.id == "memory 2"]
    assert any(hint.label == "carried on" for hint in memory.hints)
    after = bill("A-1002", "70.00", "140.00", "26.60", "166.60", "880.00", MemoryBook.of([memory]))
    assert after.remembered is not None and after.invoice is not None and after.invoice.gross_total is not None
    assert after.invoice.gross_total.value == Decimal("166.60")


def test_a_place_that_was_wrong_loses_weight() -> None:
    memory = learned_from(0).memories[0]
    hint = memory.hints[0]
    votes = (RememberedVote(field=hint.field, by=hint.id, value="S12345"),)
    once = held_to(memory, votes, {hint.field: "Z-1"})
    twice = held_to(once, votes, {hint.field: "Z-2"})
    shares = [held.hints[0].record.share for held in (memory, once, twice)]
    assert shares == sorted(shares, reverse=True) and shares[0] == 1.0 and shares[2] < 0.5


def test_an_account_number_is_never_filled_in_from_memory() -> None:
    first, truth = read_odd(0, 0)
    book = correct_all(MemoryBook(), first, {**truth, "iban": "GB33BUKB20201555555555"}, "memory")
    assert "iban" in wrong_fields(first, {"iban": "GB33BUKB20201555555555"})
    after, _ = read_odd(0, 1, book)
    assert after.invoice is None or after.invoice.iban is None or after.invoice.iban.value == truth["iban"]


def test_an_empty_memory_says_nothing() -> None:
    book = MemoryBook.of([SupplierMemory(id="nobody")])
    found, _ = read_odd(0, 1, book)
    assert found.remembered is None

"""One correction teaches totals: printed in parts, under labels that hold figures, against sums that were wrong."""

from decimal import Decimal

from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.contradictions import contradicted
from extractors.invoice.memory.correcting import teach
from extractors.invoice.memory.label_forms import label_form, labels_nothing
from extractors.invoice.memory.learning import learn
from extractors.invoice.memory.recalling import recall
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.invoice.memory.totals_of_memory import Option, choose_totals_with
from extractors.invoice.reading import Reading, read
from extractors.kinds import Content, read_pages_as_invoice
from extractors.models import Extraction, Invoice, Kind, Source, Value
from tests.unit.invoice_pages import page

HEAD = (
    "Bramble & Fitch Ltd                VAT ID GB980780684",
    "INVOICE",
    "Invoice number  A-1001",
    "Invoice date  12.03.2026",
    "",
)
RATE = frozenset({Decimal(19)})


def reading_of(*rows: str) -> Reading:
    return read((page(*HEAD, *rows),), Kind.INVOICE, "en")


def recalled(first: tuple[str, ...], value: str, later: tuple[str, ...]) -> str:
    """The tax total on a later page to which the places of `value` on the first one lead most surely."""
    hints = learn(reading_of(*first), "tax_total", Decimal(value)).hints
    assert hints
    best = max(recall(reading_of(*later), hints), key=lambda vote: vote.strength)
    return str(best.spot.value)


def test_parts_beside_one_label_are_added_up() -> None:
    first = ("plus 19 % GST                    19.00", "plus 7 % GST                      7.00")
    later = ("plus 19 % GST                    38.00", "plus 7 % GST                      3.50")
    assert recalled(first, "26.00", later) == "41.50"


def test_parts_of_a_column_are_added_up_without_its_total_row() -> None:
    first = ("Rate    Base      Levy", "19 %    100.00    19.00", "7 %     100.00     7.00")
    later = ("Rate    Base      Levy", "7 %      50.00     3.50", "19 %    200.00    38.00", "Sum     250.00    41.50")
    assert recalled(first, "26.00", later) == "41.50"


def test_where_one_rate_was_billed_the_next_bill_may_have_two() -> None:
    first = ("Levy 19 %                        19.00",)
    later = ("Levy 19 %                        38.00", "Levy 7 %                          3.50")
    assert recalled(first, "19.00", later) == "41.50"


def test_a_label_that_holds_an_amount_is_found_with_another() -> None:
    first = ("Levy 5.5 % on 4,565.25                  251.09",)
    later = ("Levy 20 % on 62.22                       12.44",)
    assert recalled(first, "251.09", later) == "12.44"
    assert label_form("TVA 5,5 % sur 4 565,25:") == "tva 0 % sur 0"


def test_an_amount_with_its_currency_labels_nothing() -> None:
    assert labels_nothing("72,32 PLN") and labels_nothing("12.04.2027") and labels_nothing("7.73 A")
    assert not labels_nothing("MwSt 19 % auf 120,00")


def test_a_sum_of_parts_is_said_to_be_computed() -> None:
    """No place on the page shows it, so none is claimed."""
    totals = ("Levy 19 %   19.00", "Levy 7 %     7.00", "Total      226.00")
    pages = (page(*HEAD, *totals),)
    first = Extraction(kind=Kind.INVOICE, kind_confidence=1.0, language="en", pages=pages, invoice=Invoice())
    memory = SupplierMemory(id="memory", names=("bramblefitchltd",), tax_ids=("gb980780684",))
    memory, _ = teach(memory, first, "tax_total", Decimal("26.00"))
    parts = read_pages_as_invoice(
        Content(pages=pages, text="", language="en", book=MemoryBook.of([memory])), Kind.INVOICE
    )
    tax = parts["invoice"].tax_total
    assert tax.value == Decimal("26.00") and tax.source is Source.DERIVED and tax.bbox is None
    assert tax.confidence <= 0.9


def amount(text: str, source: Source = Source.TEXT, top: float = 10.0) -> Value[Decimal]:
    return Value(value=Decimal(text), confidence=0.9, page=1, bbox=(10.0, top, 60.0, top + 8), source=source)


def invoice(net: str, tax: str, gross: str, tax_from: Source = Source.TEXT) -> Invoice:
    return Invoice(net_total=amount(net), tax_total=amount(tax, tax_from), gross_total=amount(gross))


def test_what_a_corrected_total_contradicts() -> None:
    reading = reading_of("Net  100.00", "Rebate  19.00", "Total  119.00")
    assert contradicted(reading, invoice("100", "19", "119"), "gross_total", Decimal(119)) == ()
    assert contradicted(reading, invoice("100", "19", "119"), "gross_total", Decimal(100)) == ("tax_total",)
    assert contradicted(reading, invoice("90", "9", "99", Source.DERIVED), "net_total", Decimal(95)) == ("tax_total",)
    assert contradicted(reading, invoice("90", "9", "99"), "gross_total", Decimal(777)) == ("net_total", "tax_total")
    assert contradicted(reading, invoice("90", "9", "99"), "currency", "EUR") == ()


def options(read_as: tuple[str, str, str], trust: tuple[float, float, float], gross: str) -> dict[str, list[Option]]:
    names = ("net_total", "tax_total", "gross_total")
    found = {
        name: [Option(amount(text, top=20.0 * at), 0.9 * share, share)]
        for at, (name, text, share) in enumerate(zip(names, read_as, trust, strict=True))
    }
    found["gross_total"].append(Option(amount(gross, top=90.0), 0.8, remembered=True))
    return found


def test_the_place_of_a_corrected_total_outweighs_a_sum_that_was_wrong_before() -> None:
    """A rebate read as the tax makes net and a decoy agree: so it did on the corrected document."""
    chosen = choose_totals_with(Invoice(), options(("100", "2", "102"), (1.0, 0.33, 0.33), "100"), RATE)
    assert chosen["gross_total"].value == 100 and chosen["tax_total"].value == 0


def test_a_tax_at_the_documents_rate_overrules_the_memory() -> None:
    chosen = choose_totals_with(Invoice(), options(("100", "19", "119"), (1.0, 1.0, 0.33), "150"), RATE)
    assert chosen["gross_total"].value == 119

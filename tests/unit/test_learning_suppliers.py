"""By what a remembered supplier is known, and its values that a line's end breaks."""

from datetime import date
from typing import Any

from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.contacts import contacts
from extractors.invoice.memory.correcting import teach
from extractors.invoice.memory.learning import learn
from extractors.invoice.memory.printed_values import where_printed
from extractors.invoice.memory.recalling import recall
from extractors.invoice.memory.recognition import recognise
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.invoice.reading import Reading, read
from extractors.kinds import Content, read_pages_as_invoice
from extractors.models import Extraction, Invoice, Kind, Page, Source, Value
from tests.unit.invoice_pages import page

IBAN = "DE89370400440532013000"
OTHER_IBAN = "DE75512108001245126199"


def bill(customer: str, phone: str = "0351 448 2210", name: str = "Korbmacher Nord") -> Page:
    return page(
        f"{name}          Tel. {phone}",
        "12 Harbour Road       12.03.2026",
        f"{customer}",
        *[""] * 12,
        f"Steel shelf {customer}  2  9.50  19.00",
        "Total                            19.00",
    )


def taught(first: Page, field: str, value: str, **known: str) -> SupplierMemory:
    held: dict[str, Any] = {name: Value(value=text, confidence=0.9, source=Source.TEXT) for name, text in known.items()}
    extraction = Extraction(
        kind=Kind.INVOICE, kind_confidence=1.0, language="en", pages=(first,), invoice=Invoice(**held)
    )
    return teach(SupplierMemory(id="memory"), extraction, field, value)[0]


def reading_of(one: Page) -> Reading:
    return read((one,), Kind.INVOICE, "en")


def test_contacts_are_numbers_and_addresses_but_no_dates_or_amounts() -> None:
    found = contacts(
        reading_of(page("Tel. +49 (0)351 448-2210  12.03.2026", "www.korb.example  mail@korb.example", "1,234,567.00"))
    )
    assert set(found) == {"4903514482210", "korbexample", "mailkorbexample"}


def test_a_name_and_a_telephone_number_together_are_enough() -> None:
    memory = taught(bill("Ann Smith"), "invoice_number", "1", supplier_name="Korbmacher Nord")
    book = MemoryBook.of([memory])
    known = recognise(reading_of(bill("Bob Jones")), book)
    assert known is not None and known.sure and {"name", "contacts"} <= set(known.by)
    assert recognise(reading_of(bill("Ann Smith", phone="0711 990 1133", name="Halvorsen Fiske")), book) is None


def test_the_customers_number_identifies_no_supplier() -> None:
    """It was taken for the supplier's; the correction of the customer's number shows that it is not."""
    memory = taught(bill("Ann Smith"), "customer_tax_id", "GB980780684", supplier_tax_id="GB980780684")
    assert memory.tax_ids == ()


def broken(first: str, rest: str) -> Page:
    return page("Korbmacher Nord GmbH   VAT ID DE136695976", "Total  19.00", f"Bank Nord IBAN {first}", f"{rest} BIC X")


def test_a_value_broken_over_two_rows_is_found() -> None:
    ((spot, _),) = where_printed(reading_of(broken(IBAN[:14], IBAN[14:])), "iban", IBAN)
    assert spot.phrase.text[spot.start :] == IBAN[:14]
    assert where_printed(reading_of(broken(IBAN[:14], "0000")), "iban", IBAN) == ()


def test_a_remembered_account_number_never_replaces_one_that_the_page_shows_alone() -> None:
    first = broken(IBAN[:14], IBAN[14:])
    known = {"supplier_name": "Korbmacher Nord GmbH", "supplier_tax_id": "DE136695976"}
    book = MemoryBook.of([taught(first, "iban", IBAN, **known)])
    for later, right in ((broken(IBAN[:14], IBAN[14:]), IBAN), (broken(OTHER_IBAN[:14], OTHER_IBAN[14:]), OTHER_IBAN)):
        content = Content(pages=(later,), text="", language="en", book=book)
        read_as = read_pages_as_invoice(content, Kind.INVOICE)["invoice"].iban
        assert (read_as.value if read_as else None) == right


def recalled(first: Page, field: str, value: object, later: Page) -> object:
    hints = learn(reading_of(first), field, value).hints
    return max(recall(reading_of(later), hints), key=lambda vote: vote.strength).spot.value


def test_a_number_of_another_form_is_taken_from_its_label() -> None:
    assert recalled(
        page("Client UEN: 58829579"), "customer_tax_id", "58829579", page("Client UEN: 27YXYTW5028M7Z9")
    ) == ("27YXYTW5028M7Z9")
    below = page("Client UEN", "201961837M")
    assert recalled(page("Client UEN", "SE322857406101"), "customer_tax_id", "SE322857406101", below) == "201961837M"


def test_a_name_ends_where_the_remembered_one_did() -> None:
    first, later = page("Buyer: Ann Smith Ltd; No. 40021"), page("Buyer: Bob Jones and Sons; No. 40022")
    assert recalled(first, "customer_name", "Ann Smith Ltd", later) == "Bob Jones and Sons"


def test_a_date_that_goes_on_in_the_next_row_is_learned() -> None:
    first, later = page("Sealed: 8th", "November 2026"), page("Sealed: 27th", "September 2026")
    assert recalled(first, "issue_date", date(2026, 11, 8), later) == date(2026, 9, 27)


def test_a_number_in_a_sentence_is_hardly_one_that_stood_alone() -> None:
    first = page("CRN        2927", "Date       26.04.2026")
    later = page("Payable within 30 days of it", "Date       26.05.2026")
    votes = recall(reading_of(later), learn(reading_of(first), "invoice_number", "2927").hints)
    assert all(vote.strength < 0.45 for vote in votes)

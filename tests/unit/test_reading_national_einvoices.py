"""National e-invoice formats: what their names mean, by their own rules."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.einvoice.read import read_xml
from extractors.einvoice.reading import EInvoice
from extractors.einvoice.several import invoices_apart
from extractors.errors import UnreadableFile
from extractors.models import Frozen, Invoice, Kind, Limits, Value
from tests.einvoice_documents import fatturapa
from tests.national_einvoices import FATTURA_SIMPLE, digital_fapiao, facturae, ksef, ukd, upd
from tests.signed_documents import signed


def read(data: bytes) -> EInvoice:
    return read_xml(data, "invoice.xml", Limits())[0]


def plain(part: Frozen) -> dict[str, object]:
    return {name: held.value for name, held in vars(part).items() if isinstance(held, Value)}


def totals(invoice: Invoice) -> tuple[object, ...]:
    return tuple(plain(invoice).get(name) for name in ("net_total", "tax_total", "gross_total"))


def test_facturae() -> None:
    invoice = read(facturae()).invoice
    assert plain(invoice) == {
        "supplier_name": "Ana Silva",
        "supplier_tax_id": "PT12345678901",
        "customer_name": "Compras SL",
        "customer_tax_id": "ESB00000000",
        "invoice_number": "F/17",
        "issue_date": date(2025, 3, 1),
        "due_date": date(2025, 3, 31),
        "currency": "EUR",
        "net_total": Decimal(100),
        "tax_total": Decimal(21),
        "gross_total": Decimal(121),
        "iban": "ES9121000418450200051332",
        "po_number": "PO-7",
    }
    assert [plain(line) for line in invoice.lines] == [
        {
            "description": "Diseño",
            "quantity": Decimal(2),
            "unit_price": Decimal(50),
            "tax_rate": Decimal(21),
            "line_total": Decimal(100),
        }
    ]


def test_income_tax_withheld_does_not_change_what_a_spanish_invoice_bills() -> None:
    assert totals(read(facturae(withheld="15.00")).invoice) == (Decimal(100), Decimal(21), Decimal(121))


def test_a_file_of_several_spanish_invoices_is_told() -> None:
    assert [problem.code for problem in read(facturae(invoices=2)).problems] == ["several_invoices"]


def test_ksef() -> None:
    invoice = read(ksef()).invoice
    assert plain(invoice) == {
        "supplier_name": "Dostawca sp. z o.o.",
        "supplier_tax_id": "PL5260250274",
        "customer_name": "Kunde GmbH",
        "customer_tax_id": "DE123456789",
        "invoice_number": "FV/1/05",
        "issue_date": date(2025, 5, 2),
        "due_date": date(2025, 5, 16),
        "currency": "PLN",
        "net_total": Decimal(100),
        "tax_total": Decimal(20),
        "gross_total": Decimal(120),
        "iban": "PL61109010140000071219812874",
        "po_number": "Z-9",
    }
    assert plain(invoice.lines[0])["line_total"] == Decimal(100)


def test_what_a_polish_correction_says_was_before_is_taken_off() -> None:
    line = "<FaWiersz><P_8B>{}</P_8B><P_11>{}</P_11><P_12>23</P_12>{}</FaWiersz>"
    lines = line.format(2, 100, "<StanPrzed>1</StanPrzed>") + line.format(1, 50, "")
    read_lines = read(ksef(lines)).invoice.lines
    assert [(plain(found)["quantity"], plain(found)["line_total"]) for found in read_lines] == [(-2, -100), (1, 50)]


def test_a_polish_line_may_state_only_amounts_with_tax() -> None:
    line = "<FaWiersz><P_8B>1</P_8B><P_9B>123.00</P_9B><P_11A>123.00</P_11A><P_12>23</P_12></FaWiersz>"
    (found,) = read(ksef(line)).invoice.lines
    assert (plain(found)["unit_price"], plain(found)["line_total"]) == (Decimal(100), Decimal(100))


@pytest.mark.parametrize("version", ["5.01", "5.02", "5.03"])
def test_russian_transfer_documents_of_each_version(version: str) -> None:
    found, text = read_xml(upd(version), "upd.xml", Limits())
    assert plain(found.invoice) == {
        "supplier_name": "Орлов Пётр Ильич",
        "supplier_tax_id": "500100732259",
        "customer_name": 'ООО "Ромашка"',
        "customer_tax_id": "7707083893",
        "invoice_number": "УТ-15",
        "issue_date": date(2025, 2, 3),
        "currency": "RUB",
        "net_total": Decimal(100),
        "tax_total": Decimal(20),
        "gross_total": Decimal(120),
        "po_number": "З-8",
    }
    assert [plain(line)["tax_rate"] for line in found.invoice.lines] == [Decimal(20)]
    assert "Бумага" in text


def test_a_russian_document_without_tax_states_none() -> None:
    invoice = read(upd("5.01", tax="<БезНДС>без НДС</БезНДС>", rate="без НДС")).invoice
    assert plain(invoice)["tax_total"] == 0 and plain(invoice.lines[0])["tax_rate"] == 0


def test_other_russian_documents_of_the_same_root_are_not_taken_for_invoices() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_xml('<Файл ВерсФорм="5.01"><Документ КНД="1175010"/></Файл>'.encode(), "torg.xml", Limits())
    assert caught.value.code == "unknown_xml"


def test_digital_fapiao_and_its_red_form() -> None:
    invoice = read(digital_fapiao()).invoice
    assert plain(invoice) == {
        "supplier_name": "上海示例有限公司",
        "supplier_tax_id": "91310000MA1FL0000X",
        "customer_name": "北京买方公司",
        "customer_tax_id": "91110000MA0000000Y",
        "invoice_number": "25312000000000000001",
        "issue_date": date(2025, 4, 9),
        "currency": "CNY",
        "net_total": Decimal(100),
        "tax_total": Decimal(13),
        "gross_total": Decimal(113),
    }
    assert plain(invoice.lines[0])["tax_rate"] == 13
    red = read(digital_fapiao("-"))
    assert (red.kind, totals(red.invoice)[2]) == (Kind.CREDIT_NOTE, Decimal(-113))


def test_the_simplified_italian_invoice_states_amounts_with_tax() -> None:
    invoice = read(FATTURA_SIMPLE).invoice
    assert totals(invoice) == (Decimal(100), Decimal(10), Decimal(110))
    assert plain(invoice.lines[0]) == {
        "description": "Pranzo",
        "tax_rate": Decimal(10),
        "line_total": Decimal(100),
    }
    assert plain(invoice)["supplier_name"] == "Bar Roma" and plain(invoice)["customer_tax_id"] == "09876543210"


@pytest.mark.parametrize("data", [facturae(invoices=3), fatturapa(bodies=3), signed(fatturapa(bodies=3))])
def test_a_file_of_several_invoices_is_taken_apart_into_files_of_one(data: bytes) -> None:
    apart = invoices_apart(data, "lot.xml", Limits())
    assert len(apart) == 3
    for part in apart:
        found = read(part)
        assert found.problems == () and found.invoice.supplier_name is not None and len(found.invoice.lines) == 1


def test_a_file_of_one_invoice_stays_whole() -> None:
    assert invoices_apart(facturae(), "one.xml", Limits()) == (facturae(),)
    assert invoices_apart(ksef(), "one.xml", Limits()) == (ksef(),)


def test_a_russian_correction_states_what_changed() -> None:
    found = read(ukd())
    assert (found.kind, totals(found.invoice)) == (Kind.CREDIT_NOTE, (Decimal(-40), Decimal(-8), Decimal(-48)))
    assert plain(found.invoice)["invoice_number"] == "К-3"
    lines = [plain(line) for line in found.invoice.lines]
    assert [(line["quantity"], line["unit_price"], line["line_total"]) for line in lines] == [
        (-2, 25, -50),
        (10, 1, 10),
    ]

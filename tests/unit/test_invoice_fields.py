"""Whole invoices on synthetic pages: every field by general means."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.invoice.whole_invoice import read_invoice
from extractors.models import Invoice, Kind, Source
from orchestrator.credit_note import positive
from tests.unit.invoice_pages import page

ENGLISH = (
    "Northwind Paper Ltd                                        INVOICE",
    "1 Mill Lane, Reading RG2 0TD",
    "VAT No: GB980780684",
    "",
    "Bill to:                                 Invoice number:   NP-2026-17",
    "Contoso Stores Ltd                       Invoice date:     20 November 2026",
    "5 High Street                            Due date:         20 December 2026",
    "London EC3V 9AA                          PO number:        PO-778",
    "",
    "Description                        Qty    Unit price    VAT %       Amount",
    "Copier paper A4                     10         19.50       20       195.00",
    "white, 80 gsm",
    "Carriage                             1         25.00       20        25.00",
    "                                               Subtotal            £220.00",
    "                                               VAT 20%              £44.00",
    "                                               Total due           £264.00",
    "",
    "IBAN GB29 NWBK 6016 1331 9268 19",
)


def values(invoice: Invoice) -> dict[str, object]:
    fields = {
        name: getattr(invoice, name) for name in type(invoice).model_fields if name not in ("lines", "adjustments")
    }
    return {name: value.value for name, value in fields.items() if value is not None}


def test_an_english_invoice_whole() -> None:
    invoice = read_invoice((page(*ENGLISH),), Kind.INVOICE, "en")
    assert values(invoice) == {
        "supplier_name": "Northwind Paper Ltd",
        "supplier_tax_id": "GB980780684",
        "customer_name": "Contoso Stores Ltd",
        "invoice_number": "NP-2026-17",
        "issue_date": date(2026, 11, 20),
        "due_date": date(2026, 12, 20),
        "currency": "GBP",
        "net_total": Decimal("220.00"),
        "tax_total": Decimal("44.00"),
        "gross_total": Decimal("264.00"),
        "iban": "GB29NWBK60161331926819",
        "po_number": "PO-778",
    }
    first, second = invoice.lines
    assert first.description and first.description.value == "Copier paper A4 white, 80 gsm"
    assert [line.line_total and line.line_total.value for line in (first, second)] == [
        Decimal("195.00"),
        Decimal("25.00"),
    ]
    assert first.quantity and first.quantity.value == 10
    assert first.tax_rate and first.tax_rate.value == 20


def test_every_value_says_where_it_stands_and_is_sure_where_sums_agree() -> None:
    invoice = read_invoice((page(*ENGLISH),), Kind.INVOICE, "en")
    for name in ("net_total", "tax_total", "gross_total", "invoice_number", "iban"):
        value = getattr(invoice, name)
        assert value.page == 1 and value.bbox is not None and value.source is Source.TEXT
        assert value.confidence >= 0.95
    gross = invoice.gross_total
    assert gross and gross.bbox and gross.bbox[1] == pytest.approx(40 + 16 * 15)


def test_amounts_that_do_not_add_up_are_read_as_printed_and_not_claimed_sure() -> None:
    rows = tuple(row.replace("£264.00", "£284.00") for row in ENGLISH)
    invoice = read_invoice((page(*rows),), Kind.INVOICE, "en")
    assert invoice.gross_total and invoice.gross_total.value == Decimal("284.00")
    assert invoice.gross_total.confidence < 0.95


GERMAN = (
    "Lieferant GmbH · Hauptstr. 20 · 80333 München",
    "",
    "Kunden AG Mitte                          Rechnungsnr.      R-100/26",
    "Kundenstraße 15                          Rechnungsdatum    05.03.2026",
    "69876 Frankfurt                          Kundennummer      20211",
    "",
    "Rechnung",
    "Pos  Bezeichnung              Menge  Einzelpreis    USt     Gesamt",
    "1    Trennblätter A4             20         9,90   19 %     198,00",
    "2    Joghurt Banane              50         5,50    7 %     275,00",
    "                              Nettobetrag                   473,00 €",
    "                              zzgl. 7 % USt auf 275,00       19,25 €",
    "                              zzgl. 19 % USt auf 198,00      37,62 €",
    "                              Rechnungsbetrag               529,87 €",
    "Zahlbar innerhalb von 30 Tagen netto.",
    "USt-IdNr. DE136695976",
)


def test_a_german_invoice_with_two_rates() -> None:
    invoice = read_invoice((page(*GERMAN),), Kind.INVOICE, "de")
    read = values(invoice)
    assert read["supplier_name"] == "Lieferant GmbH"
    assert read["customer_name"] == "Kunden AG Mitte"
    assert read["invoice_number"] == "R-100/26"
    assert read["issue_date"] == date(2026, 3, 5)
    assert read["due_date"] == date(2026, 4, 4)
    assert read["supplier_tax_id"] == "DE136695976"
    assert (read["net_total"], read["tax_total"], read["gross_total"]) == (
        Decimal("473.00"), Decimal("56.87"), Decimal("529.87"),
    )  # fmt: skip
    assert invoice.tax_total and invoice.tax_total.source is Source.DERIVED
    assert [line.tax_rate and line.tax_rate.value for line in invoice.lines] == [19, 7]
    assert invoice.due_date and invoice.due_date.source is Source.DERIVED and invoice.due_date.confidence < 0.95


def test_a_chinese_invoice() -> None:
    rows = (
        "发票号码：26312000000081376652",
        "开票日期：2026年08月12日",
        "购买方名称：北京样例贸易有限公司            销售方名称：上海蓝天办公用品有限公司",
        "纳税人识别号：91310000MA1FL5R28K            纳税人识别号：91310115MA1K35J07A",
        "项目名称        单位    数量      单价        金额    税率       税额",
        "复印纸          包        20     22.50      450.00    13%       58.50",
        "合   计                                   ¥450.00            ¥58.50",
        "价税合计（小写）¥508.50",
    )
    read = values(read_invoice((page(*rows),), Kind.INVOICE, "zh"))
    assert read["invoice_number"] == "26312000000081376652"
    assert read["issue_date"] == date(2026, 8, 12)
    assert read["supplier_name"] == "上海蓝天办公用品有限公司"
    assert read["customer_name"] == "北京样例贸易有限公司"
    assert (read["gross_total"], read["currency"]) == (Decimal("508.50"), "CNY")


def test_a_russian_account() -> None:
    rows = (
        "Счёт на оплату № 1547 от 14 мая 2026 г.",
        "Поставщик: ООО «Северный ветер», ИНН 7707083893, 197022, г. Санкт-Петербург",
        "Покупатель: ООО «Пример», 115035, г. Москва",
        "№   Товары (работы, услуги)      Кол-во      Цена       Сумма",
        "1   Бумага офисная А4                 5    310,00    1 550,00",
        "                              Итого без НДС:         1 550,00",
        "                              НДС 20%:                 310,00",
        "                              Всего к оплате:        1 860,00",
    )
    read = values(read_invoice((page(*rows),), Kind.INVOICE, "ru"))
    assert read["invoice_number"] == "1547"
    assert read["issue_date"] == date(2026, 5, 14)
    assert read["supplier_name"] == "ООО «Северный ветер»"
    assert read["supplier_tax_id"] == "7707083893"
    assert read["customer_name"] == "ООО «Пример»"
    assert (read["net_total"], read["tax_total"], read["gross_total"]) == (Decimal(1550), Decimal(310), Decimal(1860))
    assert read["currency"] == "RUB"


def test_amounts_keep_their_printed_sign_and_a_credit_note_is_made_positive_afterwards() -> None:
    rows = tuple(
        row.replace("£", "-£").replace(" 195.00", "-195.00").replace("  25.00\n", " -25.00") for row in ENGLISH
    )
    read = read_invoice((page(*rows),), Kind.CREDIT_NOTE, "en")
    assert read.gross_total and read.gross_total.value == Decimal("-264.00")
    note = positive(read, Kind.CREDIT_NOTE)
    assert note.gross_total and note.gross_total.value == Decimal("264.00")
    assert note.lines[0].line_total and note.lines[0].line_total.value == Decimal("195.00")
    invoice = read_invoice((page(*rows),), Kind.INVOICE, "en")
    assert invoice.gross_total and invoice.gross_total.value == Decimal("-264.00")


def test_the_customers_tax_number_is_not_the_suppliers() -> None:
    rows = (
        "Facture FA-12",
        "N° TVA client FR40303265045",
        "Montant TTC 12,00 €",
        "TVA intracommunautaire : FR44732829320",
    )
    invoice = read_invoice((page(*rows),), Kind.INVOICE, "fr")
    assert invoice.supplier_tax_id and invoice.supplier_tax_id.value == "FR44732829320"


def test_doubtful_day_and_month_are_claimed_with_less() -> None:
    invoice = read_invoice((page("Invoice date: 03/04/2026"),), Kind.INVOICE, "en")
    assert invoice.issue_date and invoice.issue_date.value == date(2026, 4, 3)
    assert invoice.issue_date.confidence < 0.8


def test_a_due_date_before_the_issue_date_is_not_taken() -> None:
    invoice = read_invoice((page("Invoice date: 20.11.2026", "Due date: 20.10.2026"),), Kind.INVOICE, "en")
    assert invoice.due_date is None


def test_an_iban_with_a_wrong_digit_is_told_but_not_believed() -> None:
    invoice = read_invoice((page("IBAN: DE08 7009 0100 1234 5678 91"),), Kind.INVOICE, "de")
    assert invoice.iban and invoice.iban.confidence <= 0.5


def test_an_allowance_on_the_whole_document_is_no_line() -> None:
    rows = (
        "Description                        Qty    Unit price        Amount",
        "Paper                               10         20.00        200.00",
        "Loyalty rebate                                              -20.00",
        "                                Net total                   180.00",
        "                                VAT 20%                      36.00",
        "                                Total                       216.00",
    )
    invoice = read_invoice((page(*rows),), Kind.INVOICE, "en")
    assert [line.line_total and line.line_total.value for line in invoice.lines] == [Decimal("200.00")]
    assert [adjustment.amount.value for adjustment in invoice.adjustments] == [Decimal("-20.00")]


def test_lines_go_on_over_pages_and_carried_sums_are_no_lines() -> None:
    head = "Description                        Qty    Unit price        Amount"
    first = page(head, "Paper                               10         20.00        200.00",
                 "                           Carried forward                  200.00")  # fmt: skip
    second = page(head, "                           Carried forward                  200.00",
                  "Toner                                1         50.00         50.00",
                  "                                Net total                   250.00", number=2)  # fmt: skip
    invoice = read_invoice((first, second), Kind.INVOICE, "en")
    assert [line.line_total and line.line_total.value for line in invoice.lines] == [200, 50]
    assert [line.line_total and line.line_total.page for line in invoice.lines] == [1, 2]


def test_a_lost_decimal_mark_is_set_again_where_the_sum_proves_it() -> None:
    rows = ("Description          Qty   Unit price     Amount", "Paper                 80          450     360.00")
    (line,) = read_invoice((page(*rows, source=Source.OCR),), Kind.INVOICE, "en").lines
    assert line.unit_price and line.unit_price.value == Decimal("4.50")


def test_a_receipt_by_cash_and_change() -> None:
    rows = ("MINI MARKET SDN BHD", "12/03/2018", "Milk      8.60", "CASH     10.00", "CHANGE    1.40")
    invoice = read_invoice((page(*rows, source=Source.OCR),), Kind.RECEIPT, "en")
    assert invoice.gross_total and invoice.gross_total.value == Decimal("8.60")
    assert invoice.supplier_name and invoice.supplier_name.value == "MINI MARKET SDN BHD"


@pytest.mark.parametrize(
    "pages", [(), (page(),), (page("###", "???"),), (page("Total", "Invoice", "Qty Price Amount"),)]
)
def test_pages_with_nothing_give_an_empty_invoice(pages: tuple[object, ...]) -> None:
    invoice = read_invoice(pages, Kind.INVOICE, None)  # type: ignore[arg-type]
    assert invoice.gross_total is None and invoice.lines == ()


def test_words_without_height_or_width_are_survived() -> None:
    flat = tuple(word.model_copy(update={"bbox": (10.0, 10.0, 10.0, 10.0)}) for word in page(*ENGLISH).words)
    hidden = page(*ENGLISH).model_copy(update={"words": flat})
    assert read_invoice((hidden,), Kind.INVOICE, "en") is not None

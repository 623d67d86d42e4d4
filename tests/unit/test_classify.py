"""What a document is and in which language, in each language that we know."""

import pytest

from extractors.classify import classify
from extractors.language import detect_language
from extractors.models import Kind
from tests.unit.invoice_pages import page

TITLES = [
    ("Invoice", Kind.INVOICE),
    ("Tax Invoice", Kind.INVOICE),
    ("Credit Note", Kind.CREDIT_NOTE),
    ("Receipt", Kind.RECEIPT),
    ("Rechnung", Kind.INVOICE),
    ("Gutschrift", Kind.CREDIT_NOTE),
    ("Rechnungskorrektur", Kind.CREDIT_NOTE),
    ("Quittung", Kind.RECEIPT),
    ("Facture", Kind.INVOICE),
    ("Avoir", Kind.CREDIT_NOTE),
    ("Reçu", Kind.RECEIPT),
    ("Factura", Kind.INVOICE),
    ("Nota de crédito", Kind.CREDIT_NOTE),
    ("Fattura", Kind.INVOICE),
    ("Nota di credito", Kind.CREDIT_NOTE),
    ("Factuur", Kind.INVOICE),
    ("Creditnota", Kind.CREDIT_NOTE),
    ("Faktura VAT", Kind.INVOICE),
    ("Faktura korygująca", Kind.CREDIT_NOTE),
    ("Dobropis", Kind.CREDIT_NOTE),
    ("Fatura", Kind.INVOICE),
    ("Счёт-фактура", Kind.INVOICE),
    ("Счёт на оплату", Kind.INVOICE),
    ("Корректировочный счёт-фактура", Kind.CREDIT_NOTE),
    ("Кассовый чек", Kind.RECEIPT),
    ("Договор поставки", Kind.CONTRACT),
    ("发票", Kind.INVOICE),
    ("电子发票（增值税专用发票）", Kind.INVOICE),
    ("红字发票", Kind.CREDIT_NOTE),
    ("贷记通知单", Kind.CREDIT_NOTE),
    ("收据", Kind.RECEIPT),
    ("采购合同", Kind.CONTRACT),
    ("Supply Agreement", Kind.CONTRACT),
    ("Dienstleistungsvertrag", Kind.CONTRACT),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_titles(title: str, kind: Kind) -> None:
    rows = ("Some Company", title, "10.00 20.00")
    told, confidence = classify((page(*rows),), "\n".join(rows))
    assert told is kind
    assert 0.5 < confidence <= 0.99


def test_a_credit_note_that_names_its_invoice_is_a_credit_note() -> None:
    rows = (
        "Credit note CN-4",
        "Original invoice: RE-17",
        "Invoice date 1 May 2026",
        "Net total 10.00",
        "VAT 2.00",
        "Total 12.00",
    )
    assert classify((page(*rows),), "\n".join(rows))[0] is Kind.CREDIT_NOTE


def test_a_self_billed_invoice_is_an_invoice() -> None:
    rows = (
        "Gutschrift (Selbst ausgestellte Rechnung) Nr. 4711",
        "Nettobetrag 10,00",
        "USt 1,90",
        "Rechnungsbetrag 11,90",
    )
    assert classify((page(*rows),), "\n".join(rows))[0] is Kind.INVOICE


def test_an_account_without_a_title_is_an_invoice() -> None:
    rows = (
        "Invoice number: 4",
        "Due date: 1 May 2026",
        "Net total 10.00",
        "VAT amount 2.00",
        "Total amount 12.00",
        "VAT No GB980780684",
    )
    assert classify((page(*rows),), "\n".join(rows))[0] is Kind.INVOICE


def test_a_letter_is_something_else() -> None:
    rows = ("Dear Sir or Madam,", "thank you for your visit last week.", "Kind regards")
    told, confidence = classify((page(*rows),), "\n".join(rows))
    assert told is Kind.OTHER and confidence < 0.9
    assert classify((), "")[0] is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zahlbar innerhalb von 14 Tagen ohne Abzug auf das unten genannte Konto", "de"),
        ("Please quote the invoice number with your payment", "en"),
        ("Montant à payer avant le 3 mai, sans escompte", "fr"),
        ("Счёт на оплату, покупатель Example Trading", "ru"),
        ("电子发票 购买方名称 Example Trading", "zh"),
        ("請求書 お支払い期限をご確認ください", "ja"),
        ("Total a pagar antes del vencimiento de la factura", "es"),
        ("Termin płatności czternaście dni od daty wystawienia faktury", "pl"),
        ("", None),
        ("12.50", None),
        ("OK", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect_language(text) == language

"""Labels: the table itself, and finding them."""

import pytest

from extractors.invoice.labels import distance, find_labels, normal, table
from extractors.invoice.layout import lay_out
from extractors.invoice.words import FIELDS, LANGUAGES
from extractors.models import Source
from tests.unit.invoice_pages import page


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_every_field_and_no_other(language: str) -> None:
    assert set(LANGUAGES[language]) == FIELDS
    assert all(labels.strip() for labels in LANGUAGES[language].values())


def found(text: str, source: Source = Source.TEXT) -> list[set[str]]:
    labels = find_labels(lay_out([page(text, source=source)]).phrases)
    return [set(label.fields) for label in labels]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Rechnungs-Nr.: 4711", "invoice_number"),
        ("Facture n° 12", "invoice_number"),
        ("Счёт-фактура № 3", "invoice_number"),
        ("发票号码：26312000000081376652", "invoice_number"),
        ("Date d'échéance", "due_date"),
        ("Numer faktury", "invoice_number"),
        ("Datum splatnosti", "due_date"),
        ("Total a pagar", "amount_due"),
        ("N° TVA client", "customer_tax_id"),
        ("Partita IVA", "tax_id"),
        ("Всего к оплате", "gross_total"),
        ("价税合计", "gross_total"),
    ],
)
def test_labels_of_many_languages(text: str, field: str) -> None:
    assert field in found(text)[0]


def test_the_longest_label_wins() -> None:
    (fields,) = found("Rechnungssumme netto")
    assert fields == {"net_total"}


def test_characters_set_apart_are_read_together() -> None:
    phrase = lay_out([page("合     计")]).phrases[0]
    assert phrase.text == "合计"


def test_near_words_only_for_ocr() -> None:
    assert found("Rechnungsnurnmer 1", Source.OCR)[0] == {"invoice_number"}
    assert found("Rechnungsnurnmer 1") == []


def test_distance_gives_up_past_its_limit() -> None:
    assert distance("total", "totai", 2) == 1
    assert distance("total", "xxxxxxxx", 1) == 2


def test_places_lead_back_to_the_text() -> None:
    plain, places = normal("N°  TVA: Élève")
    assert plain.startswith("no tva eleve")
    assert len(plain) == len(places)
    assert "№ 5" in {"№ 5"} and normal("№ 5")[0] == " no 5"
    assert table()["invoice number"]["invoice_number"] == 1.0

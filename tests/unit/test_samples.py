"""The samples against their truth: the files say what expected.jsonl says, with only the planted faults."""

import csv
import email
import email.policy
import hashlib
import json
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from babel.numbers import format_decimal
from facturx import get_facturx_xml_from_pdf, xml_check_xsd
from lxml import etree
from PIL import Image
from stdnum import iban
from stdnum.cn import uscc
from stdnum.eu import vat
from stdnum.gb import vat as gb_vat
from stdnum.ru import inn

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "samples" / "documents"
ROWS = [json.loads(line) for line in (ROOT / "samples" / "expected.jsonl").read_text("utf-8").splitlines()]
BY_FILE = {row["file"]: row for row in ROWS}
BILLS = [row for row in ROWS if row["kind"] in ("invoice", "credit_note")]
OUTCOMES = {"posted", "needs_review", "validated", "filed", "quarantined", "duplicate"}
PAPER = ("Scan_2026-06-12_0930.pdf", "IMG_20260703_101544.jpg", "Fax Nordlicht Sammelrechnung August.tif")
LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "ru": "ru_RU", "zh": "zh_CN"}
Row = dict[str, Any]


def each(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row["file"] for row in rows])


def file_text(row: Row) -> str:
    """The text layer of a PDF or of the PDF in an e-mail, letters made comparable, without white space."""
    content = (FOLDER / row["file"]).read_bytes()
    if row["file"].endswith(".eml"):
        message = email.message_from_bytes(content, policy=email.policy.default)
        content = next(message.iter_attachments()).get_content()
    with pypdfium2.PdfDocument(content) as pdf:
        return squeezed("".join(page.get_textpage().get_text_range() for page in pdf))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


BORN_DIGITAL = [row for row in BILLS if row["file"].endswith((".pdf", ".eml")) and row["file"] not in PAPER]


def test_every_file_has_its_row_and_every_row_its_file() -> None:
    present = [unicodedata.normalize("NFC", path.name) for path in FOLDER.iterdir()]
    assert sorted(present) == sorted(BY_FILE)
    assert len(BY_FILE) == len(ROWS)


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


@each(ROWS)
def test_row_is_well_formed(row: Row) -> None:
    assert row["outcome"] in OUTCOMES
    assert bool(row["reasons"]) == (row["outcome"] not in ("posted", "filed")) or "pair" in row
    assert row["language"] in {"en", "de", "fr", "zh", "ru", ""}


def test_all_five_languages_have_a_posted_invoice() -> None:
    posted = {row["language"] for row in BILLS if row["outcome"] == "posted"}
    assert posted == {"en", "de", "fr", "zh", "ru"}


def wrong_sums(truth: Row) -> list[str]:
    """Names of the sums that do not hold."""
    net, tax, gross = (Decimal(truth[name]) for name in ("net_total", "tax_total", "gross_total"))
    lines = truth["lines"]
    cent = Decimal("0.01")
    found = [] if net + tax == gross else ["gross"]
    found += [] if sum(Decimal(line["line_total"]) for line in lines) == net else ["net"]
    for line in lines:
        exact = Decimal(line["quantity"]) * Decimal(line["unit_price"])
        found += [] if exact.quantize(cent, ROUND_HALF_UP) == Decimal(line["line_total"]) else ["line"]
    return found + ([] if {per_line_tax(lines), per_rate_tax(lines)} == {tax} else ["tax"])


def rate(line: Row) -> Decimal:
    return Decimal(line.get("tax_rate", "0")) / 100


def per_line_tax(lines: list[Row]) -> Decimal:
    taxes = [Decimal(line["line_total"]) * rate(line) for line in lines]
    return sum((tax.quantize(Decimal("0.01"), ROUND_HALF_UP) for tax in taxes), Decimal("0.00"))


def per_rate_tax(lines: list[Row]) -> Decimal:
    return sum((tax_at(found, lines) for found in rates(lines)), Decimal("0.00"))


def rates(lines: list[Row]) -> set[Decimal]:
    return {rate(line) for line in lines}


def tax_at(one_rate: Decimal, lines: list[Row]) -> Decimal:
    base = sum(Decimal(line["line_total"]) for line in lines if rate(line) == one_rate)
    return (base * one_rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


@each(BILLS)
def test_sums_hold_but_for_the_planted_one(row: Row) -> None:
    assert wrong_sums(row["truth"]) == (["gross"] if "arithmetic" in row["reasons"] else [])


@each(BILLS)
def test_check_digits_hold_but_for_the_planted_ones(row: Row) -> None:
    number = row["truth"].get("iban")
    assert number is None or iban.is_valid(number) == ("iban" not in row["reasons"])
    tax_id = row["truth"].get("supplier_tax_id")
    valid = (vat.is_valid, gb_vat.is_valid, inn.is_valid, uscc.is_valid)
    assert tax_id is None or any(check(tax_id) for check in valid)


@each(BILLS)
def test_supplier_is_in_the_erp_list_but_for_the_stranger(row: Row) -> None:
    with (ROOT / "deploy" / "tryton" / "suppliers.csv").open(encoding="utf-8", newline="") as handle:
        listed = {found["code"]: found for found in csv.DictReader(handle)}
    truth = row["truth"]
    if "supplier_known" in row["reasons"]:
        assert row["supplier_code"] == ""
        assert truth["supplier_name"] not in {found["name"] for found in listed.values()}
        return
    known = listed[row["supplier_code"]]
    assert truth["supplier_name"] == known["name"]
    assert truth["currency"] == known["currency"]
    assert truth.get("supplier_tax_id", "") == known["tax_id"]
    assert truth.get("iban", known["iban"]) == known["iban"] or "iban" in row["reasons"]


@each(BILLS)
def test_dates_are_in_2026_and_in_order(row: Row) -> None:
    issued = date.fromisoformat(row["truth"]["issue_date"])
    assert date(2026, 1, 1) <= issued <= date(2026, 11, 30)
    assert issued <= date.fromisoformat(row["truth"].get("due_date", row["truth"]["issue_date"]))


def test_invoice_numbers_repeat_only_in_pairs() -> None:
    seen: dict[str, list[Row]] = {}
    for row in BILLS:
        seen.setdefault(row["truth"]["invoice_number"], []).append(row)
    repeated = [rows for rows in seen.values() if len(rows) > 1]
    assert len(repeated) == 2
    for rows in repeated:
        assert len({row["pair"] for row in rows}) == 1
        assert sorted(row["outcome"] == "posted" for row in rows) == [False, True]


@each(BORN_DIGITAL)
def test_text_layer_says_what_the_truth_says(row: Row) -> None:
    text, truth = file_text(row), row["truth"]
    names = ("supplier_name", "supplier_tax_id", "customer_name", "invoice_number", "iban", "po_number")
    for name in names:
        assert squeezed(truth.get(name, "")) in text, name
    for name in ("net_total", "gross_total"):
        assert printed_amount(truth[name], row["language"]) in text, name
    for found in rates(truth["lines"]):
        assert printed_amount(str(tax_at(found, truth["lines"])), row["language"]) in text


@each(BORN_DIGITAL)
def test_text_layer_has_every_line(row: Row) -> None:
    text = file_text(row)
    for line in row["truth"]["lines"]:
        assert squeezed(line["description"]) in text
        assert printed_amount(line["unit_price"], row["language"]) in text
        assert printed_amount(line["line_total"], row["language"]) in text


def printed_amount(amount: str, language: str) -> str:
    return squeezed(format_decimal(Decimal(amount), "#,##0.00", LOCALES[language]))


def test_scans_have_no_text_and_enough_dots() -> None:
    with pypdfium2.PdfDocument(FOLDER / PAPER[0]) as pdf:
        assert [page.get_textpage().get_text_range() for page in pdf] == [""]
    with Image.open(FOLDER / PAPER[1]) as picture:
        assert (picture.format, picture.info["dpi"]) == ("JPEG", (200, 200))
    with Image.open(FOLDER / PAPER[2]) as fax:
        assert (fax.format, getattr(fax, "n_frames", 1)) == ("TIFF", 2)


def test_factur_x_carries_the_truth_in_valid_xml() -> None:
    row = BY_FILE["NL-2026-778 Frachtrechnung (Factur-X).pdf"]
    name, xml = get_facturx_xml_from_pdf((FOLDER / row["file"]).read_bytes())
    assert name == "factur-x.xml"
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    texts = {element.text for element in etree.fromstring(xml).iter()}
    for field in ("invoice_number", "gross_total", "iban", "supplier_tax_id", "po_number"):
        assert row["truth"][field] in texts


def test_ubl_is_valid_and_carries_the_truth() -> None:
    row = BY_FILE["peppol_AP-2026-5521.xml"]
    xml = (FOLDER / row["file"]).read_bytes()
    assert xml_check_xsd(xml, flavor="ubl-2.1-invoice")
    texts = {element.text for element in etree.fromstring(xml).iter()}
    for field in ("invoice_number", "issue_date", "due_date", "gross_total", "iban", "supplier_tax_id"):
        assert row["truth"][field] in texts


def test_copy_is_the_same_file_and_the_resent_invoice_is_not() -> None:
    hashes: dict[str, set[str]] = {}
    for row in ROWS:
        if "pair" in row:
            digest = hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest()
            hashes.setdefault(row["pair"], set()).add(digest)
    assert {pair: len(found) for pair, found in hashes.items()} == {"same file": 1, "same invoice": 2}


@each([row for row in ROWS if row["outcome"] == "quarantined"])
def test_refused_files_cannot_be_opened(row: Row) -> None:
    said = {"encrypted": "password", "damaged": "format"}[row["reasons"][0]]
    with pytest.raises(pypdfium2.PdfiumError, match=f"(?i){said}"):
        pypdfium2.PdfDocument(FOLDER / row["file"])


def test_locked_file_opens_with_its_password() -> None:
    path = FOLDER / "Invoice AP-2026-4902 (password protected).pdf"
    with pypdfium2.PdfDocument(path, password="acme-2026") as pdf:
        assert "AP-2026-4902" in pdf[0].get_textpage().get_text_range()


def test_contract_says_its_terms() -> None:
    row = next(row for row in ROWS if row["kind"] == "contract")
    text = file_text(row).casefold()
    for words in (*row["truth"]["parties"], row["truth"]["governing_law"], "1 February 2026", "31 January 2029"):
        assert squeezed(words).casefold() in text


def test_mail_has_a_text_body_and_one_pdf() -> None:
    content = (FOLDER / "Votre facture FA-2026-00342.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]
    body = message.get_body(("plain",))
    assert body is not None and "FA-2026-00342" in body.get_content()
    attached = next(message.iter_attachments()).get_content()
    assert len(pypdfium2.PdfDocument(BytesIO(attached))) == 1


def test_only_the_large_one_is_over_the_limit() -> None:
    over = [row["file"] for row in BILLS if Decimal(row["truth"]["gross_total"]) > 5000]
    assert over == [row["file"] for row in ROWS if row["outcome"] == "validated"]

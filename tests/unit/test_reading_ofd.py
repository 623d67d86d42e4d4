"""OFD files: where the invoice is found, the pages' words with their places, and what hostile files give."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType
from extractors.media import identify, quick_look
from extractors.models import Extraction, Kind, Limits, Source
from extractors.ofd.package import OfdPackage
from extractors.ofd.text import read_pages
from extractors.output import as_row
from extractors.pipeline import read
from tests.ofd_documents import INVOICE_XML, PROPERTIES, TAGS, ofd, packed

LIMITS = Limits()
MM = 72 / 25.4


def fields(found: Extraction) -> dict[str, object]:
    return {name: cell["value"] for name, cell in as_row("a.ofd", found)["fields"].items()}


COMMON = {
    "supplier_tax_id": "91310000MA1FL0000X",
    "invoice_number": "24680135",
    "issue_date": "2024-03-05",
    "currency": "CNY",
    "gross_total": "1060.00",
}
SUMS = {"net_total": "1000.00", "tax_total": "60.00"}


def test_the_attached_xml_is_read_and_found_on_the_page() -> None:
    found = read(ofd(invoice=INVOICE_XML), "a.ofd")
    assert fields(found) == {**COMMON, **SUMS, "supplier_name": "卖方商店", "customer_name": "买方有限公司"}
    assert (found.kind, found.page_count, found.problems) == (Kind.INVOICE, 1, ())
    assert found.invoice is not None and found.invoice.invoice_number is not None
    number = found.invoice.invoice_number
    assert (number.source, number.page) == (Source.XML, 1)
    assert number.bbox is not None and number.bbox[0] == pytest.approx(20 * MM)
    (line,) = found.invoice.lines
    assert line.line_total is not None and line.line_total.value == Decimal(1000)
    assert line.quantity is None and line.tax_rate is not None and line.tax_rate.value == 6


def test_tags_that_point_at_texts_are_followed_even_with_broken_prefixes() -> None:
    assert fields(read(ofd(tags=TAGS), "a.ofd")) == {**COMMON, "supplier_name": "卖方商店"}


def test_tags_that_cannot_be_read_are_passed_over() -> None:
    assert fields(read(ofd(tags="ObjectRef <<<", properties=PROPERTIES), "a.ofd"))["gross_total"] == "1060.00"


def test_properties_fill_what_the_tags_lack() -> None:
    assert fields(read(ofd(tags=TAGS, properties=PROPERTIES), "a.ofd")) == {
        **COMMON,
        **SUMS,
        "supplier_name": "卖方商店",
        "customer_tax_id": "91110000MA0000000Y",
    }


def test_without_structured_data_the_pages_are_read_as_text() -> None:
    found = read(ofd(texts={"1": "发票号码：24680135", "2": "开票日期：2024年03月05日"}), "a.ofd")
    assert "发票号码：24680135" in found.text and "电子普通发票 样本" in found.text
    assert found.invoice is not None and found.invoice.issue_date is not None
    assert (found.invoice.issue_date.value, found.invoice.issue_date.source) == (date(2024, 3, 5), Source.TEXT)


def test_words_stand_where_the_page_draws_them() -> None:
    (page,) = read_pages(OfdPackage(ofd(texts={"1": "甲乙 丙"}), "a.ofd", LIMITS), LIMITS)
    assert page.width == pytest.approx(210 * MM) and page.height == pytest.approx(140 * MM)
    assert [word.text for word in page.words] == ["电子普通发票", "样本", "甲乙", "丙"]
    first, last = page.words[2:]
    assert first.bbox[0] == pytest.approx(20 * MM) and last.bbox[0] == pytest.approx(29 * MM)
    assert first.bbox[1] < 24 * MM < first.bbox[3]


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a.ofd", limits)
    return caught.value.code


def test_ofd_is_told_by_its_content_and_other_archives_are_refused() -> None:
    assert quick_look(ofd(), "a.zip", LIMITS) == MediaType.OFD
    assert identify(ofd(), "a.zip", LIMITS).pages == 1
    assert refusal(packed({"word/document.xml": b"<x/>"})) == "unsupported"


def test_damaged_archives_are_told() -> None:
    whole = ofd()
    assert refusal(whole[: len(whole) // 2]) in ("damaged", "unsupported")
    assert refusal(packed({"OFD.xml": b"<OFD/>"})) == "damaged"


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    bomb = ofd(extra={"Doc_0/Attachs/huge.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
    assert refusal(bomb, Limits(max_bytes=1_000_000)) == "too_large"


def test_entities_in_a_part_are_refused() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><eInvoice>&e;</eInvoice>'
    assert refusal(ofd(invoice=hostile)) == "xml_entities"


def test_on_the_page_the_buyer_stands_first_and_the_seller_second() -> None:
    texts = ("电子发票（普通发票）", "名称：甲公司", "纳税人识别号：91110000MA0000000Y", "名称：乙商店",
             "纳税人识别号：91310000MA1FL0000X", "发票号码：24680135", "开票日期：2024年03月05日")  # fmt: skip
    found = fields(read(ofd(texts={str(number): text for number, text in enumerate(texts, start=20)}), "a.ofd"))
    parties = ("customer_name", "customer_tax_id", "supplier_name", "supplier_tax_id")
    assert [found[name] for name in parties] == ["甲公司", "91110000MA0000000Y", "乙商店", "91310000MA1FL0000X"]

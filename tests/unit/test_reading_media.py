"""Files told by content, and the refusals, each with its code."""

import struct
import zlib

import pytest

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType, shown
from extractors.media import identify, quick_look
from extractors.models import Limits
from tests.einvoice_documents import cii, ubl
from tests.reading_documents import encrypted_pdf, image_bytes, scan, text_pdf

LIMITS = Limits()
MAIL = b"Return-Path: <a@example.com>\r\nFrom: a@example.com\r\nSubject: Invoice\r\nMIME-Version: 1.0\r\n\r\nHello\r\n"


def refusal(data: bytes, limits: Limits = LIMITS, name: str = "file.bin") -> str:
    with pytest.raises(UnreadableFile) as caught:
        identify(data, name, limits)
    assert str(caught.value).endswith((".", "!")), "the clerk reads a sentence"
    return caught.value.code


def png_header(width: int, height: int) -> bytes:
    """A PNG that states a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (text_pdf(), "pdf"),
        (b"junk before it\n" + text_pdf(), "pdf"),
        (image_bytes(scan(), "PNG"), "png"),
        (image_bytes(scan(), "JPEG"), "jpeg"),
        (image_bytes(scan(), "TIFF"), "tiff"),
        (cii(), "xml"),
        (b"\xef\xbb\xbf" + ubl(), "xml"),
        (ubl().decode().replace("UTF-8", "UTF-16").encode("utf-16"), "xml"),
        (MAIL, "eml"),
    ],
)
def test_the_type_comes_from_the_content_not_the_name(data: bytes, expected: str) -> None:
    assert quick_look(data, "anything.exe", LIMITS) == expected
    assert identify(data, "anything.exe", LIMITS).type is MediaType(expected)


@pytest.mark.parametrize(
    "data",
    [
        b"just some text, no invoice at all",
        b"PK\x03\x04 a zip or an office file",
        b"<!DOCTYPE html><html><body>Invoice</body></html>",
        b"<html><body>Invoice</body></html>",
        b"GIF89a" + bytes(range(50)),
        b"MZ\x90\x00 a program",
        b"note: this\nlooks: like a mail but has no header of one\n",
    ],
)
def test_other_content_is_refused_as_unsupported(data: bytes) -> None:
    assert refusal(data, name="invoice.pdf") == "unsupported"


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b" \r\n\t "])
def test_empty_files_are_refused(data: bytes) -> None:
    assert refusal(data) == "empty"


def test_a_file_over_the_size_limit_is_refused_before_anything_looks_inside() -> None:
    assert refusal(text_pdf(), Limits(max_bytes=100)) == "too_large"


def test_pages_are_counted_and_limited() -> None:
    assert identify(text_pdf(pages=3), "a.pdf", LIMITS).pages == 3
    assert refusal(text_pdf(pages=3), Limits(max_pages=2)) == "too_many_pages"
    tiff = image_bytes(scan(), "TIFF", more=[scan(), scan()])
    assert identify(tiff, "a.tif", LIMITS).pages == 3
    assert refusal(tiff, Limits(max_pages=2)) == "too_many_pages"


def test_a_pdf_that_needs_a_password_is_encrypted() -> None:
    assert refusal(encrypted_pdf("secret")) == "encrypted"


def test_a_pdf_that_only_forbids_changes_is_fine() -> None:
    assert identify(encrypted_pdf(""), "a.pdf", LIMITS).pages == 1


def test_a_damaged_pdf_is_told_and_a_repairable_one_is_read() -> None:
    whole = text_pdf()
    assert refusal(b"%PDF-1.7\n" + b"nothing of a PDF follows " * 20) == "damaged"
    assert refusal(whole[:150]) == "damaged"
    without_table = whole[: whole.rindex(b"xref")]
    assert identify(without_table, "a.pdf", LIMITS).pages == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_damaged_image_is_told(kind: str) -> None:
    assert refusal(image_bytes(scan(), kind)[:20]) == "damaged"


def test_an_image_bomb_is_refused_by_its_header() -> None:
    assert refusal(png_header(60_000, 60_000)) == "image_bomb"
    assert refusal(image_bytes(scan(), "PNG"), Limits(max_pixels=1000)) == "image_bomb"


def test_a_bomb_on_a_later_page_is_found() -> None:
    small = scan().resize((50, 50))
    assert refusal(image_bytes(small, "TIFF", more=[scan()]), Limits(max_pixels=10_000)) == "image_bomb"


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Invoice>&b;</Invoice>'


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_with_entities_is_refused_in_every_encoding(codec: str) -> None:
    assert refusal(LAUGHS.decode().encode(codec)) == "xml_entities"


def test_names_are_shown_without_folders_or_control_characters() -> None:
    assert shown("../../etc/pass\nwd") == "pass?wd"
    assert shown("C:\\temp\\Rechnung.pdf") == "Rechnung.pdf"
    assert len(shown("x" * 500)) == 120

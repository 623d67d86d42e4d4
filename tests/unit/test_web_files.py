"""Originals, page pictures and evidence: bytes from outside that must not run in the browser."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.stages import Stage
from orchestrator.store import Store, findings
from tests import factories
from tests.one_store import settings, store
from tests.web_client import client

__all__ = ["settings", "store"]

HOSTILE_XML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("media_type", "sent_as", "how"),
    [
        ("xml", "text/plain; charset=utf-8", "inline"), ("eml", "text/plain; charset=utf-8", "inline"),
        ("pdf", "application/pdf", "attachment"), ("tiff", "image/tiff", "attachment"), ("png", "image/png", "inline"),
        ("unknown", "application/octet-stream", "attachment"),
    ],
)  # fmt: skip
def test_an_original_cannot_run(web: TestClient, store: Store, media_type: str, sent_as: str, how: str) -> None:
    document_id = factories.received(store, HOSTILE_XML, "a.xml", media_type)
    answer = web.get(f"/documents/{document_id}/original")
    assert answer.content == HOSTILE_XML
    assert answer.headers["content-type"] == sent_as
    assert answer.headers["content-disposition"].startswith(how)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="b.exe', "a\r\nSet-Cookie: x=1", "../../etc/passwd", "发票.pdf", "x" * 500, "\u202egpj.exe",
        b"latin-\xe9.pdf", "",
    ],
)  # fmt: skip
def test_a_hostile_name_stays_one_header(web: TestClient, store: Store, name: str | bytes) -> None:
    document_id = factories.received(store, b"%PDF-", name)
    headers = web.get(f"/documents/{document_id}/original").headers
    sent = headers["content-disposition"]
    assert sent.count('"') == 2
    assert sent.isascii()
    assert "/" not in sent.split(";")[1]
    assert "x" not in {part.split("=")[0] for part in headers.get_list("set-cookie")}


def test_a_page_of_a_pdf_is_a_picture_of_it(web: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.RECEIVED)
    answer = web.get(f"/documents/{document_id}/pages/1.png")
    image = Image.open(BytesIO(answer.content))
    assert (answer.headers["content-type"], image.format) == ("image/png", "PNG")
    assert image.size == (910, 1287)
    assert image.convert("L").getextrema() == (0, 255)
    assert web.get(f"/documents/{document_id}/pages/2.png").status_code == 404


def test_a_scan_of_several_pages_is_shown_page_by_page(web: TestClient, store: Store) -> None:
    buffer = BytesIO()
    first, second = Image.new("1", (600, 800), 1), Image.new("1", (800, 600), 1)
    first.save(buffer, "TIFF", save_all=True, append_images=[second], dpi=(100, 100))
    document_id = factories.received(store, buffer.getvalue(), "scan.tiff", "tiff")
    html = web.get(f"/documents/{document_id}").text
    assert 'viewBox="0 0 432.0 576.0"' in html
    assert 'viewBox="0 0 576.0 432.0"' in html
    page = Image.open(BytesIO(web.get(f"/documents/{document_id}/pages/2.png").content))
    assert page.size == (880, 660)


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"", b"\0" * 5000])
def test_a_damaged_original_leaves_its_page_standing(web: TestClient, store: Store, data: bytes) -> None:
    document_id = factories.received(store, data, "broken.pdf")
    page = web.get(f"/documents/{document_id}")
    assert page.status_code == 200
    assert "damaged" in page.text
    assert web.get(f"/documents/{document_id}/pages/1.png").status_code == 404


def test_an_original_that_is_gone_is_said_to_be(web: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.EXTRACTED)
    for blob in store.blobs.folder.rglob("*"):
        if blob.is_file():
            blob.unlink()
    assert "restore it from a backup" in web.get(f"/documents/{document_id}").text
    assert web.get(f"/documents/{document_id}/original").status_code == 404


def test_a_refused_file_is_not_opened(web: TestClient, store: Store) -> None:
    data, _ = factories.draw(factories.Bill())
    document_id = factories.received(store, data, "a.pdf", stage=Stage.QUARANTINED, reason="Too many pages.")
    html = web.get(f"/documents/{document_id}").text
    assert "not opened here" in html
    assert "/pages/1.png" not in html


def test_xml_is_shown_as_text_in_a_sandboxed_frame(web: TestClient, store: Store) -> None:
    document_id = factories.received(store, HOSTILE_XML, "a.xml", "xml")
    assert f'<iframe class="text" src="/documents/{document_id}/original"' in web.get(f"/documents/{document_id}").text


def test_evidence_is_shown_and_belongs_to_its_document(web: TestClient, store: Store) -> None:
    posted = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    other = factories.contract(store)
    with store.reading() as tx:
        piece = findings.evidence_of(tx, posted)[0]
    answer = web.get(f"/documents/{posted}/evidence/{piece.id}")
    assert answer.content == factories.screenshot("RE-2026-0417")
    assert web.get(f"/documents/{other}/evidence/{piece.id}").status_code == 404
    assert web.get(f"/documents/{posted}/evidence/none").status_code == 400


def test_evidence_of_an_active_type_is_saved_not_shown(web: TestClient, store: Store) -> None:
    posted = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    with store.begin() as tx:
        findings.add_evidence(tx, posted, "trace", store.blobs.put(b"<script>"), "text/html", "")
    with store.reading() as tx:
        piece = findings.evidence_of(tx, posted)[-1]
    answer = web.get(f"/documents/{posted}/evidence/{piece.id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


def test_pages_allow_no_script_but_our_own(web: TestClient) -> None:
    headers = web.get("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["x-frame-options"], headers["referrer-policy"]) == ("DENY", "same-origin")
    assert headers["cache-control"] == "no-store"


def test_pages_hold_no_inline_script_or_style_and_nothing_from_outside(web: TestClient, store: Store) -> None:
    posted = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    waiting = factories.invoice(store, replace(factories.Bill(), number="2"), "b.pdf", Stage.VALIDATED)
    for address in ("/", "/approvals", f"/documents/{posted}", f"/documents/{waiting}"):
        html = web.get(address).text
        assert "<h2" in html
        for forbidden in (" style=", "<style", " onclick", "javascript:", "https://", "http://"):
            assert forbidden not in html


def test_static_files_are_ours_alone(web: TestClient) -> None:
    assert web.get("/static/pages.css").headers["content-type"].startswith("text/css")
    assert web.get("/static/../app.py").status_code == 404
    assert web.get("/static/%2e%2e/app.py").status_code == 404

"""Signed files (.p7m): what is inside is read, in whatever form the envelope comes."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType
from extractors.mail import attachments
from extractors.media import quick_look
from extractors.models import Limits
from extractors.pipeline import read
from tests.einvoice_documents import fatturapa
from tests.signed_documents import signed, signed_in_pieces

LIMITS = Limits()
INVOICE = fatturapa()


@pytest.mark.parametrize(
    "data",
    [
        signed(INVOICE),
        signed(INVOICE, Encoding.PEM),
        signed_in_pieces(INVOICE),
        base64.b64encode(signed(INVOICE)),
        base64.encodebytes(signed_in_pieces(INVOICE)),
        signed(signed(INVOICE)),
        signed(base64.b64encode(signed(INVOICE))),
    ],
    ids=["DER", "PEM", "BER", "base64", "BER in base64 lines", "twice", "base64 inside"],
)
def test_the_invoice_inside_is_read(data: bytes) -> None:
    assert quick_look(data, "IT01234567890_1.xml.p7m", LIMITS) == MediaType.P7M
    found = read(data, "IT01234567890_1.xml.p7m")
    assert found.invoice is not None and found.invoice.invoice_number is not None
    assert (found.invoice.invoice_number.value, found.problems) == ("123", ())


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        quick_look(data, "a.p7m", LIMITS)
    return caught.value.code


def test_what_cannot_be_opened_is_told() -> None:
    assert refusal(signed(INVOICE, detached=True)) == "unsupported"
    assert refusal(signed(b"\x7fELF no document")) == "unsupported"
    assert refusal(signed(INVOICE)[:600]) == "damaged"
    assert refusal(signed(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')) == "xml_entities"


def test_envelopes_without_end_are_not_opened() -> None:
    data = INVOICE
    for _ in range(6):
        data = signed_in_pieces(data)
    assert refusal(data) == "unsupported"


def test_a_mail_gives_its_signed_invoice_but_not_its_signature() -> None:
    parts = [("IT1.xml.p7m", signed(INVOICE)), ("smime.p7s", signed(INVOICE, detached=True))]
    body = "".join(
        f"--b\r\nContent-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n{base64.b64encode(data).decode()}\r\n'
        for name, data in parts
    )
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    mail = f'{head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{body}--b--\r\n'
    assert [(found.name, found.media_type) for found in attachments(mail.encode())] == [("IT1.xml.p7m", "p7m")]


def test_work_on_a_file_in_very_many_pieces_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.einvoice.ber.MAX_ELEMENTS", 50)
    assert refusal(signed_in_pieces(INVOICE, size=1)) == "damaged"

"""Attachments out of e-mail files."""

from email.message import EmailMessage

import pytest

from extractors.errors import UnreadableFile
from extractors.mail import attachments
from extractors.models import Limits
from tests.einvoice_documents import cii
from tests.reading_documents import image_bytes, scan, text_pdf


def mail(*files: tuple[str, bytes], text: str = "See attached.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Invoice"
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def refusal(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(UnreadableFile) as caught:
        attachments(data, limits)
    return caught.value.code


def test_attachments_come_in_order_with_their_type_by_content() -> None:
    found = attachments(mail(("a.pdf", text_pdf()), ("b.dat", cii()), ("c.docx", b"PK\x03\x04...")).as_bytes())
    assert [(a.name, a.media_type) for a in found] == [("a.pdf", "pdf"), ("b.dat", "xml")]
    assert found[0].data == text_pdf() or found[0].data.startswith(b"%PDF-")
    assert found[1].data == cii()


def test_a_name_is_never_a_path() -> None:
    (found,) = attachments(mail(("../../etc/cron.d/x.pdf", text_pdf())).as_bytes())
    assert found.name == "x.pdf"


def test_a_mail_inside_a_mail_is_opened() -> None:
    outer = mail()
    outer.add_attachment(mail(("inner.pdf", text_pdf())))
    as_file = mail(("forwarded.eml", mail(("deep.pdf", text_pdf())).as_bytes()))
    assert [a.name for a in attachments(outer.as_bytes())] == ["inner.pdf"]
    assert [a.name for a in attachments(as_file.as_bytes())] == ["deep.pdf"]


def test_mails_nested_without_end_are_not_followed() -> None:
    nested = mail(("x.pdf", text_pdf()))
    for _ in range(8):
        nested = mail(("more.eml", nested.as_bytes()))
    assert refusal(nested.as_bytes()) == "no_attachment"


def test_a_logo_in_the_text_is_no_document_but_a_photo_is() -> None:
    message = mail()
    message.add_alternative('<html><img src="cid:logo1"> Regards</html>', subtype="html")
    logo = image_bytes(scan().resize((60, 40)), "PNG")
    message.add_attachment(logo, maintype="image", subtype="png", cid="<logo1>", filename="logo.png")
    assert refusal(message.as_bytes()) == "no_attachment"
    message.add_attachment(image_bytes(scan(), "JPEG"), maintype="image", subtype="jpeg", filename="photo.jpg")
    assert [a.name for a in attachments(message.as_bytes())] == ["photo.jpg"]


def test_a_mail_without_a_usable_attachment_says_so() -> None:
    assert refusal(mail().as_bytes()) == "no_attachment"
    assert refusal(mail(("notes.txt", b"only words")).as_bytes()) == "no_attachment"
    quoted = mail(text="From: someone\nDate: today\nSubject: old mail\n\nText of it")
    assert refusal(quoted.as_bytes()) == "no_attachment"


def test_hostile_xml_stays_in_so_that_its_refusal_is_seen() -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert [a.media_type for a in attachments(mail(("x.xml", hostile)).as_bytes())] == ["xml"]


def test_sizes_and_numbers_are_bounded() -> None:
    two = mail(("a.pdf", text_pdf()), ("b.pdf", text_pdf()))
    assert refusal(two.as_bytes(), Limits(max_bytes=len(text_pdf()) + 10)) == "too_large"
    many = mail(*((f"{i}.png", image_bytes(scan().resize((5, 5)), "PNG")) for i in range(60)))
    assert refusal(many.as_bytes()) == "too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\r\nSubject: b\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b'From: a\r\nSubject: b\r\nContent-Type: application/pdf; name="=?utf-8?b?!!!?="\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n%%%%\r\n",
        b"From: a\r\nSubject: \xff\xfe\r\nContent-Type: text/html; charset=no-such\r\n\r\n<p>x</p>",
    ],
)
def test_malformed_mails_are_refused_and_never_crash(data: bytes) -> None:
    assert refusal(data) in ("no_attachment", "damaged")

"""Files that carry or spoil an invoice: an e-mail with an attachment, a cut-off PDF."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from samples.model import CUSTOMER, Bill

BODY = """Bonjour,

Veuillez trouver ci-joint notre facture {number} du {date}, payable avant le {due}.
Votre commande {order} a été livrée ce matin.

Nous restons à votre disposition pour toute question.

Cordialement,
Claire Fontaine
{supplier}
{phone}
"""


def mail(bill: Bill, name: str, pdf: bytes) -> bytes:
    """An e-mail (RFC 5322) of the supplier with the PDF attached under the given name."""
    assert bill.due is not None
    message = EmailMessage(policy=SMTP)
    sent = datetime(bill.issued.year, bill.issued.month, bill.issued.day, 9, 42, 7, tzinfo=UTC)
    message["From"] = f'"{bill.supplier.name}" <{bill.supplier.email}>'
    message["To"] = f"{CUSTOMER} <invoices@example-trading.example>"
    message["Subject"] = f"Votre facture {bill.number}"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{bill.number.lower()}@papeterie-lumiere.example>"
    message.set_content(
        BODY.format(
            number=bill.number,
            date=bill.issued.strftime("%d/%m/%Y"),
            due=bill.due.strftime("%d/%m/%Y"),
            order=bill.po_number,
            supplier=bill.supplier.name,
            phone=bill.supplier.phone,
        )
    )
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    message.set_boundary("=_facture_2026_00342")
    return message.as_bytes()


def cut_off(pdf: bytes) -> bytes:
    """The first third of the PDF, as an interrupted download leaves it: no page can be found in it."""
    return pdf[: len(pdf) // 3]

"""Slovenian payment order: payload UPNQR, 20 lines in ISO 8859-2."""

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, at, date_in, lines_in, text_in


def read_slovenian(payload: Payload) -> Stated | None:
    """Payee, payer, amount and due date of a UPN order; None for any other payload."""
    if not payload.data.startswith(b"UPNQR"):
        return None
    lines = lines_in(payload.data.decode("iso-8859-2", "replace"))
    cents = amount_in(at(lines, 8))
    return Stated(
        format="UPN payment code",
        is_payment=True,
        supplier_name=text_in(at(lines, 16)),
        customer_name=text_in(at(lines, 5)),
        iban=text_in(at(lines, 14).replace(" ", "")),
        currency="EUR",
        gross_total=cents / 100 if cents else None,
        due_date=date_in(at(lines, 13), "%d.%m.%Y"),
        payment_reference=text_in(at(lines, 15).replace(" ", "")),
    )

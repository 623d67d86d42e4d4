"""Russian payment order: `ST00012|Name=...|PersonalAcc=...|Sum=KOPECKS|PayeeINN=...|Purpose=...`."""

import re

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, text_in

ENCODINGS = {b"1": "cp1251", b"2": "utf-8", b"3": "koi8-r"}


def read_russian_payment(payload: Payload) -> Stated | None:
    """Payee and sum of a payment order; None for any other payload."""
    head = re.match(rb"ST\d{4}([123])(.)", payload.data, re.DOTALL)
    if head is None:
        return None
    text = payload.data[head.end() :].decode(ENCODINGS[head.group(1)], "replace")
    pairs = (part.partition("=") for part in text.split(head.group(2).decode("latin-1")))
    said = {name.strip().casefold(): value for name, _, value in pairs}
    kopecks = amount_in(said.get("sum"))
    return Stated(
        format="payment code",
        is_payment=True,
        supplier_name=text_in(said.get("name")),
        supplier_tax_id=text_in(said.get("payeeinn")),
        customer_tax_id=text_in(said.get("payerinn")),
        currency="RUB",
        gross_total=kopecks / 100 if kopecks else None,
        payment_reference=text_in(said.get("uin")) or text_in(said.get("purpose")),
    )

"""EPC QR code (SEPA credit transfer, "GiroCode"): payload BCD."""

import re

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, at, lines_in, text_in

ENCODINGS = {
    "1": "utf-8", "2": "iso-8859-1", "3": "iso-8859-2", "4": "iso-8859-4", "5": "iso-8859-5", "6": "iso-8859-7",
    "7": "iso-8859-10", "8": "iso-8859-15",
}  # fmt: skip


def read_epc(payload: Payload) -> Stated | None:
    """What a SEPA credit transfer orders to be paid; None for any other payload."""
    if not payload.data.startswith(b"BCD"):
        return None
    stated = at(lines_in(payload.data.decode("ascii", "replace")), 2)
    try:
        text = payload.data.decode(ENCODINGS.get(stated, "utf-8"))
    except UnicodeDecodeError:
        text = payload.text
    lines = lines_in(text)
    if at(lines, 3) != "SCT":
        return None
    money = re.fullmatch(r"([A-Z]{3})([\d.,]+)", at(lines, 7))
    return Stated(
        format="EPC payment code",
        is_payment=True,
        supplier_name=text_in(at(lines, 5)),
        iban=text_in(at(lines, 6).replace(" ", "")),
        currency=money.group(1) if money else "EUR",
        gross_total=amount_in(money.group(2)) if money else None,
        payment_reference=text_in(at(lines, 9)) or text_in(at(lines, 10)),
    )

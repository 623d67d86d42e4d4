"""Saudi Arabian (and Gulf) tax code: base64 of tag, length, value: seller, VAT number, time, total, VAT."""

import base64
import binascii

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, date_in, text_in


def read_zatca(payload: Payload) -> Stated | None:
    """Seller, its tax number, date, tax and total; None for any other payload."""
    try:
        raw = base64.b64decode(payload.data.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    said = _values(raw)
    if not {1, 2, 3, 4, 5} <= said.keys():
        return None
    name, tax_id, time, total, tax = (said[tag].decode("utf-8", "replace") for tag in (1, 2, 3, 4, 5))
    gross, vat = amount_in(total), amount_in(tax)
    if gross is None or vat is None:
        return None
    return Stated(
        format="Saudi tax code", supplier_name=text_in(name), supplier_tax_id=text_in(tax_id), currency="SAR",
        issue_date=date_in(time[:10], "%Y-%m-%d"), gross_total=gross, tax_total=vat, net_total=gross - vat,
    )  # fmt: skip


def _values(raw: bytes) -> dict[int, bytes]:
    """Tag to value; empty where lengths do not fit, as in data that only looks like it."""
    found: dict[int, bytes] = {}
    position = 0
    while position + 2 <= len(raw):
        tag, length = raw[position], raw[position + 1]
        value = raw[position + 2 : position + 2 + length]
        if len(value) < length or tag in found:
            return {}
        found[tag] = value
        position += 2 + length
    return found

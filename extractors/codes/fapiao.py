"""Chinese fapiao: `01,TYPE,CODE,NUMBER,AMOUNT,DATE,CHECK,CRC`."""

import re
from typing import Any

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, at, date_in
from extractors.models import Kind

WITH_TAX = frozenset({"11", "31", "32", "51", "61", "83", "84"})
"""Types of which the amount is that with tax: rolls, and the fully digital ones (31 special, 32 ordinary, ...)."""


def read_fapiao(payload: Payload) -> Stated | None:
    """Number, date and amount of a fapiao; None for any other payload.

    The amount of the older kinds (special 01 and 08, ordinary 04 and 10, ...) is that without tax.
    """
    parts = payload.decoded().strip().split(",")
    number = at(parts, 3)
    if at(parts, 0) != "01" or not re.fullmatch(r"\d{2}", at(parts, 1)) or not re.fullmatch(r"\d{8}|\d{20}", number):
        return None
    issued, amount = date_in(at(parts, 5)), amount_in(at(parts, 4))
    if issued is None:
        return None
    with_tax = at(parts, 1) in WITH_TAX or len(number) == 20
    fields: dict[str, Any] = {"gross_total" if with_tax else "net_total": amount}
    kind = Kind.CREDIT_NOTE if amount is not None and amount < 0 else Kind.INVOICE
    return Stated(format="fapiao code", kind=kind, invoice_number=number, issue_date=issued, currency="CNY", **fields)

"""Portuguese fiscal code: `A:NIF*B:NIF*C:PT*D:FT*E:N*F:20260514*G:FT 1/23*H:ATCUD*...*N:TAX*O:TOTAL*...`."""

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, date_in, text_in
from extractors.models import Kind

FINAL_CONSUMER = "999999990"
KINDS = {"NC": Kind.CREDIT_NOTE, "FS": Kind.RECEIPT, "FT": Kind.INVOICE, "FR": Kind.INVOICE, "ND": Kind.INVOICE}


def read_portuguese(payload: Payload) -> Stated | None:
    """Parties' tax numbers, document number, date, tax and total; None for any other payload."""
    said = dict(part.split(":", 1) for part in payload.decoded().strip().split("*") if ":" in part)
    if not {"A", "D", "F", "G", "H", "O"} <= said.keys():
        return None
    customer = said.get("B", "").strip()
    return Stated(
        format="Portuguese fiscal code",
        kind=KINDS.get(said["D"].strip()),
        supplier_tax_id=text_in(said["A"]),
        customer_tax_id=None if customer == FINAL_CONSUMER else text_in(customer),
        invoice_number=text_in(said["G"]),
        issue_date=date_in(said["F"]),
        currency="EUR",
        tax_total=amount_in(said.get("N")),
        gross_total=amount_in(said["O"]),
    )

"""Czech payment and invoice codes: `SPD*1.0*ACC:IBAN+BIC*AM:450.00*CC:CZK*...` and `SID*1.0*ID:...*DD:...*AM:...`."""

from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, date_in, text_in
from extractors.models import Kind


def read_czech(payload: Payload) -> Stated | None:
    """What a Czech (or Slovak) short payment descriptor or invoice descriptor says; None for any other payload."""
    text = payload.decoded().strip()
    head, _, rest = text.partition("*")
    if head not in ("SPD", "SID"):
        return None
    said = _attributes(rest)
    fields = _payment(said) if head == "SPD" else {}
    inner = unquote(said.get("X-INV", ""))
    invoice = said if head == "SID" else _attributes(inner.partition("*")[2]) if inner.startswith("SID") else {}
    fields.update({name: value for name, value in _invoice(invoice).items() if value is not None})
    kind = Kind.INVOICE if invoice else None
    return Stated(format="Czech payment code", kind=kind, is_payment=head == "SPD" and not invoice, **fields)


def _attributes(text: str) -> dict[str, str]:
    return {key: unquote(value) for key, _, value in (part.partition(":") for part in text.split("*"))}


def _payment(said: dict[str, str]) -> dict[str, Any]:
    return {
        "iban": text_in(said.get("ACC", "").split("+")[0]),
        "gross_total": amount_in(said.get("AM")),
        "currency": text_in(said.get("CC")),
        "supplier_name": text_in(said.get("RN")),
        "due_date": date_in(said.get("DT")),
        "payment_reference": text_in(said.get("X-VS")) or text_in(said.get("RF")),
    }


def _invoice(said: dict[str, str]) -> dict[str, Any]:
    taxes = [amount for name in ("T0", "T1", "T2") if (amount := amount_in(said.get(name))) is not None]
    account = text_in(said.get("ACC", "").split("+")[0])
    return {
        "invoice_number": text_in(said.get("ID")),
        "issue_date": date_in(said.get("DD")),
        "due_date": date_in(said.get("DT")),
        "gross_total": amount_in(said.get("AM")),
        "tax_total": sum(taxes, Decimal(0)) if taxes else None,
        "currency": text_in(said.get("CC")) or ("CZK" if said else None),
        "supplier_tax_id": text_in(said.get("VII")),
        "customer_tax_id": text_in(said.get("VIR")),
        "payment_reference": text_in(said.get("VS")),
        "iban": account,
    }

"""Reading an invoice's values by the names that rules.toml uses."""

from typing import Any

from extractors.models import Invoice, Value

LABELS = {
    "supplier_name": "supplier",
    "supplier_tax_id": "supplier's tax number",
    "customer_name": "customer",
    "customer_tax_id": "customer's tax number",
    "payment_reference": "payment reference",
    "invoice_number": "invoice number",
    "issue_date": "issue date",
    "due_date": "due date",
    "currency": "currency",
    "net_total": "net total",
    "tax_total": "tax",
    "gross_total": "gross total",
    "iban": "IBAN",
    "po_number": "order number",
    "lines": "lines",
}
"""The fields as sentences call them."""


def field_value(invoice: Invoice, field: str) -> Value[Any] | None:
    """The value of a field; None where it was not read, or is blank. `lines` is no single value."""
    value: Value[Any] | None = getattr(invoice, field)
    if value is None or (isinstance(value.value, str) and not value.value.strip()):
        return None
    return value


def text_of(invoice: Invoice, field: str) -> str:
    """The text of a field without space around it, empty where there is none."""
    value = field_value(invoice, field)
    return str(value.value).strip() if value else ""

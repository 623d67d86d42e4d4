"""The upper part of a supplier invoice's form."""

from bots.erp.tryton.client import Client
from bots.errors import CodeNotFound, FieldMismatch, SupplierAmbiguous, SupplierNotFound
from bots.orders import InvoiceOrder


def fill_header(client: Client, order: InvoiceOrder) -> None:
    """Fill supplier, reference, mark, date and currency of a new form.

    Raises:
        SupplierNotFound: no supplier of that code and name.
        SupplierAmbiguous: several.
        CodeNotFound: the currency is not in the ERP.
    """
    _choose_supplier(client, order)
    client.type_text(client.tab, "reference", order.invoice_number)
    client.type_text(client.tab, "description", order.mark)
    client.type_date(client.tab, "invoice_date", order.issue_date)
    field = client.tab.locator("input[name=currency]:not([readonly])")
    client.clear(field)
    client.complete(field, order.currency, lambda _: True, "currency")


def _choose_supplier(client: Client, order: InvoiceOrder) -> None:
    """Search by the code, accept only the name: both must belong to one supplier."""
    field = client.tab.locator("input[name=party]:not([readonly])")
    named = f"{order.supplier_code} {order.supplier_name!r}"
    try:
        client.complete(field, order.supplier_code, lambda label: label == order.supplier_name, "supplier")
    except CodeNotFound as error:
        raise SupplierNotFound(f"no supplier {named} in Tryton; check its code and name there") from error
    except FieldMismatch as error:
        raise SupplierAmbiguous(f"several suppliers answer to {named}; a person must choose") from error

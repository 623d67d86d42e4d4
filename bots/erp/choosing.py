"""Choosing the one supplier that the order means, or nobody."""

from collections.abc import Sequence

from bots.erp.comparing import one_line
from bots.erp.declared import Facts
from bots.errors import SupplierAmbiguous, SupplierNotFound
from bots.orders import InvoiceOrder


def place_of_supplier(offered: Sequence[Facts], order: InvoiceOrder) -> int:
    """Where in `offered` (each with ``name``, and ``code`` where the page shows it) the order's supplier is.

    Raises:
        SupplierNotFound: nobody of exactly that name, or the one of that name has another code.
        SupplierAmbiguous: several of that name, and the code does not tell them apart.
    """
    said = f"{order.supplier_code} {order.supplier_name!r}"
    named = [place for place, one in enumerate(offered) if one.get("name") == one_line(order.supplier_name)]
    exact = [place for place in named if offered[place].get("code", order.supplier_code) == order.supplier_code]
    if len(exact) == 1:
        return exact[0]
    if len(named) > 1:
        raise SupplierAmbiguous(f"{len(named)} suppliers answer to {said}; tell them apart in the ERP")
    raise SupplierNotFound(f"no supplier {said} in the ERP; check its code and name there")

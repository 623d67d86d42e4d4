"""The truth of a drawn bill: only what stands on its pages, and where."""

from decimal import Decimal
from typing import Any

from benchmarks.generated.model import Bill, Line
from benchmarks.generated.sheet import Place, Sheet

LINE_FIELDS = ("description", "quantity", "unit_price", "tax_rate", "line_total")


def truth_of(bill: Bill, sheet: Sheet) -> dict[str, Any]:
    """Field to value, as the manifest of documents has them."""
    shown = {place.name for place in sheet.places}
    values: dict[str, Any] = {
        "supplier_name": bill.supplier.name,
        "supplier_tax_id": bill.supplier.tax_id,
        "customer_name": bill.customer.name,
        "customer_tax_id": bill.customer.tax_id,
        "invoice_number": bill.number,
        "issue_date": bill.issued.isoformat(),
        "due_date": bill.due.isoformat() if bill.due else None,
        "net_total": float(bill.net_total),
        "gross_total": float(bill.gross_total),
        "iban": bill.accounts[0].iban if bill.accounts else "",
        "po_number": bill.po_number,
        "payment_reference": bill.payment_reference,
    }
    truth = {name: value for name, value in values.items() if name in shown}
    truth |= {"currency": bill.currency} if "currency" in shown else {}
    truth |= {"tax_total": float(bill.tax_total)} if {"tax_total", "tax_part"} & shown else {}
    truth["lines"] = [_line(bill, i, line, shown) for i, line in enumerate(bill.lines)]
    return truth


def _line(bill: Bill, i: int, line: Line, shown: set[str]) -> dict[str, Any]:
    total: Decimal = line.gross if bill.gross_prices else line.net
    values: dict[str, Any] = {
        "description": line.description,
        "quantity": float(line.quantity),
        "unit_price": float(line.unit_price),
        "tax_rate": float(line.rate),
        "line_total": float(total),
    }
    return {name: value for name, value in values.items() if f"lines.{i}.{name}" in shown}


def places_of(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """Field (lines.0.quantity for a cell) to every place where it stands: page, box, text as printed."""
    found: dict[str, list[dict[str, Any]]] = {}
    for place in sheet.places:
        found.setdefault(_named(place), []).append({"page": place.page, "box": list(place.box), "text": place.text})
    return found


def _named(place: Place) -> str:
    return place.name

"""An order against what a page shows. Pure: no page is touched."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bots.erp.shown import Shown, ShownLine, ShownTax
from bots.erp.taxes import shares_of_tax
from bots.errors import FieldMismatch
from bots.orders import InvoiceOrder, OrderLine

Difference = tuple[str, object, object]
"""Name of the field, what the order says, what the page shows."""
Facts = tuple[object, ...]
LINE_FACTS = ("account", "net", "description", "quantity", "unit_price", "tax_code", "cost_centre")


def one_line(text: str) -> str:
    """`text` as it is keyed: one line, single spaces."""
    return " ".join(text.split())


def compare(order: InvoiceOrder, shown: Shown, ordered: bool = True) -> None:
    """Refuse what is not exactly the order; `ordered` says whether the page keeps the order of the lines.

    Raises:
        FieldMismatch: naming every field that differs.
    """
    found = list(differences(order, shown, ordered))
    if found:
        listed = "; ".join(f"{name}: order {wanted!s}, ERP {there!s}" for name, wanted, there in found)
        error = FieldMismatch(f"The ERP shows something else than the order: {listed}")
        error.element = found[0][0]
        raise error


def differences(order: InvoiceOrder, shown: Shown, ordered: bool = True) -> Iterator[Difference]:
    """Every field that the page shows otherwise than the order says; what it does not show is passed over."""
    for name, wanted, there in _header(order, shown):
        if there is not None and wanted != there:
            yield name, wanted, there
    if len(order.lines) != len(shown.lines):
        yield "number of lines", len(order.lines), len(shown.lines)
    elif ordered:
        yield from _lines_in_order(order.lines, shown.lines)
    else:
        yield from _lines_in_any_order(order.lines, shown.lines)
    yield from _taxes(order, shown)


def _header(order: InvoiceOrder, shown: Shown) -> Iterator[Difference]:
    yield "kind", order.kind.value, shown.kind.value
    yield "supplier", one_line(order.supplier_name), shown.supplier_name
    yield "supplier code", order.supplier_code, shown.supplier_code
    yield "invoice number", order.invoice_number, shown.invoice_number
    yield "mark", order.mark, shown.mark
    yield "company", order.company, shown.company
    yield "issue date", order.issue_date, shown.issue_date or "none"
    yield "currency", order.currency, shown.currency
    yield "net total", order.net_total, shown.net
    yield "tax total", order.tax_total, shown.tax
    yield "gross total", order.gross_total, shown.gross_total


def _facts(line: OrderLine | ShownLine, names: Sequence[str]) -> Facts:
    values = (getattr(line, name) for name in names)
    return tuple(one_line(value) if isinstance(value, str) else value for value in values)


def _names(lines: Sequence[ShownLine]) -> list[str]:
    """The facts of lines that the page shows."""
    return [name for name in LINE_FACTS if any(getattr(line, name) is not None for line in lines)]


def _lines_in_order(wanted: Sequence[OrderLine], there: Sequence[ShownLine]) -> Iterator[Difference]:
    names = _names(there)
    for number, (line, found) in enumerate(zip(wanted, there, strict=True), 1):
        for name, left, right in zip(names, _facts(line, names), _facts(found, names), strict=True):
            if left != right:
                yield f"line {number} {name.replace('_', ' ')}", left, right


def _lines_in_any_order(wanted: Sequence[OrderLine], there: Sequence[ShownLine]) -> Iterator[Difference]:
    names = _names(there)
    ours = Counter(_facts(line, names) for line in wanted)
    theirs = Counter(_facts(line, names) for line in there)
    for left, right in zip((ours - theirs).elements(), (theirs - ours).elements(), strict=True):
        yield "line", _said(left), _said(right)


def _said(facts: Facts) -> str:
    return ", ".join(str(fact) for fact in facts if fact not in ("", None))


def _taxes(order: InvoiceOrder, shown: Shown) -> Iterator[Difference]:
    """The amount by tax code, or where the page shows it what each tax code is charged on.

    Codes that charge nothing may be shown or not.
    """
    if shown.taxes is None:
        return
    if shown.taxes and all(tax.base is not None for tax in shown.taxes):
        yield from _bases(order, shown.taxes)
        return
    wanted = shares_of_tax(order)
    there: dict[str, Decimal] = {}
    for tax in shown.taxes:
        there[tax.tax_code] = there.get(tax.tax_code, Decimal(0)) + tax.amount
    for code in sorted(wanted.keys() | {code for code, amount in there.items() if amount}):
        if wanted.get(code, Decimal(0)) != there.get(code, Decimal(0)):
            yield f"tax {code}", wanted.get(code, Decimal(0)), there.get(code, Decimal(0))


def _bases(order: InvoiceOrder, taxes: Sequence[ShownTax]) -> Iterator[Difference]:
    wanted: dict[str, Decimal] = {}
    for line in order.lines:
        if line.tax_code:
            wanted[line.tax_code] = wanted.get(line.tax_code, Decimal(0)) + line.net
    there: dict[str, Decimal] = {}
    for tax in taxes:
        there[tax.tax_code] = there.get(tax.tax_code, Decimal(0)) + (tax.base or Decimal(0))
    for code in sorted(wanted.keys() | there.keys()):
        if wanted.get(code) != there.get(code):
            yield f"base of {code}", wanted.get(code), there.get(code)

"""`python -m benchmarks.order_matching.measure`: lines joined rightly, planted differences found, false alarms.

The invoices go one after the other, each against what the ones before it were found to bill, as in a farm.
"""

import argparse
import sys
import time
from collections import Counter
from decimal import Decimal

from benchmarks.order_matching.generate import PLANTED, Case, Line, Order, generate
from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_rules
from extractors.models import Invoice, InvoiceLine, Kind, Source, Value
from orchestrator.purchasing.matching import OrderMatch, match_orders
from orchestrator.purchasing.models import KnownOrder, OrderedLine, OrderState, PurchaseFacts
from orchestrator.purchasing.order_numbers import order_key
from orchestrator.suppliers import MatchedBy, Outcome, SupplierMatch

TOLERANCE = load_rules(PACKAGED).order_matching
SAYS = {"billed_twice": "over_ordered"}
"""What a planted difference is called by the rule, where it has another name."""


class Billed:
    """What the invoices so far were found to bill."""

    def __init__(self) -> None:
        self.quantity: Counter[int] = Counter()
        self.amount: dict[int, Decimal] = {}

    def add(self, match: OrderMatch) -> None:
        for share in match.shares:
            self.quantity[share.order_line] += share.quantity  # type: ignore[assignment]  # Decimal counts as well
            self.amount[share.order_line] = self.amount.get(share.order_line, Decimal(0)) + share.amount


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=20260531)
    parser.add_argument("--planted", type=float, default=0.15, help="share of the invoices")
    asked = parser.parse_args()
    figures: Counter[str] = Counter()
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    seconds = 0.0
    for order in generate(asked.seed, asked.orders, asked.planted):
        billed = Billed()
        for case in order.cases:
            begun = time.perf_counter()
            match = _match(order, case, billed)
            seconds += time.perf_counter() - begun
            if not case.planted or case.planted in ("over_ordered", "over_received", "price"):
                billed.add(match)
            _count(case, match, figures, found, planted)
    _print(figures, found, planted, seconds)


def _match(order: Order, case: Case, billed: Billed) -> OrderMatch:
    known = KnownOrder(
        id=1, number=order.number, supplier_code="S1", supplier_name="Acme Paper GmbH", currency="EUR",
        state=OrderState.CLOSED if case.planted == "closed" else OrderState.OPEN,
        lines=tuple(_line(number, line, billed) for number, line in enumerate(order.lines, start=1)),
    )  # fmt: skip
    is_it = order_key(case.named) == order_key(order.number)
    facts = PurchaseFacts(any_known=True, orders=(known,) if is_it else (), unknown=() if is_it else (case.named,))
    supplier = ErpSupplier(code=case.supplier, name="Acme Paper GmbH" if case.supplier == "S1" else "Other Ltd")
    by = SupplierMatch(outcome=Outcome.KNOWN, supplier=supplier, matched_by=MatchedBy.NAME, sentence="")
    return match_orders(_invoice(case), Kind.CREDIT_NOTE if case.credit else Kind.INVOICE, by, facts, TOLERANCE)


def _line(number: int, line: Line, billed: Billed) -> OrderedLine:
    return OrderedLine(
        id=line.id, line_id=str(number * 10), seller_item_number=line.item, description=line.words,
        quantity=Decimal(line.quantity), price=line.price, received=Decimal(line.received),
        billed=Decimal(billed.quantity[line.id]), billed_amount=billed.amount.get(line.id, Decimal(0)),
    )  # fmt: skip


def _invoice(case: Case) -> Invoice:
    lines = tuple(
        InvoiceLine(
            description=_value(bill.words), item_number=_value(bill.item) if bill.item else None,
            quantity=_value(Decimal(bill.quantity)), unit_price=_value(bill.price),
            line_total=_value(bill.price * bill.quantity),
        )
        for bill in case.lines
    )  # fmt: skip
    return Invoice(currency=_value(case.currency), po_number=_value(case.named), lines=lines)


def _value(content: object) -> Value:  # type: ignore[type-arg]  # of what it is given
    return Value(value=content, confidence=0.95, source=Source.TEXT)


def _count(case: Case, match: OrderMatch, figures: Counter[str], found: Counter[str], planted: Counter[str]) -> None:
    said = {p.wrong.value for p in match.problems} | {d.kind.value for d in match.differences}
    figures["invoices"] += 1
    if case.planted:
        planted[case.planted] += 1
        figures["stopped"] += bool(said)
        found[case.planted] += SAYS.get(case.planted, case.planted) in said
    else:
        figures["clean"] += 1
        figures["false alarms"] += bool(said)
    if case.planted in ("not_known",):
        return
    joined: dict[int, set[int]] = {}
    for share in match.shares:
        joined.setdefault(share.invoice_line, set()).add(share.order_line)
    for number, bill in enumerate(case.lines, start=1):
        figures["lines"] += 1
        figures["lines joined rightly"] += joined.get(number, set()) == (
            {bill.line} if bill.line is not None else set()
        )
        figures["lines joined wrongly"] += bool(joined.get(number, set()) - {bill.line})


def _print(figures: Counter[str], found: Counter[str], planted: Counter[str], seconds: float) -> None:
    def share(part: int, whole: int) -> str:
        return f"{part} of {whole} ({100 * part / max(whole, 1):.1f} %)"

    out = sys.stdout
    out.write(f"invoices: {figures['invoices']}, {1000 * seconds / max(figures['invoices'], 1):.1f} ms each\n")
    out.write(f"lines joined as they should be: {share(figures['lines joined rightly'], figures['lines'])}\n")
    out.write(f"lines joined with another line: {share(figures['lines joined wrongly'], figures['lines'])}\n")
    out.write(f"invoices with a planted difference that go to a person: {share(figures['stopped'], planted.total())}\n")
    out.write(f"differences told as what they are: {share(found.total(), planted.total())}\n")
    for kind in PLANTED:
        out.write(f"  {kind}: {share(found[kind], planted[kind])}\n")
    out.write(f"false alarms among the others: {share(figures['false alarms'], figures['clean'])}\n")


if __name__ == "__main__":
    main()

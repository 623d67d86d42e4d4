"""From the facts that a page shows to a `Shown`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bots.erp.declared import Facts
from bots.erp.port import EntryState
from bots.erp.shown import Shown, ShownLine, ShownTax
from bots.errors import ScreenChanged
from bots.orders import OrderKind

T = TypeVar("T")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Wording:
    """How an ERP says what is not a number or a name; `state` and `kind` hold where the page says nothing of them."""

    state: EntryState
    kind: OrderKind
    states: Mapping[str, EntryState] = field(default_factory=dict)
    kinds: Mapping[str, OrderKind] = field(default_factory=dict)
    negative_credit_notes: bool = False


def shown_of(facts: Facts, lines: Sequence[Facts], taxes: Mapping[str, Decimal] | None, wording: Wording) -> Shown:
    """What a page's facts amount to.

    Raises:
        ScreenChanged: a fact is missing that every entry must show, or a state or kind is not among the known words.
    """
    nets = [_net(line) for line in lines]
    net = _amount(facts, "net_total")
    tax = _amount(facts, "tax_total")
    if tax is None and taxes is not None:
        tax = sum(taxes.values(), NOTHING)
    gross = _amount(facts, "gross_total")
    if gross is None:
        gross = (sum(nets, NOTHING) if net is None else net) + (tax or NOTHING)
    kind = _word(facts, "kind", wording.kinds, wording.kind)
    if wording.negative_credit_notes:
        kind = OrderKind.CREDIT_NOTE if gross < 0 else OrderKind.INVOICE
    sign = Decimal(-1) if wording.negative_credit_notes and gross < 0 else Decimal(1)
    day = facts.get("issue_date")
    state = _word(facts, "state", wording.states, wording.state)
    return Shown(
        kind=kind,
        state=state,
        supplier_name=_text(facts, "supplier_name"),
        invoice_number=_text(facts, "invoice_number"),
        mark=_text(facts, "mark"),
        issue_date=day if isinstance(day, date) else None,
        number="" if state is EntryState.DRAFT else _text(facts, "number", needed=False),
        currency=_text(facts, "currency", needed=False) or None,
        company=_text(facts, "company", needed=False) or None,
        supplier_code=_text(facts, "supplier_code", needed=False) or None,
        net_total=None if net is None else sign * net,
        tax_total=None if tax is None else sign * tax,
        gross_total=sign * gross,
        lines=tuple(_line(line, amount, sign) for line, amount in zip(lines, nets, strict=True)),
        taxes=None if taxes is None else tuple(ShownTax(tax_code=code, amount=sign * a) for code, a in taxes.items()),
    )


def _line(facts: Facts, net: Decimal, sign: Decimal) -> ShownLine:
    quantity = _amount(facts, "quantity")
    return ShownLine(
        account=_text(facts, "account"),
        net=sign * net,
        description=_maybe(facts, "description"),
        quantity=None if quantity is None else sign * quantity,
        unit_price=_amount(facts, "unit_price"),
        tax_code=_maybe(facts, "tax_code"),
        cost_centre=_maybe(facts, "cost_centre"),
    )


def _net(line: Facts) -> Decimal:
    """A line's net; where the page shows none, quantity times unit price."""
    net, quantity, price = (_amount(line, name) for name in ("net", "quantity", "unit_price"))
    if net is not None:
        return net
    if quantity is None or price is None:
        raise ScreenChanged("a line shows neither a net amount nor a quantity with a unit price", "net")
    return quantity * price


def _amount(facts: Facts, name: str) -> Decimal | None:
    value = facts.get(name)
    return value if isinstance(value, Decimal) else None


def _maybe(facts: Facts, name: str) -> str | None:
    return str(facts[name]) if name in facts else None


def _text(facts: Facts, name: str, needed: bool = True) -> str:
    if needed and name not in facts:
        raise ScreenChanged(f"the entry does not show its {name.replace('_', ' ')}", name)
    return str(facts.get(name, ""))


def _word(facts: Facts, name: str, known: Mapping[str, T], otherwise: T) -> T:
    if name not in facts:
        return otherwise
    word = str(facts[name])
    if word not in known:
        raise ScreenChanged(f"the {name} {word!r} is none of {', '.join(map(repr, known))}", name)
    return known[word]

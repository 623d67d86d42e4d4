"""What an expression can be about: types, the values of a document by name, and the errors of expressions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from orchestrator.errors import OrchestratorError


@dataclass(frozen=True)
class Type:
    """The type of an expression; `item` is that of a list's items."""

    name: str
    item: "Type | None" = None

    def __str__(self) -> str:
        return f"list of {self.item}s" if self.item else self.name


NUMBER, TEXT, DATE, TRUTH, LINE = Type("number"), Type("text"), Type("date"), Type("yes or no"), Type("line")
NOTHING = Type("nothing")
"""The items of a list that is empty."""

DOCUMENT: dict[str, Type] = {
    "kind": TEXT,
    "language": TEXT,
    "supplier_name": TEXT,
    "supplier_tax_id": TEXT,
    "supplier_code": TEXT,
    "supplier_known": TRUTH,
    "customer_name": TEXT,
    "customer_tax_id": TEXT,
    "invoice_number": TEXT,
    "issue_date": DATE,
    "due_date": DATE,
    "currency": TEXT,
    "net_total": NUMBER,
    "tax_total": NUMBER,
    "gross_total": NUMBER,
    "iban": TEXT,
    "payment_reference": TEXT,
    "po_number": TEXT,
    "lines": Type("list", LINE),
    "today": DATE,
}
"""What is known of a document, by the names of expressions. Amounts are in `currency`, dates days."""

OF_LINE: dict[str, Type] = {
    "description": TEXT,
    "quantity": NUMBER,
    "unit_price": NUMBER,
    "tax_rate": NUMBER,
    "line_total": NUMBER,
}
"""What is known of a line: rates in percent, totals without tax."""

PYTHON: dict[Type, type] = {NUMBER: Decimal, TEXT: str, DATE: date, TRUTH: bool}
"""As what a value of a type comes in."""

MOST_STEPS = 50_000
"""So many items an expression may look at in a document: unlike a time, a bound that is the same on every machine."""


class CannotTell(OrchestratorError):
    """A rule cannot be worked out for this document; the message says why."""


class Missing(CannotTell):
    """The document lacks a value."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the document has no {name}")


class ExpressionRefused(OrchestratorError):
    """An expression is wrong; `line` and `column` (from 1) say where in it."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass
class Budget:
    """How many items an expression may still look at."""

    left: int = MOST_STEPS


@dataclass(frozen=True)
class Facts:
    """What a document says, by name; a value that is missing is None, a line is a dict."""

    values: dict[str, object]
    budget: Budget = field(default_factory=Budget)

    def with_item(self, name: str, item: object) -> "Facts":
        """The same with an item of a list under a name."""
        self.budget.left -= 1
        if self.budget.left < 0:
            raise CannotTell(f"it would have to look at more than {MOST_STEPS} items")
        return Facts({**self.values, name: item}, self.budget)


Run = Callable[[Facts], object]


@dataclass(frozen=True)
class Node:
    """A part of an expression, checked: its type, and what works it out. What it gives is of that type."""

    type: Type
    run: Run


class Checking(Protocol):
    """Who checks the parts of an expression: a syntax tree in, a checked part out. `inner` are a macro's names."""

    names: dict[str, Type]
    inner: dict[str, Type]

    def node(self, tree: Any) -> Node: ...

    def of_type(self, tree: Any, type_: Type, where: str) -> Run: ...

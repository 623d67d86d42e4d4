"""What detectors are given, and what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """An invoice as history remembers it: a document, or one that was booked before the farm came.

    Attributes:
        id: the document's id; `history:` and a number for one that was imported.
        supplier: the code in the ERP, else `?` and the normalised name.
        gross: positive, in `currency` (ISO 4217).
        iban: upper-case letters and digits, empty where none was shown.
        kind: `invoice`, `credit_note` or `receipt`.
        accepted: a person or the policy approved it; false while it waits.
    """

    id: str
    supplier: str
    name: str
    number: str
    issued: date | None
    received: datetime
    currency: str
    gross: Decimal
    iban: str = ""
    kind: str = "invoice"
    accepted: bool = True

    @property
    def day(self) -> date:
        """The issue date; without one the day on which it came in."""
        return self.issued or self.received.date()

    def days_from(self, other: "Trace") -> int:
        """Days between the two, never negative."""
        return abs((self.day - other.day).days)


@dataclass(frozen=True, slots=True)
class AccountSince:
    """A bank account that the ERP held for the supplier from a moment on; None: since before the farm looked."""

    iban: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody else who holds the same bank account. `what` is `supplier` or `employee`."""

    what: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A dismissed alert of this supplier: the pattern `key` of a kind is known to be fine, with its figures then."""

    kind: str
    key: str
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on a sanctions list that is close to the supplier's, or shares a number with it.

    Attributes:
        likeness: 0 to 1 by name; 1 where a tax number or an account is the same.
        by: `name`, `tax_id` or `iban`.
    """

    id: str
    name: str
    likeness: float
    by: str
    source: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything that is known about an invoice when it is judged. Nothing in it came after.

    Attributes:
        bill: the invoice itself.
        net: its net total, None where it was not read.
        own: earlier invoices of the same supplier, the newest first; rejected ones are left out.
        same_amount: invoices of any supplier with the same currency and gross total.
        accounts: what the ERP held as the supplier's bank account, the oldest first.
        holders: others with the same bank account.
        listed: names on the sanctions list that come into question.
        lessons: what was dismissed for this supplier.
        limit: the gross amount up to which nobody is asked; None where the policy has none.
        known_since: when the ERP's list first had the supplier; None: it had it from the start.
        in_erp: whether the ERP knows the supplier.
        same_number: documents that the exact comparison of numbers stops already.
        refused: earlier invoices of the supplier that were rejected because an alert on them was confirmed.
    """

    bill: Trace
    net: Decimal | None = None
    own: tuple[Trace, ...] = ()
    same_amount: tuple[Trace, ...] = ()
    accounts: tuple[AccountSince, ...] = ()
    holders: tuple[Holder, ...] = ()
    listed: tuple[Listed, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    limit: Decimal | None = None
    known_since: datetime | None = None
    in_erp: bool = True
    same_number: frozenset[str] = frozenset()
    refused: tuple[Trace, ...] = ()

    def learned(self, kind: str, key: str) -> bool:
        """Whether this very pattern was dismissed before."""
        return any(lesson.kind == kind and lesson.key == key for lesson in self.lessons)

    def figures_learned(self, kind: str, figure: str) -> Iterator[Decimal]:
        """What a figure was in the alerts of a kind that were dismissed."""
        for lesson in self.lessons:
            if lesson.kind == kind and figure in lesson.figures:
                yield Decimal(lesson.figures[figure])

    def of_kind(self) -> tuple[Trace, ...]:
        """The supplier's earlier invoices of the bill's kind and currency, the newest first."""
        bill = self.bill
        return tuple(t for t in self.own if t.kind == bill.kind and t.currency == bill.currency)


@dataclass(frozen=True)
class Suspicion:
    """What a detector found.

    Attributes:
        key: the pattern within its kind, by which a dismissal is remembered.
        sentence: the reason, for people.
        figures: what it rests on, by name, as text.
        others: ids of the traces that it rests on.
    """

    key: str
    sentence: str
    figures: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

"""What a dropped file really says, and what should become of it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bots.orders import OrderKind


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Seller(Frozen):
    """A supplier of the ERP, or a stranger (no code). `currency` is what it bills in."""

    code: str
    name: str
    tax_id: str = ""
    iban: str = ""
    country: str = ""
    currency: str


class BilledLine(Frozen):
    """A line of an invoice; `unit_price` and `net` without tax, `tax_rate` in percent, `account` by coding.csv."""

    description: str
    account: str
    quantity: Decimal
    unit_price: Decimal
    tax_rate: Decimal
    net: Decimal


class Billed(Frozen):
    """An invoice or credit note. Amounts are positive, in `currency`."""

    kind: OrderKind
    seller: Seller
    number: str
    issue_date: date
    currency: str
    lines: tuple[BilledLine, ...]
    net: Decimal
    tax: Decimal
    gross: Decimal


class Fate(StrEnum):
    """What should become of a file."""

    POSTED = "posted"
    """In the ERP, once."""
    COPY = "copy"
    """The very same bytes as another file: taken in, and nothing more."""
    RIVAL = "rival"
    """The same invoice as another file in other bytes: one of the two is posted, the other waits for a person."""
    PERSON = "person"
    """Never in the ERP: a person must look."""


class Dropped(Frozen):
    """A file as it is dropped. `name` is bytes, as names need not be text; `why` says what is wrong with the file."""

    name: bytes
    content: bytes
    fate: Fate
    billed: Billed
    why: str = ""

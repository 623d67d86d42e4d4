"""What reading produces: frozen models, every value with its evidence."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch) from the top left corner of the page as it is displayed."""


class Kind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    CONTRACT = "contract"
    OTHER = "other"


class Source(StrEnum):
    """Where a value was read."""

    XML = "xml"
    QR = "qr"
    TEXT = "text"
    OCR = "ocr"
    DERIVED = "derived"
    PERSON = "person"


class Frozen(BaseModel):
    """Base of the models at the boundary: immutable, nothing unknown accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Frozen, Generic[T]):
    """One value with its evidence.

    Attributes:
        value: the value itself; amounts are `Decimal`, dates `datetime.date`, the rest text.
        confidence: 0 to 1, how often a value claimed so is right.
        page: 1-based page number, None where there is no page (stand-alone XML).
        bbox: where on the page, None where there is no place on a page.
        source: XML, QR, text layer, OCR, or derived from other values.
    """

    value: T
    confidence: float = Field(ge=0, le=1)
    page: int | None = None
    bbox: Box | None = None
    source: Source


class Word(Frozen):
    """A word on a page; `confidence` is 1 for a text layer and the engine's own (0 to 1) for OCR."""

    text: str
    bbox: Box
    confidence: float = 1.0


class Page(Frozen):
    """A page's words in reading order, with its size in points and where the words come from (text or ocr)."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: Source


class InvoiceLine(Frozen):
    """An invoice line (EN 16931 BG-25). `tax_rate` in percent; `line_total` (BT-131) without tax.

    Only e-invoices state these three: `order_line`, the line of the customer's order (BT-132); `item_number`, the
    seller's (BT-155), else the customer's (BT-156); `unit`, the code of the quantity's unit (BT-130).
    """

    description: Value[str] | None = None
    quantity: Value[Decimal] | None = None
    unit_price: Value[Decimal] | None = None
    tax_rate: Value[Decimal] | None = None
    line_total: Value[Decimal] | None = None
    order_line: Value[str] | None = None
    item_number: Value[str] | None = None
    unit: Value[str] | None = None


class Adjustment(Frozen):
    """An allowance (EN 16931 BG-20) or charge (BG-21) on the whole document.

    `amount` is without tax, negative for an allowance, so that lines and adjustments together give the net total.
    """

    reason: Value[str] | None = None
    amount: Value[Decimal]
    tax_rate: Value[Decimal] | None = None


class Invoice(Frozen):
    """An invoice, credit note or receipt as read, with doubt.

    Amounts are in `currency` and have the sign that the document states: some credit notes are written with negative
    amounts, some with positive ones.

    Attributes:
        payment_reference: what the supplier wants to see with the payment (EN 16931 BT-83).
        po_number: the customer's order (BT-13).
    """

    supplier_name: Value[str] | None = None
    supplier_tax_id: Value[str] | None = None
    customer_name: Value[str] | None = None
    customer_tax_id: Value[str] | None = None
    invoice_number: Value[str] | None = None
    issue_date: Value[date] | None = None
    due_date: Value[date] | None = None
    currency: Value[str] | None = None
    net_total: Value[Decimal] | None = None
    tax_total: Value[Decimal] | None = None
    gross_total: Value[Decimal] | None = None
    iban: Value[str] | None = None
    payment_reference: Value[str] | None = None
    po_number: Value[str] | None = None
    lines: tuple[InvoiceLine, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()


class StatedRate(Frozen):
    """A row of the VAT breakdown (EN 16931 BG-23) as structured data states it.

    Attributes:
        category: code of UNTDID 5305, such as S (standard rate), E (exempt), AE (reverse charge); empty if unknown.
        rate: in percent; `basis` and `tax` in the invoice's currency, with the sign that the document states.
        exemption: why no tax is due, as stated.
    """

    category: str = ""
    rate: Decimal | None = None
    basis: Decimal | None = None
    tax: Decimal | None = None
    exemption: str = ""


class StatedTax(Frozen):
    """What structured data states about the tax of a document beyond its fields.

    Attributes:
        supplier_country, customer_country: ISO 3166 alpha-2 of the addresses; empty where they are not stated.
        tax_point: the day that decides which rate is due (BT-7), else that of the supply (BT-72), else the last one of
            the period (BT-74).
        rates: the VAT breakdown.
    """

    supplier_country: str = ""
    customer_country: str = ""
    tax_point: date | None = None
    rates: tuple[StatedRate, ...] = ()


class Contract(Frozen):
    """The terms of a contract as read. `governing_law` is the state or country."""

    title: Value[str] | None = None
    parties: Value[tuple[str, ...]] | None = None
    effective_date: Value[date] | None = None
    expiration_date: Value[date] | None = None
    governing_law: Value[str] | None = None


class Effect(StrEnum):
    """What a problem did to the reading."""

    NOTED = "noted"
    """Reading went on; the rest is as read."""
    DOUBTED = "doubted"
    """Reading went on, but a person must look before the document goes on."""
    REFUSED = "refused"
    """The file itself cannot be read, and trying again changes nothing."""
    FAILED = "failed"
    """Reading was given up (crash, time, memory, a missing part); it may be tried again."""


STOPPING = frozenset({Effect.REFUSED, Effect.FAILED})
"""Effects after which there is nothing to judge."""


class Problem(Frozen):
    """Something that went wrong in reading; `code` is stable, `message` a sentence for the clerk."""

    code: str
    message: str
    effect: Effect = Effect.NOTED


class RememberedVote(Frozen):
    """What one remembered place or value (`by` is its id), or the general method, said of a field, as text."""

    field: str
    by: str
    value: str


class Remembered(Frozen):
    """What the supplier's memory did in a reading.

    Attributes:
        supplier: the id of the memory; `name` is what people call the supplier.
        by: by what the supplier was recognised.
        decided: the fields in which the memory decided otherwise than the general method.
        votes: what was said of the learned fields, so that it can be held against the right values later.
    """

    supplier: str
    name: str = ""
    by: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    votes: tuple[RememberedVote, ...] = ()


class Extraction(Frozen):
    """Everything read from one document.

    Attributes:
        language: ISO 639-1, None where there is no text.
        text: the whole text, page after page, for search and for showing.
        remembered: None where the supplier is not known from corrections.
        pages: the words with their places, as they were read (a turned page upright); kept from a reader's process
            only where they were asked for.
        shown: of those the pages that were turned to be read, with the places on the page as it is displayed.
        parts: the documents that the file holds where it holds several; then it has no fields of its own.
        stated_tax: what UBL, CII or FatturaPA states about the tax; None for every other document.
    """

    kind: Kind
    kind_confidence: float = Field(ge=0, le=1)
    language: str | None = None
    page_count: int = 0
    invoice: Invoice | None = None
    contract: Contract | None = None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    remembered: Remembered | None = None
    pages: tuple[Page, ...] = ()
    shown: tuple[Page, ...] = ()
    parts: tuple["Part", ...] = ()
    stated_tax: StatedTax | None = None


class Part(Frozen):
    """One of several documents in a file, on the pages from `first` to `last` (1-based) of that file."""

    first: int
    last: int
    extraction: Extraction


class Limits(Frozen):
    """Bounds on what is opened at all, and on the work spent on it."""

    max_bytes: int = 50 * 1024 * 1024
    max_pages: int = 200
    max_pixels: int = 200_000_000
    max_xml_depth: int = 200
    seconds: float = 120.0

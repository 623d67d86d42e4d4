"""What codes state, weighed with what was read on the pages: codes are preferred, contradictions are told."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from extractors.codes.stated import Code, Stated
from extractors.models import Effect, Frozen, Invoice, Kind, Problem, Source, Value

FIELDS = tuple(name for name in Stated.model_fields if name not in ("format", "kind", "is_payment"))
NAMES = frozenset({"supplier_name", "customer_name"})
AMOUNTS = frozenset({"net_total", "tax_total", "gross_total"})
ALIKE = 0.8
AGREED = 0.99
STATED = 0.97
PAYEE = 0.95
"""A payee may be a collecting bank, and an amount to pay may be less than the total."""
CONTRADICTED = 0.9
LOOSE = 0.6
"""Left to totals of the page that do not fit the total that a code states."""
SURE = 0.8
"""From so much confidence of the page a contradiction is worth a person's look."""


class Believed(Frozen):
    """An invoice with what codes state, and what was contradictory."""

    invoice: Invoice
    problems: tuple[Problem, ...] = ()


def kind_by_codes(told: Kind, codes: Sequence[Code]) -> Kind:
    """What a document is by its words (`told`) and its codes: who asks for a payment sends an invoice, no receipt."""
    if told is Kind.OTHER and codes:
        return next((code.stated.kind for code in codes if code.stated.kind), Kind.INVOICE)
    if told is Kind.RECEIPT and any(code.stated.is_payment for code in codes):
        return Kind.INVOICE
    return told


def believe(invoice: Invoice, codes: Sequence[Code]) -> Believed:
    """The invoice with the values that the codes state in place of, or agreeing with, those of the pages."""
    if not codes:
        return Believed(invoice=invoice)
    changed: dict[str, Value[Any]] = {}
    problems: list[Problem] = []
    for name, (code, value) in _stated(codes, invoice).items():
        read: Value[Any] | None = getattr(invoice, name, None)
        if read is not None and not same(name, read.value, value):
            keep = name in AMOUNTS and code.stated.is_payment and _adds_up(invoice)
            if read.confidence >= SURE or keep:
                problems.append(_contradiction(name, code.stated, value, read))
            if keep:
                continue
        changed[name] = _value(name, code, value, read)
    merged = _without_shreds(invoice.model_copy(update=changed))
    return Believed(invoice=_loosened(merged, changed), problems=tuple(problems))


def contradictions(invoice: Invoice, codes: Sequence[Code]) -> tuple[Problem, ...]:
    """Where codes contradict an invoice that was read from structured data, which is believed."""
    found = []
    for name, (code, value) in _stated(codes, invoice).items():
        read: Value[Any] | None = getattr(invoice, name, None)
        if name in ("iban", "gross_total", "invoice_number") and read and not same(name, read.value, value):
            found.append(_contradiction(name, code.stated, value, read))
    return tuple(found)


def same(name: str, read: object, stated: object) -> bool:
    """Whether a value as read says the same as a value in a code."""
    if isinstance(read, Decimal | date) or isinstance(stated, Decimal | date):
        return read == stated
    if name in NAMES:
        return _alike(str(read), str(stated))
    return _plain(str(read)) == _plain(str(stated))


def _stated(codes: Sequence[Code], invoice: Invoice) -> dict[str, tuple[Code, Any]]:
    """By field, what the codes state; of codes that differ, the one that the pages agree with, or none of them."""
    found: dict[str, tuple[Code, Any]] = {}
    for name in FIELDS:
        if name not in Invoice.model_fields:
            continue
        said = [(code, value) for code in codes if (value := getattr(code.stated, name)) is not None]
        read: Value[Any] | None = getattr(invoice, name)
        fitting = [item for item in said if read is not None and same(name, read.value, item[1])]
        if said and all(same(name, said[0][1], value) for _, value in said[1:]):
            found[name] = said[0]
        elif fitting:
            found[name] = fitting[0]
    return _net_or_gross(found, invoice)


def _net_or_gross(found: dict[str, tuple[Code, Any]], invoice: Invoice) -> dict[str, tuple[Code, Any]]:
    """A single total is that with or without tax as the pages, where they add up, say."""
    totals = found.keys() & AMOUNTS
    if len(totals) != 1 or not _adds_up(invoice):
        return found
    name = totals.pop()
    code, amount = found[name]
    other = "gross_total" if name == "net_total" else "net_total"
    read, swapped = getattr(invoice, name), getattr(invoice, other)
    if not code.stated.is_payment and name != "tax_total" and read.value != amount and swapped.value == amount:
        return {**{key: item for key, item in found.items() if key != name}, other: (code, amount)}
    return found


def _adds_up(invoice: Invoice) -> bool:
    net, tax, gross = invoice.net_total, invoice.tax_total, invoice.gross_total
    if net is None or tax is None or gross is None or tax.value == 0:
        return False
    printed = Source.DERIVED not in (net.source, tax.source, gross.source)
    return printed and net.value + tax.value == gross.value


def _value(name: str, code: Code, value: object, read: Value[Any] | None) -> Value[Any]:
    confidence = PAYEE if code.stated.is_payment and name in (*NAMES, "gross_total") else STATED
    if read is not None:
        confidence = AGREED if same(name, read.value, value) else CONTRADICTED
    box = tuple(round(side, 1) for side in code.bbox)
    return Value(value=value, confidence=confidence, page=code.page, bbox=box, source=Source.QR)


def _loosened(invoice: Invoice, changed: dict[str, Value[Any]]) -> Invoice:
    """Where a code changed a total, the page's other totals are claimed with less confidence unless they fit it."""
    net, tax, gross = invoice.net_total, invoice.tax_total, invoice.gross_total
    if not AMOUNTS & changed.keys() or net is None or tax is None or gross is None:
        return invoice
    if net.value + tax.value == gross.value:
        return invoice
    pages = {"net_total": net, "tax_total": tax, "gross_total": gross}
    return invoice.model_copy(
        update={
            name: value.model_copy(update={"confidence": min(value.confidence, LOOSE)})
            for name, value in pages.items()
            if name not in changed
        }
    )


def _without_shreds(invoice: Invoice) -> Invoice:
    """Without an invoice number that is only a printed group of the IBAN's or the payment reference's digits."""
    number, iban, reference = invoice.invoice_number, invoice.iban, invoice.payment_reference
    if number is None or number.source is Source.QR:
        return invoice
    groups = {
        group for held, size in ((iban, 4), (reference, 4), (reference, 5)) if held for group in _groups(held, size)
    }
    return invoice.model_copy(update={"invoice_number": None}) if _plain(number.value) in groups else invoice


def _groups(held: Value[str], size: int) -> set[str]:
    """The groups in which an identifier is printed: from the left, or from the right where it is all digits."""
    text = _plain(held.value)
    first = len(text) % size if size == 5 else 0
    return {text[start : start + size] for start in range(first, len(text), size)} if len(text) > 2 * size else set()


def _contradiction(name: str, stated: Stated, value: object, read: Value[Any]) -> Problem:
    what = name.replace("_", " ").replace("iban", "IBAN")
    where = "the XML" if read.source is Source.XML else "the page"
    return Problem(
        code="code_contradicts",
        message=f"The {stated.format} states {value!s:.80} as {what}, but {where} says {read.value!s:.80}.",
        effect=Effect.NOTED if name in NAMES else Effect.DOUBTED,
    )


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def _alike(one: str, other: str) -> bool:
    a, b = (" ".join(sorted(unicodedata.normalize("NFKC", text).casefold().split())) for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE or set(a.split()) <= set(b.split())

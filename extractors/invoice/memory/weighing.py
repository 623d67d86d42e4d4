"""A supplier's memory as evidence: weighed with what the general method read, and overruled by the arithmetic."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.fields import AMOUNTS, NAMES, UNPRINTED, as_text, compact, same
from extractors.invoice.memory.printed_values import Spot, where_printed
from extractors.invoice.memory.recalling import Vote, recall
from extractors.invoice.memory.recognition import Recognised, recognise
from extractors.invoice.memory.supplier_memory import FixedValue, Record, SupplierMemory
from extractors.invoice.memory.totals_of_memory import Option, choose_totals_with
from extractors.invoice.reading import Reading
from extractors.invoice.totals import tax_rates
from extractors.models import Invoice, Remembered, RememberedVote, Source, Value

ENOUGH = 0.45
"""The least strength with which a memory decides where the general method reads nothing or something else."""
ENOUGH_WITH_ARITHMETIC = 0.2
"""The same for a total that another place contradicts: with the other totals it may yet be the right one."""
GENERAL = "general"


@dataclass(frozen=True)
class Claim:
    """A value that the memory speaks for, how strongly, and its place (None where the page does not print it).

    `typed` is a value as a person wrote it, not as the page prints it.
    """

    field: str
    value: Any
    strength: float
    record: Record
    spot: Spot | None
    typed: bool = False

    def as_value(self, confidence: float) -> Value[Any]:
        if self.spot is None:
            return Value(value=self.value, confidence=round(confidence, 3), source=Source.DERIVED)
        if self.spot.detail is not None and abs(self.spot.detail.value) != abs(self.value):
            return Value(
                value=self.value, confidence=round(confidence, 3), page=self.spot.phrase.page, source=Source.DERIVED
            )
        return self.spot.claimed(confidence, self.value)


Claims = Mapping[str, tuple[Claim, ...]]


def weigh(reading: Reading, invoice: Invoice, book: MemoryBook) -> tuple[Invoice, Remembered | None]:
    """The invoice with what is remembered of its supplier, and what the memory said; as it is for an unknown one."""
    known = recognise(reading, book)
    if known is None:
        return invoice, None
    memory = known.memory
    votes = recall(reading, memory.hints)
    claims = _claims(reading, known, votes)
    changed = _decided(reading, invoice, memory, claims)
    weighed = invoice.model_copy(update=changed)
    decided = tuple(n for n in changed if claims.get(n) and _says(getattr(invoice, n), n) != _says(changed[n], n))
    said = tuple(_told(invoice, memory, votes, claims))
    return weighed, Remembered(supplier=memory.id, name=memory.name, by=known.by, decided=decided, votes=said)


def _says(value: Value[Any] | None, field: str) -> str:
    return as_text(value.value) if value else ""


def _claims(reading: Reading, known: Recognised, votes: tuple[Vote, ...]) -> dict[str, tuple[Claim, ...]]:
    """For each field the values that something speaks for, the strongest first: hints that agree strengthen each
    other."""
    by_field: dict[str, list[Claim]] = defaultdict(list)
    for vote in votes:
        claim = Claim(vote.hint.field, vote.spot.value, vote.strength, vote.hint.record, vote.spot)
        by_field[vote.hint.field].append(claim)
    if known.sure:
        for fixed in known.memory.fixed:
            claim_of_fixed = _fixed_claim(reading, fixed)
            if claim_of_fixed:
                by_field[fixed.field].append(claim_of_fixed)
    return {field: _ranked(field, claims) for field, claims in by_field.items()}


def _fixed_claim(reading: Reading, fixed: FixedValue) -> Claim | None:
    printed = where_printed(reading, fixed.field, fixed.value)
    if not printed and fixed.field not in UNPRINTED:
        return None
    spot = printed[0][0] if printed else None
    return Claim(
        fixed.field, fixed.value, (0.95 if spot else 0.85) * fixed.record.share, fixed.record, spot, typed=True
    )


def _ranked(field: str, claims: list[Claim]) -> tuple[Claim, ...]:
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: -c.strength):
        group = next((g for g in groups if same_claim(field, g[0], claim)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    weighed = sorted(((_together(group), group) for group in groups), key=lambda item: -item[0])
    ranked = []
    for strength, group in weighed:
        rival = max((other for other, again in weighed if again is not group), default=0.0)
        best = next((claim for claim in group if claim.typed), group[0])
        ranked.append(replace(best, strength=strength * (1.0 - 0.35 * rival)))
    return tuple(ranked)


def same_claim(field: str, one: Claim, other: Claim) -> bool:
    """Whether two claims mean the same; the name that a person wrote, what of it stands in one row of the page."""
    first, second = as_text(one.value), as_text(other.value)
    if field in NAMES and one.typed != other.typed:
        written, printed = (first, second) if one.typed else (second, first)
        return 2 * len(compact(printed)) >= len(compact(written)) and compact(printed) in compact(written)
    return same(field, first, second)


def _together(group: list[Claim]) -> float:
    """The strongest, and a third of what the others could add: they are not independent."""
    doubt = 1.0 - group[0].strength
    for claim in group[1:]:
        doubt *= 1.0 - 0.33 * claim.strength
    return min(0.98, 1.0 - doubt)


def _decided(reading: Reading, invoice: Invoice, memory: SupplierMemory, claims: Claims) -> dict[str, Any]:
    """The fields that come out otherwise than the general method read them, or with another confidence."""
    changed: dict[str, Any] = {}
    for field in memory.fields:
        if field in AMOUNTS:
            continue
        read: Value[Any] | None = getattr(invoice, field)
        trust = memory.general_record(field).share
        claim = _best(claims.get(field, ()), read, trust)
        if claim and field == "due_date" and invoice.issue_date and claim.value < invoice.issue_date.value:
            claim = replace(claim, strength=claim.strength * 0.3)
        if claim and read is not None and same(field, as_text(read.value), as_text(claim.value)):
            changed[field] = _agreed(read, claim)
        elif claim and claim.strength >= ENOUGH and claim.strength > (read.confidence * trust if read else 0.0):
            changed[field] = claim.as_value(claim.strength * sureness(claim.record))
        elif read is not None and trust < 1.0:
            changed[field] = read.model_copy(update={"confidence": round(read.confidence * trust, 3)})
    return {**changed, **_totals(reading, invoice, memory, claims)}


def _best(claims: tuple[Claim, ...], read: Value[Any] | None, trust: float) -> Claim | None:
    """The claim that most speaks for, what was read with it."""

    def worth(claim: Claim) -> float:
        borne_out = read is not None and same(claim.field, as_text(read.value), as_text(claim.value))
        return claim.strength + (read.confidence * trust if read is not None and borne_out else 0.0)

    return max(claims, key=worth, default=None)


def _agreed(read: Value[Any], claim: Claim) -> Value[Any]:
    value = claim.value if claim.field in NAMES and claim.typed else read.value
    confidence = max(read.confidence, claim.strength * sureness(claim.record))
    return read.model_copy(update={"confidence": round(min(0.99, confidence), 3), "value": value})


def sureness(record: Record) -> float:
    """What the memory may claim at most: little after one lesson, more with each document that proved it right."""
    return 1.0 - 0.2 / (record.hits + 1.0)


def _totals(reading: Reading, invoice: Invoice, memory: SupplierMemory, claims: Claims) -> dict[str, Any]:
    learned = {field for field in memory.fields if field in AMOUNTS}
    if not learned:
        return {}
    options: dict[str, list[Option]] = {}
    for field in sorted(AMOUNTS):
        read: Value[Any] | None = getattr(invoice, field)
        trust = memory.general_record(field).share
        options[field] = [Option(read, read.confidence * trust, trust)] if read else []
        for claim in claims.get(field, ()):
            if claim.strength >= (ENOUGH if claim is claims[field][0] else ENOUGH_WITH_ARITHMETIC):
                value = claim.as_value(claim.strength * sureness(claim.record))
                options[field].append(Option(value, claim.strength, remembered=True))
    exempt = {c.value for c in reading.amounts if c.detail and c.detail.percent and not c.value}
    return choose_totals_with(invoice, options, tax_rates(reading, ()) | exempt)


def _told(invoice: Invoice, memory: SupplierMemory, votes: tuple[Vote, ...], claims: Claims) -> Any:
    """What each hint, each fixed value and the general method said, so that they can be held to it later."""
    for vote in votes:
        yield RememberedVote(field=vote.hint.field, by=vote.hint.id, value=as_text(vote.spot.value))
    for fixed in memory.fixed:
        if fixed.field in claims:
            yield RememberedVote(field=fixed.field, by=fixed.id, value=fixed.value)
    for field in memory.fields:
        read: Value[Any] | None = getattr(invoice, field)
        yield RememberedVote(field=field, by=GENERAL, value=_says(read, field))

"""A memory after a lesson, and after a document whose right values are known."""

from collections.abc import Iterable, Mapping

from extractors.invoice.memory.fields import compact, same
from extractors.invoice.memory.learning import Lesson
from extractors.invoice.memory.supplier_memory import (
    FixedValue,
    GeneralRecord,
    Hint,
    Landmark,
    Record,
    SupplierMemory,
)
from extractors.invoice.memory.weighing import GENERAL
from extractors.models import RememberedVote

MOST_HINTS = 12
"""Hints kept for a field; those that were wrong most go first."""
MOST_KEYS = 6
MOST_CONTACTS = 12
STILL_ITS_FORM = 0.3
"""The share of the remembered form that a document must show for the rest to be forgotten as incidental."""


def taught(memory: SupplierMemory, lesson: Lesson) -> SupplierMemory:
    """The memory with a lesson added; what it knew already grows stronger."""
    known = {hint.id: hint for hint in memory.hints}
    for hint in lesson.hints:
        before = known.get(hint.id)
        known[hint.id] = hint if before is None else hint.model_copy(update={"record": before.record.counted(True)})
    fixed = {item.id: item for item in memory.fixed}
    if lesson.fixed is not None:
        fixed[lesson.fixed.id] = _confirmed(fixed.get(lesson.fixed.id), lesson.fixed)
    return memory.model_copy(update={"hints": _kept(known.values()), "fixed": tuple(fixed.values())})


def held_to(memory: SupplierMemory, votes: Iterable[RememberedVote], right: Mapping[str, str]) -> SupplierMemory:
    """The memory after a document of which the right values are known: each vote counts as a hit or a miss.

    Args:
        right: the right value by field, empty for a field that the document does not have; others are not judged.
    """
    judged = [(vote, same(vote.field, vote.value, right[vote.field])) for vote in votes if vote.field in right]
    outcome = {vote.by: good for vote, good in judged if vote.by != GENERAL}
    general = {vote.field: good for vote, good in judged if vote.by == GENERAL}

    def counted(record: Record, key: str) -> Record:
        return record.counted(outcome[key]) if key in outcome else record

    return memory.model_copy(
        update={
            "hints": tuple(h.model_copy(update={"record": counted(h.record, h.id)}) for h in memory.hints),
            "fixed": tuple(f.model_copy(update={"record": counted(f.record, f.id)}) for f in memory.fixed),
            "general": _general(memory, general),
        }
    )


def doubting(memory: SupplierMemory, fields: Iterable[str]) -> SupplierMemory:
    """The memory that trusts the general method less at fields which it has no record of yet."""
    known = {item.field for item in memory.general}
    return memory.model_copy(update={"general": _general(memory, dict.fromkeys(set(fields) - known, False))})


def identified(
    memory: SupplierMemory, *, name: str = "", tax_id: str = "", iban: str = "", contacts: tuple[str, ...] = (),
    layout: tuple[Landmark, ...] = (),
) -> SupplierMemory:  # fmt: skip
    """The memory with what one more document shows of its supplier; phrases that it does not show are let go."""
    return memory.model_copy(
        update={
            "name": name or memory.name,
            "names": _with(memory.names, name),
            "tax_ids": _with(memory.tax_ids, tax_id),
            "ibans": _with(memory.ibans, iban),
            "contacts": _seen_again(memory.contacts, contacts),
            "layout": _common(memory.layout, layout),
        }
    )


def without_key(memory: SupplierMemory, wrong: str) -> SupplierMemory:
    """The memory that is not recognised any more by a name or number that turned out to be another's."""
    key = compact(wrong)
    drop = {name: tuple(k for k in getattr(memory, name) if k != key) for name in ("names", "tax_ids", "ibans")}
    return memory.model_copy(update=drop)


def _with(keys: tuple[str, ...], new: str) -> tuple[str, ...]:
    key = compact(new)
    return tuple(dict.fromkeys((key, *keys)))[:MOST_KEYS] if key else keys


def _seen_again(known: tuple[str, ...], here: tuple[str, ...]) -> tuple[str, ...]:
    """Contacts that both show first: what one document alone shows may be its own number."""
    both = [key for key in known if key in here]
    return tuple(dict.fromkeys((*both, *known, *here)))[:MOST_CONTACTS]


def _common(known: tuple[Landmark, ...], here: tuple[Landmark, ...]) -> tuple[Landmark, ...]:
    if not known or not here:
        return known or here
    texts = {mark.text for mark in here}
    both = tuple(mark for mark in known if mark.text in texts)
    return both if len(both) >= STILL_ITS_FORM * len(known) else here


def _kept(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    """The best of each field."""
    ranked = sorted(hints, key=lambda hint: (hint.field, -hint.record.share * hint.likeness))
    kept: list[Hint] = []
    for hint in ranked:
        if sum(1 for other in kept if other.field == hint.field) < MOST_HINTS:
            kept.append(hint)
    return tuple(kept)


def _general(memory: SupplierMemory, outcome: Mapping[str, bool]) -> tuple[GeneralRecord, ...]:
    records = {item.field: item.record for item in memory.general}
    for field, right in outcome.items():
        records[field] = records.get(field, Record()).counted(right)
    return tuple(GeneralRecord(field=field, record=record) for field, record in records.items())


def _confirmed(held: FixedValue | None, new: FixedValue) -> FixedValue:
    """The value with one more hit, or the new one in place of another."""
    if held is None or not same(new.field, held.value, new.value):
        return new
    return held.model_copy(update={"record": held.record.counted(True)})

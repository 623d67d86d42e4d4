"""A supplier's memory without what one save taught it, where later lessons do not rest on that."""

from typing import TypeVar

from extractors.invoice.memory.supplier_memory import FixedValue, GeneralRecord, Hint, SupplierMemory

Item = TypeVar("Item", Hint, FixedValue, GeneralRecord)
KEYS = ("names", "tax_ids", "ibans")


def unlearned(now: SupplierMemory, before: SupplierMemory | None, after: SupplierMemory) -> SupplierMemory:
    """The memory as it is `now`, less what a save made of `before` (None: there was none) to get `after`.

    What was confirmed or counted again since stays: others bear it out.
    """
    empty = SupplierMemory(id=now.id)
    was = before or empty
    changed: dict[str, object] = {
        "hints": _without(now.hints, was.hints, after.hints),
        "fixed": _without(now.fixed, was.fixed, after.fixed),
        "general": _without(now.general, was.general, after.general),
        "name": was.name if now.name == after.name else now.name,
    }
    for name in KEYS:
        added = set(getattr(after, name)) - set(getattr(was, name))
        lost = [key for key in getattr(was, name) if key not in getattr(after, name)]
        changed[name] = tuple(dict.fromkeys((*(k for k in getattr(now, name) if k not in added), *lost)))
    return now.model_copy(update=changed)


def _without(now: tuple[Item, ...], before: tuple[Item, ...], after: tuple[Item, ...]) -> tuple[Item, ...]:
    """Each item as the save left it goes back to what it was; what the save dropped, and nothing replaced, returns."""
    was: dict[str, Item] = {_key(item): item for item in before}
    made: dict[str, Item] = {_key(item): item for item in after}
    kept: list[Item] = []
    for item in now:
        key = _key(item)
        untouched = made.get(key) == item
        if untouched and key in was:
            kept.append(was[key])
        elif not untouched:
            kept.append(item)
    here: set[str] = {_key(item) for item in now}
    kept += [item for key, item in was.items() if key not in here and key not in made]
    return tuple(kept)


def _key(item: Hint | FixedValue | GeneralRecord) -> str:
    return item.field if isinstance(item, GeneralRecord) else item.id

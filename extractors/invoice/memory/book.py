"""All suppliers' memories together, as a reader gets them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.invoice.memory.supplier_memory import SupplierMemory


@dataclass(frozen=True)
class MemoryBook:
    """The memories, and how many of them share each key and landmark: what many share identifies nobody."""

    memories: tuple[SupplierMemory, ...] = ()
    sharing: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, memories: Iterable[SupplierMemory]) -> "MemoryBook":
        """A book of these memories."""
        held = tuple(memories)
        sharing: Counter[str] = Counter()
        for memory in held:
            keys = (*memory.tax_ids, *memory.ibans, *memory.names, *memory.contacts)
            sharing.update({*keys, *(mark.text for mark in memory.layout)})
        return cls(held, sharing)


EMPTY = MemoryBook()

"""Which memory learns from a document, and what people see and forget of the memories."""

import uuid
from dataclasses import dataclass

from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.recognition import recognise
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.invoice.reading import read
from extractors.models import Extraction
from orchestrator.errors import SupplierNotRemembered
from orchestrator.store import Transaction, audit, coded_lines, memories
from orchestrator.store.memories import KeptMemory


@dataclass(frozen=True)
class RememberedSupplier:
    """What is remembered of one supplier: its form (None if nothing was corrected) and how many of its coded lines."""

    supplier_code: str
    kept: KeptMemory | None
    coded_lines: int

    @property
    def name(self) -> str:
        return self.kept.memory.name if self.kept else ""

    @property
    def id(self) -> str:
        return self.kept.memory.id if self.kept else ""

    @property
    def fields(self) -> tuple[str, ...]:
        return self.kept.memory.fields if self.kept else ()


def memory_for(
    tx: Transaction, document_id: str, extraction: Extraction, supplier_code: str
) -> tuple[SupplierMemory, bool]:
    """The memory that a correction of this document belongs to, and whether it is new.

    An earlier correction of the same document tells; then by what the document was read; then the supplier's code in
    the ERP; then what its pages show.
    """
    earlier = [c.memory_id for c in memories.corrections_of(tx, document_id) if c.memory_id and not c.undone_at]
    told = [extraction.remembered.supplier] if extraction.remembered else []
    for memory_id in (*reversed(earlier), *told):
        held = memories.get(tx, memory_id)
        if held is not None:
            return held, False
    held = memories.of_supplier(tx, supplier_code) if supplier_code else None
    if held is None:
        book = MemoryBook.of(kept.memory for kept in memories.everything(tx))
        found = recognise(read(extraction.pages, extraction.kind, extraction.language), book) if book.memories else None
        held = found.memory if found and found.sure else None
    return (held, False) if held else (SupplierMemory(id=uuid.uuid4().hex), True)


def remembered(tx: Transaction, wanted: str = "") -> tuple[RememberedSupplier, ...]:
    """The remembered suppliers whose name holds `wanted`, or whose code or memory's id is `wanted`; all without it."""
    lines = coded_lines.counts(tx)
    every = [
        RememberedSupplier(kept.supplier_code, kept, lines.get(kept.supplier_code, 0))
        for kept in memories.everything(tx)
    ]
    known = {item.supplier_code for item in every}
    every += [RememberedSupplier(code, None, count) for code, count in sorted(lines.items()) if code not in known]
    return tuple(item for item in every if _answers(item, wanted.strip().casefold()))


def one(tx: Transaction, wanted: str) -> RememberedSupplier:
    """The one remembered supplier that `wanted` means.

    Raises:
        SupplierNotRemembered: none, or more than one, answers.
    """
    found = remembered(tx, wanted)
    exact = [item for item in found if wanted.strip() in (item.id, item.supplier_code, item.name)]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) != 1:
        what = "nothing is" if not chosen else f"{len(chosen)} suppliers are"
        raise SupplierNotRemembered(f"Of {wanted!r} {what} remembered. `botfarm learn list` shows the names and ids.")
    return chosen[0]


def forget(tx: Transaction, item: RememberedSupplier, actor: str, reason: str) -> None:
    """Forget a supplier's form and the coding of its lines so far; the history keeps that it was so."""
    if item.kept:
        memories.forget(tx, item.id)
    lines = coded_lines.forget(tx, item.supplier_code) if item.supplier_code else 0
    facts = {
        "supplier": item.name, "supplier_code": item.supplier_code, "memory": item.id,
        "fields": list(item.fields), "coded_lines": lines, "reason": reason,
    }  # fmt: skip
    audit.append(tx, actor, "supplier_forgotten", None, facts)


def _answers(item: RememberedSupplier, wanted: str) -> bool:
    if not wanted or item.supplier_code.casefold() == wanted:
        return True
    return wanted in item.name.casefold() or item.id == wanted or (len(wanted) >= 6 and item.id.startswith(wanted))

"""How much one correction teaches: the first document of each odd layout is corrected, then others are read.

python -m benchmarks.learning [--generated 120 [--seed learning]] [--documents 5] [--json]
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from benchmarks import odd_layouts
from benchmarks.generated import generate
from benchmarks.scoring import matches
from extractors.invoice.memory.book import MemoryBook
from extractors.invoice.memory.correcting import teach
from extractors.invoice.memory.fields import AMOUNTS, DATES, LEARNABLE
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.models import Extraction, Invoice, Kind, Source, Value
from extractors.pipeline import read

Truth = Mapping[str, str]
Document = tuple[bytes, Truth]


@dataclass
class Learned:
    """What a layout came to.

    Attributes:
        corrected: the fields that were wrong on the first document.
        right, asked: of the corrected fields on the other documents.
        right_before: the same without the correction.
        others_before, others_after: the other fields that are right without and with the memory.
        harmed: those that were right without it and are wrong with it.
        misses: the wrong ones: document, field, truth, read.
    """

    name: str
    corrected: tuple[str, ...] = ()
    right: int = 0
    asked: int = 0
    right_before: int = 0
    others_before: int = 0
    others_after: int = 0
    harmed: int = 0
    misses: list[tuple[int, str, str, str]] = field(default_factory=list)


def typed(name: str, text: str) -> Any:
    """A field's value of its own type, from the truth's text."""
    return Decimal(text) if name in AMOUNTS else date.fromisoformat(text[:10]) if name in DATES else text


def wrong_fields(extraction: Extraction, truth: Truth) -> tuple[str, ...]:
    """The learnable fields that were read wrong or not at all."""
    return tuple(name for name in sorted(truth.keys() & LEARNABLE) if not _right(extraction, name, truth[name]))


def correct_all(book: MemoryBook, extraction: Extraction, truth: Truth, layout: str) -> MemoryBook:
    """The book after a person corrected every wrong field of a document."""
    memory = SupplierMemory(id=layout)
    for name in wrong_fields(extraction, truth):
        value = typed(name, truth[name])
        memory, _ = teach(memory, extraction, name, value)
        assert extraction.invoice is not None
        right: Value[Any] = Value(value=value, confidence=1.0, source=Source.PERSON)
        extraction = extraction.model_copy(update={"invoice": extraction.invoice.model_copy(update={name: right})})
    return MemoryBook.of((*book.memories, memory))


def measure(
    layouts: Mapping[str, Callable[[int], Document]], documents: int = 5, compare: bool = True
) -> Iterator[Learned]:
    """Correct the first document of every layout, then read `documents` others of each, all memories in one book.

    Args:
        compare: read them without the memory too, to see what it changes.
    """
    book, learned = MemoryBook(), {}
    for name, document in layouts.items():
        data, truth = document(0)
        first = read(data, f"{name}.pdf", structured=False, kind=Kind.INVOICE)
        learned[name] = Learned(name, wrong_fields(first, truth))
        if learned[name].corrected:
            book = correct_all(book, first, truth, name)
    for name, document in layouts.items():
        for number in range(1, documents + 1):
            _ask(learned[name], number, document(number), book, compare)
        yield learned[name]


def _ask(result: Learned, number: int, document: Document, book: MemoryBook, compare: bool) -> None:
    data, truth = document
    before = read(data, "document.pdf", structured=False, kind=Kind.INVOICE) if compare else None
    after = read(data, "document.pdf", structured=False, kind=Kind.INVOICE, book=book)
    for name in truth.keys() & LEARNABLE:
        good = _right(after, name, truth[name])
        good_before = before is not None and _right(before, name, truth[name])
        if name not in result.corrected:
            result.others_before += good_before
            result.others_after += good
            result.harmed += good_before and not good
            continue
        result.asked += 1
        result.right += good
        result.right_before += good_before
        if not good:
            result.misses.append((number, name, truth[name], _read(after, name)))


def _read(extraction: Extraction, name: str) -> str:
    value: Value[Any] | None = getattr(extraction.invoice or Invoice(), name)
    return "" if value is None else str(value.value)


def _right(extraction: Extraction, name: str, truth: str) -> bool:
    return matches(name, truth, _read(extraction, name))


def odd() -> dict[str, Callable[[int], Document]]:
    """The odd layouts by name."""
    return {
        f"odd-{number}": lambda k, number=number: odd_layouts.document(number, k)
        for number in range(len(odd_layouts.LAYOUTS))
    }


def generated(count: int, seed: str = "learning") -> Iterator[tuple[str, Callable[[int], Document]]]:
    """So many generated suppliers, each with a layout of its own; another seed makes others."""
    for number in range(count):
        name = f"{seed} {number}"
        yield name, lambda k, name=name: _generated(name, k)


@cache
def _generated(seed: str, number: int) -> Document:
    made = generate(seed, document=number)
    texts = {name: str(value) for name, value in made.row["truth"].items() if name != "lines"}
    return made.content, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", type=int, default=0, help="so many generated layouts in place of the odd ones")
    parser.add_argument("--seed", default="learning", help="the name of the generated set")
    parser.add_argument("--documents", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    layouts = dict(generated(asked.generated, asked.seed)) if asked.generated else odd()
    results = list(measure(layouts, asked.documents))
    corrected = [result for result in results if result.corrected]
    figures = {
        "layouts": len(corrected),
        **{name: sum(getattr(r, name) for r in corrected) for name in ("right", "asked", "right_before")},
        **{name: sum(getattr(r, name) for r in results) for name in ("others_before", "others_after", "harmed")},
    }
    if asked.json:
        print(json.dumps(figures))
        return
    for r in results:
        if r.corrected or r.harmed:
            told = f"{r.right:3} of {r.asked:3} right, {r.right_before:3} without, harmed {r.harmed}"
            print(f"{r.name:12} {told}: {', '.join(r.corrected)}")
        for miss in r.misses:
            print("             ", *miss)
    right, total, before = (figures[name] for name in ("right", "asked", "right_before"))
    print(f"{len(corrected)} layouts: {right} of {total} = {right / total:.1%} right, {before / total:.1%} without")
    print("other fields right: {others_after} with, {others_before} without; {harmed} harmed".format(**figures))


if __name__ == "__main__":
    main()

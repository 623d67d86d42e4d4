"""One save in one transaction: the values, what was learned from them, and what the history keeps of both."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.invoice.memory.correcting import teach
from extractors.invoice.memory.fields import LEARNABLE, as_text
from extractors.invoice.memory.supplier_memory import SupplierMemory
from extractors.models import Box, Extraction, Invoice, Source, Value
from orchestrator.correcting import grid
from orchestrator.correcting.changes import Corrected, Place, Places, Saving
from orchestrator.correcting.fields import LINE_FIELDS, held, line_field, replaced, shown
from orchestrator.errors import DecisionRefused
from orchestrator.learning.codes_by_person import CODES, codes_by_person
from orchestrator.learning.supplier_memories import memory_for
from orchestrator.people.actor import login_of
from orchestrator.reading import described
from orchestrator.stages import Stage
from orchestrator.store import Transaction, audit, documents, editing, findings, memories, review
from orchestrator.store.documents import Document
from orchestrator.store.review import Taught


@dataclass(frozen=True)
class Written:
    """A correction, and the memory that learned from it."""

    corrected: Corrected
    memory_id: str | None = None


class Writing:
    """What a person saves of one document, piece by piece until `finish`."""

    def __init__(
        self, tx: Transaction, document: Document, number: int, extraction: Extraction, actor: str, reason: str,
        boxes: Places,
    ) -> None:  # fmt: skip
        self.tx, self.document, self.number, self.extraction = tx, document, number, extraction
        self.actor, self.reason, self.boxes = actor, reason.strip(), boxes
        self.codes = codes_by_person(tx, document.id)
        self.done: list[Written] = []
        self.confirmed: dict[str, str] = {}
        self.memory: SupplierMemory | None = None
        self.taught: dict[str, Taught] = {}

    @property
    def invoice(self) -> Invoice:
        return self.extraction.invoice or Invoice()

    def correct(self, field: str, value: Any) -> None:
        """Put one value in its field, and learn from it where there is something to learn."""
        number, name = line_field(field)
        after = "" if value is None else as_text(value)
        if name in CODES:
            before = self.codes.get((number, name), "")
            self.codes[number, name] = after
            self.done.append(Written(Corrected(field, before, after, 0, learned=False)))
            return
        known = held(self.invoice, field)
        before = as_text(known.value) if known else ""
        memory_id, places, box = None, 0, self.boxes.get(field)
        if field in LEARNABLE and value is not None and self.extraction.pages:
            memory_id, places, found = self._learn(field, value)
            box = box or found
        self._put(field, None if value is None else _by_person(value, box))
        self.done.append(Written(Corrected(field, before, after, places, memory_id is not None), memory_id))

    def put_lines(self, rows: Sequence[grid.Row]) -> None:
        """Put a whole grid of lines in place of the lines."""
        new = grid.edited(self.invoice, self.codes, rows, self.boxes)
        before = grid.rows_of(self.invoice.lines, self.codes)
        after = grid.rows_of(new.lines, new.codes)
        if new.is_rearranged(len(before)):
            old, now = (json.dumps(side, ensure_ascii=False) for side in (before, after))
            self.done.append(Written(Corrected("lines", old, now, places=0, learned=False)))
        else:
            self.done += [Written(item) for item in _cells(before, after)]
        self.extraction = self.extraction.model_copy(
            update={"invoice": self.invoice.model_copy(update={"lines": new.lines})}
        )
        self.codes = new.codes

    def confirm(self, fields: Sequence[str]) -> None:
        """Make values certain that a person says are right; where there is none, there is nothing to confirm."""
        single = [
            part
            for field in fields
            for part in (_all_of_lines(self.invoice) if field == "lines" else (field,))
        ]  # fmt: skip
        for field in single:
            known = held(self.invoice, field) if line_field(field)[1] not in CODES else None
            if known is not None and known.source is not Source.PERSON:
                self._put(field, known.model_copy(update={"confidence": 1.0, "source": Source.PERSON}))
                self.confirmed[field] = shown(known)

    def finish(self) -> Saving:
        """Keep it all, and have the document judged anew.

        Raises:
            DecisionRefused: nothing was changed.
        """
        if not self.done and not self.confirmed:
            raise DecisionRefused("Nothing was changed.")
        kept = self.extraction.model_copy(update={"pages": (), "shown": ()})
        after_id = findings.add_extraction(self.tx, self.document.id, kept)
        fields = [*(item.corrected.field for item in self.done), *self.confirmed]
        save_id = review.add_save(
            self.tx, self.document.id, self.actor, self.number, after_id, fields, self.codes, [*self.taught.values()]
        )
        for item in self.done:
            self._tell(item, save_id)
        if self.confirmed:
            facts = {"values": self.confirmed, "reason": self.reason}
            audit.append(self.tx, self.actor, "confirmed", self.document.id, facts)
        self._send_on(kept)
        return Saving(tuple(item.corrected for item in self.done), tuple(self.confirmed))

    def _tell(self, item: Written, save_id: int) -> None:
        one = item.corrected
        memories.add_correction(
            self.tx, self.document.id, one.field, one.before, one.after, self.actor, self.reason, item.memory_id,
            one.places, save_id,
        )  # fmt: skip
        facts = {
            "field": one.field, "before": one.before, "after": one.after, "reason": self.reason,
            "memory": item.memory_id,
        }  # fmt: skip
        audit.append(self.tx, self.actor, "corrected", self.document.id, facts)

    def _send_on(self, kept: Extraction) -> None:
        documents.describe(self.tx, self.document.id, **described(kept))
        told = {"Corrected": [item.corrected.field for item in self.done], "Confirmed": [*self.confirmed]}
        what = " ".join(f"{verb}: {_few(fields)}." for verb, fields in told.items() if fields)
        documents.move(
            self.tx, self.document.id, self.document.stage, Stage.EXTRACTED, self.actor, f"{what} {self.reason}".strip()
        )
        review.take_back(self.tx, self.document.id)
        editing.release(self.tx, self.document.id, login_of(self.actor))

    def _learn(self, field: str, value: Any) -> tuple[str, int, Place | None]:
        """The memory that learned, how many places show the value, and the likeliest of them."""
        code, is_new = self.document.supplier_code or "", False
        if self.memory is None:
            self.memory, is_new = memory_for(self.tx, self.document.id, self.extraction, code)
        before = self.memory
        self.memory, lesson = teach(before, self.extraction, field, value, self.boxes.get(field))
        memories.put(self.tx, self.memory, code)
        first = self.taught.get(before.id)
        started = first.before if first else None if is_new else before.model_dump_json()
        self.taught[before.id] = Taught(memory_id=before.id, before=started, after=self.memory.model_dump_json())
        upright = any(page.number == lesson.page and page.source is Source.TEXT for page in self.extraction.pages)
        place = (lesson.page, lesson.bbox) if upright and lesson.page and lesson.bbox else None
        return before.id, lesson.spots, place

    def _put(self, field: str, value: Value[Any] | None) -> None:
        self.extraction = self.extraction.model_copy(update={"invoice": replaced(self.invoice, field, value)})


def _by_person(value: Any, box: tuple[int, Box] | None) -> Value[Any]:
    page, place = box or (None, None)
    return Value(value=value, confidence=1.0, page=page, bbox=place, source=Source.PERSON)


def _cells(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[Corrected]:
    """The cells in which two grids of as many lines differ."""
    return [
        Corrected(f"lines.{number}.{column}", old, new, 0, learned=False)
        for number, (olds, news) in enumerate(zip(before, after, strict=True), start=1)
        for column, old, new in zip(grid.COLUMNS, olds, news, strict=True)
        if old != new
    ]


def _all_of_lines(invoice: Invoice) -> list[str]:
    return [f"lines.{number}.{name}" for number in range(1, len(invoice.lines) + 1) for name in LINE_FIELDS]


def _few(fields: Sequence[str]) -> str:
    shown = ", ".join(fields[:FEW])
    return shown if len(fields) <= FEW else f"{shown} and {len(fields) - FEW} more"


FEW = 12
"""Fields that the reason names; the history has all."""

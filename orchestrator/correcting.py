"""What a person corrects: a field of a document, or the codes of a line. It teaches the supplier's memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.invoice.memory.correcting import teach
from extractors.invoice.memory.fields import LEARNABLE, as_text
from extractors.models import Box, Extraction, Invoice, InvoiceLine, Kind, Limits, Source, Value
from extractors.pool import read_one
from extractors.reader_process import Job
from orchestrator.coding import CODES
from orchestrator.errors import DecisionRefused
from orchestrator.figures import all_lines
from orchestrator.learning.supplier_memories import memory_for
from orchestrator.learning.typed_values import typed_value
from orchestrator.reading import described
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, documents, findings, memories
from orchestrator.store.documents import Document

CORRECTABLE = (Stage.NEEDS_REVIEW, Stage.VALIDATED)
LINE_FIELDS = tuple(InvoiceLine.model_fields)
HEADER_FIELDS = tuple(name for name in Invoice.model_fields if name not in ("lines", "adjustments"))

Places = Mapping[str, tuple[int, Box]]


@dataclass(frozen=True)
class Corrected:
    """A correction as it was made; `places` is how many places of the document show the value."""

    field: str
    before: str
    after: str
    places: int
    learned: bool


def correct(
    store: Store, limits: Limits, document_id: str, field: str, value: str, actor: str, reason: str = "",
    box: tuple[int, Box] | None = None,
) -> Corrected:  # fmt: skip
    """Correct one field, as `correct_all` does."""
    boxes = {field: box} if box else {}
    return correct_all(store, limits, document_id, {field: value}, actor, reason, boxes)[0]


def correct_all(
    store: Store, limits: Limits, document_id: str, values: Mapping[str, str], actor: str, reason: str = "",
    boxes: Places | None = None,
) -> tuple[Corrected, ...]:  # fmt: skip
    """Correct fields of a document that waits for a person, and send it back to be judged.

    Args:
        limits: for reading the document's words anew, from which is learned where the values stand.
        values: by field: a name of `Invoice` ("gross_total"), "lines.2.unit_price", or a line's code
            ("lines.2.account", also tax_code and cost_centre); an empty text takes the value away.
        boxes: page and place, in points, where the person saw the value, if known.

    Raises:
        DecisionRefused: the document waits for no person, or a field or value cannot be taken; nothing was done.
    """
    with store.reading() as tx:
        document, extraction = _correctable(tx, document_id)
    typed = {field: _typed(extraction, field, text) for field, text in values.items()}
    if not typed:
        raise DecisionRefused("Name at least one field to correct.")
    words = _with_words(store, document, extraction, limits) if LEARNABLE & typed.keys() else extraction
    with store.begin() as tx:
        document, again = _correctable(tx, document.id)
        if again != extraction:
            raise DecisionRefused("The document was read or corrected anew meanwhile; look at it again.")
        correction = _Correction(tx, document, words, actor, reason, boxes or {})
        done = tuple(correction.make(field, value) for field, value in typed.items())
        correction.finish(done)
    return done


def _correctable(tx: Transaction, document_id: str) -> tuple[Document, Extraction]:
    document = documents.get(tx, document_id)
    extraction = findings.latest_extraction(tx, document.id)
    if document.stage not in CORRECTABLE or extraction is None or extraction.kind in (Kind.CONTRACT, Kind.OTHER):
        raise DecisionRefused(f"Document {document.id} is {document.stage}; there is nothing to correct now.")
    return document, extraction


def _typed(extraction: Extraction, field: str, text: str) -> Any:
    """The value of the field's type; for a code its text, which may be empty.

    Raises:
        DecisionRefused: there is no such field, or the text is no value for it.
    """
    if field in HEADER_FIELDS:
        return typed_value(field, text)
    number, name = _line_field(field)
    invoice = extraction.invoice or Invoice()
    if name in CODES:
        if 1 <= number <= len(all_lines(invoice)) and (text.strip() or name != "account"):
            return (typed_value(name, text) or "").strip()
    elif name in LINE_FIELDS and 1 <= number <= len(invoice.lines):
        return typed_value(name, text)
    fields = ", ".join((*HEADER_FIELDS, *(f"lines.N.{name}" for name in (*LINE_FIELDS, *CODES))))
    raise DecisionRefused(f"{field!r} cannot be corrected so. The fields are: {fields}; N counts from 1.")


def _line_field(field: str) -> tuple[int, str]:
    first, number, name = (*field.split("."), "", "", "")[:3]
    known = first == "lines" and number.isascii() and number.isdigit() and len(number) < 6
    return (int(number), name) if known else (0, "")


def _with_words(store: Store, document: Document, extraction: Extraction, limits: Limits) -> Extraction:
    """The extraction with its pages' words, read anew; without them nothing is learned, and the correction holds."""
    with store.blobs.local(document.sha256) as path:
        anew = read_one(Job(path=path, limits=limits, kind=extraction.kind, words=True))
    return extraction.model_copy(update={"pages": anew.pages})


class _Correction:
    """Corrections of one document in one transaction."""

    def __init__(
        self, tx: Transaction, document: Document, extraction: Extraction, actor: str, reason: str, boxes: Places
    ) -> None:
        self.tx, self.document, self.extraction = tx, document, extraction
        self.actor, self.reason, self.boxes = actor, reason.strip(), boxes

    def make(self, field: str, value: Any) -> Corrected:
        """Write one corrected value, and learn from it where there is something to learn."""
        _, name = _line_field(field)
        before = self._before(field)
        after = "" if value is None else as_text(value)
        memory_id, places, box = None, 0, self.boxes.get(field)
        if field in LEARNABLE and value is not None and self.extraction.pages:
            memory_id, places, found = self._learn(field, value)
            box = box or found
        if name not in CODES:
            self._write(field, value, box)
        memories.add_correction(
            self.tx, self.document.id, field, before, after, self.actor, self.reason, memory_id, places
        )
        facts = {"field": field, "before": before, "after": after, "reason": self.reason, "memory": memory_id}
        audit.append(self.tx, self.actor, "corrected", self.document.id, facts)
        return Corrected(field, before, after, places, memory_id is not None)

    def finish(self, done: tuple[Corrected, ...]) -> None:
        """Keep the corrected extraction, and have the document judged anew."""
        kept = self.extraction.model_copy(update={"pages": ()})
        findings.add_extraction(self.tx, self.document.id, kept)
        documents.describe(self.tx, self.document.id, **described(kept))
        fields = ", ".join(item.field for item in done)
        reason = f"Corrected: {fields}. {self.reason}".strip()
        documents.move(self.tx, self.document.id, self.document.stage, Stage.EXTRACTED, self.actor, reason)

    def _before(self, field: str) -> str:
        invoice = self.extraction.invoice or Invoice()
        number, name = _line_field(field)
        if name in CODES:
            earlier = [c.after for c in memories.corrections_of(self.tx, self.document.id) if c.field == field]
            return earlier[-1] if earlier else ""
        holder: Invoice | InvoiceLine = invoice.lines[number - 1] if name else invoice
        held: Value[Any] | None = getattr(holder, name or field)
        return as_text(held.value) if held else ""

    def _learn(self, field: str, value: Any) -> tuple[str, int, tuple[int, Box] | None]:
        """The memory that learned, how many places show the value, and the likeliest of them."""
        code = self.document.supplier_code or ""
        memory, _ = memory_for(self.tx, self.document.id, self.extraction, code)
        taught, lesson = teach(memory, self.extraction, field, value, self.boxes.get(field))
        memories.put(self.tx, taught, code)
        upright = any(page.number == lesson.page and page.source is Source.TEXT for page in self.extraction.pages)
        place = (lesson.page, lesson.bbox) if upright and lesson.page and lesson.bbox else None
        return memory.id, lesson.spots, place

    def _write(self, field: str, value: Any, box: tuple[int, Box] | None) -> None:
        invoice = self.extraction.invoice or Invoice()
        page, place = box or (None, None)
        new: Value[Any] | None = None
        if value is not None:
            new = Value(value=value, confidence=1.0, page=page, bbox=place, source=Source.PERSON)
        number, name = _line_field(field)
        if name:
            lines = list(invoice.lines)
            lines[number - 1] = lines[number - 1].model_copy(update={name: new})
            invoice = invoice.model_copy(update={"lines": tuple(lines)})
        else:
            invoice = invoice.model_copy(update={field: new})
        self.extraction = self.extraction.model_copy(update={"invoice": invoice})

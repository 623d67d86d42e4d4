"""Documents as programs see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import Field

from bots.orders import InvoiceOrder
from extractors.models import Effect, Kind, Source
from orchestrator.stages import Stage
from orchestrator.store.findings import StoredVerdict
from orchestrator.web.api.texts import Told


class DocumentSummary(Told):
    """A document in a list.

    Attributes:
        files: the names under which it came in.
        supplier_code: of the supplier in the ERP, where it is known.
        stage_since: since when it is in its stage; `reason` says in plain words why it is there.
        erp_number: of the entry in the ERP, once it is posted.
    """

    id: str
    files: tuple[str, ...]
    kind: str | None
    language: str | None
    supplier: str | None
    supplier_code: str | None
    number: str | None
    issue_date: date | None
    due_date: date | None
    currency: str | None
    gross_total: Decimal | None
    stage: Stage
    needs_person: bool
    reason: str
    erp_number: str | None
    received_at: datetime
    stage_since: datetime


class DocumentPage(Told):
    """Documents, newest first. `next`: what to give as `after` for the next page; None at the end."""

    documents: tuple[DocumentSummary, ...]
    next: str | None


class DocumentStands(DocumentSummary):
    """A document as it stands after a write. `version` is its ETag, for If-Match."""

    version: str


class Place(Told):
    """Where on a page, in points (1/72 inch) from its top left corner as it is displayed."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class ReadValue(Told):
    """A value with where it came from. `confidence` (0 to 1): how often a value claimed so is right."""

    value: str
    confidence: float
    source: Source
    page: int | None
    place: Place | None


class ReadProblem(Told):
    """Something that went wrong in reading."""

    code: str
    message: str
    effect: Effect


class Reading(Told):
    """What was read. `values` by field's name; of each line and allowance or charge, too."""

    kind: Kind
    kind_confidence: float
    language: str | None
    pages: int
    values: dict[str, ReadValue]
    lines: tuple[dict[str, ReadValue], ...]
    adjustments: tuple[dict[str, ReadValue], ...]
    problems: tuple[ReadProblem, ...]


class ApprovalTold(Told):
    """A decision on the document."""

    decided_at: datetime
    actor: str
    decision: str
    reason: str


class CorrectionTold(Told):
    """A value that a person corrected. `learned`: whether the supplier's next documents are read by it."""

    field: str
    before: str
    after: str
    actor: str
    reason: str
    corrected_at: datetime
    learned: bool


class AttemptTold(Told):
    """An attempt at keying. `submitted_at`: when the bot was about to click; from then on the ERP may have it."""

    number: int
    lane: str | None
    claimed_at: datetime
    submitted_at: datetime | None
    finished_at: datetime | None
    outcome: str | None
    message: str | None
    entry: dict[str, Any] | None = Field(description="The entry as the ERP showed it when it was read back.")


class EvidenceTold(Told):
    """A picture or trace kept as proof; `href` is where to get it."""

    id: int
    kind: str
    media_type: str
    made_at: datetime
    note: str
    href: str


class EntryTold(Told):
    """An entry of the history. `data` is what was decided or done, with its values; once `erased`, the public part."""

    seq: int
    at: datetime
    actor: str
    action: str
    document_id: str | None
    data: dict[str, Any]
    hash: str
    erased: bool


class DocumentTold(DocumentStands):
    """Everything about a document."""

    sha256: str
    media_type: str
    size: int
    reading: Reading | None
    verdicts: tuple[StoredVerdict, ...]
    approvals: tuple[ApprovalTold, ...]
    corrections: tuple[CorrectionTold, ...]
    order: InvoiceOrder | None = Field(description="What is keyed, once it is judged.")
    attempts: tuple[AttemptTold, ...]
    evidence: tuple[EvidenceTold, ...]
    history: tuple[EntryTold, ...]


class Uploaded(DocumentStands):
    """A file that was taken in. `duplicate`: its content was known, and it shares the document of the first."""

    receipt_id: str
    duplicate: bool


class PageTold(Told):
    """A page of the original, its size in points as it is displayed; `href` is its picture."""

    number: int
    width: float
    height: float
    href: str


class Pages(Told):
    """The pages that can be drawn; none for XML and mail."""

    pages: tuple[PageTold, ...]

"""The plain words for stages, kinds, amounts and ages: one place, so that page, note and workbook say the same."""

from datetime import datetime
from decimal import Decimal

from extractors.models import Kind
from orchestrator.stages import Stage

STAGE_LABEL: dict[Stage, str] = {
    Stage.RECEIVED: "Received",
    Stage.QUARANTINED: "Refused",
    Stage.EXTRACTED: "Read",
    Stage.NEEDS_REVIEW: "Needs review",
    Stage.VALIDATED: "Waits for approval",
    Stage.APPROVED: "Approved",
    Stage.REJECTED: "Rejected",
    Stage.READY: "Ready to key",
    Stage.CLAIMED: "Being keyed",
    Stage.SUBMITTING: "Being submitted",
    Stage.IN_DOUBT: "Being looked up",
    Stage.POSTED: "Posted",
    Stage.FILED: "Filed",
    Stage.FAILED: "Failed",
}

STAGE_MEANING: dict[Stage, str] = {
    Stage.RECEIVED: "It waits to be read.",
    Stage.QUARANTINED: "The file was refused and kept; nothing was read from it.",
    Stage.EXTRACTED: "It was read and waits to be judged by the rules.",
    Stage.NEEDS_REVIEW: "The rules found something that a person has to look at.",
    Stage.VALIDATED: "Every rule passed; a person has to approve it.",
    Stage.APPROVED: "It is approved and is being coded.",
    Stage.REJECTED: "It was rejected and was not keyed.",
    Stage.READY: "It waits for a bot to key it into the ERP.",
    Stage.CLAIMED: "A bot is keying it into the ERP.",
    Stage.SUBMITTING: "A bot is submitting it to the ERP.",
    Stage.IN_DOUBT: "Whether the ERP has it is not known yet; the ERP is being searched.",
    Stage.POSTED: "It is in the ERP, read back and compared field by field.",
    Stage.FILED: "It is kept with what was read of it; there is nothing to key.",
    Stage.FAILED: "The farm gave up after several attempts.",
}

NEXT_STEP: dict[Stage, str] = {
    Stage.QUARANTINED: "Put the file right (the reason says what is wrong with it) and drop it into the inbox again.",
    Stage.NEEDS_REVIEW: "Open it on the dashboard: approve it with a reason, reject it, or have it tried again.",
    Stage.VALIDATED: "Open it on the dashboard and approve or reject it.",
    Stage.REJECTED: "Nothing. If it was rejected by mistake, have it tried again on the dashboard.",
    Stage.POSTED: "Nothing.",
    Stage.FILED: "Nothing.",
    Stage.FAILED: "Read the reason on the dashboard; when its cause is gone, have it tried again there.",
}
"""What a person does about a resting stage."""

KIND_LABEL: dict[str, str] = {
    Kind.INVOICE: "Invoice",
    Kind.CREDIT_NOTE: "Credit note",
    Kind.RECEIPT: "Receipt",
    Kind.CONTRACT: "Contract",
    Kind.OTHER: "Other document",
}

FIELD_LABEL: dict[str, str] = {
    "supplier_name": "Supplier",
    "supplier_tax_id": "Supplier's tax number",
    "customer_name": "Customer",
    "customer_tax_id": "Customer's tax number",
    "payment_reference": "Payment reference",
    "invoice_number": "Number",
    "issue_date": "Issued on",
    "due_date": "Due on",
    "currency": "Currency",
    "net_total": "Net total",
    "tax_total": "Tax",
    "gross_total": "Gross total",
    "iban": "IBAN",
    "po_number": "Purchase order",
    "title": "Title",
    "parties": "Parties",
    "effective_date": "Effective from",
    "expiration_date": "Expires on",
    "governing_law": "Governing law",
}


def kind_label(kind: str | None) -> str:
    return KIND_LABEL.get(kind or "", (kind or "Not known yet").replace("_", " ").capitalize())


def amount(value: Decimal | None, currency: str | None) -> str:
    """An amount for people: ``1,234.50 EUR``; empty when there is none."""
    if value is None:
        return ""
    return f"{number(value)} {currency or ''}".strip()


def number(value: Decimal) -> str:
    """A number with all its decimals and thousands apart, never in scientific notation."""
    return f"{value:,f}"


def age(seconds: float) -> str:
    """How long something has lasted, as people say it: ``now``, ``12 s``, ``3 min``, ``5 h``, ``2 days``."""
    if seconds < 1:
        return "now"
    for limit, unit, size in ((60, "s", 1), (3600, "min", 60), (172800, "h", 3600)):
        if seconds < limit:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds // 86400)} days"


def moment(at: datetime) -> str:
    """A time to the minute, in UTC: ``2026-05-04 09:30 UTC``."""
    return f"{at:%Y-%m-%d %H:%M} UTC"

"""Everything is there that the kind of document needs."""

from config.rule_file import RequiredFields
from extractors.models import Kind
from orchestrator.invoice_number import is_invoice_number
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import LABELS, field_value, text_of


def required(kind: Kind, parameters: RequiredFields) -> tuple[str, ...]:
    """The fields that a kind needs; none for kinds that are not keyed."""
    return {
        Kind.INVOICE: parameters.invoice,
        Kind.CREDIT_NOTE: parameters.credit_note,
        Kind.RECEIPT: parameters.receipt,
    }.get(kind, ())


def look(case: Case) -> Finding:
    """A supplier found by its tax number needs no name on the paper."""
    fields = required(case.kind, case.parameters.required_fields)
    return Finding(
        problems=tuple(missing(case).values()),
        fine="Everything needed is there.",
        looked_at={field: _shown(case, field) for field in fields},
    )


def missing(case: Case) -> dict[str, str]:
    """The fields that are needed and not there, each with a sentence that says so."""
    fields = required(case.kind, case.parameters.required_fields)
    return {field: f"The {LABELS[field]} {_verb(field)} missing." for field in fields if not _present(case, field)}


def _present(case: Case, field: str) -> bool:
    if field == "lines":
        return bool(case.invoice.lines)
    if field == "supplier_name" and case.supplier.supplier:
        return True
    if field == "invoice_number":
        return is_invoice_number(text_of(case.invoice, field))
    return field_value(case.invoice, field) is not None


def _shown(case: Case, field: str) -> str:
    return str(len(case.invoice.lines)) if field == "lines" else text_of(case.invoice, field)


def _verb(field: str) -> str:
    return "are" if field == "lines" else "is"


RULE = Rule(
    "required_fields",
    "1",
    Severity.BLOCK,
    look,
    serves="Directive 2006/112/EC, article 226 (required particulars); ISA 500 (sufficient evidence)",
)

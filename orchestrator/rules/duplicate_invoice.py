"""No other document is the same invoice: same bytes, or same supplier and number."""

from collections.abc import Iterator

from orchestrator.invoice_number import normalise_number
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.values import text_of


def look(case: Case) -> Finding:
    """The other documents were looked up before; this judges that there are none."""
    printed = text_of(case.invoice, "invoice_number")
    return Finding(
        problems=tuple(_problems(case, printed)),
        fine="No other document is this invoice.",
        looked_at={
            "supplier_code": case.supplier.code,
            "invoice_number": printed,
            "normalised_number": normalise_number(printed),
            "same_number": ", ".join(case.same_number),
            "same_content": ", ".join(case.same_content),
        },
    )


def _problems(case: Case, printed: str) -> Iterator[str]:
    if case.same_content:
        yield f"The very same file is already here: {_documents(case.same_content)}."
    others = tuple(other for other in case.same_number if other not in case.same_content)
    if others:
        name = case.supplier.supplier.name if case.supplier.supplier else text_of(case.invoice, "supplier_name")
        yield f"Invoice {printed} of {name} is already here: {_documents(others)}."


def _documents(ids: tuple[str, ...]) -> str:
    return ("document " if len(ids) == 1 else "documents ") + ", ".join(ids)


RULE = Rule(
    "duplicate_invoice",
    "1",
    Severity.BLOCK,
    look,
    serves="Directive 2006/112/EC, article 226 (2); SOX section 404: no payment twice",
)

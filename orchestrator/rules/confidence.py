"""No field that is needed was read with doubt."""

from collections.abc import Iterator
from typing import Any

from extractors.models import Source, Value
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.required_fields import required
from orchestrator.rules.values import LABELS, field_value


def look(case: Case) -> Finding:
    """Judges the fields that the kind of document requires; lines are judged by whether their figures agree."""
    fields = _fields(case)
    return Finding(
        problems=tuple(sentence for _, sentence in _found(case)),
        fine="Everything needed was read without doubt.",
        looked_at={field: f"{value.confidence:.2f}" for field, value in fields.items()},
    )


def doubts(case: Case) -> dict[str, str]:
    """The fields that were read with doubt, each with a sentence that says so."""
    found: dict[str, str] = {}
    for field, sentence in _found(case):
        found[field] = f"{found[field]} {sentence}" if field in found else sentence
    return found


def _found(case: Case) -> Iterator[tuple[str, str]]:
    asked = case.parameters.confidence
    for field, value in _needed(case):
        if value.confidence < asked.of(field):
            yield (
                field,
                f"The {LABELS[field]} {str(value.value)[:80]!r} was read with doubt "
                f"({value.confidence:.0%} sure, {asked.of(field):.0%} are asked for).",
            )
    yield from _worked_out(case)


def _worked_out(case: Case) -> Iterator[tuple[str, str]]:
    """A total that reading worked out always agrees with what it was worked out from, and so proves nothing."""
    total = case.invoice.gross_total
    if total and total.source is Source.DERIVED:
        yield "gross_total", f"The gross total {str(total.value)[:40]} was not read but worked out from other amounts."


def _fields(case: Case) -> dict[str, Value[Any]]:
    return dict(_needed(case))


def _needed(case: Case) -> Iterator[tuple[str, Value[Any]]]:
    for field in required(case.kind, case.parameters.required_fields):
        value = None if field == "lines" else field_value(case.invoice, field)
        if value is not None:
            yield field, value


RULE = Rule(
    "confidence",
    "1",
    Severity.REVIEW,
    look,
    serves="SOX section 404: accuracy of input; Directive 2006/112/EC, article 233 (integrity of content)",
)

"""No field that is needed was read with doubt."""

from collections.abc import Iterator
from typing import Any

from extractors.models import Value
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.rules.required_fields import required
from orchestrator.rules.values import LABELS, field_value


def look(case: Case) -> Finding:
    """Judges the fields that the kind of document requires; lines are judged by whether their figures agree."""
    fields = _fields(case)
    return Finding(
        problems=tuple(
            f"The {LABELS[field]} {str(value.value)[:80]!r} was read with doubt "
            f"({value.confidence:.0%} sure, {case.parameters.confidence.of(field):.0%} are asked for)."
            for field, value in fields.items()
            if value.confidence < case.parameters.confidence.of(field)
        ),
        fine="Everything needed was read without doubt.",
        looked_at={field: f"{value.confidence:.2f}" for field, value in fields.items()},
    )


def _fields(case: Case) -> dict[str, Value[Any]]:
    return dict(_needed(case))


def _needed(case: Case) -> Iterator[tuple[str, Value[Any]]]:
    for field in required(case.kind, case.parameters.required_fields):
        value = None if field == "lines" else field_value(case.invoice, field)
        if value is not None:
            yield field, value


RULE = Rule("confidence", "1", Severity.REVIEW, look)

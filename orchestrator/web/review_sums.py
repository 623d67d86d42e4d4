"""What the page says while a person types: what is no value, what the rules hold against it, which sums hold."""

from collections.abc import Sequence
from typing import Any

from extractors.models import Invoice, InvoiceLine
from orchestrator.correcting import Changes
from orchestrator.correcting.fields import HEADER_FIELDS, held, shown
from orchestrator.correcting.grid import COLUMNS, rows_of
from orchestrator.errors import DecisionRefused
from orchestrator.figures import all_lines
from orchestrator.people.actor import Actor
from orchestrator.phrases import phrase
from orchestrator.review.arithmetic import Check, Suggestion
from orchestrator.store import documents, findings
from orchestrator.web.desk import Desk
from orchestrator.web.languages import Language
from orchestrator.web.retelling import retell
from orchestrator.web.review_reasons import reasons
from orchestrator.web.review_trial import tried

SUMS = {
    "lines": phrase("Quantity × price"),
    "sum": phrase("Lines = net"),
    "tax": phrase("Tax by its rates"),
    "total": phrase("Net + tax = gross"),
}
"""What is compared, as the page names it."""


def judged(desk: Desk, actor: Actor, document_id: str, changes: Changes, spoken: Language) -> dict[str, Any]:
    """For the page's script; nothing is kept of it.

    Returns:
        wrong: by field, and for lines by `row.column` with rows from 0, why a text is no value.
        doubtful: by field (`lines` are all lines), why a person should look at it as it is now.
        problems: what the rules say against it as it is now.
        checks: which sums hold; suggestions: values that would make them, of lines with rows from 0.

    Raises:
        DecisionRefused: nothing was read of the document.
    """
    judge = desk.acts.judge()
    with desk.store.reading() as tx:
        document = documents.get(tx, document_id)
        read = findings.latest_extraction(tx, document.id)
        if read is None or read.invoice is None:
            raise DecisionRefused("Nothing was read of this document that could be corrected.")
        trial, wrong = tried(read, changes)
        judgement = judge.look(tx, document, trial)
    why = reasons(spoken, judgement.verdicts)
    return {
        "wrong": {name: retell(spoken, sentence) for name, sentence in wrong.items()},
        "doubtful": {name: why.told(sentence) for name, sentence in judgement.doubtful.items()},
        "problems": [why.told(verdict.sentence) for verdict in judgement.verdicts if not verdict.passed],
        **_sums(desk, actor, trial.invoice or Invoice(), spoken),
    }


def _sums(desk: Desk, actor: Actor, invoice: Invoice, spoken: Language) -> dict[str, Any]:
    values = {name: shown(held(invoice, name)) for name in HEADER_FIELDS}
    every = _rows(all_lines(invoice))
    here = len(invoice.lines)
    checks, suggestions = desk.acts.arithmetic(actor, values, every[:here], every[here:])
    return {
        "checks": [{"label": spoken.gettext(label), "holds": _together(checks, name)} for name, label in SUMS.items()],
        "suggestions": [_suggested(one, spoken) for one in suggestions],
    }


def _rows(lines: Sequence[InvoiceLine]) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(lines, {})]


def _together(checks: Sequence[Check], name: str) -> bool | None:
    """Whether all comparisons of this name hold; None where none could be made."""
    found = [check.holds for check in checks if check.name.partition(".")[0] == name and check.holds is not None]
    return all(found) if found else None


def _suggested(one: Suggestion, spoken: Language) -> dict[str, str]:
    """A field by its name, a line's as `row.column` with rows from 0."""
    _, number, column = (*one.field.split("."), "", "")[:3]
    field = f"{int(number) - 1}.{column}" if column else one.field
    return {"field": field, "value": one.value, "because": spoken.gettext(one.because)}

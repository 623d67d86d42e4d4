"""Saving what a person changed: all at once, in one transaction, after which the document is judged once."""

from collections.abc import Mapping

from extractors.invoice.memory.fields import LEARNABLE
from extractors.models import Box, Extraction, Limits
from orchestrator.correcting.changes import Changes, Corrected, Places, Saving
from orchestrator.correcting.fields import HEADER_FIELDS, correctable, line_field, typed
from orchestrator.correcting.meanwhile import what_changed
from orchestrator.correcting.words import with_words
from orchestrator.correcting.writing import Writing
from orchestrator.errors import DecisionRefused
from orchestrator.people.holding import insist_on_no_other
from orchestrator.store import Store, Transaction


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
    """Correct fields of a document that waits for a person, as `save` does."""
    changes = Changes(values=dict(values), boxes=dict(boxes or {}))
    return save(store, limits, document_id, changes, actor, reason).corrected


def save(
    store: Store, limits: Limits, document_id: str, changes: Changes, actor: str, reason: str = "", version: str = ""
) -> Saving:
    """Save what a person changed of a document that waits for one, and send it back to be judged.

    Args:
        limits: for reading the document's words anew, from which is learned where the values stand.
        version: what the person looked at, as the review names it; empty for what holds now.

    Raises:
        DecisionRefused: the document waits for no person, was changed meanwhile (the message says how), or a field or
            value cannot be taken; nothing was done.
        BeingEdited: somebody else edits it now.
    """
    with store.reading() as tx:
        insist_on_no_other(tx, document_id, actor)
        document, number, extraction = correctable(tx, document_id)
        _insist_on_version(tx, document.id, version, number)
    _check(extraction, changes)
    words = with_words(store, document, extraction, limits) if LEARNABLE & changes.values.keys() else extraction
    with store.begin() as tx:
        document, now, _ = correctable(tx, document.id, to_change=True)
        insist_on_no_other(tx, document.id, actor)
        _insist_on_version(tx, document.id, str(number), now)
        writing = Writing(tx, document, number, words, actor, reason, changes.boxes)
        for field, text in changes.values.items():
            writing.correct(field, typed(extraction, field, text))
        if changes.lines is not None:
            writing.put_lines(changes.lines)
        writing.confirm(changes.confirmed)
        return writing.finish()


def _insist_on_version(tx: Transaction, document_id: str, version: str, number: int) -> None:
    if version and version != str(number):
        raise DecisionRefused(what_changed(tx, document_id, version, number))


def _check(extraction: Extraction, changes: Changes) -> None:
    """Refuse before anything is read or written."""
    for field, text in changes.values.items():
        typed(extraction, field, text)
    in_grid = [field for field in changes.values if line_field(field)[1]]
    if changes.lines is not None and in_grid:
        raise DecisionRefused(f"Give the lines as a whole or field by field, not both ({in_grid[0]}).")
    for field in changes.confirmed:
        if field not in (*HEADER_FIELDS, "lines") and not line_field(field)[1]:
            raise DecisionRefused(f"{field!r} is no field that can be confirmed.")
    if not changes.values and changes.lines is None and not changes.confirmed:
        raise DecisionRefused("Name at least one field to correct.")

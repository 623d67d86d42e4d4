"""Saving a review: what a person changed and confirmed, in one transaction with one judgement after it."""

from dataclasses import dataclass

from extractors.models import Limits
from orchestrator import correcting
from orchestrator.correcting import Changes, Corrected
from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.stages import Stage
from orchestrator.store import Store


@dataclass(frozen=True)
class Saved:
    """What was saved, and the stage in which the document is now: `extracted`, on its way to be judged."""

    stage: Stage
    corrected: tuple[Corrected, ...]
    confirmed: tuple[str, ...]


def save_review(
    store: Store, limits: Limits, actor: Actor, document_id: str, version: str, changes: Changes, reason: str = ""
) -> Saved:
    """Save what a person changed of the `version` that they looked at.

    Raises:
        DecisionRefused: that version does not hold any more (the message says what changed), or something cannot be
            taken; nothing was done.
        BeingEdited: somebody else edits it now.
    """
    if not version:
        raise DecisionRefused("Say which version was looked at; the review shows it.")
    saving = correcting.save(store, limits, document_id, changes, str(actor), reason, version)
    return Saved(Stage.EXTRACTED, saving.corrected, saving.confirmed)

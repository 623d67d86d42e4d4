"""What a person corrects of a document: fields, lines and their codes, at once. It teaches the supplier's memory."""

from orchestrator.correcting.changes import Changes, Corrected, Place, Places, Saving
from orchestrator.correcting.fields import CORRECTABLE, HEADER_FIELDS, LINE_FIELDS
from orchestrator.correcting.saving import correct, correct_all, save

__all__ = [
    "CORRECTABLE",
    "HEADER_FIELDS",
    "LINE_FIELDS",
    "Changes",
    "Corrected",
    "Place",
    "Places",
    "Saving",
    "correct",
    "correct_all",
    "save",
]

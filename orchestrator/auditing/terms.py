"""What the farm's settings say about anchors and retention."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config import files
from config.files import PACKAGED
from config.retention_file import RetentionFile


@dataclass(frozen=True)
class AuditTerms:
    """Where anchors go, who stamps them, and how long documents are kept.

    Attributes:
        home: the home folder, in which copies of returned files lie.
        anchors: the file of anchors; None: none are written and none are looked at.
        tsa_url: a time-stamping authority (RFC 3161), empty for none.
        tsa_certificates: its roots as PEM, by which stamps are checked.
        retention: the periods as they stand now.
    """

    home: Path | None = None
    anchors: Path | None = None
    tsa_url: str = ""
    tsa_certificates: Path | None = None
    retention: Callable[[], RetentionFile] = lambda: files.load_retention(PACKAGED)


NO_ANCHORS = AuditTerms()
"""No anchors, and the periods that come with the program."""

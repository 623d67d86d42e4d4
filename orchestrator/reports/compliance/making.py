"""Makes the compliance report of a period, and writes into the history that it was made, with what it said."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.reports.compliance.content import Content
from orchestrator.reports.compliance.excel import write_excel
from orchestrator.reports.compliance.gathering import gather
from orchestrator.reports.compliance.made import Made
from orchestrator.reports.compliance.pdf.document import write_pdf
from orchestrator.reports.compliance.period import Period
from orchestrator.reports.compliance.telling import Spoken
from orchestrator.store import Store, audit
from orchestrator.store.audit import AuditResult

ACTION = "compliance report made"
log = logging.getLogger(__name__)


class Form(StrEnum):
    """In what form the report is written: the ending of its file."""

    PDF = "pdf"
    EXCEL = "xlsx"


WRITERS: Mapping[Form, Callable[[Made, Spoken, Path], None]] = {Form.PDF: write_pdf, Form.EXCEL: write_excel}


@dataclass(frozen=True)
class Written:
    """A report with the files that it was written to, and their SHA-256."""

    made: Made
    files: Mapping[Path, str]


def content_of(store: Store, actor: Actor, period: Period) -> Content:
    """What the report of a period says, from one state of the store; nothing is kept of it.

    Raises:
        NotAllowed: the right audit:read is lacking.
    """
    actor.insist_on(Right.SEE_AUDIT)
    with store.reading(one_state=True) as tx:
        return gather(tx, period)


def make_report(
    store: Store, actor: Actor, period: Period, spoken: Spoken, targets: Sequence[tuple[Form, Path]],
    check: Callable[[], AuditResult],
) -> Written:  # fmt: skip
    """Write the report of a period in the language of who asks, and tell the history its fingerprint.

    A file that was written and is not in the history is not left behind.

    Args:
        check: checks the whole history.

    Raises:
        NotAllowed: the right audit:read is lacking.
        OSError: a file cannot be written.
    """
    content = content_of(store, actor, period)
    made = Made(content, content.fingerprint(), check(), str(actor), datetime.now(UTC))
    files: dict[Path, str] = {}
    try:
        for form, path in targets:
            WRITERS[form](made, spoken, path)
            files[path] = _sha256(path)
        with store.begin() as tx:
            audit.append(tx, str(actor), ACTION, None, _facts(made, spoken, files))
    except BaseException:
        for path in files:
            path.unlink(missing_ok=True)
        raise
    log.info("made the compliance report of %s: %s", period, made.fingerprint)
    return Written(made, files)


def _facts(made: Made, spoken: Spoken, files: Mapping[Path, str]) -> dict[str, object]:
    content = made.content
    return {
        "since": str(content.period.since),
        "until": str(content.period.until),
        "language": spoken.code,
        "fingerprint": made.fingerprint,
        "intact": made.chain.intact,
        "entries": made.chain.entries,
        "problem": made.chain.problem,
        "anchor": content.record.hash,
        "files": {path.name: digest for path, digest in files.items()},
    }


def file_name(period: Period, language: str, form: Form, at: datetime | None = None) -> str:
    """What a report's file is called; with the time at which it was made, where several are kept."""
    made = f"-{at:%Y%m%dT%H%M%S}" if at else ""
    return f"compliance-{period.since}-{period.until}-{language}{made}.{form}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

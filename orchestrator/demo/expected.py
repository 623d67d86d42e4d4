"""What should become of each sample, and whether it did."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from orchestrator.stages import RESTING, Stage
from orchestrator.store import Transaction, audit, documents, findings, receipts
from orchestrator.store.documents import Document
from orchestrator.store.receipts import Receipt

DUPLICATE = "duplicate"
NOT_RULES = {"duplicate", "approval_limit"}
"""Expected reasons that an outcome itself tells, and no rule."""


class Expected(BaseModel):
    """A sample's truth: what it is and what should become of it. Of those of one `pair`, either may come first."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    kind: str
    outcome: str
    reasons: tuple[str, ...] = ()
    pair: str | None = None


class Result(BaseModel):
    """What became of a file: a row of the demo's table. `outcome` is a stage, or duplicate."""

    model_config = ConfigDict(frozen=True)

    file: str
    kind: str
    supplier: str
    number: str
    total: str
    outcome: str
    erp_number: str
    reason: str
    reasons: tuple[str, ...]


def load_expected(samples: Path, words: Sequence[str] = (), erp: str = "tryton") -> tuple[Expected, ...]:
    """The samples whose file names hold one of the words; all, where no word is given.

    Where an ERP cannot do a thing, ``expected-<erp>.jsonl`` has the rows that differ, each with its reason.
    """
    rows = {sample.file: sample for sample in _rows(samples / "expected.jsonl")}
    different = samples / f"expected-{erp}.jsonl"
    if different.exists():
        rows |= {sample.file: sample for sample in _rows(different)}
    return tuple(sample for sample in rows.values() if not words or any(word in sample.file for word in words))


def _rows(file: Path) -> list[Expected]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Expected.model_validate(json.loads(line)) for line in lines if line.strip()]


def results(tx: Transaction, files: Iterable[str]) -> dict[str, Result]:
    """The results of those files that came to rest; an e-mail's is that of what was attached to it."""
    by_name = {receipt.name: receipt for receipt in receipts.everything(tx) if receipt.parent_id is None}
    found = {}
    for file in files:
        receipt = by_name.get(file)
        result = _result(tx, file, receipt) if receipt else None
        if result is not None:
            found[file] = result
    return found


def _result(tx: Transaction, file: str, receipt: Receipt) -> Result | None:
    document = documents.get(tx, receipt.document_id)
    attached = receipts.attached(tx, receipt.id)
    if attached:
        receipt = attached[0]
        document = documents.get(tx, receipt.document_id)
    if document.stage not in RESTING:
        return None
    return Result(
        file=file,
        kind=(document.kind or "").replace("_", " "),
        supplier=document.supplier_name or "",
        number=document.invoice_number or "",
        total=f"{document.gross_total or ''} {document.currency or ''}".strip(),
        outcome=DUPLICATE if receipt.duplicate else str(document.stage),
        erp_number=document.erp_number or "",
        reason="The same file came before." if receipt.duplicate else document.reason,
        reasons=_reasons(tx, document),
    )


def _reasons(tx: Transaction, document: Document) -> tuple[str, ...]:
    failed = tuple(v.rule_id for v in findings.latest_verdicts(tx, document.id) if not v.passed)
    codes = audit.refusal_codes(tx, document.id) if document.stage is Stage.QUARANTINED else ()
    return failed + codes


def surprises(expected: Sequence[Expected], found: dict[str, Result]) -> tuple[str, ...]:
    """A sentence for each sample that did not come out as it should; empty when all did."""
    pairs: dict[str, list[Expected]] = defaultdict(list)
    sentences = []
    for sample in expected:
        if sample.pair:
            pairs[sample.pair].append(sample)
        else:
            sentences += _surprise(sample, found.get(sample.file))
    for members in pairs.values():
        wanted = sorted(sample.outcome for sample in members)
        got = sorted(found[sample.file].outcome for sample in members if sample.file in found)
        if wanted != got:
            names = " and ".join(sample.file for sample in members)
            sentences.append(f"{names}: expected {' and '.join(wanted)}, got {' and '.join(got) or 'nothing yet'}.")
    return tuple(sentences)


def _surprise(sample: Expected, result: Result | None) -> list[str]:
    if result is None:
        return [f"{sample.file}: it did not come to rest."]
    if result.outcome != sample.outcome:
        return [f"{sample.file}: expected {sample.outcome}, got {result.outcome}: {result.reason}"]
    wanted = set(sample.reasons) - NOT_RULES
    if wanted != set(result.reasons):
        return [f"{sample.file}: expected the reasons {sorted(wanted)}, got {sorted(set(result.reasons))}."]
    return []

"""A farm with a past: documents of October and November, decided by people, for the compliance report's tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, clock, documents, findings
from tests import factories
from tests.factories import Bill

OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
AUDITOR = Actor("otto", "web", frozenset(Right))
EVIL = '=HYPERLINK("http://evil")\x00\u202egnp.exe <b>' + "W" * 300


@contextmanager
def time_of(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Iterator[None]:
    """The farm's clock begins there and ticks a second whenever it is looked at."""
    ticks = iter(range(10**9))
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda tx: at + timedelta(seconds=next(ticks)))
        yield


def bill(number: int, supplier: str = "Nordwind Bürobedarf GmbH") -> Bill:
    return replace(Bill(), number=f"RE-{number:05}", supplier=supplier)


def approve(store: Store, document_id: str, who: str, why: str, from_: Stage = Stage.NEEDS_REVIEW) -> None:
    """As the record tells it, whatever bars it elsewhere."""
    with store.begin() as tx:
        findings.add_approval(tx, document_id, who, "approved", why)
        documents.move(tx, document_id, from_, Stage.APPROVED, who, why)


def correct(tx: Transaction, document_id: str, who: str, field: str = "iban", after: str = "DE1") -> None:
    """A correction as the history keeps it; the document is judged again."""
    facts = {"field": field, "before": "DE0", "after": after, "reason": "as printed", "memory": None}
    audit.append(tx, who, "corrected", document_id, facts)
    documents.move(tx, document_id, Stage.NEEDS_REVIEW, Stage.EXTRACTED, who, f"Corrected: {field}.")


def judged_again(tx: Transaction, document_id: str, to: Stage = Stage.VALIDATED) -> None:
    findings.add_verdicts(tx, document_id, (factories.PASSED,))
    documents.move(tx, document_id, Stage.EXTRACTED, to, "judge", "Every rule passed.")

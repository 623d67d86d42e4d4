"""What every act works with."""

from collections.abc import Callable
from dataclasses import dataclass

from extractors.models import Limits
from orchestrator.auditing.terms import NO_ANCHORS, AuditTerms
from orchestrator.judging import Judge
from orchestrator.store import Store
from orchestrator.webhooks.addresses import PUBLIC, Reach


@dataclass(frozen=True)
class ActsBase:
    """The farm that is acted on.

    Attributes:
        judge: makes the judge by the rules as they stand now.
        limits: for files that are uploaded and read.
        reach: where webhooks may lead.
        audit_terms: where anchors go, and how long documents are kept.
    """

    store: Store
    judge: Callable[[], Judge]
    limits: Limits
    reach: Reach = PUBLIC
    audit_terms: AuditTerms = NO_ANCHORS

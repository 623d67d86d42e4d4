"""Everything that somebody may ask of the farm, in one place: pages, API and command line call these and nothing else.

Each act insists on its right first, so that no page can forget to; the core then judges whether it fits.
"""

from orchestrator.acts.compliance import ComplianceActs
from orchestrator.acts.documents import DocumentActs
from orchestrator.acts.history import HistoryActs
from orchestrator.acts.purchasing import PurchaseActs
from orchestrator.acts.reviewing import ReviewActs
from orchestrator.acts.running import OperationActs
from orchestrator.acts.webhooks import WebhookActs


class Acts(
    DocumentActs,
    ReviewActs,
    OperationActs,
    WebhookActs,
    ComplianceActs,
    PurchaseActs,
    HistoryActs,
):
    """What can be done with the farm of a store."""

"""Approvals in steps: what the policy asks for a document, who has signed, who may sign next, and who is reminded."""

from orchestrator.approving.state import ApprovalState
from orchestrator.approving.steps import state

__all__ = ["ApprovalState", "state"]

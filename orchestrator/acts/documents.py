"""Acts on single documents: handed in, approved, rejected, corrected, tried again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from orchestrator import approval, correcting
from orchestrator.acts.base import ActsBase
from orchestrator.alerts import scanning
from orchestrator.approving import ApprovalState, delegating
from orchestrator.approving.explaining import Explanation
from orchestrator.correcting import Corrected, Places
from orchestrator.errors import NotAllowed
from orchestrator.intake import Uploaded, take_in_upload
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store.delegations import Delegation


class DocumentActs(ActsBase):
    """Acts on single documents: handed in, approved, rejected, corrected, tried again."""

    def upload(self, actor: Actor, name: str, data: bytes) -> Uploaded:
        """Take in a file that somebody hands over.

        Raises:
            NotAllowed: the right documents:upload is lacking.
        """
        actor.insist_on(Right.UPLOAD)
        return take_in_upload(self.store, name, data, self.limits, str(actor))

    def approve(self, actor: Actor, document_id: str, reason: str) -> ApprovalState:
        """Sign a document; returns how far its approval is then. A bot keys it once all steps are signed.

        Raises:
            NotAllowed: the right documents:approve is lacking, the actor corrected or signed the document, or it waits
                for somebody else.
            DecisionRefused: it waits for no approval, or must be corrected first.
        """
        actor.insist_on(Right.APPROVE)
        try:
            return approval.approve(self.store, self.judge(), document_id, str(actor), reason)
        except NotAllowed as refusal:
            scanning.note_refusal(self.store, str(actor), document_id, refusal)
            raise

    def explain_approval(self, actor: Actor, document_id: str) -> Explanation:
        """Which rule of the approval policy applies to a document, why, and who could sign it now.

        Raises:
            NotAllowed, DocumentNotFound, DecisionRefused
        """
        actor.insist_on(Right.SEE_DOCUMENTS)
        return approval.explain(self.store, self.judge(), document_id)

    def reject(self, actor: Actor, document_id: str, reason: str) -> None:
        """Reject a document.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.REJECT)
        approval.reject(self.store, document_id, str(actor), reason)

    def retry(self, actor: Actor, document_id: str, reason: str) -> None:
        """Send a document that rests on its way again.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.RETRY)
        approval.retry(self.store, document_id, str(actor), reason)

    def correct(
        self, actor: Actor, document_id: str, values: Mapping[str, str], reason: str = "", boxes: Places | None = None
    ) -> Sequence[Corrected]:
        """Correct fields of a document; see `correcting.save`.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.CORRECT)
        return correcting.correct_all(self.store, self.limits, document_id, values, str(actor), reason, boxes)

    def delegate(self, actor: Actor, to: str, since: datetime | None, until: datetime, reason: str = "") -> Delegation:
        """Let somebody sign approvals in the actor's place for a while.

        Raises:
            NotAllowed, PersonNotFound, DecisionRefused
        """
        actor.insist_on(Right.APPROVE)
        with self.store.begin() as tx:
            return delegating.delegate(tx, str(actor), actor.login, to, since, until, reason)

    def end_delegation(self, actor: Actor, delegation_id: int) -> None:
        """End a delegation that the actor gave or was given.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.APPROVE)
        with self.store.begin() as tx:
            delegating.take_back(tx, str(actor), delegation_id, actor.login)

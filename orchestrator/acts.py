"""Everything that somebody may ask of the farm, in one place: pages, API and command line call these and nothing else.

Each act insists on its right first, so that no page can forget to; the core then judges whether it fits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractors.models import Limits
from orchestrator import approval, correcting, lane
from orchestrator.correcting import Corrected, Places
from orchestrator.intake import Uploaded, take_in_upload
from orchestrator.judging import Judge
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store import Store
from orchestrator.store.lanes import LaneAccount


@dataclass(frozen=True)
class Acts:
    """What can be done with the farm of a store.

    Attributes:
        judge: makes the judge by the rules as they stand now.
        limits: for files that are uploaded and read.
    """

    store: Store
    judge: Callable[[], Judge]
    limits: Limits

    def upload(self, actor: Actor, name: str, data: bytes) -> Uploaded:
        """Take in a file that somebody hands over.

        Raises:
            NotAllowed: the right documents:upload is lacking.
        """
        actor.insist_on(Right.UPLOAD)
        return take_in_upload(self.store, name, data, self.limits, str(actor))

    def approve(self, actor: Actor, document_id: str, reason: str) -> None:
        """Approve a document.

        Raises:
            NotAllowed: the right documents:approve is lacking, or the actor corrected the document.
            DecisionRefused: it waits for no approval, or must be corrected first.
        """
        actor.insist_on(Right.APPROVE)
        approval.approve(self.store, self.judge(), document_id, str(actor), reason)

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
        """Correct fields of a document; see `correcting.correct_all`.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.CORRECT)
        return correcting.correct_all(self.store, self.limits, document_id, values, str(actor), reason, boxes)

    def pause_lane(self, actor: Actor, account: LaneAccount, reason: str) -> None:
        """Pause keying with an account.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        lane.pause(self.store, account, str(actor), reason)

    def resume_lane(self, actor: Actor, account: LaneAccount) -> None:
        """Resume keying with an account.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        lane.resume(self.store, account, str(actor))

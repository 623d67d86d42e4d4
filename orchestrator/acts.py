"""Everything that somebody may ask of the farm, in one place: pages, API and command line call these and nothing else.

Each act insists on its right first, so that no page can forget to; the core then judges whether it fits.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from extractors.models import Limits
from orchestrator import approval, correcting, lane
from orchestrator.correcting import Changes, Corrected, Places
from orchestrator.intake import Uploaded, take_in_upload
from orchestrator.judging import Judge
from orchestrator.learning import supplier_memories
from orchestrator.operations import forgetting, retrying
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.review import asking, editing, saving, setting_aside, splitting, turning, undoing
from orchestrator.review.arithmetic import Check, Row, Suggestion, checks, suggestions
from orchestrator.review.editing import Editing
from orchestrator.review.pages import ShownWord, words
from orchestrator.review.saving import Saved
from orchestrator.review.view import ReviewView, view
from orchestrator.stages import Stage
from orchestrator.store import Store, audit
from orchestrator.store.audit import AuditResult
from orchestrator.store.cause_retries import CauseRetry
from orchestrator.store.deliveries import Delivery
from orchestrator.store.lanes import LaneAccount
from orchestrator.store.webhooks import Webhook
from orchestrator.webhooks import register as hooks
from orchestrator.webhooks.addresses import PUBLIC, Reach


@dataclass(frozen=True)
class Acts:
    """What can be done with the farm of a store.

    Attributes:
        judge: makes the judge by the rules as they stand now.
        limits: for files that are uploaded and read.
        reach: where webhooks may lead.
    """

    store: Store
    judge: Callable[[], Judge]
    limits: Limits
    reach: Reach = PUBLIC

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
        """Correct fields of a document; see `correcting.save`.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.CORRECT)
        return correcting.correct_all(self.store, self.limits, document_id, values, str(actor), reason, boxes)

    def review(self, actor: Actor, document_id: str) -> ReviewView:
        """What a review shows of a document.

        Raises:
            NotAllowed, DocumentNotFound
        """
        actor.insist_on(Right.SEE_DOCUMENTS)
        return view(self.store, document_id, self.judge(), self.limits)

    def words(self, actor: Actor, document_id: str, page: int) -> tuple[ShownWord, ...]:
        """The words of a page with their places, as shown.

        Raises:
            NotAllowed, DocumentNotFound
        """
        actor.insist_on(Right.SEE_DOCUMENTS)
        return words(self.store, document_id, page, self.limits)

    def edit(self, actor: Actor, document_id: str, *, over: bool = False) -> Editing:
        """Begin to edit a document, or go on; see `editing.take`.

        Raises:
            NotAllowed, BeingEdited, DocumentNotFound
        """
        actor.insist_on(Right.CORRECT)
        return editing.take(self.store, document_id, actor, over=over)

    def keep_editing(self, actor: Actor, document_id: str) -> Editing:
        """A sign of life from the open page; see `editing.keep`.

        Raises:
            NotAllowed, BeingEdited, DocumentNotFound
        """
        actor.insist_on(Right.CORRECT)
        return editing.keep(self.store, document_id, actor)

    def stop_editing(self, actor: Actor, document_id: str) -> None:
        """Let go of a document.

        Raises:
            NotAllowed, DocumentNotFound
        """
        actor.insist_on(Right.CORRECT)
        editing.release(self.store, document_id, actor)

    def save_review(self, actor: Actor, document_id: str, version: str, changes: Changes, reason: str = "") -> Saved:
        """Save what a person changed and confirmed, all at once; it is judged once afterwards.

        Raises:
            NotAllowed, BeingEdited, DocumentNotFound
            DecisionRefused: the version is not the one that holds, or something cannot be taken; nothing was done.
        """
        actor.insist_on(Right.CORRECT)
        return saving.save_review(self.store, self.limits, actor, document_id, version, changes, reason)

    def arithmetic(
        self, actor: Actor, values: Mapping[str, str], lines: Sequence[Row], adjustments: Sequence[Row] = ()
    ) -> tuple[tuple[Check, ...], tuple[Suggestion, ...]]:
        """Whether figures as typed agree by the rules, and what would make them; see `review.arithmetic`.

        Raises:
            NotAllowed
        """
        actor.insist_on(Right.SEE_DOCUMENTS)
        tolerance = self.judge().rules.arithmetic
        found = checks(values, lines, tolerance, adjustments)
        return found, suggestions(values, lines, tolerance, adjustments)

    def undo_review(self, actor: Actor, document_id: str) -> tuple[str, ...]:
        """Take back one's last save of a document; returns its fields. See `undoing.undo`.

        Raises:
            NotAllowed, DecisionRefused, BeingEdited
        """
        actor.insist_on(Right.CORRECT)
        return undoing.undo(self.store, actor, document_id)

    def set_aside(self, actor: Actor, document_id: str, until: datetime | None, reason: str) -> None:
        """Put a document off until a time (None: until it is taken back).

        Raises:
            NotAllowed, DecisionRefused, BeingEdited
        """
        actor.insist_on(Right.CORRECT)
        setting_aside.set_aside(self.store, actor, document_id, until, reason)

    def take_back(self, actor: Actor, document_id: str) -> None:
        """Have a document that is set aside wait again.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.CORRECT)
        setting_aside.take_back(self.store, actor, document_id)

    def ask(self, actor: Actor, document_id: str, to: str, question: str) -> int:
        """Ask somebody, by login, about a document; returns the question's id.

        Raises:
            NotAllowed: rights documents:correct and documents:approve are both lacking.
            DecisionRefused, PersonNotFound
        """
        if Right.APPROVE not in actor.rights:
            actor.insist_on(Right.CORRECT)
        return asking.ask(self.store, actor, document_id, to, question)

    def answer(self, actor: Actor, question_id: int, text: str) -> None:
        """Answer what one was asked.

        Raises:
            NotAllowed: the right is lacking, or somebody else was asked.
            DecisionRefused
        """
        actor.insist_on(Right.SEE_DOCUMENTS)
        asking.answer(self.store, actor, question_id, text)

    def rotate(self, actor: Actor, document_id: str, degrees: Mapping[int, int]) -> None:
        """Turn pages, which are then read anew; see `turning.rotate`.

        Raises:
            NotAllowed, DecisionRefused, BeingEdited
        """
        actor.insist_on(Right.CORRECT)
        turning.rotate(self.store, actor, document_id, degrees)

    def split(self, actor: Actor, document_id: str, first_pages: Collection[int]) -> tuple[str, ...]:
        """Make several documents of one; returns their ids. See `splitting.split`.

        Raises:
            NotAllowed, DecisionRefused, BeingEdited
        """
        actor.insist_on(Right.CORRECT)
        return splitting.split(self.store, self.limits, actor, document_id, first_pages)

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

    def add_webhook(self, actor: Actor, name: str, url: str, stages: Iterable[Stage] = ()) -> hooks.NewSecret:
        """Tell an address of every change to these stages, of all changes without any; its secret is shown this once.

        Raises:
            NotAllowed: the right webhooks:manage is lacking, as for all that follows.
            DecisionRefused: there is no name, or the address will not do.
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.add(self.store, self.reach, str(actor), name, url, stages)

    def renew_webhook_secret(self, actor: Actor, webhook_id: int) -> hooks.NewSecret:
        """Give a webhook another secret at once.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.renew_secret(self.store, str(actor), webhook_id)

    def test_webhook(self, actor: Actor, webhook_id: int) -> Delivery:
        """Have a test sent to a webhook.

        Raises:
            NotAllowed, WebhookNotFound
            DecisionRefused: it is disabled.
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.test(self.store, str(actor), webhook_id)

    def enable_webhook(self, actor: Actor, webhook_id: int, enabled: bool) -> Webhook:
        """Enable or disable a webhook.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.enable(self.store, str(actor), webhook_id, enabled)

    def remove_webhook(self, actor: Actor, webhook_id: int) -> None:
        """Remove a webhook with all that it was sent.

        Raises:
            NotAllowed, WebhookNotFound
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        hooks.remove(self.store, str(actor), webhook_id)

    def resend_delivery(self, actor: Actor, delivery_id: int) -> Delivery:
        """Have one message to a webhook sent once more.

        Raises:
            NotAllowed, WebhookNotFound, DecisionRefused
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.send_again(self.store, str(actor), delivery_id)

    def resend_deliveries(self, actor: Actor, webhook_id: int) -> int:
        """Have everything of a webhook sent that is dead or waits for its next attempt; how many that is.

        Raises:
            NotAllowed, WebhookNotFound, DecisionRefused
        """
        actor.insist_on(Right.MANAGE_WEBHOOKS)
        return hooks.send_all_again(self.store, str(actor), webhook_id)

    def retry_cause(self, actor: Actor, stage: Stage, cause: str, reason: str) -> CauseRetry:
        """Send every document that rests for a cause on its way again: one act, worked off in batches.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.RETRY)
        return retrying.ask(self.store, stage, cause, str(actor), reason)

    def forget_part(self, actor: Actor, name: str) -> None:
        """Forget a part of the farm that has been silent for long, as its machine is gone for good.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        forgetting.forget_part(self.store, name, str(actor))

    def forget_supplier(self, actor: Actor, supplier: str, reason: str) -> None:
        """Forget what was learned of a supplier, by its code in the ERP, its memory's id or its name.

        Raises:
            NotAllowed: the right suppliers:forget is lacking.
            SupplierNotRemembered: nothing was learned of it.
        """
        actor.insist_on(Right.FORGET_SUPPLIER)
        with self.store.begin() as tx:
            supplier_memories.forget(tx, supplier_memories.one(tx, supplier), str(actor), reason)

    def verify_history(self, actor: Actor) -> AuditResult:
        """Check the whole history: its chain, its seal, and that every document stands where its history ends.

        Raises:
            NotAllowed: the right audit:read is lacking.
        """
        actor.insist_on(Right.SEE_AUDIT)
        with self.store.reading() as tx:
            return audit.verify(tx, self.store.audit_key)

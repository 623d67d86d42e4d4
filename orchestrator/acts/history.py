"""Acts on the history and on what is kept: check, anchor, bundle, erase."""

from pathlib import Path

from orchestrator.acts.base import ActsBase
from orchestrator.auditing import anchors, bundle, erasure
from orchestrator.auditing.anchors import Anchor
from orchestrator.auditing.bundle import Bundle
from orchestrator.auditing.erasure import Erased, Retained
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store import audit
from orchestrator.store.audit import AuditResult
from orchestrator.store.audit_check import Progress as CheckProgress


class HistoryActs(ActsBase):
    """Acts on the history and on what is kept: check, anchor, bundle, erase."""

    def verify_history(
        self, actor: Actor, progress: CheckProgress | None = None, kept_elsewhere: Path | None = None
    ) -> AuditResult:
        """Check the whole history: chain, personal data, seal, anchors, and that documents stand where it ends.

        Args:
            progress: told now and then how far it is.
            kept_elsewhere: a copy of the file of anchors, to be held against in place of the farm's own.

        Raises:
            NotAllowed: the right audit:read is lacking.
            AnchorNotWritten: the anchors cannot be read.
        """
        actor.insist_on(Right.SEE_AUDIT)
        key = self.store.audit_key
        with self.store.reading(one_state=True) as tx:
            known = anchors.anchors_to_check(tx, self.audit_terms, key, kept_elsewhere)
            return audit.verify(tx, key, known, progress)

    def anchor_history(self, actor: Actor) -> Anchor:
        """Write the end of the history into the file of anchors; see `anchors.write_anchor`.

        Raises:
            NotAllowed, DecisionRefused, AnchorNotWritten, NotStamped
        """
        actor.insist_on(Right.SEE_AUDIT)
        return anchors.write_anchor(self.store, self.audit_terms, str(actor))

    def export_history(
        self, actor: Actor, wanted: bundle.Wanted, path: Path, progress: CheckProgress | None = None
    ) -> Bundle:
        """Write a bundle for an auditor; see `bundle.export`.

        Raises:
            NotAllowed, DecisionRefused, BundleNotWritten
        """
        actor.insist_on(Right.SEE_AUDIT)
        return bundle.export(self.store, self.audit_terms, str(actor), wanted, path, progress)

    def erase_document(self, actor: Actor, document_id: str, reason: str, *, force: bool = False) -> Erased:
        """Erase a document's personal data; see `erasure.erase`.

        Raises:
            NotAllowed: the right documents:erase is lacking.
            DecisionRefused, DocumentNotFound
        """
        actor.insist_on(Right.ERASE)
        return erasure.erase(self.store, self.audit_terms, str(actor), document_id, reason, force=force)

    def keep_retention(self, actor: Actor, *, do: bool, limit: int) -> Retained:
        """Look what was kept long enough, and erase it where `do`; see `erasure.retain`.

        Raises:
            NotAllowed: the right documents:erase is lacking.
        """
        actor.insist_on(Right.ERASE)
        return erasure.retain(self.store, self.audit_terms, str(actor), do=do, limit=limit)

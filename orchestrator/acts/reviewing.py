"""Acts of a review: look, hold, save, undo, ask, set aside, turn and split pages."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from orchestrator.acts.base import ActsBase
from orchestrator.correcting import Changes
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.review import asking, editing, saving, setting_aside, splitting, turning, undoing
from orchestrator.review.arithmetic import Check, Row, Suggestion, checks, suggestions
from orchestrator.review.editing import Editing
from orchestrator.review.pages import ShownWord, words
from orchestrator.review.saving import Saved
from orchestrator.review.view import ReviewView, view


class ReviewActs(ActsBase):
    """Acts of a review: look, hold, save, undo, ask, set aside, turn and split pages."""

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

"""Checking the whole history takes a while: it is done beside the pages, once at a time."""

import logging
import threading
from datetime import UTC, datetime

from extractors.models import Frozen
from orchestrator.acts import Acts
from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.phrases import phrase
from orchestrator.store.audit import AuditResult
from orchestrator.web.shared import Note, Turn

log = logging.getLogger(__name__)
BROKEN_OFF = phrase("The check was broken off; the log says why.")


class State(Frozen):
    """How far it is: begun when and by whom, ended when, and what was found (`failed` says why nothing was)."""

    by: str
    begun_at: datetime
    ended_at: datetime | None = None
    result: AuditResult | None = None
    failed: str = ""


class Verification:
    """The last check of the history, or the one that runs now, in whichever process of the pages."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._running, self._note = Turn("verification"), Note("verification")

    def now(self) -> State | None:
        """How it stands, None where nobody asked for one yet."""
        state = self._state()
        if state is None or state.ended_at is not None or not self._running.take():
            return state
        try:
            state = self._state()
        finally:
            self._running.give_back()
        if state is not None and state.ended_at is None:  # nobody is at it: its process ended
            return state.model_copy(update={"ended_at": state.begun_at, "failed": BROKEN_OFF})
        return state

    def begin(self, actor: Actor) -> None:
        """Begin to check, unless it is being checked already."""
        if not self._running.take():
            return
        begun = State(by=str(actor), begun_at=datetime.now(UTC))
        self._keep(begun)
        threading.Thread(target=self._run, args=(actor, begun), name="verify-history", daemon=True).start()

    def _run(self, actor: Actor, begun: State) -> None:
        result, failed = None, BROKEN_OFF
        try:
            result, failed = self._acts.verify_history(actor), ""
        except OrchestratorError as error:
            failed = str(error)
        finally:
            self._keep(begun.model_copy(update={"ended_at": datetime.now(UTC), "result": result, "failed": failed}))
            self._running.give_back()
            log.info("the history was checked for %s: %s", begun.by, failed or result)

    def _state(self) -> State | None:
        written = self._note.read()
        return State.model_validate_json(written) if written else None

    def _keep(self, state: State) -> None:
        self._note.write(state.model_dump_json())

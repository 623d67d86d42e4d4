"""Checking the whole history takes a while: it is done beside the pages, once at a time."""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from orchestrator.acts import Acts
from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.store.audit import AuditResult

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """How far it is: begun when and by whom, ended when, and what was found (`failed` says why nothing was)."""

    by: str
    begun_at: datetime
    ended_at: datetime | None = None
    result: AuditResult | None = None
    failed: str = ""


class Verification:
    """The last check of the history, or the one that runs now."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._lock = threading.Lock()
        self._state: State | None = None

    def now(self) -> State | None:
        """How it stands, None where nobody asked for one yet."""
        return self._state

    def begin(self, actor: Actor) -> None:
        """Begin to check, unless it is being checked already."""
        with self._lock:
            if self._state is not None and self._state.ended_at is None:
                return
            begun = State(str(actor), datetime.now(UTC))
            self._state = begun
        threading.Thread(target=self._run, args=(actor, begun), name="verify-history", daemon=True).start()

    def _run(self, actor: Actor, begun: State) -> None:
        result, failed = None, "The check was broken off; the log says why."
        try:
            result, failed = self._acts.verify_history(actor), ""
        except OrchestratorError as error:
            failed = str(error)
        finally:
            ended = datetime.now(UTC)
            self._state = State(begun.by, begun.begun_at, ended, result, failed)
            log.info("the history was checked for %s: %s", begun.by, failed or result)

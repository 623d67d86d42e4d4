"""The bodies of jobs. Their dotted names are stored in the queue: a moved step leaves an alias here."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from config.processes import myself
from orchestrator.errors import NotReady
from orchestrator.store import documents, runs
from orchestrator.wiring import Farm, farm
from queues.names import Queue

log = logging.getLogger(__name__)

STEPS: dict[Queue, str] = {
    Queue.READ: "orchestrator.steps.read",
    Queue.JUDGE: "orchestrator.steps.judge",
    Queue.KEY: "orchestrator.steps.key",
}
FINISH_TRIES = 12
FINISH_PAUSE_SECONDS = 5.0
NO_DATABASE = 75
"""Exit status of a process that could not write what it did (EX_TEMPFAIL)."""
PROBE = "orchestrator.steps.probe"


@dataclass
class Ending:
    """How a run ended, and why; a step may say that it was put off."""

    outcome: str = "failed"
    message: str = "The process was told to stop."


def read(document_id: str) -> None:
    """Read a received document. Only who reads loads the readers."""
    from orchestrator.reading import read_document

    here = farm()
    with _run(here, document_id, Queue.READ):
        read_document(here.store, document_id, here.limits)


def judge(document_id: str) -> None:
    """Judge an extracted document."""
    here = farm()
    with _run(here, document_id, Queue.JUDGE):
        here.judge.judge_document(document_id)


def key(document_id: str, lane: str = "") -> None:
    """Key a ready document, or settle one in doubt, with the account of a lane."""
    here = farm()
    with _run(here, document_id, Queue.KEY) as ending:
        put_off = here.poster(lane).work(document_id)
        if put_off:
            ending.outcome, ending.message = "postponed", put_off


def probe(_: str, lane: str) -> None:
    """Look whether a paused lane can go on; its name is that of the job, too."""
    farm().poster(lane).probe()


@contextmanager
def _run(here: Farm, document_id: str, step: Queue) -> Iterator[Ending]:
    """Record who works on what, and how it ended; the reconciler goes by it."""
    with here.store.begin() as tx:
        run_id = runs.begin(tx, document_id, step, myself())
    ending = Ending()
    try:
        yield (told := Ending("done", ""))
        ending = told
    except NotReady as wait:
        ending = Ending("postponed", str(wait))
        with here.store.begin() as tx:
            documents.describe(tx, document_id, reason=ending.message)
        log.info("%s of document %s waits: %s", step, document_id, wait)
    except Exception as error:
        ending.message = f"{type(error).__name__}: {error}"
        log.exception("%s of document %s failed", step, document_id)
        raise
    finally:
        _finish(here, run_id, ending)


def _finish(here: Farm, run_id: int, ending: Ending) -> None:
    """Write how a run ended. Left open, it would pass for one that goes on, for as long as this process lives: so where
    the database stays away, the process ends, and its death tells.
    """
    for _ in range(FINISH_TRIES):
        try:
            with here.store.begin() as tx:
                runs.finish(tx, run_id, ending.outcome, ending.message)
            return
        except NotReady as away:
            log.warning("the end of run %d cannot be written yet: %s", run_id, away)
            time.sleep(FINISH_PAUSE_SECONDS)  # asks the database; there is no event to wait for
    log.error("the end of run %d cannot be written; this process ends", run_id)
    os._exit(NO_DATABASE)

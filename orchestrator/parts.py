"""The parts of the farm, each the main function of a process of its own, which imports only what it needs."""

import logging
import os
import signal
import threading
from collections.abc import Callable

from config.errors import ConfigError
from orchestrator.errors import NotReady
from orchestrator.wiring import Farm
from queues.errors import QueueError, QueueUnavailable
from queues.names import Queue

log = logging.getLogger(__name__)
DISPATCH_SECONDS = 0.25
RECONCILE_EVERY = 8
"""Every so many dispatches the reconciler looks for what was dropped."""


def queue(farm: Farm) -> None:
    """The embedded Valkey; this process becomes it."""
    embedded = farm.embedded_queue
    if embedded is None:
        raise QueueError("REDIS_URL names a queue server; the embedded one is not needed.")
    command = embedded.command()
    os.execv(command[0], command)  # noqa: S606 - our own binary and configuration, no shell


def intake(farm: Farm) -> None:
    """Takes in what was dropped, and puts files back where the clerk looks for them."""
    from bots.intake.folder import WatchedFolder
    from orchestrator.intake import take_in_settled
    from orchestrator.returns import return_files

    settings = farm.settings
    farm.inbox.mkdir(parents=True, exist_ok=True)
    folder = WatchedFolder(farm.inbox, farm.home / "spool", settings.inbox_settle_seconds)
    lock = folder.lock()

    def work() -> None:
        take_in_settled(farm.store, folder, farm.limits)
        return_files(farm.store, farm.home, farm.dashboard_url)

    _repeat(work, settings.inbox_poll_seconds)
    os.close(lock)


def dispatcher(farm: Farm) -> None:
    """Empties the outbox into the queues, finds what was dropped on the way, and writes down how the farm does."""
    from orchestrator.dispatching import (
        DispatchTerms,
        attended_lines,
        dispatch_due,
        explain_waiting,
        is_waiting,
        send_probes,
    )
    from orchestrator.operations.retrying import work_off_all
    from orchestrator.operations.sampling import take_sample
    from orchestrator.reconcile import Bookmark, end_lost, reconcile
    from orchestrator.store import lanes

    settings, accounts = farm.settings, farm.accounts.lanes
    terms = DispatchTerms(accounts, settings.read_seconds, settings.erp_lease_seconds, farm.breaker_terms)
    with farm.store.begin() as tx:
        lanes.keep_only(tx, accounts)
    terms_of_recovery, bookmark, count = farm.reconcile_terms, Bookmark(), 0

    def work() -> None:
        nonlocal count
        end_lost(farm.store, terms_of_recovery)  # before anything is written: a stopped bot may hold the lock for that
        take_sample(farm.store)
        work_off_all(farm.store)
        dispatch_due(farm.store, farm.redis, terms)
        send_probes(farm.store, farm.redis, terms)
        if count % RECONCILE_EVERY == 0:
            explain_waiting(farm.store, accounts)
            lines = attended_lines(farm.redis, accounts)
            reconcile(farm.store, lambda message: is_waiting(farm.redis, message, lines), terms_of_recovery, bookmark)
        count += 1

    _repeat(work, DISPATCH_SECONDS)


def read(farm: Farm) -> None:
    """Reads documents, one process each, so that a bad one takes nothing else with it."""
    from queues.worker import run_worker

    run_worker(farm.queue_url, Queue.READ, "read", _preload_reading, fork=True)


def judge(farm: Farm) -> None:
    """Judges documents."""
    from queues.worker import run_worker

    run_worker(farm.queue_url, Queue.JUDGE, "judge", _preload_judging, fork=True)


def key(farm: Farm, lane: str = "") -> None:
    """Keys the documents of one lane, keeping its browser open between them."""
    from queues.worker import run_worker

    if not lane and len(farm.accounts.lanes) > 1:
        raise ConfigError(f"Say which account keys: {', '.join(parts_of(farm, 'key'))}.")
    poster = farm.poster(lane)
    poster.lane.begin()
    name = poster.lane.account.name
    run_worker(farm.queue_url, Queue.KEY, f"key-{name}", None, fork=False, lane=name, on_stop=poster.close)


def scheduler(farm: Farm) -> None:
    """Runs what is due by the schedules."""
    from orchestrator.schedule import Scheduler

    _repeat(Scheduler(farm).tick, 1.0)


def webhooks(farm: Farm) -> None:
    """Sends to the webhooks what they wait for."""
    import asyncio

    from orchestrator.webhooks.sender import Sender

    asyncio.run(Sender(farm.store, farm.webhook_terms).run(_stopping().is_set))


def web(farm: Farm) -> None:
    """Serves the pages."""
    from orchestrator.web.app import create_app
    from orchestrator.web.serve import serve
    from queues.health import snapshot

    lanes = [lane.name for lane in farm.accounts.lanes]
    app = create_app(farm.store, farm.settings, lambda: snapshot(farm.redis, lanes), farm.acts)
    farm.store.close()  # connections that a fork must not share
    serve(app, farm.settings.web_host, farm.settings.web_port, _stopping(), farm.settings.web_processes)


PARTS: dict[str, Callable[[Farm], None]] = {
    "queue": queue,
    "intake": intake,
    "dispatcher": dispatcher,
    "read": read,
    "judge": judge,
    "key": key,
    "scheduler": scheduler,
    "webhooks": webhooks,
    "web": web,
}
"""In the order in which they are started; they are stopped in the opposite one."""


def parts_of(farm: Farm, name: str) -> tuple[str, ...]:
    """The processes that a name stands for, or itself where it is only one: `key` one for each ERP account,
    ``key:books-1``, and `read` and `judge` as many as the settings say, ``read:2``.
    """
    side_by_side = {
        "read": [str(number) for number in range(1, farm.settings.readers + 1)],
        "judge": [str(number) for number in range(1, farm.settings.judges + 1)],
        "key": [lane.name for lane in farm.accounts.lanes],
    }
    which = side_by_side.get(name, [])
    return tuple(f"{name}:{one}" for one in which) if len(which) > 1 else (name,)


def main_of(farm: Farm, name: str) -> Callable[[], None]:
    """The main function of a part, by its name.

    Raises:
        ConfigError: there is no such part, or no such account.
    """
    kind, _, which = name.partition(":")
    numbered = kind in ("read", "judge") and which.isdecimal()
    if kind not in PARTS or (which and kind != "key" and not numbered):
        raise ConfigError(f"There is no part {name!r}; the parts are {', '.join(PARTS)}, key:ACCOUNT and read:NUMBER.")
    if kind == "key" and which:
        account = farm.accounts.lane(which)
        return lambda: key(farm, account.name)
    return lambda: PARTS[kind](farm)


def _preload_reading() -> None:
    """Heavy imports before the first fork, so that no document pays for them."""
    import orchestrator.reading
    import orchestrator.steps  # noqa: F401 - imported for its effect on this process's memory


def _preload_judging() -> None:
    import orchestrator.judging
    import orchestrator.steps  # noqa: F401 - as above


def _repeat(work: Callable[[], None], seconds: float) -> None:
    """Do the work every so many seconds until told to stop; what is not ready yet is tried again."""
    stop = _stopping()
    while not stop.is_set():
        try:
            work()
        except (QueueUnavailable, NotReady) as error:
            log.warning("%s", error)
            stop.wait(1.0)
        stop.wait(seconds)


def _stopping() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop

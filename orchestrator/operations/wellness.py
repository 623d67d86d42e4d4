"""Whether the farm is well, in one sentence, with the one act that mends what is wrong; the worst comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from orchestrator.breaker import Cause
from orchestrator.operations.history import KIND_OF_WORK
from orchestrator.operations.lane_state import LaneState
from orchestrator.operations.picture import Picture
from orchestrator.operations.sentence import Said, Sentence
from orchestrator.phrases import phrase
from orchestrator.stages import Stage

DOUBT_LASTS = timedelta(minutes=30)
WELL = phrase("All is well. Waiting or worked on: {count}; keyed in the last hour: {posted}.")
NO_PART = phrase("The farm does not run: no part of it gives a sign of life. Start it with ./botfarm up.")
NO_QUEUE = phrase("The queue server does not answer. Nothing is lost: work goes on when it is back.")
SILENT = phrase("{part} on {host} has given no sign of life for {quiet}. Start it there with ./botfarm up.")
GONE = phrase("Parts that gave no sign of life for long: {count}; {part} on {host} for {quiet}.")
PAUSED = phrase("Lane {lane} is paused; documents that wait for it: {waiting}.")
STILL = phrase("Nothing has been done for {time} though documents wait: {waiting} ({work}).")
FAILED = phrase("Documents that failed and rest: {count}. The most for one cause: {most}.")
UNCLEAR = phrase("Postings have been in doubt for {time}: {count}. See what recovery will do.")


class Level(IntEnum):
    """How bad it is."""

    WELL = 0
    LOOK = 1
    BAD = 2


class Kind(IntEnum):
    """What mends it: nothing, looking at a part of the page, resuming a lane, trying a cause again."""

    NOTHING = 0
    LOOK = 1
    RESUME = 2
    RETRY = 3


@dataclass(frozen=True)
class Trouble:
    """What is wrong, and the one act that mends it.

    Attributes:
        target: of the act: the section of the page, the lane's name, or the cause.
        stage: of the documents that are tried again.
        count: how many they are.
    """

    level: Level
    says: Sentence
    kind: Kind = Kind.NOTHING
    target: str = ""
    stage: Stage | None = None
    count: int = 0
    detail: Sentence | None = None


def troubles(picture: Picture) -> tuple[Trouble, ...]:
    """Everything that is wrong, the worst first; empty while the farm is well."""
    found = (*_parts(picture), *_lanes(picture), *_still(picture), *_failures(picture), *_doubts(picture))
    return tuple(sorted(found, key=lambda trouble: -trouble.level))


def headline(picture: Picture) -> Trouble:
    """The sentence at the top."""
    every = troubles(picture)
    if every:
        return every[0]
    values = {"count": sum(q.waiting + q.working for q in picture.queues), "posted": picture.posted}
    return Trouble(Level.WELL, Sentence(WELL, values))


def _parts(picture: Picture) -> Iterator[Trouble]:
    if picture.queue_away:
        yield Trouble(Level.BAD, Sentence(NO_QUEUE), Kind.LOOK, "workers")
    silent = sorted((worker for worker in picture.workers if worker.silent), key=lambda worker: worker.quiet)
    if len(silent) == len(picture.workers):
        yield Trouble(Level.BAD, Sentence(NO_PART), Kind.LOOK, "workers")
        return
    fresh = [worker for worker in silent if not worker.forgettable]
    for some, text, level in ((fresh, SILENT, Level.BAD), (silent[len(fresh) :], GONE, Level.LOOK)):
        if some:
            values: dict[str, Said] = {
                "part": some[0].part,
                "host": some[0].host,
                "quiet": some[0].quiet,
                "count": len(some),
            }
            yield Trouble(level, Sentence(text, values), Kind.LOOK, "workers")


def _lanes(picture: Picture) -> Iterator[Trouble]:
    stopped = [state for state in picture.lanes if not state.lane.is_working]
    for state in sorted(stopped, key=_by_a_person):
        level = Level.LOOK if _by_a_person(state) else Level.BAD
        says = Sentence(PAUSED, {"lane": state.lane.name, "waiting": state.waiting})
        yield Trouble(level, says, Kind.RESUME, state.lane.name, detail=state.why)


def _by_a_person(state: LaneState) -> bool:
    return state.lane.cause is Cause.PERSON


def _still(picture: Picture) -> Iterator[Trouble]:
    """A kind of work that stands still, where nothing above tells why."""
    if picture.queue_away or not any(state.lane.is_working for state in picture.lanes):
        return
    for queue in picture.queues:
        if queue.stands_still(picture.at):
            age = _age(picture.at, queue.oldest)
            values: dict[str, Said] = {"time": age, "waiting": queue.waiting, "work": KIND_OF_WORK[queue.queue]}
            yield Trouble(Level.BAD, Sentence(STILL, values), Kind.LOOK, "workers")


def _failures(picture: Picture) -> Iterator[Trouble]:
    failed = [group for group in picture.failures if group.stage is Stage.FAILED and group not in picture.retried]
    if failed:
        most = max(failed, key=lambda group: group.count)
        says = Sentence(FAILED, {"count": sum(group.count for group in failed), "most": most.cause})
        yield Trouble(Level.LOOK, says, Kind.RETRY, most.cause, most.stage, most.count)


def _doubts(picture: Picture) -> Iterator[Trouble]:
    old = [doubt for doubt in picture.doubts if _age(picture.at, doubt.document.stage_since) > DOUBT_LASTS]
    if old:
        values: dict[str, Said] = {"count": len(old), "time": _age(picture.at, old[0].document.stage_since)}
        yield Trouble(Level.LOOK, Sentence(UNCLEAR, values), Kind.LOOK, "doubts")


def _age(now: datetime, since: datetime | None) -> timedelta:
    return now - since if since else timedelta(0)

"""Whether people's decisions show abuse of their rights: own entries approved, bursts, approvals at night."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from config.bad_money_file import RightsAbuse
from orchestrator.suspicion.facts import Lesson, Suspicion

OWN, BURST, NIGHT = "approved_own_entry", "approval_burst", "approval_at_night"
KINDS = (OWN, BURST, NIGHT)
WIDENED = 1.2
"""A burst so many times a dismissed one passes."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's approval of a document, or a try that was refused.

    Attributes:
        entered: what the person had done to the document before: `corrected`, `handed in`; empty for nothing.
    """

    person: str
    at: datetime
    document_id: str
    refused: bool = False
    entered: str = ""


@dataclass(frozen=True, slots=True)
class PersonSuspicion:
    """What was found of a person. `kind` is one of `KINDS`; `subject` tells this one from others of its kind."""

    kind: str
    person: str
    subject: str
    suspicion: Suspicion


Found = Iterator[tuple[str, str, Suspicion]]
"""Kind, what tells it from others, and what there is to say."""


def find(
    approvals: Sequence[Approval], terms: RightsAbuse, since: datetime, lessons: Mapping[str, Sequence[Lesson]]
) -> Iterator[PersonSuspicion]:
    """What there is to say of the approvals after `since`; earlier ones tell what each person's habit is.

    Args:
        approvals: of all people, the oldest first.
        lessons: what was dismissed, by person.
    """
    by_person: defaultdict[str, list[Approval]] = defaultdict(list)
    for one in approvals:
        by_person[one.person].append(one)
    for person, own in sorted(by_person.items()):
        known = lessons.get(person, ())
        for kind, what, found in (*_own(own, since), *_bursts(own, terms, since), *_nights(own, terms, since)):
            if not any(lesson.kind == kind and _covers(lesson, found) for lesson in known):
                yield PersonSuspicion(kind, person, f"{person} {what}", found)


def _covers(lesson: Lesson, found: Suspicion) -> bool:
    """Whether what was dismissed is this pattern; a burst may be somewhat larger than a dismissed one."""
    if lesson.kind == BURST:
        return float(found.figures["approvals"]) <= WIDENED * float(lesson.figures["approvals"])
    return lesson.key == found.key


def _own(own: Sequence[Approval], since: datetime) -> Found:
    """A refused try counts as much: somebody tried the door."""
    for one in own:
        if one.at <= since or not one.entered:
            continue
        done = f"Document {one.document_id} was approved by {one.person}, who had {one.entered} it."
        tried = f"Document {one.document_id} was to be approved by {one.person}, who had {one.entered} it; refused."
        yield (
            OWN,
            f"{one.document_id} {'tried' if one.refused else 'approved'}",
            Suspicion(
                key=one.document_id,
                sentence=tried if one.refused else done,
                figures={"at": f"{one.at:%Y-%m-%d %H:%M}", "entered": one.entered, "refused": str(one.refused).lower()},
                others=(one.document_id,),
            ),
        )


def _bursts(own: Sequence[Approval], terms: RightsAbuse, since: datetime) -> Found:
    """One alert a day and person, at its fullest moment; measured by the busiest moments of the days before."""
    minutes = timedelta(minutes=terms.burst_minutes)
    fullest = _fullest_by_day([a for a in own if not a.refused], minutes)
    for day, group in fullest.items():
        before = [len(other) for earlier, other in fullest.items() if earlier < day]
        usual = sorted(before)[len(before) * 9 // 10] if before else 0
        if group[-1].at <= since or len(group) < terms.burst or len(group) < usual * terms.burst_times:
            continue
        yield BURST, str(day), Suspicion(
            key=str(day),
            sentence=(
                f"Within {terms.burst_minutes} minutes of {day} {group[0].person} approved {len(group)} documents; "
                f"their busiest moments before had {usual}."
            ),
            figures={
                "approvals": str(len(group)), "usual": str(usual), "from": f"{group[0].at:%Y-%m-%d %H:%M:%S}",
                "until": f"{group[-1].at:%Y-%m-%d %H:%M:%S}",
            },
            others=tuple(a.document_id for a in group[:50]),
        )  # fmt: skip


def _fullest_by_day(own: Sequence[Approval], minutes: timedelta) -> dict[date, list[Approval]]:
    found: dict[date, list[Approval]] = {}
    first = 0
    for last, one in enumerate(own):
        while one.at - own[first].at > minutes:
            first += 1
        day = own[first].at.date()
        if last - first + 1 > len(found.get(day, ())):
            found[day] = list(own[first : last + 1])
    return found


def _nights(own: Sequence[Approval], terms: RightsAbuse, since: datetime) -> Found:
    """One alert a night and person; whoever works at night has their habit."""
    zone = ZoneInfo(terms.time_zone)
    done: defaultdict[date, list[Approval]] = defaultdict(list)
    nightly = total = 0
    for one in (a for a in own if not a.refused):
        at = one.at.astimezone(zone)
        habit = total >= terms.least_history and nightly >= terms.night_share * total
        total += 1
        if _is_night(at, terms):
            night = (at - timedelta(hours=terms.night_until)).date()
            if not habit or night in done:
                done[night].append(one)
            nightly += 1
    for night, group in done.items():
        if group[-1].at <= since:
            continue
        yield NIGHT, str(night), Suspicion(
            key=f"{terms.night_from}-{terms.night_until}",
            sentence=(
                f"In the night of {night} {group[0].person} approved {len(group)} documents, from "
                f"{group[0].at.astimezone(zone):%H:%M} on; {nightly} of {total} approvals of theirs are at night."
            ),
            figures={
                "approvals": str(len(group)), "at": f"{group[0].at.astimezone(zone):%Y-%m-%d %H:%M}",
                "at_night": str(nightly), "of": str(total),
            },
            others=tuple(a.document_id for a in group[:50]),
        )  # fmt: skip


def _is_night(at: datetime, terms: RightsAbuse) -> bool:
    if terms.night_from > terms.night_until:
        return at.hour >= terms.night_from or at.hour < terms.night_until
    return terms.night_from <= at.hour < terms.night_until

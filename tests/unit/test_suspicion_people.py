"""Abuse of rights: own entries, bursts, nights; what is somebody's habit is none."""

from datetime import UTC, datetime, timedelta

from orchestrator.suspicion.facts import Lesson
from orchestrator.suspicion.rights import BURST, NIGHT, OWN, Approval, find
from tests.unit.suspicion_cases import RULES

TERMS = RULES.rights_abuse
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(days: float = 0, seconds: float = 0) -> datetime:
    return START + timedelta(days=days, seconds=seconds)


def some(many: int, days: float = 0, every: float = 5, person: str = "kim", name: str = "d") -> list[Approval]:
    return [Approval(person, at(days, n * every), f"{name}{days}-{n}") for n in range(many)]


def kinds(
    *approvals: Approval, since: datetime = LONG_AGO, lessons: dict[str, tuple[Lesson, ...]] | None = None
) -> list[str]:
    return [one.kind for one in find(sorted(approvals, key=lambda a: a.at), TERMS, since, lessons or {})]


def test_who_approves_or_tries_to_approve_an_own_entry() -> None:
    assert kinds(Approval("kim", at(), "d1", entered="corrected")) == [OWN]
    assert kinds(Approval("kim", at(), "d1", refused=True, entered="handed in")) == [OWN]
    assert kinds(Approval("kim", at(), "d1")) == []
    assert kinds(Approval("kim", at(), "d1", entered="corrected"), since=at(1)) == []


def test_a_burst_that_is_nobodys_habit() -> None:
    calm = [one for day in range(20) for one in some(3, day, 900)]
    assert kinds(*calm, *some(20, 21)) == [BURST]
    assert kinds(*calm, *some(8, 21)) == []
    in_batches = [one for week in range(8) for one in some(20, 7 * week)]
    assert kinds(*in_batches, *some(22, 57), since=at(50)) == []
    assert kinds(*in_batches, *some(60, 57), since=at(50)) == [BURST]


def test_approvals_at_night() -> None:
    by_day = [one for day in range(30) for one in some(2, day, 900)]
    night = Approval("kim", at(31, 14.5 * 3600), "n")
    assert kinds(*by_day, night) == [NIGHT]
    nights = [one for day in range(30) for one in some(2, day + 0.6, 900, name="n")]
    assert kinds(*nights, night, since=at(30.9)) == []


def test_a_dismissed_pattern_of_a_person_is_quiet_and_others_are_not() -> None:
    calm = [one for day in range(20) for one in some(3, day, 900)]
    burst = some(20, 21)
    (raised,) = find([*calm, *burst], TERMS, LONG_AGO, {})
    known = {"kim": (Lesson(raised.kind, raised.suspicion.key, raised.suspicion.figures),)}
    assert kinds(*calm, *burst, lessons=known) == []
    assert kinds(*calm, *some(40, 22), lessons=known) == [BURST]
    assert kinds(*some(20, 21, person="tan"), lessons=known) == [BURST]

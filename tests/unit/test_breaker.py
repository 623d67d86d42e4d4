"""The circuit breaker: pauses once, waits longer each time, resumes by itself only where that is safe."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.breaker import IN_A_ROW, PROBED, BreakerTerms, Cause, Failure, Lane, LaneState

NOW = datetime(2026, 11, 22, 10, 4, tzinfo=UTC)
TERMS = BreakerTerms()
NEW = Lane(name="books-1", erp="tryton", company="Example", since=NOW)
FAILING = [cause for cause in Cause if cause is not Cause.PERSON]


def failure(cause: Cause, at_login: bool = False) -> Failure:
    return Failure(cause=cause, detail=f"it is {cause}", at_login=at_login, screenshot="a" * 64)


def fail(lane: Lane, cause: Cause, times: int = 1, at_login: bool = False) -> Lane:
    for _ in range(times):
        lane = lane.failed(failure(cause, at_login), "bot", NOW, TERMS)
    return lane


@pytest.mark.parametrize("cause", FAILING)
def test_so_many_in_a_row_pause_and_not_one_less(cause: Cause) -> None:
    limit = IN_A_ROW.get(cause, 1)
    assert fail(NEW, cause, limit - 1).is_working
    paused = fail(NEW, cause, limit)
    assert (paused.state, paused.cause, paused.since, paused.by) == (LaneState.PAUSED, cause, NOW, "bot")
    assert (paused.next_probe_at is not None) == (cause in PROBED)


def test_a_login_page_that_does_not_answer_pauses_at_once() -> None:
    assert fail(NEW, Cause.UNREACHABLE, at_login=True).state is LaneState.PAUSED


def test_a_success_in_between_starts_the_count_anew() -> None:
    assert fail(fail(NEW, Cause.UNREACHABLE).succeeded(), Cause.UNREACHABLE).is_working


def test_failures_of_another_kind_are_not_added_up() -> None:
    assert fail(fail(NEW, Cause.BROWSER), Cause.UNREACHABLE).is_working


def test_more_failures_while_paused_change_nothing() -> None:
    paused = fail(NEW, Cause.UNREACHABLE, 2)
    assert fail(paused, Cause.SCREEN, 50) == paused


def test_probes_come_later_and_later_up_to_a_limit() -> None:
    lane, now, waits = fail(NEW, Cause.UNREACHABLE, 2), NOW, []
    for _ in range(12):
        assert lane.next_probe_at is not None
        waits.append(lane.next_probe_at - now)
        now = lane.next_probe_at
        lane = lane.probing(now, TERMS).probe_failed(failure(Cause.UNREACHABLE), now, TERMS)
    assert [wait.total_seconds() for wait in waits] == [5, 10, 20, 40, 80, 160, *([300] * 6)]
    assert lane.since == NOW, "it is one pause"


def test_a_probe_that_never_answers_is_sent_again() -> None:
    lane = fail(NEW, Cause.UNREACHABLE, 2)
    assert lane.next_probe_at is not None
    probing = lane.probing(lane.next_probe_at, TERMS)
    assert not probing.is_due(lane.next_probe_at + TERMS.patience - timedelta(seconds=1))
    assert probing.is_due(lane.next_probe_at + TERMS.patience)


def test_after_a_probe_one_failure_pauses_again_until_something_was_keyed() -> None:
    lane = fail(NEW, Cause.UNREACHABLE, 2)
    assert lane.next_probe_at is not None
    resumed = lane.probing(lane.next_probe_at, TERMS).probe_passed("bot", NOW)
    assert resumed.is_working
    assert not fail(resumed, Cause.UNREACHABLE).is_working
    assert fail(resumed.succeeded(), Cause.UNREACHABLE).is_working


def test_a_refused_login_is_never_tried_again_by_itself() -> None:
    paused = fail(NEW, Cause.LOGIN)
    assert not paused.is_due(NOW + timedelta(days=365))
    assert paused.resumed_by("Ada", NOW).is_working


def test_what_a_person_paused_no_probe_resumes() -> None:
    lane = fail(NEW, Cause.UNREACHABLE, 2)
    assert lane.next_probe_at is not None
    by_ada = lane.probing(lane.next_probe_at, TERMS).paused_by("Ada", "month end", NOW)
    assert by_ada.probe_passed("bot", NOW) == by_ada
    assert not by_ada.is_due(NOW + timedelta(days=365))
    assert "Ada" in by_ada.sentence()


def test_a_person_resumes_while_a_probe_is_under_way() -> None:
    lane = fail(NEW, Cause.SCREEN)
    assert lane.next_probe_at is not None
    resumed = lane.probing(lane.next_probe_at, TERMS).resumed_by("Ada", NOW)
    assert resumed.probe_failed(failure(Cause.SCREEN), NOW, TERMS) == resumed


EVENTS = st.one_of(
    st.tuples(st.just("failed"), st.sampled_from(FAILING), st.booleans()),
    st.tuples(st.sampled_from(["succeeded", "probe", "passed", "person pauses", "person resumes"])),
    st.tuples(st.just("probe failed"), st.sampled_from(FAILING)),
    st.tuples(st.just("time"), st.integers(0, 4000)),
)


@given(st.lists(EVENTS, max_size=60))
def test_whatever_happens_the_lane_stays_sane(events: list[tuple[object, ...]]) -> None:
    lane, now, failures_since_success = NEW, NOW, 0
    for event, *details in events:
        before = lane
        match event:
            case "failed":
                cause, at_login = details
                assert isinstance(cause, Cause)
                lane = lane.failed(failure(cause, bool(at_login)), "bot", now, TERMS)
                failures_since_success += 1
            case "succeeded":
                lane, failures_since_success = lane.succeeded(), 0
            case "probe":
                lane = lane.probing(now, TERMS)
            case "passed":
                lane = lane.probe_passed("bot", now)
            case "probe failed":
                assert isinstance(details[0], Cause)
                lane = lane.probe_failed(failure(details[0]), now, TERMS)
            case "person pauses":
                lane = lane.paused_by("Ada", "month end", now)
            case "person resumes":
                lane = lane.resumed_by("Ada", now)
            case _:
                assert isinstance(details[0], int)
                now += timedelta(seconds=details[0])
        assert lane.is_working == (lane.sentence() == "" and lane.next_probe_at is None)
        assert (lane.name, lane.erp, lane.company) == (NEW.name, NEW.erp, NEW.company)
        if before.is_working and not lane.is_working:
            assert event in ("failed", "person pauses")
            assert failures_since_success or event == "person pauses", "success alone never pauses"
        if lane.is_working and not before.is_working:
            by_probe = event == "passed" and before.state is LaneState.PROBING
            assert by_probe or event == "person resumes"
        if not lane.is_working and lane.cause not in PROBED and lane.state is LaneState.PAUSED:
            assert lane.next_probe_at is None
        if lane.state is LaneState.PAUSED and lane.cause in PROBED:
            assert lane.next_probe_at is not None, "no lane is forgotten"

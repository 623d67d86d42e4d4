"""The two balances hold for whatever way documents take, and show whatever is missing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from orchestrator.reports.compliance.outcomes import Moves, balance, document_row
from orchestrator.stages import MOVES, Stage
from orchestrator.store.compliance import Act, Files, Kept

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
START, END = 100, 200
"""Minutes of the period."""


class Step(NamedTuple):
    """A document at a stage from a minute on; its first one has no `from_`."""

    minute: int
    document: int
    from_: Stage | None
    to: Stage


@st.composite
def ways(draw: st.DrawFn) -> list[Step]:
    """The ways of some documents through the stages, by legal moves, before, within and after the period."""
    steps: list[Step] = []
    for document in range(draw(st.integers(0, 12))):
        minute = draw(st.integers(0, 250))
        stage = draw(st.sampled_from([Stage.RECEIVED, Stage.QUARANTINED]))
        steps.append(Step(minute, document, None, stage))
        for _ in range(draw(st.integers(0, 12))):
            if not MOVES[stage]:
                break
            to = draw(st.sampled_from(sorted(MOVES[stage])))
            minute += draw(st.integers(0, 60))
            steps.append(Step(minute, document, stage, to))
            stage = to
    return sorted(steps, key=lambda step: step.minute)


def standing(steps: list[Step], minute: int) -> dict[int, Stage]:
    return {step.document: step.to for step in steps if step.minute < minute}


def counted(steps: list[Step], minute: int) -> dict[Stage, int]:
    at = list(standing(steps, minute).values())
    return {stage: at.count(stage) for stage in set(at)}


def kept(document: int) -> Kept:
    return Kept(str(document), BEGAN, Stage.RECEIVED, BEGAN, "invoice", "", "", "EUR", None, "")


def act(number: int, step: Step) -> Act:
    data = {"to": step.to} if step.from_ is None else {"to": step.to, "from": step.from_}
    at = (BEGAN + timedelta(minutes=step.minute)).isoformat()
    return Act(number, at, "judge", "received" if step.from_ is None else "moved", str(step.document), data)


@given(ways(), st.integers(0, 5))
def test_both_hold_for_every_way(steps: list[Step], duplicates: int) -> None:
    moves = Moves()
    for number, step in enumerate(steps):
        if START <= step.minute < END:
            moves.take(act(number, step))
    came = {step.document for step in steps if step.from_ is None and START <= step.minute < END}
    at_end = standing(steps, END)
    rows = [document_row(kept(document), at_end[document]) for document in sorted(came)]
    files = Files(len(came), duplicates)
    found = balance(files, rows, counted(steps, START), counted(steps, END), moves)
    assert found.received_holds and found.carried_holds
    assert found.files == len(came) + duplicates == found.new + duplicates
    assert not balance(files, [*rows, document_row(kept(99), Stage.READY)], {}, {}, moves).received_holds
    for part in ("open_before", "new", "reopened", "closed", "open_after"):
        assert not replace(found, **{part: getattr(found, part) + 1}).carried_holds

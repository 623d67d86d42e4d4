"""Steps as acts: what one field was given between two presses is one, however it was typed."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from bots.authoring.recording import Call, Step

FILLING = ("fill", "select_option", "check", "uncheck", "set_checked")
PRESSING = ("click", "dblclick")
FIELD_ROLES = ("textbox", "combobox", "spinbutton", "searchbox")


class Kind(StrEnum):
    FILLED = "filled"
    PRESSED = "pressed"
    ENTERED = "entered"
    """The Enter key in a field: whatever button its form has for that."""
    VISITED = "visited"
    ASKED = "asked"
    """A dialog of the browser appeared."""


class Act(NamedTuple):
    """`steps` are several only where one field was filled: people mistype and walk through a select with the arrow
    keys, and on a slow machine the recorder writes down what is half typed."""

    kind: Kind
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        return self.steps[-1]


def acts(steps: Sequence[Step]) -> list[Act]:
    """The acts in their order; moves of the cursor (clicks into fields, Tab, arrow keys) are none."""
    fields = {step.place for step in steps if step.action in FILLING}
    found: list[Act] = []
    filled: dict[object, list[Step]] = {}
    for step in steps:
        if step.action in FILLING:
            filled.setdefault(step.place, []).append(step)
        elif kind := _kind(step, step.place in fields or _has_a_fields_role(step.element)):
            found += [*_flushed(filled), Act(kind, (step,))]
            filled = {}
    return [*found, *_flushed(filled)]


def _flushed(filled: dict[object, list[Step]]) -> Iterator[Act]:
    return (Act(Kind.FILLED, tuple(steps)) for steps in filled.values())


def _kind(step: Step, is_field: bool) -> Kind | None:
    """What a step is that fills nothing; None where it only moves the cursor."""
    if step.action == "goto":
        return Kind.VISITED
    if step.action == "once":
        return Kind.ASKED
    if step.action == "press" and step.value == "Enter":
        return Kind.ENTERED if is_field else Kind.PRESSED
    return Kind.PRESSED if step.action in PRESSING and not is_field else None


def _has_a_fields_role(element: tuple[Call, ...]) -> bool:
    return bool(element) and element[0].name == "get_by_role" and element[0].text in FIELD_ROLES

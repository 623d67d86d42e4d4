"""The pieces of an adapter that a recording gives."""

from dataclasses import dataclass, field


@dataclass
class RecordedField:
    """A field that was filled; without `css` where it could not be said so, and `source` tells how it was found."""

    fact: str
    css: str
    widget: str = ""
    code: str = ""
    then: str = ""
    source: str = ""


@dataclass
class Pieces:
    """What is known so far; empty where a recording did not show it.

    Attributes:
        place: selectors pressed, or an address, on the way to the empty form.
        menu: name of the frame in which they were pressed, where that is not the form's own.
        add: what was pressed between two lines.
        first: number of the first line in its fields' CSS.
        number, day: how the page writes 1234.56 and 31 December 2026.
        unknown: recorded steps that say nothing of the order, as they stand in the recording.
    """

    login_address: str = ""
    user: str = ""
    password: str = ""
    login_button: str = ""
    others: dict[str, str] = field(default_factory=dict)
    frame: str = ""
    place: str | tuple[str, ...] = ""
    menu: str = ""
    header: list[RecordedField] = field(default_factory=list)
    lines: list[RecordedField] = field(default_factory=list)
    first: int = 1
    add: str = ""
    save: str = ""
    post: str = ""
    number: str = ""
    day: str = ""
    unknown: list[str] = field(default_factory=list)

"""A sentence of the operations page: a text that is looked up in the reader's language, and the values that go in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Said = str | int | float | datetime | timedelta


@dataclass(frozen=True)
class Sentence:
    """`text` is English with `{places}`; `values` fill them: times as moments, timedeltas as how long."""

    text: str
    values: Mapping[str, Said] = field(default_factory=dict)

    def __str__(self) -> str:
        """In English, as the command line says it."""
        return self.text.format(**{name: in_english(value) for name, value in self.values.items()})


def in_english(value: Said) -> str:
    """A value as the command line writes it: moments in UTC, how long in the largest unit."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, timedelta):
        return how_long(value.total_seconds())
    return f"{value:,}" if isinstance(value, int) else str(value)


def how_long(seconds: float) -> str:
    """``12 s``, ``3 min``, ``5 h``, ``2 days``."""
    for limit, unit, size in ((60, "s", 1), (3600, "min", 60), (172800, "h", 3600)):
        if seconds < limit:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds // 86400)} days"

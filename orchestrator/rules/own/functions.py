"""The functions that expressions may call."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from orchestrator.rules.own.arithmetic import rounded, total
from orchestrator.rules.own.types import DATE, NUMBER, TEXT, TRUTH, Type

Work = Callable[..., object]
NUMBERS = Type("list", NUMBER)

METHODS: dict[tuple[str, Type], tuple[tuple[Type, ...], Type, Work]] = {
    ("contains", TEXT): ((TEXT,), TRUTH, lambda text, part: part in text),
    ("startsWith", TEXT): ((TEXT,), TRUTH, lambda text, part: text.startswith(part)),
    ("endsWith", TEXT): ((TEXT,), TRUTH, lambda text, part: text.endswith(part)),
    ("lower", TEXT): ((), TEXT, lambda text: text.casefold()),
    ("trim", TEXT): ((), TEXT, lambda text: text.strip()),
    ("size", TEXT): ((), NUMBER, lambda text: Decimal(len(text))),
    ("year", DATE): ((), NUMBER, lambda day: Decimal(day.year)),
    ("month", DATE): ((), NUMBER, lambda day: Decimal(day.month)),
    ("day", DATE): ((), NUMBER, lambda day: Decimal(day.day)),
    ("weekday", DATE): ((), NUMBER, lambda day: Decimal(day.isoweekday())),
}
"""By name and the type before the dot: the types in brackets, the result's, and the work. Monday is weekday 1."""

FUNCTIONS: dict[str, tuple[tuple[Type, ...], Type, Work]] = {
    "abs": ((NUMBER,), NUMBER, lambda number: number.copy_abs()),
    "round": ((NUMBER, NUMBER), NUMBER, rounded),
    "sum": ((NUMBERS,), NUMBER, total),
}
"""By name: the types in brackets, the result's, and the work."""


def day(text: str) -> date | None:
    """The day that a text names (2026-12-31), None where it names none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-31") else None
    except ValueError:
        return None

"""The cells of decision tables: what a cell asks of a value."""

import fnmatch
import operator
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from orchestrator.rules.own.functions import day
from orchestrator.rules.own.types import DATE, NUMBER, TEXT, TRUTH, Missing, Type

Asks = Callable[[Any], bool]
ANYTHING = ("", "-", "*")
MISSING, GIVEN = "(missing)", "(given)"
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}


def asked(cell: str, name: str, type_: Type) -> Asks | None:
    """What a cell of the column `name` asks; None where it asks nothing.

    Raises:
        ValueError: it is written in a way that is not understood; the message says how to write it.
    """
    text = cell.strip()
    if text in ANYTHING:
        return None
    if text in (MISSING, GIVEN):
        return lambda value: (value is None) is (text == MISSING)
    if type_ is TEXT:
        return _present(name, _text(text))
    if type_ is TRUTH:
        if text.casefold() not in YES_NO:
            raise ValueError(f"{text!r} is neither yes nor no")
        wanted = YES_NO[text.casefold()]
        return lambda value: value is wanted
    return _present(name, _ordered(text, type_))


def _present(name: str, asks: Asks) -> Asks:
    def run(value: object) -> bool:
        if value is None:
            raise Missing(name)
        return asks(value)

    return run


def _text(text: str) -> Asks:
    """One of several, by |; none of them after "not"; * stands for anything. Case does not matter."""
    negated = re.match(r"not\s+", text)
    wanted = [part.strip().casefold() for part in text[negated.end() if negated else 0 :].split("|")]
    if not all(wanted):
        raise ValueError(f"{text!r} has nothing on one side of a |")
    patterns = [re.compile(fnmatch.translate(re.sub(r"([\[?])", r"[\1]", part))) for part in wanted]
    return lambda value: any(p.match(str(value).casefold()) for p in patterns) is not bool(negated)


def _ordered(text: str, type_: Type) -> Asks:
    """> 5, >= 5, < 5, <= 5, = 5, != 5, 5, or 5..10 with both ends; days likewise."""
    if ".." in text:
        low, high = (_value(part, type_) for part in text.split("..", 1))
        if low > high:
            raise ValueError(f"{text!r} begins after its end")
        return lambda value: bool(low <= value <= high)
    found = re.match(r"(>=|<=|!=|>|<|=)?\s*(.*)$", text)
    assert found is not None
    compare, wanted = COMPARED[found[1] or "="], _value(found[2], type_)
    return lambda value: bool(compare(value, wanted))


def _value(text: str, type_: Type) -> Any:
    """A number, or a day: both have an order."""
    written = text.strip()
    if type_ is DATE:
        found: date | None = day(written)
        if found is None:
            raise ValueError(f"{written!r} is no day; write 2026-12-31")
        return found
    assert type_ is NUMBER
    if not re.fullmatch(r"-?\d{1,30}(\.\d{1,10})?", written, re.ASCII):
        raise ValueError(f"{written!r} is no number; write 1234.56, > 1234.56 or 0..1234.56")
    return Decimal(written)

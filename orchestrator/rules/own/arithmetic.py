"""Arithmetic of expressions: exact in decimals, or it says that it cannot be."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

from orchestrator.rules.own.types import DATE, NUMBER, TEXT, CannotTell, Type

EXACT = Context(prec=100, Emax=200, Emin=-200, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Sums and products of amounts are exact; one that would have to be rounded is refused."""
DIVIDING = Context(prec=34, Emax=200, Emin=-200, traps=[InvalidOperation, DivisionByZero, Overflow])
"""A quotient is rounded to 34 digits, half to even."""
LONGEST = 20_000
"""Characters that a text may come to."""

Operation = Callable[[object, object], object]


def _decimal(work: Callable[[Decimal, Decimal], Decimal]) -> Operation:
    def run(left: object, right: object) -> object:
        assert isinstance(left, Decimal) and isinstance(right, Decimal)
        try:
            return work(left, right)
        except DivisionByZero as error:
            raise CannotTell("it divides by zero") from error
        except DecimalException as error:
            raise CannotTell(f"{left} and {right} cannot be calculated with exactly") from error

    return run


def _join(left: object, right: object) -> object:
    assert isinstance(left, str) and isinstance(right, str)
    if len(left) + len(right) > LONGEST:
        raise CannotTell(f"a text would be longer than {LONGEST} characters")
    return left + right


def _later(left: object, right: object) -> object:
    assert isinstance(left, date) and isinstance(right, Decimal)
    return _days(left, right)


def _earlier(left: object, right: object) -> object:
    assert isinstance(left, date) and isinstance(right, Decimal)
    return _days(left, -right)


def _days(day: date, days: Decimal) -> date:
    try:
        if days != days.to_integral_value():
            raise CannotTell(f"{days} is no whole number of days")
        return day + timedelta(days=int(days))
    except (OverflowError, DecimalException) as error:
        raise CannotTell(f"{days} days from {day} is no date") from error


def _between(left: object, right: object) -> object:
    assert isinstance(left, date) and isinstance(right, date)
    return Decimal((left - right).days)


OPERATIONS: dict[tuple[str, Type, Type], tuple[Type, Operation]] = {
    ("+", NUMBER, NUMBER): (NUMBER, _decimal(EXACT.add)),
    ("-", NUMBER, NUMBER): (NUMBER, _decimal(EXACT.subtract)),
    ("*", NUMBER, NUMBER): (NUMBER, _decimal(EXACT.multiply)),
    ("/", NUMBER, NUMBER): (NUMBER, _decimal(DIVIDING.divide)),
    ("%", NUMBER, NUMBER): (NUMBER, _decimal(EXACT.remainder)),
    ("+", TEXT, TEXT): (TEXT, _join),
    ("+", DATE, NUMBER): (DATE, _later),
    ("-", DATE, NUMBER): (DATE, _earlier),
    ("-", DATE, DATE): (NUMBER, _between),
}
"""What can be done with which types; a date and a number are days."""


def rounded(number: Decimal, places: Decimal) -> Decimal:
    """A number with so many decimal places, half away from zero, as invoices are rounded."""
    if places != places.to_integral_value() or not 0 <= places <= 12:
        raise CannotTell(f"a number cannot be rounded to {places} places; write 0 to 12")
    try:
        return number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP, Context(prec=100))
    except DecimalException as error:
        raise CannotTell(f"{number} cannot be rounded to {places} places") from error


def total(numbers: list[object]) -> Decimal:
    """The exact sum."""
    add, found = OPERATIONS["+", NUMBER, NUMBER][1], Decimal(0)
    for number in numbers:
        worked = add(found, number)
        assert isinstance(worked, Decimal)
        found = worked
    return found

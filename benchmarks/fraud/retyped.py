"""Ways in which one invoice comes in twice with a number that is not quite the same. None where a way does not fit."""

import random
import re
from collections.abc import Callable
from datetime import date

Way = Callable[[str, date, random.Random], str | None]


def _letters(number: str, _: date, chance: random.Random) -> str | None:
    """O for 0, I or l for 1, as scanners and people read them."""
    places = [i for i, c in enumerate(number) if c in "01"]
    if not places:
        return None
    at = chance.choice(places)
    return number[:at] + ("O" if number[at] == "0" else chance.choice("Il")) + number[at + 1 :]


def _zeros(number: str, _: date, chance: random.Random) -> str | None:
    """Leading zeros left out, or put in front."""
    runs = list(re.finditer(r"\d+", number))
    if not runs:
        return None
    last = runs[-1]
    shorter = last[0].lstrip("0")
    new = shorter if shorter and shorter != last[0] else "00" + last[0]
    return number[: last.start()] + new + number[last.end() :]


def _suffix(number: str, _: date, chance: random.Random) -> str | None:
    return number + chance.choice(["A", "-1", " copy", "/2", "-B", " Kopie", "a", " (2)", " DUPLICATE"])


def _swapped(number: str, _: date, chance: random.Random) -> str | None:
    """Two digits in the running part changed places."""
    run = list(re.finditer(r"\d+", number))[-1]
    places = [i for i in range(run.start(), run.end() - 1) if number[i] != number[i + 1]]
    if not places:
        return None
    at = chance.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _year(number: str, issued: date, _: random.Random) -> str | None:
    """The year in another place, or left out."""
    rest = re.sub(rf"[-/ ]?{issued.year}[-/ ]?", "", number)
    if rest == number or not re.search(r"\d\d", rest) or re.search(r"[A-Z]", rest):
        return None
    return f"{rest}/{issued:%Y}" if number.startswith(str(issued.year)) else rest


def _new(number: str, _: date, chance: random.Random) -> str | None:
    """Another number altogether, of the same look."""
    runs = list(re.finditer(r"\d+", number))
    if not runs:
        return None
    last = runs[-1]
    count = int(last[0]) + chance.randrange(11, 400)
    return number[: last.start()] + str(count).zfill(len(last[0])) + number[last.end() :]


def _same(number: str, _: date, chance: random.Random) -> str | None:
    """The same number, with a separator more or less: what counts is that another supplier bills it."""
    if len(re.sub(r"\W", "", number)) < 4:
        return None
    return number.replace("-", " ") if "-" in number else number + " "


WAYS: dict[str, Way] = {
    "letters for digits": _letters,
    "leading zeros": _zeros,
    "suffix": _suffix,
    "digits swapped": _swapped,
    "year moved": _year,
    "new number": _new,
    "other supplier": _same,
}

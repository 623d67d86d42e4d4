"""In which line of a TOML file a value stands: what the parser of the standard library does not tell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

Place = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """The line (from 1) of the innermost part of `place` that has one; None where not even the outermost does.

    Args:
        place: as pydantic names it, `("rules", 2, "when", "amount_over")`.
    """
    lines = dict(_places(text))
    for length in range(len(place), 0, -1):
        found = lines.get(tuple(place[:length]))
        if found is not None:
            return found
    return None


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Each header and key with its line; the first counts where a table is opened by several keys."""
    table: Place = ()
    counted: Counter[Place] = Counter()
    seen: set[Place] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        header = HEADER.match(line)
        key = KEY.match(line)
        if header:
            table = _table(_parts(header[2]), counted, header[1] == "[[")
            found: Iterator[Place] = iter([table, table[:-1]] if header[1] == "[[" else [table])
        elif key:
            own = (*table, *_parts(key[1]))
            found = (own[:length] for length in range(len(own), len(table), -1))
        else:
            continue
        for place in found:
            if place and place not in seen:
                seen.add(place)
                yield place, number


def _table(parts: Sequence[str], counted: "Counter[Place]", many: bool) -> Place:
    """The place of a table, with the numbers of the arrays of tables in it."""
    place: Place = ()
    for index, part in enumerate(parts):
        place = (*place, part)
        last = index == len(parts) - 1
        if last and many:
            counted[place] += 1
        if counted[place]:
            place = (*place, counted[place] - 1)
    return place


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", dotted))

"""Decision tables: the first row that fits a document decides."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from config.errors import ConfigError
from config.own_rules_file import OwnTable
from orchestrator.rules.own.cells import Asks, asked
from orchestrator.rules.own.types import DOCUMENT, Facts

OUTCOME, SENTENCE, NOTE = "outcome", "sentence", "note"
OUTCOMES = ("pass", "fail")
MOST_ROWS = 20_000


@dataclass(frozen=True)
class Row:
    """A row: what it asks of which values, and what holds for a document that fits. `number` is the spreadsheet's."""

    number: int
    asks: tuple[tuple[str, Asks], ...]
    passes: bool
    sentence: str

    def fits(self, facts: Facts) -> bool:
        """Whether everything that the row asks holds. Raises CannotTell where a value is missing that decides."""
        return all(asks(facts.values[name]) for name, asks in self.asks)


@dataclass(frozen=True)
class Table:
    """A table, checked. `names` are the values that it looks at."""

    rows: tuple[Row, ...]
    names: frozenset[str]
    otherwise: Literal["pass", "fail"]

    def decide(self, facts: Facts) -> tuple[bool, str]:
        """Whether a document passes, and the sentence of the row that decided; empty without one."""
        for row in self.rows:
            if row.fits(facts):
                return row.passes, row.sentence
        return self.otherwise == "pass", ""


def read_table(own: OwnTable, text: str) -> Table:
    """A table from its CSV text.

    Raises:
        ConfigError: with file, row and column.
    """
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if not lines:
        raise ConfigError(f"{own.file} is empty; its first row names the columns.")
    separator = max(",;\t", key=lines[0].count)
    try:
        every = list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ConfigError(f"{own.file}: {error}; check the quotation marks.") from error
    header = [cell.strip() for cell in every[0]]
    _check(own.file, header)
    if len(every) > MOST_ROWS:
        raise ConfigError(f"{own.file} has {len(every)} rows; at most {MOST_ROWS} are taken.")
    rows = tuple(_rows(own.file, header, every[1:]))
    if not rows:
        raise ConfigError(f"{own.file} has no row below the names of its columns.")
    return Table(rows, frozenset(name for row in rows for name, _ in row.asks), own.otherwise)


def _check(file: str, header: list[str]) -> None:
    askable = [name for name in DOCUMENT if name != "lines"]
    wrong = [name for name in header if name and name not in (*askable, OUTCOME, SENTENCE, NOTE)]
    if wrong:
        raise ConfigError(f"{file}, row 1: the column {wrong[0]!r} is not known; there are {', '.join(askable)}.")
    if OUTCOME not in header:
        raise ConfigError(f"{file}, row 1: the column {OUTCOME!r} is missing; each row says pass or fail in it.")
    twice = [name for name in header if name and header.count(name) > 1]
    if twice:
        raise ConfigError(f"{file}, row 1: the column {twice[0]!r} is there twice.")


def _rows(file: str, header: list[str], every: list[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(every, start=2):
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise ConfigError(
                f"{file}, row {number}: more cells than columns; put text with commas in quotation marks."
            )
        by_name = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
        outcome = by_name[OUTCOME].strip().casefold()
        if outcome not in OUTCOMES:
            raise ConfigError(f"{file}, row {number}: the outcome {by_name[OUTCOME]!r} is neither pass nor fail.")
        asks = tuple(_asks(file, number, by_name))
        yield Row(number, asks, outcome == "pass", by_name.get(SENTENCE, "").strip())


def _asks(file: str, number: int, by_name: dict[str, str]) -> Iterator[tuple[str, Asks]]:
    for name, cell in by_name.items():
        if not name or name in (OUTCOME, SENTENCE, NOTE):
            continue
        try:
            asks = asked(cell, name, DOCUMENT[name])
        except ValueError as error:
            raise ConfigError(f"{file}, row {number}, column {name}: {error}.") from error
        if asks is not None:
            yield name, asks

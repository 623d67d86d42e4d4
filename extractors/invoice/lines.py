"""The invoice lines: every way in which the pages can be read as lines, and the one that arithmetic speaks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.invoice.columns import Header, find_headers
from extractors.invoice.columns_by_arithmetic import headers_by_arithmetic
from extractors.invoice.columns_by_sums import headers_by_sums
from extractors.invoice.drafts import CENT, Draft, line_amounts
from extractors.invoice.printed_sums import PrintedSums
from extractors.invoice.reading import Reading
from extractors.invoice.rows_of_lines import drafts_below
from extractors.invoice.splitting_lines import Split, splits

__all__ = ["CENT", "Draft", "LineReading", "Split", "best_reading", "line_amounts", "line_readings"]

TABLES = 3
"""So many tables with different headings are looked at."""


@dataclass(frozen=True)
class LineReading:
    """One way to read the lines; `clearness` (0 to 1) is how clearly its columns are named."""

    split: Split
    clearness: float

    def worth(self, sums: PrintedSums) -> float:
        return sums.worth(self.split) + self.clearness


def line_readings(reading: Reading) -> tuple[LineReading, ...]:
    """All ways to read the document's lines; empty where no table is found."""
    found = list(_by_headings(reading))
    sums = PrintedSums.on(reading)
    if not any(sums.explained(option.split) for option in found):
        found += _by_arithmetic(reading)
    return tuple(found)


def best_reading(options: tuple[LineReading, ...], sums: PrintedSums) -> Split:
    """The lines whose arithmetic agrees best with the amounts printed as sums."""
    best = max(options, key=lambda option: option.worth(sums), default=None)
    return best.split if best else Split((), ())


def _by_headings(reading: Reading) -> Iterator[LineReading]:
    headers = sorted(find_headers(reading), key=lambda header: (-header.worth, header.first))
    groups: list[list[Header]] = []
    for header in headers:
        home = next((group for group in groups if header.like(group[0])), None)
        if home is None:
            groups.append([header])
        else:
            home.append(header)
    for group in groups[:TABLES]:
        drafts = _below_all(reading, sorted(group, key=lambda header: header.first))
        clearness = min(1.0, group[0].worth / 8)
        yield from (LineReading(split, clearness) for split in splits(drafts))


def _below_all(reading: Reading, headers: list[Header]) -> list[Draft]:
    """The drafts under a heading and its repetitions, on the same page or the next ones."""
    drafts: list[Draft] = []
    part = 0
    for place, header in enumerate(headers):
        stop = headers[place + 1].first if place + 1 < len(headers) else len(reading.sheet.rows)
        if place and header.page == headers[place - 1].page and drafts and drafts[-1].part != part:
            part = max(part, drafts[-1].part + 1)
        below, part = drafts_below(reading, header, stop, part)
        drafts += below
    return drafts


def _by_arithmetic(reading: Reading) -> Iterator[LineReading]:
    for header in (*headers_by_arithmetic(reading), *headers_by_sums(reading)):
        drafts, _ = drafts_below(reading, header, len(reading.sheet.rows))
        yield from (LineReading(split, 0.0) for split in splits(drafts))

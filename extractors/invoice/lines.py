"""The invoice lines: every way in which the pages can be read as lines, and the one that arithmetic speaks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.invoice.columns import Header, find_headers
from extractors.invoice.columns_by_arithmetic import enriched, headers_by_arithmetic
from extractors.invoice.columns_by_sums import headers_by_sums
from extractors.invoice.drafts import CENT, Draft, line_amounts
from extractors.invoice.printed_sums import LABELLED, PrintedSums
from extractors.invoice.reading import Reading
from extractors.invoice.rows_of_lines import drafts_below
from extractors.invoice.splitting_lines import Split, splits

__all__ = ["CENT", "Draft", "LineReading", "Split", "best_reading", "line_amounts", "line_readings"]

TABLES = 3
"""So many tables with different headings are looked at."""
MISNAMED, UNNAMED = 0.0, -1.5
"""How clear a table is whose total stands under another heading, and one of one amount a row without a heading."""


@dataclass(frozen=True)
class LineReading:
    """One way to read the lines; `clearness` (at most 1) is how clearly its columns are named."""

    split: Split
    clearness: float

    @property
    def named(self) -> bool:
        """Headings or products tell the columns, not their sum alone."""
        return self.clearness > UNNAMED

    def worth(self, sums: PrintedSums) -> float:
        return sums.worth(self.split) + self.clearness


NONE = LineReading(Split((), ()), 0.0)


def line_readings(reading: Reading, sums: PrintedSums) -> tuple[LineReading, ...]:
    """All ways to read the document's lines, by what is printed as sums; empty where no table is found."""
    groups = _same(find_headers(reading))
    found = [option for group in groups for option in _below_all(reading, group, sums)]
    if not any(sums.explained(option.split) for option in found):
        proven = tuple(headers_by_arithmetic(reading))
        fuller = [[enriched(header, proven[0]) for header in group] for group in groups] if proven else []
        found += [option for group in fuller if group not in groups for option in _below_all(reading, group, sums)]
        found += _by_arithmetic(reading, proven, sums)
    return tuple(found)


def best_reading(options: tuple[LineReading, ...], sums: PrintedSums) -> LineReading:
    """The lines whose arithmetic agrees best with the amounts printed as sums."""
    return max(options, key=lambda option: option.worth(sums), default=NONE)


def _same(headers: Sequence[Header]) -> list[list[Header]]:
    """Headings with their repetitions, top down; the clearest first."""
    groups: list[list[Header]] = []
    for header in sorted(headers, key=lambda header: (-header.worth, header.first)):
        home = next((group for group in groups if header.like(group[0])), None)
        if home is None:
            groups.append([header])
        else:
            home.append(header)
    return [sorted(group, key=lambda header: header.first) for group in groups[:TABLES]]


def _below_all(reading: Reading, headers: Sequence[Header], sums: PrintedSums) -> Iterator[LineReading]:
    """What stands under a heading and its repetitions, on the same page or the next ones."""
    drafts: list[Draft] = []
    part = 0
    for place, header in enumerate(headers):
        stop = headers[place + 1].first if place + 1 < len(headers) else len(reading.sheet.rows)
        below, part = drafts_below(reading, header, stop, part)
        drafts += below
    clearness = min(1.0, headers[0].worth / 8)
    yield from (LineReading(split, clearness) for split in splits(drafts))
    for name in ("unit_price", "line_tax", "discount"):
        if sum(name in draft.numbers for draft in drafts) * 2 > len(drafts):
            for split in splits([draft.totalled(name) for draft in drafts]):
                if sums.match(split.whole, max(d.row for d in split.drafts), len(split.drafts)) >= LABELLED:
                    yield LineReading(split, MISNAMED)


def _by_arithmetic(reading: Reading, proven: Sequence[Header], sums: PrintedSums) -> Iterator[LineReading]:
    """Without headings; believed where several rows agree or their sum is printed."""
    for header in proven:
        for split in _splits_below(reading, header):
            if sum(draft.agrees for draft in split.lines) > 1 or sums.printed(split):
                yield LineReading(split, 0.0)
    for header in headers_by_sums(reading):
        yield from (LineReading(split, UNNAMED) for split in _splits_below(reading, header) if sums.printed(split))


def _splits_below(reading: Reading, header: Header) -> Iterator[Split]:
    return splits(drafts_below(reading, header, len(reading.sheet.rows))[0])

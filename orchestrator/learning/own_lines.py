"""A supplier's own lines as they are compared with a new one."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from orchestrator.learning.attributes import Attribute
from orchestrator.learning.line_words import line_terms, line_words
from orchestrator.store.coded_lines import LineCoding

RECENT = 20


class OwnLines:
    """One supplier's lines, newest first, for one attribute; codes that were renamed have their new names.

    Attributes:
        words, terms, codes: of each line.
        invoice: the number of its invoice, 0 for the newest.
    """

    def __init__(self, lines: Sequence[LineCoding], attribute: Attribute, renamed: Mapping[str, str]) -> None:
        self.lines = lines
        self.words = [line_words(line.description) for line in lines]
        self.terms = [line_terms(line.description) for line in lines]
        self.written = [attribute.of(line) for line in lines]
        self.codes = [renamed.get(code, code) for code in self.written]
        self.invoice = list(_invoices(lines))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def alike(self) -> tuple[int, int]:
        """Of the lines with an earlier one of the same description: how many lately have its code, how many not."""
        return self._followed[:2]

    @cached_property
    def same(self) -> tuple[int, int]:
        """Of the lines with a new description: how many lately have the code of the line before, how many not."""
        return self._followed[2:]

    @cached_property
    def _followed(self) -> tuple[int, int, int, int]:
        counts = [0, 0, 0, 0]
        last: dict[tuple[str, ...], str] = {}
        for at in range(len(self) - 1, -1, -1):
            words, code = self.words[at], self.codes[at]
            if last and at < RECENT:
                known = words in last
                counts[(0 if known else 2) + ((last[words] if known else self.codes[at + 1]) != code)] += 1
            last[words] = code
        return counts[0], counts[1], counts[2], counts[3]


def run(codes: Iterable[str], code: str) -> int:
    """How many codes in a row, from the first, are this one."""
    length = 0
    for other in codes:
        if other != code:
            break
        length += 1
    return length


def _invoices(lines: Sequence[LineCoding]) -> Iterable[int]:
    """Newest first the numbers fall within an invoice."""
    number, before = 0, 0
    for line in lines:
        number += bool(before) and line.number >= before
        before = line.number
        yield number

"""Where in a file a new document begins: for certain, or perhaps, so that a person is asked."""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from extractors.invoice.labels import distance
from extractors.models import Effect, Frozen, Page, Problem
from extractors.splitting.headers import PageHead, heads_of

NEAR = 2
"""Numbers that OCR read so nearly alike may be the same."""


class Begins(Enum):
    """Whether a page begins a new document."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"


class Split(Frozen):
    """How a file falls into documents.

    Attributes:
        parts: first and last page (1-based) of each document; empty where the file is one document.
        doubtful: pages that may begin a document, which a person must say.
    """

    parts: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[int, ...] = ()

    def only_asked(self) -> "Split":
        """The same for a file that cannot be taken apart: a person is asked in every case."""
        starts = [first for first, _ in self.parts[1:]]
        return Split(doubtful=tuple(sorted({*starts, *self.doubtful})))

    def problems(self) -> tuple[Problem, ...]:
        """What a person is asked about the doubtful pages."""
        if not self.doubtful:
            return ()
        pages = ", ".join(map(str, self.doubtful))
        message = (
            f"The file may hold several documents: another may begin on page {pages}. If so, reject this one and send "
            "the documents one by one."
        )
        return (Problem(code="several_documents", message=message, effect=Effect.DOUBTED),)


def split_of(pages: Sequence[Page]) -> Split:
    """How the pages of one file, in order, fall into documents.

    A page is never left out: what follows a document without beginning another (terms, delivery notes) goes with it.
    """
    if len(pages) < 2:
        return Split()
    heads = heads_of(pages)
    starts, doubtful, since = [heads[0].number], [], [heads[0]]
    for before, head in pairwise(heads):
        begins = _begins(head, before, since)
        if begins is Begins.YES:
            starts.append(head.number)
            since = []
        elif begins is Begins.PERHAPS:
            doubtful.append(head.number)
        since.append(head)
    if len(starts) == 1:
        return Split(doubtful=tuple(doubtful))
    ends = [start - 1 for start in starts[1:]] + [heads[-1].number]
    return Split(parts=tuple(zip(starts, ends, strict=True)), doubtful=tuple(doubtful))


def _begins(head: PageHead, before: PageHead, since: Sequence[PageHead]) -> Begins:
    """`since` are the pages of the document that `before` belongs to."""
    if head.mark is not None and head.mark.page > 1:
        return Begins.NO
    restarts = head.mark is not None and (before.mark is None or before.mark.is_last)
    known = frozenset(number for page in since for number in page.numbers)
    if known & head.numbers:
        return Begins.NO
    if known and head.numbers:
        return _by_another_number(head, since, known, restarts)
    lacks_number = head.titled and head.totalled and any(page.titled and page.totalled for page in since)
    return Begins.PERHAPS if lacks_number else Begins.NO


def _by_another_number(head: PageHead, since: Sequence[PageHead], known: frozenset[str], restarts: bool) -> Begins:
    concluded = head.dated and any(page.totalled for page in since)
    if not (head.titled or restarts or concluded):
        return Begins.PERHAPS if head.totalled or head.dated else Begins.NO
    misread = head.scanned and any(distance(a, b, NEAR) <= NEAR for a in known for b in head.numbers)
    if misread and not (restarts and head.titled):
        return Begins.PERHAPS
    return Begins.YES

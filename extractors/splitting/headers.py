"""What the head of a page says of the document that it belongs to: title, invoice numbers, totals."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.classify import title_in
from extractors.invoice.labels import Label, find_labels
from extractors.invoice.layout import Phrase, Row, Sheet, lay_out
from extractors.models import Kind, Page, Source
from extractors.splitting.marks import Mark, mark_of

HEAD = 0.5
"""Share of the page in which a document's title and number stand."""
ACCOUNTS = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE, Kind.RECEIPT})
TITLE = 0.95
"""How much of its phrase a title must be."""
TALLER = 1.15
"""How much taller than the page's usual letters a title is that does not stand alone in its row."""
NUMBER = re.compile(r"[^\W_](?:[\w./\\–-]*\w)?")
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
IN_BRACKETS = re.compile(r"\([^()]*\)")
PARTLY = 0.35
"""As little of its phrase may be the title, where its number follows."""
NUMBER_SIGN = re.compile(r"(?:\b(?:nr|no|num|number|nummer|numero|número|numéro|n)\b|[#№°º:.\s])+$", re.IGNORECASE)
LEAST = 4
"""Letters and digits of a number in a title; shorter ones count something else."""
MOST = 2
"""Invoice numbers in the head of a page that are its own: the number, and that of an invoice it corrects."""
TOTALS = frozenset({"gross_total", "amount_due"})


@dataclass(frozen=True)
class PageHead:
    """One page of a sheet as a possible first page of a document."""

    sheet: Sheet
    rows: tuple[Row, ...]
    number: int
    height: float
    scanned: bool

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for row in self.rows for phrase in row.phrases)

    @cached_property
    def mark(self) -> Mark | None:
        return mark_of(self.phrases, self.height)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return find_labels(self.phrases)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The invoice numbers that stand beside a label or in a title in the head; letters and digits only.

        None where they are many: a statement or a reminder lists the invoices of others.
        """
        labelled = {self._beside(label) for label in self._labels("invoice_number")}
        in_titles = {_number_after_title(phrase) for _, phrase in self._titles(PARTLY)}
        found = frozenset(number for number in labelled | in_titles if number)
        return found if len(found) <= MOST else frozenset()

    @cached_property
    def titled(self) -> bool:
        """Whether it bears the title of an invoice, credit note or receipt, large or alone in its row."""
        heights = sorted(phrase.height for phrase in self.phrases)
        tall = TALLER * heights[len(heights) // 2] if heights else 0.0
        titles = [
            (row, phrase) for row, phrase in self._titles(PARTLY) if phrase.height >= tall or len(row.phrases) == 1
        ]
        return any(title_in(phrase)[1] >= TITLE or _number_after_title(phrase) for _, phrase in titles)

    @cached_property
    def dated(self) -> bool:
        """Whether a date is asked for by its label in the head."""
        return any(True for _ in self._labels("issue_date"))

    @cached_property
    def totalled(self) -> bool:
        """Whether a total or an amount due stands on it."""
        labels = (label for label in self.labels if any(label.fields.get(name) == 1.0 for name in TOTALS))
        return any(any(c.isdigit() for c in self._right_of(label)) for label in labels)

    def _titles(self, least: float) -> Iterator[tuple[Row, Phrase]]:
        """Phrases of the head that are, to so large a share, a title of an account."""
        for row in self.rows:
            for phrase in row.phrases if row.box[1] < HEAD * self.height else ():
                kind, share = title_in(phrase)
                if kind in ACCOUNTS and share >= least:
                    yield row, phrase

    def _labels(self, field: str) -> Iterator[Label]:
        for label in self.labels:
            if label.fields.get(field) == 1.0 and label.phrase.box[1] < HEAD * self.height:
                yield label

    def _beside(self, label: Label) -> str | None:
        """The number to the right of the label, or below it."""
        return _number_in(self._right_of(label)) or _number_in(self._below(label))

    def _right_of(self, label: Label) -> str:
        rest = label.phrase.text[label.end :]
        row = self.sheet.rows[label.phrase.row]
        after = [phrase.text for phrase in row.phrases if phrase.box[0] > label.phrase.box[2]]
        return rest if re.search(r"\w", rest) else " ".join(after[:1])

    def _below(self, label: Label) -> str:
        left, _, right, _ = label.box
        for row in self.sheet.below(label.phrase.row, 1):
            over = [p for p in row.phrases if p.box[0] < right and p.box[2] > left]
            return over[0].text if over else ""
        return ""


def _number_in(text: str) -> str | None:
    """The first word with a digit; no date."""
    for word in NUMBER.findall(DATE.sub(" ", text)):
        if any(char.isdigit() for char in word):
            return _plain(word)
    return None


def _number_after_title(phrase: Phrase) -> str | None:
    """The number that follows a title at once: "Invoice 103767", "Rechnungskorrektur (384) Nr. RK21012345"."""
    text = IN_BRACKETS.sub(" ", phrase.text)
    words = [match for match in NUMBER.finditer(text) if any(char.isdigit() for char in match.group())]
    if not words or len(_plain(words[0].group())) < LEAST or DATE.match(text, words[0].start()):
        return None
    before = NUMBER_SIGN.sub("", text[: words[0].start()])
    return _plain(words[0].group()) if title_in(replace(phrase, text=before))[1] > 1 else None


def _plain(word: str) -> str:
    return "".join(char for char in word.upper() if char.isalnum())


def heads_of(pages: Sequence[Page]) -> list[PageHead]:
    """The pages of a file, each to be asked what its head says; nothing is looked for before it is asked."""
    sheet = lay_out(pages)
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        rows[row.page].append(row)
    return [
        PageHead(sheet, tuple(rows[page.number]), page.number, page.height, page.source is Source.OCR) for page in pages
    ]

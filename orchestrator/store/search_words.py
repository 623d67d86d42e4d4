"""The words under which a document is found, and what somebody's typing asks for.

Both databases index exactly these words, so both find the same: letters of Chinese, Japanese and Korean go in pairs, as
nothing stands between their words; amounts in one spelling, however written; all of it without case or accents.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

LONGEST = 40
"""Letters of a word that are kept."""
MOST = 20_000
"""Words of a document that are kept; a book of 200 pages has fewer."""
PREFIX_FROM = 3
"""So many letters find the words that begin with them; fewer only the word itself."""
SUPPLIER = "s_"
"""Marks a word of the supplier's name, so that it can be asked for alone."""

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff"
RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]+")
SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?![\d.,])")
SPACED_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+[.,]\d{1,2}(?![\d.,])")
AMOUNT = re.compile(r"[+-]?(\d{1,3}(?:[.,']\d{3})+|\d+)(?:[.,](\d{1,2}))?")
EDGES = '()[]{}<>«»"“”„:;!?*#|'

Term = tuple[str, bool]
"""A word, and whether what begins with it will do."""
Alternatives = tuple[tuple[Term, ...], ...]
"""Of which one must fit; each fits where all its terms do."""


class Bare(dict[int, int | None]):
    """For `str.translate`: takes accents away, and remembers which letters are none."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if unicodedata.combining(chr(code)) else code
        return kept


BARE = Bare()


def folded(text: str) -> str:
    """The text without case, accents, and the widths of its letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", apart.translate(BARE))


def words_of(
    document_id: str, supplier: str, numbers: Iterable[str], total: Decimal | None, names: Iterable[str], text: str
) -> tuple[str, ...]:
    """Every word under which a document is found, sorted.

    Args:
        numbers: the invoice's number and the ERP's; any part of them is found.
        total: the amount on its face, in whatever currency.
        names: of the files that it came in.
        text: that was read from it.
    """
    found = {document_id}
    if total is not None:
        found.add(amount_word(total))
    for word in _plain(supplier):
        found |= {word, SUPPLIER + word}
        found |= {start + end for end in _ends(word, 4) for start in ("", SUPPLIER)}
    for number in numbers:
        joined = "".join(RUN.findall(folded(number)))[:LONGEST]
        found |= {joined, *_plain(number), *_ends(joined, 3)} - {""}
    for part in (*names, text):
        for word in _plain(part):
            if len(found) >= MOST:
                break
            found.add(word)
    return tuple(sorted(found))


def _ends(word: str, least: int) -> Iterator[str]:
    """What a word ends with: looked for from its beginning, it makes any part of the word found."""
    if not UNSPACED_RUN.match(word):
        yield from (word[start:] for start in range(1, len(word) - least + 1))


def _plain(text: str) -> Iterator[str]:
    """The words of a text."""
    plain = folded(text)
    for spaced in SPACED_THOUSANDS.findall(plain):
        yield from _amounts(re.sub(r"\s", "", spaced))
    for piece in plain.split():
        word = piece.strip(EDGES)
        if word.isascii() and word.isalnum():
            yield word[:LONGEST]
            continue
        amounts = tuple(_amounts(word.rstrip(".,"))) if word[:1] in "+-0123456789" else ()
        yield from amounts
        runs = RUN.findall(word)
        if len(runs) > 1 and len(word) <= LONGEST:
            yield "".join(runs)
        if not amounts or len(runs) == 1:
            for run in runs:
                yield from _letters(run)


def _letters(run: str) -> Iterator[str]:
    """A word as it is; of what has no spaces, every two neighbours, and the last letter by itself."""
    if UNSPACED_RUN.match(run):
        yield from (run[at : at + 2] for at in range(len(run)))
    else:
        yield run[:LONGEST]


def amount_word(amount: Decimal) -> str:
    """An amount as a word: 1234.5 is 1234d50; a sign counts for nothing."""
    plain = format(abs(amount).normalize(), "f")
    whole, _, rest = plain.partition(".")
    return f"{whole}d{rest.ljust(2, '0')}"


def _amounts(word: str) -> Iterator[str]:
    """The amount that a word may be, as a word; none where it has no decimals and no thousands."""
    fits = AMOUNT.fullmatch(word.replace("\u2019", "'"))
    if fits and not word.isdigit():
        try:
            yield amount_word(Decimal(re.sub(r"[.,']", "", fits[1]) + "." + (fits[2] or "0")))
        except InvalidOperation:  # longer than any amount
            return


def asked(text: str, mark: str = "") -> tuple[Alternatives, ...] | None:
    """What typed text asks for: all of these; None where it holds nothing that could be looked for.

    Args:
        mark: looked for among the words with this mark only.
    """
    plain = SPACED_AMOUNT.sub(lambda amount: re.sub(r"\s", "", amount[0]), folded(text))
    found = tuple(filter(None, (_alternatives(word.strip(EDGES), mark) for word in plain.split())))
    return found or None


def _alternatives(word: str, mark: str) -> Alternatives:
    runs = RUN.findall(word)
    if not runs:
        return ()
    amounts = tuple(_begun_amount(word))
    ways: list[tuple[Term, ...]] = [((mark + amount, True),) for amount in amounts]
    if len(runs) > 1:
        ways.append(((mark + "".join(runs)[:LONGEST], True),))
    if not amounts:
        ways.append(tuple(_terms(runs, mark)))
    return tuple(ways)


def _terms(runs: list[str], mark: str) -> Iterator[Term]:
    for at, run in enumerate(runs):
        last = at == len(runs) - 1
        if not UNSPACED_RUN.match(run):
            yield mark + run[:LONGEST], last and len(run) >= PREFIX_FROM
        elif len(run) == 1:
            yield mark + run, True
        else:
            yield from ((mark + run[at : at + 2], False) for at in range(len(run) - 1))


def _begun_amount(word: str) -> Iterator[str]:
    """As `_amounts`, but of ``1234,5`` also what goes on: 1234.50 to 1234.59."""
    for amount in _amounts(word):
        one_decimal = re.search(r"[.,]\d$", word)
        yield amount[:-1] if one_decimal else amount

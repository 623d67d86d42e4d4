"""What a document is: by the words of its title, and by what else its pages say."""

import re
from collections import defaultdict
from functools import cache, lru_cache

from extractors.invoice.labels import Label, distance, find_labels, normal
from extractors.invoice.layout import Phrase, Sheet, lay_out
from extractors.models import Kind, Page, Source
from extractors.till import till_points
from extractors.titles import CONTRACT_PROSE, CREDITED, SELF_BILLED, TITLES

TOP = 0.45
"""Titles stand in this upper part of the first page."""
LONGEST_TITLE = 120
"""Characters of a phrase that are looked at."""
LONGEST_WORDS = 6
LIKE_A_TILL = 1.4
FIRST_PART = 3000
"""Characters in which a credit note says what it credits."""
TOTALS = frozenset({"net_total", "gross_total", "tax_total", "amount_due"})


COMPOUNDS = {
    "korrekturrechnung": Kind.CREDIT_NOTE,
    "stornorechnung": Kind.CREDIT_NOTE,
    "rechnungskorrektur": Kind.CREDIT_NOTE,
    "gutschrift": Kind.CREDIT_NOTE,
    "rechnung": Kind.INVOICE,
    "faktura": Kind.INVOICE,
}
"""How compound titles end: ``Sammelrechnung`` is an invoice."""


def classify(pages: tuple[Page, ...], text: str) -> tuple[Kind, float]:
    """The kind of the document, with how sure that is (0 to 1).

    Args:
        pages: its words; titles count most at the top of the first page and in large letters.
        text: the whole text, for the prose of contracts.
    """
    sheet = lay_out(pages[:3])
    points: dict[Kind, float] = defaultdict(float)
    for kind, worth in _titles(sheet):
        points[kind] += worth
    till = till_points(pages, text)
    points[Kind.RECEIPT] += till
    _by_labels(find_labels(sheet.phrases), points)
    if till >= LIKE_A_TILL:  # an invoice by its title that a till printed: "Rechnung", "Tax invoice"
        points[Kind.RECEIPT] += 0.5 * min(points[Kind.INVOICE], 1.0)
    points[Kind.CONTRACT] += _contract_prose(text)
    points[Kind.CREDIT_NOTE] += bool(re.search(CREDITED, text[:FIRST_PART], re.IGNORECASE)) * 1.3
    if re.search(SELF_BILLED, text, re.IGNORECASE):
        points[Kind.INVOICE] += points.pop(Kind.CREDIT_NOTE, 0.0)
    return _decided(points)


def _decided(points: dict[Kind, float]) -> tuple[Kind, float]:
    ranked = sorted(points.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 1.5:
        return Kind.OTHER, 0.6 if not ranked or ranked[0][1] < 0.5 else 0.5
    (kind, best), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    return kind, round(min(0.99, 0.55 + 0.12 * min(best - second, 3.5)), 3)


def _titles(sheet: Sheet) -> list[tuple[Kind, float]]:
    """Title words in phrases that hold little else; each kind's best counts, the rest only a little."""
    best: dict[Kind, float] = defaultdict(float)
    first = sheet.rows[0].page if sheet.rows else 1
    heights = sorted(phrase.height for phrase in sheet.phrases)
    usual = max(1.0, heights[len(heights) // 2]) if heights else 10.0
    order = 0
    for phrase in sheet.phrases:
        kind, share = title_in(phrase)
        if kind is None:
            continue
        top = phrase.page == first and phrase.box[1] < TOP * sheet.sizes[phrase.page][1]
        worth = share * (2.0 if top else 0.7) * min(1.6, max(1.0, phrase.height / usual))
        worth *= max(0.6, 1.0 - 0.06 * order)
        order += 1
        best[kind] = max(best[kind], worth) + 0.05
    return list(best.items())


def title_in(phrase: Phrase) -> tuple[Kind | None, float]:
    """The kind that a phrase's first words name, and how much of a title it is (0 to 1.2)."""
    plain = normal(phrase.text[:LONGEST_TITLE])[0].strip()
    if any("\u3400" <= char <= "\u9fff" for char in plain):
        return _chinese_title(plain.replace(" ", ""))
    words = plain.split()
    for start in range(min(4, len(words))):
        if phrase.source is not Source.OCR and not _may_begin(words[start : start + LONGEST_WORDS]):
            continue
        for count in range(min(LONGEST_WORDS, len(words) - start), 0, -1):
            kind = _kind_of(" ".join(words[start : start + count]), phrase.source is Source.OCR)
            rest = sum(not any(map(str.isdigit, word)) for word in words) - count
            if kind and start == 0:
                return kind, 1.2 if rest == 0 else 0.95 if rest <= 4 else 0.35
            if kind and rest <= 5:
                return kind, 0.6
    spaced = _latin_titles().get("".join(words)) if all(len(word) == 1 for word in words) else None
    return (spaced, 1.2) if spaced else (None, 0.0)


def _may_begin(words: list[str]) -> bool:
    """Whether a title may begin with the first word: most words of a page begin none, and need no closer look."""
    return words[0] in _first_words() or any(word.endswith(tuple(COMPOUNDS)) for word in words)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(title.split()[0] for title in _latin_titles())


def _chinese_title(packed: str) -> tuple[Kind | None, float]:
    for title, kind in _titles_of_script(True):
        if title in packed and len(packed) <= len(title) + 14:
            return kind, 1.2 if packed.endswith(title) else 0.8
    return None, 0.0


@lru_cache(maxsize=20_000)
def _kind_of(text: str, noisy: bool) -> Kind | None:
    kind = _latin_titles().get(text) or next((k for end, k in COMPOUNDS.items() if text.endswith(end)), None)
    if kind is None and noisy and len(text) >= 7:
        return _near_title(text)
    return kind


@lru_cache(maxsize=20_000)
def _near_title(text: str) -> Kind | None:
    """The kind of a title that differs from `text` in one letter, not the first."""
    near = (
        title
        for length in range(len(text) - 1, len(text) + 2)
        for title in _titles_by_look().get((text[0], length), ())
    )
    return next((_latin_titles()[title] for title in near if distance(text, title, 1) <= 1), None)


@cache
def _titles_by_look() -> dict[tuple[str, int], list[str]]:
    """Titles of seven letters and more by first letter and length."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for title in _latin_titles():
        if len(title) >= 7:
            found[title[0], len(title)].append(title)
    return found


@cache
def _titles_of_script(ideographic: bool) -> tuple[tuple[str, Kind], ...]:
    """Titles of Chinese, or of all other languages, longest first."""
    found = [(normal(title)[0].strip(), kind) for kind, titles in TITLES.items() for title in titles.split(",")]
    chosen = [(t, k) for t, k in found if any("\u3400" <= c <= "\u9fff" for c in t) == ideographic]
    return tuple(sorted(chosen, key=lambda item: -len(item[0])))


@cache
def _latin_titles() -> dict[str, Kind]:
    """All titles that are not Chinese."""
    return dict(_titles_of_script(False))


def _by_labels(labels: tuple[Label, ...], points: dict[Kind, float]) -> None:
    """Labels that only accounts have; together they make an invoice of a page without a title."""
    strong = {name for label in labels for name, weight in label.fields.items() if weight == 1.0}
    weak = {name for label in labels for name in label.fields} - strong
    account = 0.4 * len(strong & TOTALS) + 0.5 * ("invoice_number" in strong) + 0.3 * ("due_date" in strong)
    account += 0.2 * len(weak & (TOTALS | {"invoice_number", "issue_date"})) + 0.2 * ("issue_date" in strong)
    account += 0.3 * ("tax_id" in strong) + 0.2 * ("unit_price" in strong and "quantity" in strong)
    account += 0.2 * len(weak & TOTALS) + 0.25 * ("iban" in strong) + 0.2 * bool({"customer", "supplier"} & strong)
    account += 0.2 * ("issue_date" in strong) + 0.1 * ("invoice_number" in weak)
    accounts = (Kind.INVOICE, Kind.CREDIT_NOTE, Kind.RECEIPT)
    leader = max(accounts, key=lambda kind: (points.get(kind, 0.0), kind is Kind.INVOICE))
    points[leader] += min(account, 1.8)


def _contract_prose(text: str) -> float:
    """Points for the running prose of contracts, by how dense its turns of phrase are."""
    words = max(1, len(text.split()) + len(re.findall(r"[\u3400-\u9fff]", text)) // 2)
    hits = len(re.findall(CONTRACT_PROSE, text[:60000], re.IGNORECASE))
    density = hits * 1000 / min(words, 10000)
    if hits < 3:
        return 0.0
    return min(2.2, density / 6) * (1.0 if words > 250 else 0.6)

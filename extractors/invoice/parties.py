"""Supplier and customer: by their labels, the letterhead, legal forms and the address window."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.invoice.labels import Label
from extractors.invoice.layout import Phrase, Row
from extractors.invoice.legal_forms import LATIN, has_legal_form
from extractors.invoice.names import CONTACT, NAME_LABEL, POSTCODE, key, name_in
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Source, Value

BANK = re.compile(r"\bbank|banque|sparkasse|банк|银行|volksbank|raiffeisen", re.IGNORECASE)
COMMON = frozenset(
    {
        "to",
        "from",
        "for",
        "an",
        "client",
        "a",
        "aan",
        "de",
        "customer",
        "kunde",
        "herr",
        "frau",
        "herrn",
        "attention",
        "attn",
        "firma",
        "company name",
    }
)
DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.[a-z]{2,}", re.IGNORECASE)
MAIL_HOSTS = frozenset(
    {"gmail", "yahoo", "hotmail", "outlook", "gmx", "web", "mail", "qq", "163", "icloud", "yandex", "t-online", "live"}
)


@dataclass
class Named:
    """A name seen on the pages, with the points that speak for it."""

    name: str
    candidate: Candidate[str]
    score: float
    labelled: bool = False


@dataclass(frozen=True)
class Parties:
    """The chosen names, and the (row, phrase place) of all that belongs to the customer's address."""

    supplier: Value[str] | None
    customer: Value[str] | None
    customer_phrases: frozenset[tuple[int, int]]


def choose_parties(reading: Reading) -> Parties:
    """Supplier and customer of the document."""
    customers = sorted(labelled_names(reading, "customer"), key=lambda n: -n.score)
    customer = customers[0] if customers else None
    phrases = frozenset(_around(reading, [n.candidate.phrase for n in customers[:3]], _customer_labels(reading)))
    supplier = _supplier(reading, customers, phrases)
    if customer is None or (supplier and key(customer.name) == key(supplier.name)):
        customer = next((n for n in customers if not supplier or key(n.name) != key(supplier.name)), None)
        customer = customer or _addressee(reading, supplier)
    return Parties(_claim(supplier), _claim(customer), phrases)


def _claim(named: Named | None) -> Value[str] | None:
    if named is None:
        return None
    confidence = (
        0.96
        if named.labelled and named.score >= 1.2
        else 0.9
        if named.score >= 1.0
        else 0.8
        if named.score >= 0.75
        else 0.6
    )
    return named.candidate.claimed(confidence, named.name)


def labelled_names(reading: Reading, field: str) -> Iterator[Named]:
    """Names that a label introduces: after it, right of it, or below it."""
    for label in reading.labels:
        if field in label.fields and not _inside_sentence(label):
            for strength, phrase, start in _places(reading, label):
                name = name_in(phrase.text[start:])
                if name is None:
                    continue
                begin = phrase.text.find(name[:4], start)
                begin = begin if begin >= 0 else start
                found = Candidate(name, phrase, begin, min(len(phrase.text), begin + len(name)))
                bonus = 0.25 if has_legal_form(name) else 0.0
                yield Named(name, found, strength * label.fields[field] + bonus, labelled=True)
                break


def _inside_sentence(label: Label) -> bool:
    """A label stands at the start of its phrase, and a common word is one only alone or with a colon."""
    before, after = label.phrase.text[: label.start], label.phrase.text[label.end :]
    if re.search(r"\w", before) and not re.search(r"[:：/–—-]\s*$", before):
        return True
    if LATIN.match(after.strip()):
        return True
    word = label.phrase.text[label.start : label.end].casefold().strip(" .:")
    if not after.strip() or re.match(r"\s*[:：(（.]", after) or any("\u3400" <= c <= "\u9fff" for c in word):
        return False
    return word in COMMON or not re.match(r"\s*[\"«“„A-ZА-ЯÀ-Þ]", after)


def _places(reading: Reading, label: Label) -> Iterator[tuple[float, Phrase, int]]:
    """Where the name of a labelled party may stand, best first."""
    rest = label.phrase.text[label.end :]
    if re.search(r"\w", re.sub(r"^\W*\([^()]*\)", "", rest)):
        start = label.end + (len(rest) - len(re.sub(r"^\W*(?:\([^()]*\)|（[^（）]*）)", "", rest)))
        yield 1.0, label.phrase, start
    row = reading.sheet.rows[label.phrase.row]
    right = [p for p in row.phrases if p.box[0] >= label.phrase.box[2] - 1]
    beside = ":" in rest or "：" in rest
    under = list(_under(reading, label))
    if right and beside:
        yield 0.95, right[0], 0
    yield from under
    if right and not beside:
        yield 0.7, right[0], 0


def _under(reading: Reading, label: Label) -> Iterator[tuple[float, Phrase, int]]:
    """The phrases below the label in its column; one that begins ``Name:`` goes before all."""
    x0, _, x1, bottom = label.phrase.box
    height = max(label.phrase.height, 6.0)
    plain: list[tuple[float, Phrase, int]] = []
    for distance, row in enumerate(reading.sheet.below(label.phrase.row, 6)):
        if row.box[1] - bottom > 3.0 * height * (distance + 1):
            break
        for place, phrase in enumerate(row.phrases):
            if not (abs(phrase.box[0] - x0) < 2.5 * height or (phrase.box[0] < x1 and phrase.box[2] > x0)):
                continue
            named = NAME_LABEL.match(phrase.text + ":" if len(phrase.text) < 14 else phrase.text)
            if named and len(phrase.text) > named.end():
                yield 1.0, phrase, named.end()
            elif named and place + 1 < len(row.phrases):
                yield 1.0, row.phrases[place + 1], 0
            elif not named:
                plain.append((0.95 - 0.12 * distance, phrase, 0))
            break
    yield from plain


def _customer_labels(reading: Reading) -> list[Label]:
    return [label for label in reading.labels if "customer" in label.fields and not _inside_sentence(label)]


def _around(reading: Reading, names: list[Phrase], labels: list[Label]) -> Iterator[tuple[int, int]]:
    """The phrases of the address below a customer's name or label, in the same column."""
    for phrase in [*names, *(label.phrase for label in labels)]:
        own = reading.sheet.rows[phrase.row]
        yield (own.index, own.phrases.index(phrase))
        bottom = phrase.box[3]
        for row in reading.sheet.below(phrase.row, 7):
            if row.box[1] - bottom > 2.2 * max(phrase.height, 6):
                break
            if any(
                "supplier" in label.fields and not _inside_sentence(label)
                for label in reading.labels_by_row.get(row.index, ())
            ):
                break
            for place, other in enumerate(row.phrases):
                if abs(other.box[0] - phrase.box[0]) < 3 * max(phrase.height, 6):
                    yield (row.index, place)
                    bottom = other.box[3]


def _supplier(reading: Reading, customers: list[Named], theirs: frozenset[tuple[int, int]]) -> Named | None:
    pool: dict[str, Named] = {}
    names_of_customers = {key(n.name) for n in customers}
    for named in [*labelled_names(reading, "supplier"), *_letterhead(reading), *_legal(reading)]:
        known = pool.get(key(named.name))
        if known is None:
            pool[key(named.name)] = named
        else:
            known.score = max(known.score, named.score) + 0.12
            known.labelled = known.labelled or named.labelled
    for named in pool.values():
        named.score += domain_bonus(reading, named.name)
        if key(named.name) in names_of_customers and not named.labelled:
            named.score -= 0.8
        if _place(reading, named.candidate.phrase) in theirs and not named.labelled:
            named.score -= 0.7
        if not customers and named.score < 0.75 and _in_plain_address(reading, named.candidate.phrase):
            named.score -= 0.3
        if BANK.search(named.name):
            named.score -= 0.4
    ranked = sorted(pool.values(), key=lambda n: -n.score)
    return ranked[0] if ranked and ranked[0].score > 0.15 else None


def _in_plain_address(reading: Reading, phrase: Phrase) -> bool:
    """A name over a street and a postcode without telephone, mail or tax number: an addressee, no letterhead."""
    block = []
    bottom = phrase.box[3]
    for row in reading.sheet.below(phrase.row, 6):
        aligned = [p for p in row.phrases if abs(p.box[0] - phrase.box[0]) < max(phrase.height, 6)]
        if aligned:
            if aligned[0].box[1] - bottom > 1.8 * max(phrase.height, 6):
                break
            block.append(aligned[0])
            bottom = aligned[0].box[3]
    text = "\n".join(p.text for p in block)
    return bool(POSTCODE.search(text + " ")) and not CONTACT.search(text)


def _place(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    return (phrase.row, reading.sheet.rows[phrase.row].phrases.index(phrase))


def _letterhead(reading: Reading) -> Iterator[Named]:
    """Names among the first rows of the first page; larger letters speak for one."""
    rows = [row for row in reading.sheet.rows if row.page == reading.sheet.rows[0].page] if reading.sheet.rows else []
    heights = sorted(phrase.height for row in rows for phrase in row.phrases)
    usual = max(1.0, heights[len(heights) // 2]) if heights else 10.0
    page_height = reading.sheet.sizes[rows[0].page][1] if rows else 1.0
    for order, row in enumerate(rows[:8]):
        for phrase in row.phrases:
            name = name_in(phrase.text)
            labelled = any(label.phrase is phrase for label in reading.labels_by_row.get(row.index, ()))
            if name and not _legible(phrase, name):
                continue
            if name and (not labelled or has_legal_form(name)) and row.box[1] < 0.35 * page_height:
                score = 0.5 - 0.05 * order + min(0.3, 0.3 * max(0.0, phrase.height / usual - 1.1))
                start = max(0, phrase.text.find(name))
                found = Candidate(name, phrase, start, start + len(name))
                yield Named(_with_row_above(reading, phrase, name), found, score)


def _legible(phrase: Phrase, name: str) -> bool:
    """Scraps of dirt and of logos that OCR took for letters are no names."""
    if phrase.source is not Source.OCR:
        return True
    sure = sum(word.confidence for word in phrase.words) / len(phrase.words)
    return sum(char.isalpha() for char in name) >= 5 and sure >= 0.4 and max(map(len, name.split())) >= 4


def _legal(reading: Reading) -> Iterator[Named]:
    """Names with a legal form anywhere; the margins of a page are where suppliers name themselves."""
    for row in reading.sheet.rows:
        height = reading.sheet.sizes[row.page][1]
        for phrase in row.phrases:
            if not has_legal_form(phrase.text) or len(phrase.text) > 160:
                continue
            name = name_in(phrase.text)
            if name and has_legal_form(name):
                start = max(0, phrase.text.find(name))
                margin = 0.2 if row.box[1] < 0.2 * height else 0.15 if row.box[1] > 0.85 * height else 0.0
                contact = 0.1 if CONTACT.search(_neighbours(reading, row)) else 0.0
                found = Candidate(name, phrase, start, start + len(name))
                yield Named(_with_row_above(reading, phrase, name), found, 0.4 + margin + contact)


def _with_row_above(reading: Reading, phrase: Phrase, name: str) -> str:
    """A name in large letters that is set in two rows: the first row joined to the one with the legal form."""
    if name != phrase.text.strip() or not has_legal_form(name) or len(name.split()) > 4:
        return name
    for above in _above(reading, phrase):
        first = name_in(above.text)
        alike = 0.7 < above.height / max(phrase.height, 1) < 1.4 and phrase.box[1] - above.box[3] < 1.1 * phrase.height
        labelled = any(label.phrase is above for label in reading.labels_by_row.get(above.row, ()))
        joined = f"{first} {name}"
        if first and alike and not labelled and not has_legal_form(first) and _seen(reading, joined, above):
            return joined
        break
    return name


def _seen(reading: Reading, joined: str, above: Phrase) -> bool:
    """The joined name stands elsewhere too, is part of a web address, or tops the page."""
    whole = "".join(key(row.text) for row in reading.sheet.rows)
    first_rows = above.row <= 2
    return first_rows or key(joined) in whole.replace(key(above.text), "", 0) or domain_bonus(reading, above.text) > 0


def _neighbours(reading: Reading, row: Row) -> str:
    return " ".join(other.text for other in reading.sheet.below(row.index, 5))


def domain_bonus(reading: Reading, name: str) -> float:
    """Mail and web addresses on the page that hold the name, or whose name the name holds."""
    if "domains" not in reading.cache:
        hosts = {part.casefold() for row in reading.sheet.rows for part in DOMAIN.findall(row.text)}
        reading.cache["domains"] = {re.sub(r"[^a-z0-9]", "", h.split(".")[-1]) for h in hosts} - MAIL_HOSTS
    domains = reading.cache["domains"]
    assert isinstance(domains, set)
    plain = key(name)
    first = key(name.split()[0]) if name.split() else ""
    if any(
        len(d) >= 4 and (d in plain or (len(plain) >= 4 and plain in d) or (len(first) >= 5 and first in d))
        for d in domains
    ):
        return 0.3
    return 0.0


def _addressee(reading: Reading, supplier: Named | None) -> Named | None:
    """Without a label: the name above a postcode line in the upper half of the first page, in the address window."""
    rows = [row for row in reading.sheet.rows if row.page == reading.sheet.rows[0].page] if reading.sheet.rows else []
    for row in rows:
        height = reading.sheet.sizes[row.page][1]
        if row.box[1] > 0.45 * height:
            break
        for phrase in row.phrases:
            if POSTCODE.search(phrase.text + " ") and len(phrase.text) < 60:
                block = list(_until_supplier(_above(reading, phrase), supplier))
                names = [(p, name_in(p.text)) for p in reversed(block)]
                named = [(p, n) for p, n in names if n]
                if named and not (supplier and key(supplier.name) in key(phrase.text)):
                    top, name = named[0]
                    return Named(name, Candidate(name, top, 0, len(top.text)), 0.75)
    return None


def _until_supplier(phrases: Iterator[Phrase], supplier: Named | None) -> Iterator[Phrase]:
    """The lines of an address up to the sender's own line above it."""
    for phrase in phrases:
        if supplier and key(supplier.name) in key(phrase.text):
            return
        yield phrase


def _above(reading: Reading, phrase: Phrase) -> Iterator[Phrase]:
    """The phrases right above, in the same column, up to a gap."""
    top = phrase.box[1]
    for index in range(phrase.row - 1, max(-1, phrase.row - 7), -1):
        row = reading.sheet.rows[index]
        if row.page != phrase.page or top - row.box[3] > 1.6 * max(phrase.height, 6):
            return
        aligned = [p for p in row.phrases if abs(p.box[0] - phrase.box[0]) < max(phrase.height, 6)]
        if aligned:
            top = aligned[0].box[1]
            yield aligned[0]

"""The names on the pages as options for supplier and customer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.invoice.layout import Phrase
from extractors.invoice.legal_forms import has_legal_form, only_legal_form
from extractors.invoice.names import CONTACT, POSTCODE, key, name_in
from extractors.invoice.parties import BANK, Named, domain_bonus, labelled_names
from extractors.invoice.ranking.option import Features, Option
from extractors.invoice.ranking.places import Places
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value

WORDS = ("supplier", "customer", "other_party", "invoice_number", "tax_id", "iban", "description")
MOST = 60
FEW_ROWS = 14


def name_options(
    reading: Reading,
    places: Places,
    ruled: Mapping[str, Value[Any]],
    customers: frozenset[tuple[int, int]],
) -> list[Option[str]]:
    """Every name that is printed, once for each way it is written, at its best place.

    Args:
        ruled: what the rules chose for supplier_name and customer_name (and the tax number, for nearness).
        customers: (row, phrase place) of the phrases of the customer's address.
    """
    labels = {name: _best_label(labelled_names(reading, name)) for name in ("supplier", "customer")}
    groups: dict[str, list[Candidate[str]]] = defaultdict(list)
    for candidate in _names(reading, ruled, labels):
        groups[key(candidate.value)].append(candidate)
    options = []
    for plain, found in list(groups.items())[:MOST]:
        best = max(found, key=lambda c: _prominence(places, c))
        features = places.features(best, WORDS)
        features.update(_form(best.value))
        features.update(
            times=float(len(found)),
            inside=float(sum(plain != other and plain in other for other in groups)),
            around=float(sum(plain != other and len(other) > 3 and other in plain for other in groups)),
            label_supplier=labels["supplier"].get(plain, 0.0),
            label_customer=labels["customer"].get(plain, 0.0),
            customers=max(float(_place(reading, c.phrase) in customers) for c in found),
            customers_all=min(float(_place(reading, c.phrase) in customers) for c in found),
            first_row=float(min(c.phrase.row for c in found)),
            in_foot=max(float(c.box[1] > 0.8 * reading.sheet.sizes[c.phrase.page][1]) for c in found),
            largest=max(c.phrase.height for c in found) / places.median_height,
            domain=domain_bonus(reading, best.value),
            near_tax_id=_nearest(found, ruled.get("supplier_tax_id")),
            near_iban=_nearest(found, ruled.get("iban")),
            name_below=max(_continues(reading, c.phrase, 1) for c in found),
            name_above=max(_continues(reading, c.phrase, -1) for c in found),
            joined=float(all(" " in c.value and c.value not in c.phrase.text for c in found)),
        )
        features.update(_below(reading, found))
        for name in ("supplier_name", "customer_name"):
            value = ruled.get(name)
            features["ruled_" + name] = value.confidence if value and key(value.value) == plain else 0.0
            features["has_ruled_" + name] = float(value is not None)
        options.append(Option(best.value, best, features))
    return options


def _names(
    reading: Reading, ruled: Mapping[str, Value[Any]], labels: dict[str, dict[str, float]]
) -> Iterator[Candidate[str]]:
    """Names at the head and the foot of pages, with a legal form anywhere, and what a label introduces."""
    seen = set()
    for row in reading.sheet.rows:
        height = reading.sheet.sizes[row.page][1]
        head = (row.page == 1 and row.box[1] < 0.45 * height) or row.index < FEW_ROWS
        foot = row.box[1] > 0.8 * height
        for phrase in row.phrases:
            if not (head or foot or has_legal_form(phrase.text)) or len(phrase.text) > 160:
                continue
            name = name_in(phrase.text)
            if name:
                seen.add(key(name))
                start = max(0, phrase.text.find(name))
                yield Candidate(name, phrase, start, start + len(name))
                yield from _joined(reading, phrase, name)
    for named in _labelled(reading):
        if key(named.name) not in seen:
            yield named.candidate


def _labelled(reading: Reading) -> Iterator[Named]:
    for field in ("supplier", "customer"):
        yield from labelled_names(reading, field)


def _joined(reading: Reading, phrase: Phrase, name: str) -> Iterator[Candidate[str]]:
    """A name set in two rows: this one and the one below, in letters of about one size."""
    if name != phrase.text.strip() or len(name) > 60:
        return
    for row in reading.sheet.below(phrase.row, 1):
        for under in row.phrases:
            close = under.box[1] - phrase.box[3] < 1.0 * phrase.height
            alike = 0.75 < under.height / max(phrase.height, 1.0) < 1.34
            if close and alike and abs(under.box[0] - phrase.box[0]) < max(phrase.height, 4.0):
                second = under.text.strip() if only_legal_form(under.text) else name_in(under.text)
                if second and len(second) <= 60 and (has_legal_form(second) or not has_legal_form(name)):
                    yield Candidate(f"{name} {second}", phrase, 0, len(phrase.text))


def _continues(reading: Reading, phrase: Phrase, step: int) -> float:
    """1 where the row below (1) or above (-1) has a name in letters of this size right there, 2 with a legal form."""
    index = phrase.row + step
    if not 0 <= index < len(reading.sheet.rows) or reading.sheet.rows[index].page != phrase.page:
        return 0.0
    for other in reading.sheet.rows[index].phrases:
        gap = max(other.box[1] - phrase.box[3], phrase.box[1] - other.box[3])
        alike = 0.75 < other.height / max(phrase.height, 1.0) < 1.34
        if alike and gap < phrase.height and abs(other.box[0] - phrase.box[0]) < max(phrase.height, 4.0):
            name = name_in(other.text)
            return 0.0 if name is None else 2.0 if has_legal_form(name) else 1.0
    return 0.0


def _best_label(found: Iterator[Named]) -> dict[str, float]:
    best: dict[str, float] = {}
    for named in found:
        plain = key(named.name)
        best[plain] = max(named.score, best.get(plain, 0.0))
    return best


def _prominence(places: Places, candidate: Candidate[str]) -> float:
    """Large letters and the top of the first page."""
    return candidate.phrase.height / places.median_height - 0.02 * candidate.phrase.row


def _place(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    return (phrase.row, reading.sheet.rows[phrase.row].phrases.index(phrase))


def _form(name: str) -> Features:
    letters = [char for char in name if char.isalpha()]
    words = name.split()
    return {
        "legal_form": float(has_legal_form(name)),
        "length": float(len(name)),
        "words": float(len(words)),
        "capitals": sum(char.isupper() for char in letters) / max(1, len(letters)),
        "titled": sum(word[:1].isupper() for word in words) / max(1, len(words)),
        "digits": float(sum(char.isdigit() for char in name)),
        "wide": float(any(char > "\u2e80" for char in name)),
        "cyrillic": float(any("\u0400" <= char <= "\u04ff" for char in name)),
        "bank": float(bool(BANK.search(name))),
    }


def _nearest(found: list[Candidate[str]], value: Value[str] | None) -> float:
    """How far the value stands from the nearest place of the name, in heights of letters; 99 for another page."""
    near = 99.0
    for candidate in found:
        if value is not None and value.bbox is not None and value.page == candidate.phrase.page:
            near = min(near, abs(value.bbox[1] - candidate.box[1]) / max(candidate.phrase.height, 4.0))
    return near


def _below(reading: Reading, found: list[Candidate[str]]) -> Features:
    """What follows the name in its line and in the lines below it: an address, telephone and mail."""
    postcode = contact = sender = 99.0
    for candidate in found:
        phrase = candidate.phrase
        rest = phrase.text[candidate.end :]
        if POSTCODE.search(rest + " "):
            sender = 0.0
        if CONTACT.search(rest):
            contact = 0.0
        for distance, row in enumerate(reading.sheet.below(phrase.row, 6), 1):
            for other in row.phrases:
                if other.box[0] < phrase.box[2] and other.box[2] > phrase.box[0]:
                    if POSTCODE.search(other.text + " "):
                        postcode = min(postcode, distance)
                    if CONTACT.search(other.text):
                        contact = min(contact, distance)
    return {"postcode": postcode, "contact": contact, "sender_line": float(sender == 0.0)}
